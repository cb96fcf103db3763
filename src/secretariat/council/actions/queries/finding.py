"""Finding an action by its reference, its links, and the steps of its life."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from secretariat.council.actions.models import Action, ActionUpdate
from secretariat.rules.actions import STATE_WORDS, ActionState
from secretariat.rules.errors import Refused

_NAMED = re.compile(r"(?P<body>[a-z0-9-]+)/A-(?P<sequence>\d+)")
_REFERENCE = re.compile(r"[a-z][a-z0-9-]*(?:/[A-Za-z0-9][A-Za-z0-9-]*)+")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the life of an action, in words."""

    at: datetime
    actor: str
    meeting_ref: str
    words: tuple[str, ...]
    note: str


def action_named(ref: str) -> Action:
    """The action of this reference, `tac/A-17`, with its owners. Refuses ("not_found")."""
    parts = _NAMED.fullmatch(ref)
    found = None
    if parts is not None:
        rows = Action.objects.select_related("body__host", "split_from__body")
        rows = rows.prefetch_related("owners__person", "split_into")
        found = rows.filter(body__slug=parts["body"], sequence=parts["sequence"]).first()
    if found is None:
        raise Refused("not_found", f"There is no action {ref}. The list of actions has them all.")
    return found


def parts_of(action: Action) -> list[Action]:
    """The actions an action was broken out into, in order."""
    parts = list(action.split_into.all())
    for part in parts:
        part.body = action.body
    return parts


def checked_link(link: str) -> str:
    """A link as it is kept: a web address or a reference of the record. Refuses ("bad_link")."""
    words = link.strip().removeprefix("/")
    if _ADDRESS.fullmatch(link.strip()) or _REFERENCE.fullmatch(words):
        return link.strip() if _ADDRESS.fullmatch(link.strip()) else words
    raise Refused(
        "bad_link",
        f"“{link}” is neither a web address nor a reference of the record. Nothing has changed. "
        "Write https://… or the reference as it stands in the address of its page.",
        {"field": "link"},
    )


def link_address(link: str) -> str:
    """Where a kept link leads."""
    return link if _ADDRESS.fullmatch(link) else f"/{link}"


def history_of(action: Action) -> list[Step]:
    """Every step of the action, newest first. One query."""
    return [_step(row) for row in action.updates.order_by("-id")]


def _step(row: ActionUpdate) -> Step:
    words = (
        _changes(row) if row.state_before else [f"Raised for {row.owners_after or 'nobody yet'}"]
    )
    return Step(row.at, row.actor_name, row.meeting_ref, tuple(words), row.note)


def _changes(row: ActionUpdate) -> list[str]:
    words = []
    if row.state_before != row.state_after:
        was, now = (STATE_WORDS[ActionState(s)] for s in (row.state_before, row.state_after))
        words.append(f"{now.capitalize()} (was {was})")
    if row.owners_before != row.owners_after:
        words.append(
            f"Owner now {row.owners_after or 'nobody yet'} (was {row.owners_before or 'nobody'})"
        )
    if row.text_before != row.text_after:
        words.append(f"Reworded; before: “{row.text_before}”")
    if row.due_before != row.due_after:
        words.append(f"Due {row.due_after or 'no day'} (was {row.due_before or 'no day'})")
    if not words:
        words.append(f"Still {STATE_WORDS[ActionState(row.state_after)]}")
    return words
