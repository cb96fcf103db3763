"""What other programs may read of people and bodies, and the frame of every such read.

Loaded only when an address of the interface is asked for; nothing else imports an `api`.
"""

from __future__ import annotations

from ninja import Router

from . import finds, reads

router = Router()
# Fixed words before `/{body}`.
router.add_router("", finds.router)
router.add_router("", reads.router)

__all__ = ["router"]
