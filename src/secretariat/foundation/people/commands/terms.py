"""Terms: who speaks for a seat, as its representative or as an alternate, from when to when."""

from __future__ import annotations

from datetime import date
from typing import Any

from secretariat.foundation.people import policy
from secretariat.foundation.people.models import Person, Seat, Term
from secretariat.foundation.records.commands import Act, act, locked
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require

from .findability import make_seat_findable
from .periods import (
    check_period,
    day_before,
    end_on,
    overlaps,
    period_words,
    tidy,
    touch_bodies_of_person,
)

_HEAD, _DEPUTY = Term.Capacity.REPRESENTATIVE, Term.Capacity.ALTERNATE


def begin_representative(
    actor: Actor,
    seat: Seat,
    person: Person,
    *,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Term:
    """Let a person represent a seat from a day on. The representative until then, and the person's
    own time as an alternate of the seat, end the day before.

    Refuses ("overlapping_term") where another representative of the seat, or another seat of the
    person, stands in the way, with who and when; ("seat_closed", "wrong_period").
    """
    check_period(from_on, to_on)
    with act(actor, "people.begin_representative", seat.ref, body_slug=seat.body.slug) as this:
        require(policy.may_run_body(actor, seat.body, "change who represents a seat"))
        seat = locked(seat)
        _refuse_outside(seat, from_on, to_on)
        _refuse_two_seats(seat, person, from_on, to_on)
        _end_earlier(this, seat, person, from_on, to_on)
        term = Term.objects.create(
            seat=seat, person=person, capacity=_HEAD, from_on=from_on, to_on=to_on
        )
        make_seat_findable(seat)
        when = period_words(from_on, to_on)
        this.says(f"{person.name} represents {seat.label}{when}.")
        this.now_is(representative=person.name, from_on=from_on, to_on=to_on)
        touch_bodies_of_person(this, person)
    return term


def _refuse_outside(seat: Seat, from_on: date | None, to_on: date | None) -> None:
    """A term has to lie within the life of its seat."""
    is_late = seat.to_on is not None and (to_on is None or to_on > seat.to_on)
    is_early = seat.from_on is not None and (from_on is None or from_on < seat.from_on)
    if is_late and seat.to_on is not None:
        words = f"was closed on {day_words(seat.to_on)}"
    elif is_early and seat.from_on is not None:
        words = f"exists only since {day_words(seat.from_on)}"
    else:
        return
    raise Refused(
        "seat_closed",
        f"The seat {seat.label} {words}. Nothing has changed. Take days on which the seat exists.",
        {"field": "from_on"},
    )


def _refuse_two_seats(seat: Seat, person: Person, from_on: date | None, to_on: date | None) -> None:
    others = Term.objects.filter(person=person, capacity=_HEAD, seat__body=seat.body_id)
    for row in others.exclude(seat=seat).select_related("seat"):
        if overlaps(row, from_on, to_on):
            raise Refused(
                "overlapping_term",
                f"{person.name} represents the seat {row.seat.label} {_when(row)}. Nobody "
                "represents two seats at once: end that term first. Nothing has changed.",
                {"field": "person"},
            )


def _end_earlier(
    this: Act, seat: Seat, person: Person, from_on: date | None, to_on: date | None
) -> None:
    rows = Term.objects.filter(seat=seat).select_related("person")
    for row in rows:
        is_in_the_way = row.capacity == _HEAD or row.person_id == person.pk
        if not (is_in_the_way and overlaps(row, from_on, to_on)):
            continue
        begins_before = from_on is not None and (row.from_on is None or row.from_on < from_on)
        if not begins_before or row.to_on is not None or from_on is None:
            _refuse_overlap(seat, row)
        else:
            end_on(row, day_before(from_on), f"The term of {row.person.name}")
            this.was(**{row.capacity: row.person.name})


def _refuse_overlap(seat: Seat, row: Term) -> None:
    raise Refused(
        "overlapping_term",
        f"{row.person.name} is {row.get_capacity_display().lower()} of {seat.label} {_when(row)}. "
        "Nothing has changed. Take other days, or end or withdraw that term first.",
        {"field": "from_on", "person": row.person.handle},
    )


def _when(row: Term) -> str:
    """The period of a term: "since 1 Jan 2021", "from 1 Jan 2021 to 30 Jun 2021"."""
    if row.to_on is None:
        return f"since {day_words(row.from_on)}" if row.from_on else "since ever"
    began = f"from {day_words(row.from_on)} to" if row.from_on else "until"
    return f"{began} {day_words(row.to_on)}"


def begin_alternate(
    actor: Actor,
    seat: Seat,
    person: Person,
    *,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Term:
    """Let a person be an alternate of a seat from a day on, after those who are it already.

    Refuses ("overlapping_term") a person who already serves this seat on these days,
    ("seat_closed", "wrong_period").
    """
    check_period(from_on, to_on)
    with act(actor, "people.begin_alternate", seat.ref, body_slug=seat.body.slug) as this:
        require(policy.may_run_body(actor, seat.body, "change the alternates of a seat"))
        seat = locked(seat)
        _refuse_outside(seat, from_on, to_on)
        rows = [row for row in seat.terms.select_related("person") if overlaps(row, from_on, to_on)]
        for row in rows:
            if row.person_id == person.pk:
                _refuse_overlap(seat, row)
        ranks = [row.rank for row in rows if row.capacity == _DEPUTY]
        term = Term.objects.create(
            seat=seat,
            person=person,
            capacity=_DEPUTY,
            rank=max(ranks, default=0) + 1,
            from_on=from_on,
            to_on=to_on,
        )
        make_seat_findable(seat)
        when = period_words(from_on, to_on)
        this.says(f"{person.name} is an alternate of {seat.label}{when}.")
        this.now_is(alternate=person.name, rank=term.rank, from_on=from_on, to_on=to_on)
        touch_bodies_of_person(this, person)
    return term


def end_term(actor: Actor, term: Term, *, last_on: date) -> Term:
    """Let a term end on a day. Refuses ("wrong_period", "already_ended")."""
    seat = term.seat
    with act(actor, "people.end_term", seat.ref, body_slug=seat.body.slug) as this:
        require(policy.may_run_body(actor, seat.body, "end a term"))
        locked(seat)
        term = locked(term)
        if term.to_on is not None and term.to_on <= last_on:
            raise Refused(
                "already_ended",
                f"The term of {term.person.name} ended on {day_words(term.to_on)}. Nothing has "
                "changed.",
            )
        this.was(**_told(term))
        end_on(term, last_on, f"The term of {term.person.name}")
        this.says(f"The term of {term.person.name} in {seat.label} ends on {day_words(last_on)}.")
        this.now_is(**_told(term))
    return term


def withdraw_term(actor: Actor, term: Term, *, reason: str) -> None:
    """Take back a term that was entered by mistake. The audit trail keeps it, with the reason.

    Refuses ("missing") without a reason.
    """
    reason = tidy(reason, "reason", "The reason", 300)
    seat = term.seat
    with act(actor, "people.withdraw_term", seat.ref, body_slug=seat.body.slug) as this:
        require(policy.may_run_body(actor, seat.body, "withdraw a term"))
        locked(seat)
        this.was(**_told(term))
        term.delete()
        make_seat_findable(seat)
        this.says(f"The term of {term.person.name} in {seat.label} was a mistake: {reason}")
        this.now_is(reason=reason)


def _told(term: Term) -> dict[str, Any]:
    return {
        "person": term.person.name,
        "capacity": term.capacity,
        "from_on": term.from_on,
        "to_on": term.to_on,
    }
