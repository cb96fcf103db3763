"""The roll call: who is there from when to when, and how the line is printed.

Whether a person speaks for a seat is never stored; it follows from the roster of the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Max

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.frame import (
    clock_words,
    meeting_act,
    must_be_recordable,
    reason_given,
)
from secretariat.council.meetings.models import Attendance, Meeting, Presence
from secretariat.council.meetings.snapshots import day_of
from secretariat.foundation.people.commands.withdrawing import is_named, withdraw_person
from secretariat.foundation.people.models import Person
from secretariat.foundation.people.queries.persons import organization_of
from secretariat.foundation.records.commands import guard_revision
from secretariat.foundation.records.models import Entry
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor

EARLIEST_ARRIVAL = timedelta(hours=2)
Stay = tuple[datetime, datetime | None]


def mark_present(
    actor: Actor,
    meeting: Meeting,
    person: Person,
    *,
    arrived_at: datetime | None = None,
    note: str = "",
) -> Attendance:
    """Mark somebody present from now, or from `arrived_at` (also before the call to order).

    Somebody who had left comes back; what they announced before is done with, and so is their
    check-in. Refuses ("already_present", "bad_times", "in_the_future", "wrong_state").
    """

    with meeting_act(actor, "mark_present", meeting, policy.may_run) as (this, row):
        must_be_recordable(row)
        if row.adjourned_at is not None and arrived_at is None:
            raise Refused(
                "meeting_over",
                f"The meeting ended at {clock_words(row, row.adjourned_at)}. Nothing has changed. "
                "Choose “Add somebody who was there” in the room and say from when to when.",
            )
        at = arrived_at or this.at
        _check_arrival(row, at, this.at)
        line = line_for(row, person, note)
        _check_new_stay(row, line, at)
        Presence.objects.create(attendance=line, arrived_at=at, left_at=row.adjourned_at)
        Attendance.objects.filter(pk=line.pk).update(leaves_at=None)
        row.check_ins.filter(person=person, confirmed_at=None).update(
            confirmed_at=this.at, turned_away=""
        )
        this.now_is(person=line.printed_name, arrived_at=at)
    return line


def mark_left(
    actor: Actor, meeting: Meeting, person: Person, *, left_at: datetime | None = None
) -> Attendance:
    """Note that somebody leaves now, or left at an earlier time.

    Refuses ("not_present", "bad_times", "in_the_future").
    """

    with meeting_act(actor, "mark_left", meeting, policy.may_run) as (this, row):
        must_be_recordable(row)
        line = line_of(row, person)
        stay = line.stretches.filter(left_at=None).last()
        if stay is None:
            raise Refused(
                "not_present", f"{line.printed_name} has left already. Nothing has changed."
            )
        at = left_at or this.at
        check_stays(row, line.printed_name, [(stay.arrived_at, at)], this.at)
        stay.left_at = at
        stay.save(update_fields=["left_at"])
        this.now_is(person=line.printed_name, left_at=at)
    return line


def unmark(actor: Actor, meeting: Meeting, person: Person, *, reason: str) -> bool:
    """Take somebody out of the roll call who was not there; the reason is kept.

    A guest who entered the record in a roll call and whom nothing else names leaves it, too; the
    answer is whether that was so.
    """
    words = reason_given(reason, "the person is taken out of the roll call")
    with meeting_act(actor, "unmark", meeting, policy.may_run, summary=words) as (this, row):
        must_be_recordable(row)
        line = line_of(row, person)
        this.was(person=line.printed_name, stays=[_words(row, s) for s in _stays_of(line)])
        line.delete()
        is_gone = _entered_in_a_roll_call(person) and not is_named(person)
        if is_gone:
            # Running a meeting includes entering its guests, and taking that back.
            withdraw_person(replace(actor, is_operator=True), person)
        this.now_is(reason=words, is_in_record=not is_gone)
    return is_gone


def correct_stays(
    actor: Actor, meeting: Meeting, person: Person, stays: Sequence[Stay], *, reason: str
) -> Attendance:
    """Correct from when to when somebody was there, until the minutes are approved.

    Refuses ("bad_times", "in_the_future", "reason_missing").
    """
    words = reason_given(reason, "the times are corrected")
    with meeting_act(actor, "correct_stays", meeting, policy.may_run, summary=words) as (this, row):
        must_be_recordable(row)
        line = line_of(row, person)
        this.was(person=line.printed_name, stays=[_words(row, s) for s in _stays_of(line)])
        this.now_is(stays=write_stays(row, line, stays, this.at), reason=words)
    return line


def write_stays(row: Meeting, line: Attendance, stays: Sequence[Stay], now: datetime) -> list[str]:
    """Keep these stays of a line in place of those it had; what was kept, in words.

    Refuses ("bad_times", "in_the_future").
    """
    ended = [(arrived, left or row.adjourned_at) for arrived, left in sorted(stays, key=_start)]
    check_stays(row, line.printed_name, ended, now)
    line.stretches.all().delete()
    Presence.objects.bulk_create(
        Presence(attendance=line, arrived_at=arrived, left_at=left) for arrived, left in ended
    )
    return [_words(row, stay) for stay in ended]


def correct_line(
    actor: Actor,
    line: Attendance,
    *,
    seen: int,
    name: str | None = None,
    organization: str | None = None,
    note: str | None = None,
) -> Attendance:
    """Correct how a line of the roll call is printed, or its note. None leaves a value as it is."""
    given = {"printed_name": name, "printed_organization": organization, "note": note}
    wanted = {k: " ".join(v.split())[:200] for k, v in given.items() if v is not None}
    with meeting_act(actor, "correct_line", line.meeting, policy.may_run) as (this, row):
        must_be_recordable(row)
        line = Attendance.objects.select_related("person").get(pk=line.pk)
        guard_revision(line, seen, wanted)
        if not wanted.get("printed_name", line.printed_name):
            raise Refused("name_missing", "A line of the roll call needs a name.")
        this.was(**{field: getattr(line, field) for field in wanted})
        for field, value in wanted.items():
            setattr(line, field, value)
        line.save(update_fields=[*wanted, "revision"])
        this.now_is(person=line.person.name, **wanted)
    return line


def _entered_in_a_roll_call(person: Person) -> bool:
    ref = f"people/{person.handle}"
    return Entry.objects.filter(after__entered=ref).exists()


def line_of(meeting: Meeting, person: Person) -> Attendance:
    """The person's line in the roll call. Refuses ("not_in_roll_call")."""
    line = Attendance.objects.filter(meeting=meeting, person=person).first()
    if line is None:
        raise Refused(
            "not_in_roll_call",
            f"{person.name} is not in the roll call of this meeting. Mark them present first; "
            "nothing has changed.",
        )
    return line


