"""The pages on which a correction is proposed. `back` is the page of the edition."""

from __future__ import annotations

from typing import Any

from secretariat.council.meetings.queries.stays import whole_meeting
from secretariat.council.minutes import queries
from secretariat.council.minutes.models import Minutes
from secretariat.rules.days import day_words
from secretariat.rules.visibility import Actor, Audience, up_to

ACTIONS_TITLE = "New action items"


def correction_page(minutes: Minutes, audience: Audience, back: str, key: str) -> dict[str, Any]:
    """A line of an edition that somebody wants to correct. Refuses ("no_such_block")."""
    before = queries.block_line(minutes, key, audience).words
    return _about(minutes, back) | {"line": key, "before": before}


def missing_page(minutes: Minutes, audience: Audience, back: str, under: str) -> dict[str, Any]:
    """A heading of an edition under which somebody misses something. Refuses ("not_found")."""
    about = _about(minutes, back) | {"under": under}
    if under == queries.ACTIONS:
        return about | {"title": ACTIONS_TITLE, "audiences": up_to(audience)}
    item = queries.item_in_edition(minutes, under, audience)
    whole = Audience(item.audience)
    narrower = [each for each in up_to(audience) if each not in up_to(whole)]
    return about | {"title": item.title, "audiences": [whole, *narrower]}


def presence_page(actor: Actor, minutes: Minutes, back: str) -> dict[str, Any]:
    """The roll call, in which somebody is missing."""
    initial = {"who": actor.name if actor.person else "", "stays": whole_meeting(minutes.meeting)}
    return _about(minutes, back) | {"initial": initial}


def _about(minutes: Minutes, back: str) -> dict[str, Any]:
    return {
        "minutes": minutes,
        "body": minutes.meeting.body,
        "meeting": minutes.meeting,
        "back": back,
        "late": _late_words(minutes),
    }


def _late_words(minutes: Minutes) -> str:
    """That a correction comes late, for who is about to propose one."""
    until = minutes.corrections_until_on
    if until is None or not queries.is_after_last_day(minutes):
        return ""
    return (
        f"The last day for corrections was {day_words(until)}. A correction is still kept; it says "
        "that it came late."
    )
