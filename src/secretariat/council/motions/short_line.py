"""The short line of the room: a motion whose words are ready is moved by naming who moves and who
seconds it, two letters each.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.http import QueryDict

from secretariat.council.meetings.agenda_kinds import OfferedMotion, offered_under
from secretariat.council.meetings.models import AgendaItem
from secretariat.council.meetings.queries.codes import codes_in
from secretariat.council.meetings.queries.finding import body_in
from secretariat.council.meetings.snapshots import meeting_snapshot
from secretariat.council.motions import commands, policy
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries import motions_in, prepared
from secretariat.foundation.people.models import Person
from secretariat.foundation.people.queries import person_named
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused
from secretariat.rules.initials import letters_typed
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.rulebook import GENERAL
from secretariat.rules.visibility import Actor, require


def ready_motion(
    meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime
) -> OfferedMotion | None:
    """The motion that can be moved under an item as it stands: the one that was written with it, as
    long as none was moved; else the one that its kind offers.
    """
    text = prepared(item)
    if text and not motions_in(meeting, item):
        return OfferedMotion(text, str(item.options.get("decision_kind") or GENERAL))
    return offered_under(meeting, item, at).motion


def move_by_letters(actor: Actor, item: AgendaItem, typed: QueryDict) -> Motion:
    """Move the motion that is ready under an item; with `then` "vote" its vote is opened at once.

    Refuses ("no_motion_ready", "unknown_letters") and whatever moving refuses.
    """
    require(policy.may_record(actor, item.meeting))
    meeting = meeting_snapshot(item.meeting, actor)
    ready = ready_motion(meeting, meeting.item(item.slug), clock.now())
    if ready is None:
        raise Refused(
            "no_motion_ready",
            "No motion is ready under this item; perhaps somebody has just moved it. Nothing has "
            "changed. Look at the item, or write the motion.",
        )
    mover, seconder = movers_typed(meeting, typed.get("codes", ""))
    # What a kind offers decides about what is the convening body's own.
    move = commands.move_and_open if typed.get("then") == "vote" else commands.move_motion
    return move(
        actor,
        body_in(item.meeting, "" if ready.about_refs else typed.get("body", "")),
        text=ready.text,
        item=item,
        decision_kind=ready.decision_kind,
        mover=mover,
        seconder=seconder,
        about_refs=ready.about_refs,
    )


def movers_typed(meeting: MeetingSnapshot, text: str) -> tuple[Person | None, Person | None]:
    """Mover and seconder by their letters: none, "dt", or "dtls" in any case, with or without
    blanks.

    Refuses ("unknown_letters") what stands for nobody, and what is no pair of letters.
    """
    letters = letters_typed(text)
    if len(letters) not in (0, 2, 4):
        raise Refused(
            "unknown_letters",
            f"“{text.strip()}” is not two letters for each. Nothing has changed. Type two letters "
            "of the mover, then two of the seconder.",
            {"field": "codes"},
        )
    people = {code: handle for handle, code in codes_in(meeting).items()}
    named = [_person(people, letters[place : place + 2]) for place in range(0, len(letters), 2)]
    mover, seconder, *_ = [*named, None, None]
    return mover, seconder


def _person(people: Mapping[str, str], code: str) -> Person:
    if code not in people:
        raise Refused(
            "unknown_letters",
            f"“{code}” stands for nobody. Nothing has changed. The two letters of everybody stand "
            "beside the names.",
            {"field": "codes"},
        )
    return person_named(people[code])
