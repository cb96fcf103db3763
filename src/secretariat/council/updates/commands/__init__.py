"""Every write of updates. Nothing here deletes anything."""

from __future__ import annotations

from .asking import ask_and_remind, ask_everybody, ask_for_update, remind_of_update
from .standing import StandingFields, change_standing, owe_no_more, owe_updates
from .writing import (
    excuse_by_link,
    excuse_update,
    keep_draft,
    keep_draft_by_link,
    send_update,
    send_update_by_link,
    take_back_excuse,
    take_down_update,
)

__all__ = [
    "StandingFields",
    "ask_and_remind",
    "ask_everybody",
    "ask_for_update",
    "change_standing",
    "excuse_by_link",
    "excuse_update",
    "keep_draft",
    "keep_draft_by_link",
    "owe_no_more",
    "owe_updates",
    "remind_of_update",
    "send_update",
    "send_update_by_link",
    "take_back_excuse",
    "take_down_update",
]
