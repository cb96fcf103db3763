"""What people said of coming, and who checked in and waits to be confirmed, as rules take them."""

from __future__ import annotations

from secretariat.council.meetings.models import CheckIn, Coming, Meeting
from secretariat.rules.coming import Answer, CheckedIn, Said
from secretariat.rules.seats import Person


def answers_of(meeting: Meeting) -> tuple[Said, ...]:
    """What everybody said of coming, in the order in which they said it. One query."""
    rows = Coming.objects.filter(meeting=meeting).select_related("person", "alternate")
    return tuple(
        Said(
            Person(row.person.handle, row.person.name),
            Answer(row.answer),
            Person(row.alternate.handle, row.alternate.name) if row.alternate else None,
            row.note,
        )
        for row in rows
    )


def check_ins_of(meeting: Meeting) -> tuple[CheckedIn, ...]:
    """Who says that they are there and is not confirmed, the first first; who was turned away too.
    One query.
    """
    rows = CheckIn.objects.filter(meeting=meeting, confirmed_at=None).select_related("person")
    return tuple(
        CheckedIn(Person(row.person.handle, row.person.name), row.at, row.turned_away)
        for row in rows
    )
