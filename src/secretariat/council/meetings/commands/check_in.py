"""People say themselves that they are there; the secretary confirms it, or turns it away.

A check-in counts for nothing. Confirming makes it a line of the roll call, from the check-in on, or
from the call to order while the roll is called.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.frame import (
    NOT_FROZEN,
    clock_words,
    meeting_act,
    must_be,
    must_be_recordable,
)
from secretariat.council.meetings.commands.roll_call import line_of, mark_present
from secretariat.council.meetings.models import Attendance, CheckIn, Meeting
from secretariat.council.meetings.queries.coming import EARLY
from secretariat.council.meetings.queries.roll import arrival_of
from secretariat.foundation.people.models import Person
from secretariat.foundation.people.queries.persons import person_named
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor

NOT_CONFIRMED = "not seen in the meeting"


def check_in(actor: Actor, meeting: Meeting) -> CheckIn:
    """Say that one is there. It waits for the secretary and counts for nothing until then; whoever
    was turned away, or has left, may check in again.

    Refuses ("already_present", "too_early", "wrong_state").
    """
    with meeting_act(actor, "check_in", meeting, policy.may_take_part) as (this, row):
        person = person_named(actor.person or "")
        _must_be_near(row, this.at)
        if _is_here(row, person):
            raise Refused(
                "already_present",
                "You are in the roll call as present. There is nothing to do; nothing has changed.",
            )
        found, is_new = CheckIn.objects.get_or_create(
            meeting=row, person=person, defaults={"at": this.at}
        )
        if not is_new and (found.confirmed_at or found.turned_away):
            found.at, found.confirmed_at, found.turned_away = this.at, None, ""
            found.save(update_fields=["at", "confirmed_at", "turned_away"])
        this.now_is(person=person.name, at=found.at)
    return found


def take_check_in_back(actor: Actor, meeting: Meeting) -> None:
    """Take one's own check-in back while nobody has confirmed it. Refuses ("not_found")."""
    with meeting_act(actor, "take_check_in_back", meeting, policy.may_take_part) as (this, row):
        person = person_named(actor.person or "")
        found = _waiting(row, person)
        this.was(person=person.name, at=found.at)
        found.delete()


def confirm_check_in(actor: Actor, meeting: Meeting, person: Person) -> CheckIn:
    """Let somebody's check-in be their line of the roll call. Whom the secretary has marked already
    keeps the one line they have. Refuses ("not_found", "wrong_state").
    """
    with meeting_act(actor, "confirm_check_in", meeting, policy.may_run) as (this, row):
        must_be_recordable(row)
        found = _waiting(row, person)
        if not _is_here(row, person):
            mark_present(actor, row, person, arrived_at=_from(row, person, found.at))
        found.confirmed_at = this.at
        found.save(update_fields=["confirmed_at"])
        this.now_is(person=person.name)
    return found


def confirm_all(actor: Actor, meeting: Meeting) -> list[CheckIn]:
    """Confirm everybody who waits, the first first. Refuses ("nobody_waits")."""
    with meeting_act(actor, "confirm_all", meeting, policy.may_run) as (this, row):
        must_be_recordable(row)
        waiting = row.check_ins.filter(confirmed_at=None, turned_away="").select_related("person")
        found = [confirm_check_in(actor, row, each.person) for each in waiting]
        if not found:
            raise Refused("nobody_waits", "Nobody waits to be confirmed. Nothing has changed.")
        this.now_is(people=[each.person.name for each in found])
    return found


def take_confirmation_back(actor: Actor, meeting: Meeting, people: Iterable[Person]) -> None:
    """Let check-ins wait again that were confirmed, and take out the stay that each began.

    Refuses ("not_found") whoever was not confirmed.
    """
    with meeting_act(actor, "take_confirmation_back", meeting, policy.may_run) as (this, row):
        must_be_recordable(row)
        for person in people:
            found = row.check_ins.filter(person=person).exclude(confirmed_at=None).first()
            if found is None:
                raise Refused(
                    "not_found",
                    f"No check-in of {person.name} was confirmed. Nothing has changed.",
                )
            line = line_of(row, person)
            last = line.stretches.last()
            if last is not None:
                last.delete()
            if not line.stretches.exists():
                line.delete()
            found.confirmed_at = None
            found.save(update_fields=["confirmed_at"])
        this.now_is(people=[person.name for person in people])


def turn_away(actor: Actor, meeting: Meeting, person: Person, *, reason: str = "") -> CheckIn:
    """Do not confirm a check-in; its person reads why. Refuses ("not_found")."""
    with meeting_act(actor, "turn_away", meeting, policy.may_run) as (this, row):
        must_be(row, NOT_FROZEN, "no check-in can be turned away any more")
        found = _waiting(row, person)
        found.turned_away = " ".join(reason.split())[:300] or NOT_CONFIRMED
        found.save(update_fields=["turned_away"])
        this.now_is(person=person.name, reason=found.turned_away)
    return found


def let_wait_again(actor: Actor, meeting: Meeting, person: Person) -> CheckIn:
    """Take it back that a check-in was turned away. Refuses ("not_found")."""
    with meeting_act(actor, "let_wait_again", meeting, policy.may_run) as (this, row):
        must_be(row, NOT_FROZEN, "no check-in can be changed any more")
        found = row.check_ins.filter(person=person).exclude(turned_away="").first()
        if found is None:
            raise Refused("not_found", f"{person.name} was not turned away. Nothing has changed.")
        this.was(person=person.name, reason=found.turned_away)
        found.turned_away = ""
        found.save(update_fields=["turned_away"])
    return found


def _waiting(row: Meeting, person: Person) -> CheckIn:
    found = row.check_ins.filter(person=person, confirmed_at=None, turned_away="").first()
    if found is None:
        raise Refused(
            "not_found",
            f"No check-in of {person.name} waits to be confirmed. Somebody may have seen to it "
            "just now; nothing has changed.",
        )
    return found


def _is_here(row: Meeting, person: Person) -> bool:
    lines = Attendance.objects.filter(meeting=row, person=person, stretches__left_at=None)
    return lines.filter(stretches__isnull=False).exists()


def _from(row: Meeting, person: Person, at: datetime) -> datetime:
    """From when a check-in counts: from the call to order while the roll is called, for somebody
    who was not there before; never before they last left.
    """
    opened = arrival_of(row, person.handle)
    return min(opened, at) if opened is not None else at


def _must_be_near(row: Meeting, at: datetime) -> None:
    must_be(row, NOT_FROZEN, "nobody can check in to it")
    if row.adjourned_at is not None:
        raise Refused(
            "wrong_state",
            "The meeting is over, so nobody can check in any more. If you were there, tell the "
            "secretary; nothing has changed.",
        )
    if row.called_at is None and at < row.starts_at - EARLY:
        opens = clock_words(row, row.starts_at - EARLY)
        raise Refused(
            "too_early",
            f"Checking in opens an hour before the meeting, at {opens} on its clock. Nothing has "
            "changed; say beforehand whether you come.",
        )
