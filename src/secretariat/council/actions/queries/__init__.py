"""Every read of action items."""

from __future__ import annotations

from .documents import new_actions_block, reviewed_block, reviewed_paragraphs
from .finding import (
    Step,
    action_named,
    checked_link,
    history_of,
    link_address,
    meeting_part,
    origin_of,
    parts_of,
    readable_action,
)
from .lists import (
    ActionFilter,
    actions_as_of,
    actions_wanted,
    carried_of,
    carried_words,
    filtered,
    my_actions,
    new_actions,
    open_actions,
    public_now,
    reviewed_actions,
    state_counts,
)
from .owners import names_in, owners_meant, people_meant, persons_meant, roles_of

__all__ = [
    "ActionFilter",
    "Step",
    "action_named",
    "actions_as_of",
    "actions_wanted",
    "carried_of",
    "carried_words",
    "checked_link",
    "filtered",
    "history_of",
    "link_address",
    "meeting_part",
    "my_actions",
    "names_in",
    "new_actions",
    "new_actions_block",
    "open_actions",
    "origin_of",
    "owners_meant",
    "parts_of",
    "people_meant",
    "persons_meant",
    "public_now",
    "readable_action",
    "reviewed_actions",
    "reviewed_block",
    "reviewed_paragraphs",
    "roles_of",
    "state_counts",
]
