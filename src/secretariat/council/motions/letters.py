"""The letters of a ballot by mail: to the people of the seats that have not voted, each with a link
of their own by which they vote without an account.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings

from secretariat.council.motions.models import Motion
from secretariat.council.motions.snapshots import Terms, window_in
from secretariat.foundation.outbox.commands import Letter
from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.outbox.subjects import Asks
from secretariat.foundation.people.models import Person
from secretariat.foundation.people.queries import day_in
from secretariat.rules.ballots import Box, window_words
from secretariat.rules.days import day_words
from secretariat.rules.seats import SeatOnDay
from secretariat.rules.wording import joined

PURPOSE = "ballot"


def recipients_of(box: Box, seats: Iterable[str]) -> list[Recipient]:
    """Whom to write to for these seats: the representative, or the alternates where there is none
    whom a letter reaches; each once, told for which seat. One query.
    """
    missing = [box.roster.seat(slug) for slug in seats]
    handles = {person.handle for seat in missing for person in seat.people}
    reached = {
        row.handle: row for row in Person.objects.filter(handle__in=handles).exclude(address="")
    }
    asked: dict[str, list[str]] = {}
    for seat in missing:
        for handle in _asked_for(seat, reached):
            asked.setdefault(handle, []).append(seat.label)
    return [
        Recipient(reached[handle].name, reached[handle].address, handle, _for_words(labels))
        for handle, labels in asked.items()
    ]


def unreached(box: Box, seats: Iterable[str]) -> list[str]:
    """The labels of the seats among these to which no letter goes. One query."""
    told = " ".join(each.private for each in recipients_of(box, seats))
    labels = [box.roster.seat(slug).label for slug in seats]
    return [label for label in labels if label not in told]


def _asked_for(seat: SeatOnDay, reached: dict[str, Person]) -> list[str]:
    first = seat.representative
    if first is not None and first.handle in reached:
        return [first.handle]
    return [person.handle for person in seat.alternates if person.handle in reached]


def _for_words(labels: list[str]) -> str:
    return f"You are asked for the vote of {joined(labels)}."


def ballot_letter(row: Motion, terms: Terms, *, is_reminder: bool) -> Letter:
    """What a seat is asked, by which rule, until when."""
    body, window = row.body, window_in(row)
    last_on = day_in(body, window.closes_at - timedelta(seconds=1))
    words = window_words(window, body.zone)
    about = "your seat has not voted yet" if is_reminder else "a vote by mail"
    parts = [
        f"Dear members of the {body.name},",
        (
            f"{row.number} is put to the seats by mail, {words}:"
            if not is_reminder
            else f"the vote of your seat on {row.number} is missing; it is open {words}:"
        ),
        row.text,
        (
            f"It needs the yes of {terms.rule.threshold.words} ({terms.rule.title}). A seat has "
            "one vote: the first that comes counts. The ballot ends before its last day once "
            "nothing that may still come can change the result."
        ),
        f"Its page: {settings.BASE_URL}/{row.ref}",
    ]
    return Letter(
        ref=row.ref,
        body_slug=body.slug,
        purpose=PURPOSE,
        subject=f"[{body.short_name}] Ballot {row.number}, {about}",
        asks=Asks.ACTION,
        text="\n\n".join(parts),
        answer_by_on=last_on,
    )


def ended_words(row: Motion, *, is_early: bool) -> str:
    """How the ballot ended: at its end, or before."""
    assert row.closed_at is not None
    on = day_words(day_in(row.body, row.closed_at))
    if is_early:
        return (
            f"The ballot by mail was closed early on {on}: nothing that could still come would "
            "have changed the result."
        )
    return f"The ballot by mail was open {window_words(window_in(row), row.body.zone)}."
