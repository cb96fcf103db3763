"""What people know of a person entered twice: terms, offices, appointments, organizations, names.

Periods that touch the same thing on the same days become one; every other row passes on as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Q

from secretariat.foundation.outbox.models import Message, Receipt
from secretariat.foundation.people.absorbing import Finding, register
from secretariat.foundation.people.models import (
    Affiliation,
    Appointment,
    FormerHandle,
    Namesakes,
    Office,
    Person,
    PersonAlias,
    Term,
)
from secretariat.foundation.people.models.periods import Period
from secretariat.foundation.people.queries.persons import folded
from secretariat.foundation.records.commands import Act
from secretariat.rules.wording import counted

from .periods import day_after, day_before, overlaps, period_words

_HEAD = Term.Capacity.REPRESENTATIVE


def pass_on(this: Act, column: str, kept: Person, other: Person, *, body: str = "body") -> int:
    """Let every row that names the other in a column ("motions.Vote.person") name the kept one;
    how many there were. `body` is the way from a row to its body, which is touched.
    """
    model, _, field = column.rpartition(".")
    rows = apps.get_model(model)._default_manager.filter(**{field: other})
    for slug in set(rows.order_by().values_list(f"{body}__slug", flat=True)):
        this.touch(f"body:{slug}")
    return int(rows.update(**{field: kept}))


def told(*moved: tuple[int, str, str]) -> list[str]:
    """What moved, in words: "3 votes"; what did not move is left out."""
    return [counted(number, noun, plural) for number, noun, plural in moved if number]


# --- What both did -------------------------------------------------------------------------------


def look(kept: Person, other: Person) -> Iterator[Finding]:
    """Seats, offices and roles that both hold on the same days."""
    mine = list(kept.terms.select_related("seat__body"))
    for theirs in other.terms.select_related("seat__body"):
        for row in mine:
            if overlaps(row, theirs.from_on, theirs.to_on):
                yield from _of_terms(kept, other, row, theirs)
    for office, its in _twice(kept.offices.select_related("body"), other.offices.all()):
        word = str(office.get_kind_display()).lower()
        yield Finding(
            f"Both are {word} of {office.body.name}{period_words(its.from_on, its.to_on)}: it "
            "becomes one time in that office.",
            f"{office.body.slug}/members",
        )
    for given, _ in _twice(kept.appointments.select_related("body"), other.appointments.all()):
        of = given.about_ref or given.body.name
        yield Finding(f"Both are {given.role} of {of}: it becomes one appointment.")


def _of_terms(kept: Person, other: Person, mine: Term, theirs: Term) -> Iterator[Finding]:
    if mine.seat_id == theirs.seat_id:
        what = "it becomes one term"
        if mine.capacity != theirs.capacity:
            what = "on those days only the term as representative stands"
        yield Finding(f"Both serve the seat {mine.seat.label}: {what}.", mine.seat.ref)
    elif mine.seat.body_id == theirs.seat.body_id and mine.capacity == theirs.capacity == _HEAD:
        yield Finding(
            f"{kept.name} represents the seat {mine.seat.label} and {other.name} the seat "
            f"{theirs.seat.label} at the same time, and nobody represents two seats at once. If "
            "one of the terms is a mistake, end or withdraw it first.",
            mine.seat.ref,
            refused=True,
        )


def _twice(mine: Iterable[Any], theirs: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Pairs of rows about the same thing on the same days."""
    rows = list(theirs)
    for row in mine:
        for its in rows:
            if _about(row) == _about(its) and overlaps(row, its.from_on, its.to_on):
                yield row, its


def _about(row: Any) -> tuple[object, ...]:
    """What a dated row is about, apart from its person and days."""
    if isinstance(row, Term):
        return row.seat_id, row.capacity
    if isinstance(row, Office):
        return row.body_id, row.kind
    if isinstance(row, Appointment):
        return row.body_id, row.role, row.about_ref
    assert isinstance(row, Affiliation)
    return (row.organization_id,)


# --- What passes on ------------------------------------------------------------------------------


def absorb(_this: Act, kept: Person, other: Person) -> list[str]:
    """Let the kept person have all that people know of the other."""
    _make_room(kept, other)
    moved = [
        (_pass_periods(model, kept, other), f"{noun}", f"{noun}s")
        for model, noun in (
            (Term, "term"), (Office, "office"), (Appointment, "appointment"),
            (Affiliation, "organization"),
        )
    ]  # fmt: skip
    FormerHandle.objects.filter(person=other).update(person=kept)
    _pass_names(kept, other)
    _pass_namesakes(kept, other)
    _pass_mail_choices(kept, other)
    return told(*moved, (_pass_receipts(kept, other), "letter", "letters"))


def _make_room(kept: Person, other: Person) -> None:
    """Where one is representative and the other alternate of a seat, the representative's days are
    the alternate's no more.
    """
    for deputy, head in ((kept, other), (other, kept)):
        while pair := _first_overlap(deputy, head):
            _leave_out(*pair)


