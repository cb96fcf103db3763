"""Putting a roll call right after the meeting: somebody who was there and was not marked."""

from __future__ import annotations

from collections.abc import Sequence

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.frame import (
    State,
    meeting_act,
    must_be,
    must_be_recordable,
    reason_given,
)
from secretariat.council.meetings.commands.guests import entered, meant_by
from secretariat.council.meetings.commands.roll_call import Stay, line_for, write_stays
from secretariat.council.meetings.models import Attendance, Meeting
from secretariat.council.meetings.queries.whom import parse_guest
from secretariat.foundation.people.models import Person
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor

AFTERWARDS = frozenset({State.ADJOURNED, State.DRAFTED, State.RELEASED})


def add_to_roll_call(
    actor: Actor,
    meeting: Meeting,
    who: str,
    stays: Sequence[Stay],
    *,
    reason: str,
    choice: str = "",
) -> Attendance:
    """Enter somebody who was there into the roll call of a meeting that has ended, until its
    minutes are approved. `who` is a name or "Name (Organization)"; `choice` says whom it means: a
    handle, or "new" for somebody to be entered in the record.

    Refuses ("already_present", "ambiguous_person", "unknown_person", "malformed_guest",
    "bad_times", "in_the_future", "reason_missing", "wrong_state").
    """
    words, typed = reason_given(reason, "somebody is added to the roll call"), parse_guest(who)
    with meeting_act(actor, "add_to_roll_call", meeting, policy.may_run, summary=words) as (
        this,
        row,
    ):
        must_be_recordable(row)
        must_be(row, AFTERWARDS, "mark them present in the room")
        person = meant_by(row, who, choice)
        if person is None:
            person = entered(actor, row, typed)
            this.now_is(entered=f"people/{person.handle}")
        _must_be_missing(row, person)
        line = line_for(row, person, "")
        said = write_stays(row, line, stays, this.at)
        this.now_is(person=line.printed_name, stays=said, reason=words)
    return line


def _must_be_missing(row: Meeting, person: Person) -> None:
    known = row.attendances.filter(person=person).first()
    if known is not None:
        raise Refused(
            "already_present",
            f"{known.printed_name} is in the roll call already. Correct the times there; nothing "
            "has changed.",
            {"field": "who"},
        )
