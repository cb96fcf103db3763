"""What other programs may read of meetings and of the notices they open with."""

from __future__ import annotations

from ninja import Router

from . import meetings, notices

router = Router()
router.add_router("", meetings.router)
router.add_router("", notices.router)

__all__ = ["router"]
