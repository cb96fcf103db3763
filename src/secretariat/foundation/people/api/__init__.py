"""What other programs may read of people and bodies, and the frame of every such read.

Loaded only when an address of the interface is asked for; nothing else imports an `api`.
"""

from __future__ import annotations

from .reads import router

__all__ = ["router"]
