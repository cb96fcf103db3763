"""Small marks on a line of the roll call: when somebody will leave, and who has introduced
themselves.
"""

from __future__ import annotations

from datetime import datetime

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.frame import (
    May,
    clock_words,
    meeting_act,
    must_be,
    must_be_recordable,
)
from secretariat.council.meetings.commands.roll_call import line_of
from secretariat.council.meetings.models import Attendance, Meeting
from secretariat.foundation.people.models import Person
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Decision


def announce_leaving(
    actor: Actor, meeting: Meeting, person: Person, leaves_at: datetime
) -> Attendance:
    """Note when somebody who is there will leave; they stay present until they do. People may say
    it of themselves. Refuses ("not_present", "in_the_past", "wrong_state").
    """
    with meeting_act(actor, "announce_leaving", meeting, _may(person)) as (this, row):
        line = _here(row, person)
        if leaves_at <= this.at:
            raise Refused(
                "in_the_past",
                f"{clock_words(row, leaves_at)} has passed. If {line.printed_name} has left, note "
                "that instead; nothing has changed.",
                {"field": "at"},
            )
        this.was(leaves_at=line.leaves_at)
        line.leaves_at = leaves_at
        line.save(update_fields=["leaves_at"])
        this.now_is(person=line.printed_name, leaves_at=leaves_at)
    return line


def take_leaving_back(actor: Actor, meeting: Meeting, person: Person) -> Attendance:
    """Somebody stays after all. Refuses ("not_present", "not_announced")."""
    with meeting_act(actor, "take_leaving_back", meeting, _may(person)) as (this, row):
        line = _here(row, person)
        if line.leaves_at is None:
            raise Refused(
                "not_announced",
                f"{line.printed_name} has not announced to leave. Nothing has changed.",
            )
        this.was(person=line.printed_name, leaves_at=line.leaves_at)
        line.leaves_at = None
        line.save(update_fields=["leaves_at"])
    return line


def introduce(actor: Actor, meeting: Meeting, person: Person) -> Attendance:
    """Note that somebody who is there for the first time has been introduced."""
    with meeting_act(actor, "introduce", meeting, policy.may_run) as (this, row):
        must_be_recordable(row)
        line = line_of(row, person)
        line.is_introduced = True
        line.save(update_fields=["is_introduced"])
        this.now_is(person=line.printed_name)
    return line


def take_introduction_back(actor: Actor, meeting: Meeting, person: Person) -> Attendance:
    """Somebody is still to be introduced."""
    with meeting_act(actor, "take_introduction_back", meeting, policy.may_run) as (this, row):
        must_be_recordable(row)
        line = line_of(row, person)
        line.is_introduced = False
        line.save(update_fields=["is_introduced"])
        this.now_is(person=line.printed_name)
    return line


def _may(person: Person) -> May:
    def may(actor: Actor, row: Meeting) -> Decision:
        is_self = actor.person == person.handle
        return policy.may_take_part(actor, row) if is_self else policy.may_run(actor, row)

    return may


def _here(row: Meeting, person: Person) -> Attendance:
    """The line of somebody who is there now. Refuses ("wrong_state", "not_present")."""
    must_be(row, {Meeting.State.CALLED}, "nobody leaves it any more")
    line = line_of(row, person)
    if not line.stretches.filter(left_at=None).exists():
        raise Refused("not_present", f"{line.printed_name} has left already. Nothing has changed.")
    return line
