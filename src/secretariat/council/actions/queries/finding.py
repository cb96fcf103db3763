"""Finding an action by its reference, its links, and the steps of its life."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from secretariat.council.actions import policy
from secretariat.council.actions.models import Action, ActionUpdate
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.rules.actions import STATE_WORDS, ActionState
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import AUDIENCE_WORDS, Actor, Audience

_NAMED = re.compile(r"(?P<body>[a-z0-9-]+)/A-(?P<sequence>\d+)")
_REFERENCE = re.compile(r"[a-z][a-z0-9-]*(?:/[A-Za-z0-9][A-Za-z0-9-]*)+")
_MEETING = re.compile(
    r"(?P<body>[a-z0-9-]+)/(?P<meeting>\d{4}-\d{2}-\d{2}(?:-\d+)?)(?:/(?P<item>.+))?"
)
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
        rows = Action.objects.select_related(
            "body__host", "split_from__body", "raised_in__body", "raised_under"
        )
        rows = rows.prefetch_related("owners__person")
        found = rows.filter(body__slug=parts["body"], sequence=parts["sequence"]).first()
    if found is None:
        raise Refused("not_found", f"There is no action {ref}. The list of actions has them all.")
    return found


def readable_action(actor: Actor, ref: str) -> Action:
    """The action, if the actor may read it. Refuses ("not_found") otherwise, too."""
    found = action_named(ref)
    if not policy.may_read(actor, found):
        hint = "" if actor.person else " Sign in if it is for you."
        raise Refused("not_found", f"There is no action {ref} that you may read.{hint}")
    return found


def origin_of(ref: str) -> tuple[Meeting | None, AgendaItem | None]:
    """The meeting and the agenda item within a reference, as far as the record has them. At most
    two queries.
    """
    named = _MEETING.fullmatch(ref)
    if named is None:
        return None, None
    meetings = Meeting.objects.select_related("body", "chair", "secretary")
    meeting = meetings.filter(body__slug=named["body"], slug=named["meeting"]).first()
    if meeting is None or not named["item"]:
        return meeting, None
    wanted = Q(number=named["item"]) | Q(slug=named["item"])
    item = meeting.items.filter(wanted).order_by("-number").first()
    if item is not None:
        item.meeting = meeting
    return meeting, item


def meeting_part(ref: str) -> str:
    """The meeting within a reference: `tac/2021-10-07` of `tac/2021-10-07/4`; "" if it has none."""
    named = _MEETING.fullmatch(ref)
    return f"{named['body']}/{named['meeting']}" if named else ""


def parts_of(actor: Actor, action: Action) -> list[Action]:
    """The actions an action was broken out into, in order, as far as the actor may read them. One
    query.
    """
    parts = list(policy.visible_to(actor, action.split_into.all()))
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
    if row.audience_before != row.audience_after:
        before, after = (
            AUDIENCE_WORDS[Audience(each)] for each in (row.audience_before, row.audience_after)
        )
        words.append(f"Now for {after} (was for {before})")
    if not words:
        words.append(f"Still {STATE_WORDS[ActionState(row.state_after)]}")
    return words