def _first_overlap(deputy: Person, head: Person) -> tuple[Term, Term] | None:
    heads = list(head.terms.filter(capacity=_HEAD))
    for term in deputy.terms.filter(capacity=Term.Capacity.ALTERNATE):
        for row in heads:
            if row.seat_id == term.seat_id and overlaps(row, term.from_on, term.to_on):
                return term, row
    return None


def _leave_out(term: Term, days: Period) -> None:
    """Take days out of a term; what is left before and after stays."""
    left: list[tuple[date | None, date | None]] = []
    if days.from_on is not None and (term.from_on is None or term.from_on < days.from_on):
        left.append((term.from_on, day_before(days.from_on)))
    if days.to_on is not None and (term.to_on is None or term.to_on > days.to_on):
        left.append((day_after(days.to_on), term.to_on))
    term.delete()
    for from_on, to_on in left:
        Term.objects.create(
            seat_id=term.seat_id, person_id=term.person_id, capacity=term.capacity,
            rank=term.rank, from_on=from_on, to_on=to_on,
        )  # fmt: skip


def _pass_periods(model: type[Any], kept: Person, other: Person) -> int:
    """Pass dated rows on; those about the same thing on the same days become one."""
    mine = list(model.objects.filter(person=kept))
    theirs = list(model.objects.filter(person=other))
    for row in theirs:
        same = next(
            (m for m in mine if _about(m) == _about(row) and overlaps(m, row.from_on, row.to_on)),
            None,
        )
        if same is None:
            row.person = kept
            row.save()
            mine.append(row)
        else:
            same.from_on, same.to_on = _from_both(same, row), _to_both(same, row)
            same.save()
            row.delete()
    return len(theirs)


def _from_both(one: Period, two: Period) -> date | None:
    return None if one.from_on is None or two.from_on is None else min(one.from_on, two.from_on)


def _to_both(one: Period, two: Period) -> date | None:
    return None if one.to_on is None or two.to_on is None else max(one.to_on, two.to_on)


def _pass_names(kept: Person, other: Person) -> None:
    """The other's names find the kept person, and stay as private as they were."""
    known = {folded(kept.name), *(folded(alias.text) for alias in kept.aliases.all())}
    private = [(other.name, False), (other.known_as, False)]
    for text, is_public in [(a.text, a.is_public) for a in other.aliases.all()] + private:
        if folded(text) and folded(text) not in known:
            known.add(folded(text))
            PersonAlias.objects.create(person=kept, text=text, is_public=is_public)
    other.aliases.all().delete()


def _pass_namesakes(kept: Person, other: Person) -> None:
    """Whoever is not the other is not the kept person either."""
    for row in Namesakes.objects.filter(Q(one=other) | Q(two=other)):
        third = row.two_id if row.one_id == other.pk else row.one_id
        row.delete()
        if third != kept.pk:
            one, two = sorted((kept.pk, third))
            told = {"told_on": row.told_on, "told_by": row.told_by}
            Namesakes.objects.get_or_create(one_id=one, two_id=two, defaults=told)


def _pass_mail_choices(kept: Person, other: Person) -> None:
    """Whoever stopped the letters of a body under either name stopped them; else the choice of the
    kept person stands.
    """
    mine = {row.body_id: row for row in kept.mail_choices.all()}
    for row in other.mail_choices.all():
        same = mine.get(row.body_id)
        if same is None:
            row.person = kept
            row.save(update_fields=["person"])
            continue
        same.stopped_at = same.stopped_at or row.stopped_at
        same.waiting = [] if same.stopped_at else [*same.waiting, *row.waiting]
        same.save(update_fields=["stopped_at", "waiting"])
        row.delete()


def _pass_receipts(kept: Person, other: Person) -> int:
    """What was sent to either was sent to the kept person; an answer outlives silence."""
    Message.objects.filter(person_handle=other.handle).update(person_handle=kept.handle)
    theirs = list(Receipt.objects.filter(person_handle=other.handle))
    mine = {row.sending_id: row for row in Receipt.objects.filter(person_handle=kept.handle)}
    for row in theirs:
        same = mine.get(row.sending_id)
        if same is None:
            row.person_handle, row.person_name = kept.handle, kept.name
            row.save(update_fields=["person_handle", "person_name"])
            continue
        if row.answered_at and not same.answered_at:
            same.answered_at, same.answer, same.note = row.answered_at, row.answer, row.note
        same.read_at = min(filter(None, (same.read_at, row.read_at)), default=None)
        same.save(update_fields=["answered_at", "answer", "note", "read_at"])
        row.delete()
    return len(theirs)


FIELDS = (
    "people.PersonAlias.person", "people.FormerHandle.person", "people.Affiliation.person",
    "people.Term.person", "people.Office.person", "people.Appointment.person",
    "people.Account.person", "people.MailChoice.person", "people.Namesakes.one",
    "people.Namesakes.two", "outbox.Receipt.person_handle", "outbox.Message.person_handle",
)  # fmt: skip

register("people", FIELDS, absorb, look)
