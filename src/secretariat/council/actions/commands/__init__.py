"""Every write of action items. Nothing here deletes an action."""

from __future__ import annotations

from .ending import close_action, reopen_action, split_action
from .frame import Said
from .raising import raise_action, raise_from_line
from .reporting import (
    Changes,
    edit_action,
    link_action,
    postpone_action,
    report_action,
    unlink_action,
)

__all__ = [
    "Changes",
    "Said",
    "close_action",
    "edit_action",
    "link_action",
    "postpone_action",
    "raise_action",
    "raise_from_line",
    "reopen_action",
    "report_action",
    "split_action",
    "unlink_action",
]