def line_for(row: Meeting, person: Person, note: str) -> Attendance:
    """The person's line in the roll call, begun at its end if there is none."""
    last = row.attendances.aggregate(last=Max("position"))["last"] or 0
    line, _ = Attendance.objects.get_or_create(
        meeting=row,
        person=person,
        defaults={
            "printed_name": person.name,
            "printed_organization": organization_of(person, day_of(row))[:200],
            "position": last + 1,
            "note": " ".join(note.split())[:200],
        },
    )
    return line


def _check_arrival(row: Meeting, at: datetime, now: datetime) -> None:
    if at > now:
        raise Refused(
            "in_the_future",
            f"{clock_words(row, at)} has not come yet. Give the time of arrival when it has; "
            "nothing has changed.",
        )
    called = row.called_at
    if called is not None and at < called - EARLIEST_ARRIVAL:
        raise Refused(
            "bad_times",
            f"The meeting was called to order at {clock_words(row, called)}; an arrival more than "
            "two hours before cannot be right. Nothing has changed.",
        )
    if row.adjourned_at is not None and at >= row.adjourned_at:
        raise Refused(
            "bad_times",
            f"The meeting ended at {clock_words(row, row.adjourned_at)}; nobody can arrive at "
            f"{clock_words(row, at)}. Nothing has changed.",
        )


def _check_new_stay(row: Meeting, line: Attendance, at: datetime) -> None:
    last = line.stretches.last()
    if last is None:
        return
    if last.left_at is None or last.left_at == row.adjourned_at:
        raise Refused(
            "already_present",
            f"{line.printed_name} is present already, since {clock_words(row, last.arrived_at)}. "
            "Nothing has changed.",
        )
    if at < last.left_at:
        raise Refused(
            "bad_times",
            f"{line.printed_name} left at {clock_words(row, last.left_at)} and cannot have come "
            f"back at {clock_words(row, at)}. Nothing has changed.",
        )


def check_stays(row: Meeting, name: str, stays: Sequence[Stay], now: datetime) -> None:
    """Refuse ("bad_times", "in_the_future") stays that nobody of this name can have had."""
    if not stays:
        raise Refused("bad_times", "Give at least one stay, or take the line out of the roll call.")
    before: datetime | None = None
    for arrived, left in stays:
        _check_arrival(row, arrived, now)
        if left is not None and left < arrived:
            raise Refused(
                "bad_times",
                f"{name} arrived at {clock_words(row, arrived)} and cannot have left "
                f"at {clock_words(row, left)}. Nothing has changed.",
            )
        if left is not None and left > min(now, row.adjourned_at or now):
            raise Refused(
                "in_the_future",
                f"{clock_words(row, left)} is later than the meeting went on. Nothing has changed.",
            )
        if before is not None and arrived < before:
            raise Refused(
                "bad_times",
                f"Two stays of {name} overlap at {clock_words(row, arrived)}. Nothing has changed.",
            )
        before = left or datetime.max.replace(tzinfo=arrived.tzinfo)


def _stays_of(line: Attendance) -> list[Stay]:
    return list(line.stretches.values_list("arrived_at", "left_at"))


def _start(stay: Stay) -> datetime:
    return stay[0]


def _words(row: Meeting, stay: Stay) -> str:
    arrived, left = stay
    return f"{clock_words(row, arrived)} to {clock_words(row, left) if left else 'the end'}"
