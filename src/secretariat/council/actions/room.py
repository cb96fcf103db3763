"""The actions' part of the room: capture an action in one line, under any item."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from secretariat.council.actions import policy
from secretariat.council.actions.queries import new_actions
from secretariat.council.actions.snapshots import ActionAt
from secretariat.council.meetings import room_panels
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import capitalized, counted, joined

PLACE = 60


def capture(
    actor: Actor, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime
) -> Mapping[str, Any] | None:
    """The line to type an action in, what was raised under this item, and all that was raised in
    this meeting so far. Two queries.
    """
    if not policy.may_raise(actor, meeting.body.slug):
        return None
    known = new_actions(meeting, at)
    names = {item.ref, f"{meeting.ref}/{item.slug}"}
    here = [action for action in known if action.raised_ref in names]
    return {
        "url": f"/{meeting.body.slug}/actions/line",
        "raised_ref": item.ref,
        "back": f"/{meeting.ref}/room?{urlencode({'item': item.slug, 'focus': 'action'})}",
        "raised": here,
        "at_the_end": _total(known),
        "all_raised": _with_items(known, meeting) if len(known) > len(here) else (),
    }


def _total(actions: list[ActionAt]) -> list[str]:
    """How many actions were raised in the meeting, for the page before its end."""
    if not actions:
        return ["No new action was raised."]
    numbers = joined(action.number for action in actions)
    return [f"{capitalized(counted(len(actions), 'new action'))}: {numbers}."]


def _with_items(actions: list[ActionAt], meeting: MeetingSnapshot) -> list[tuple[ActionAt, str]]:
    """The actions, each with the item it was raised under: "item 4"."""
    words = {}
    for item in meeting.items:
        words[item.ref] = words[f"{meeting.ref}/{item.slug}"] = (
            f"item {item.label}" if item.label else item.title
        )
    return [(action, words.get(action.raised_ref, "")) for action in actions]


room_panels.register("actions/_capture.html", capture, place=PLACE)
