"""Persons who may have been entered twice, and what putting two entries together would do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from secretariat.foundation.people.absorbing import Finding, findings
from secretariat.foundation.people.models import Account, Namesakes, Person, PersonAlias

from .persons import folded, organizations_of


@dataclass(frozen=True, slots=True)
class DoubleEntry:
    """Two entries of what may be one person, and all that both did."""

    kept: Person
    other: Person
    findings: tuple[Finding, ...]
    signs_in: str

    @property
    def refused(self) -> tuple[Finding, ...]:
        """What one person cannot have done."""
        return tuple(each for each in self.findings if each.refused)

    @property
    def digest(self) -> str:
        """A word for exactly this; it differs as soon as something else would happen."""
        told = repr((self.kept.revision, self.other.revision, self.findings, self.signs_in))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def double_entry(kept: Person, other: Person) -> DoubleEntry:
    """What putting these two together would do. A few queries of each app."""
    return DoubleEntry(kept, other, tuple(findings(kept, other)), _signs_in(kept, other))


def _signs_in(kept: Person, other: Person) -> str:
    """How the kept person signs in afterwards, in words."""
    accounts = set(
        Account.objects.filter(person__in=(kept, other)).values_list("person", flat=True)
    )
    if accounts >= {kept.pk, other.pk}:
        closed = f"the account that {other.name} signs in with is closed"
        return f"{kept.name} signs in as before; {closed}."
    return f"{kept.name} signs in as {other.name} did." if other.pk in accounts else ""


@dataclass(frozen=True, slots=True)
class Double:
    """Two entries that are found under one name: the one with the longer name first."""

    kept: Person
    other: Person
    kept_of: str
    other_of: str
    name: str


def likely_doubles(day: date, among: Iterable[Person] | None = None) -> list[Double]:
    """Pairs of persons who share a name or a spelling and were not told apart, by name; `among`
    asks about these only. Six queries.
    """
    people = list(Person.objects.all() if among is None else among)
    aliases = PersonAlias.objects.all()
    if among is not None:
        aliases = aliases.filter(person__in=people)
    spelled: dict[int, list[str]] = {}
    for person, text in aliases.values_list("person", "text"):
        spelled.setdefault(person, []).append(text)
    called: dict[str, list[Person]] = {}
    for each in people:
        for name in {folded(text) for text in (each.name, *spelled.get(each.pk, []))}:
            called.setdefault(name, []).append(each)
    pairs = {
        tuple(sorted((one, two), key=lambda p: (-len(p.name), p.pk))): name
        for name, found in sorted(called.items())
        for number, one in enumerate(found)
        for two in found[number + 1 :]
    }
    apart = {frozenset(pair) for pair in Namesakes.objects.values_list("one", "two")}
    pairs = {
        pair: name for pair, name in pairs.items() if frozenset(p.pk for p in pair) not in apart
    }
    where = organizations_of({p.pk: p for pair in pairs for p in pair}.values(), day)
    doubles = [
        Double(one, two, where.get(one.pk, ""), where.get(two.pk, ""), name)
        for (one, two), name in pairs.items()
    ]
    return sorted(doubles, key=lambda double: double.kept.name)


def told_apart(*persons: Person) -> list[Namesakes]:
    """Those who were said to be two persons, of all or about these two, by name. One query."""
    rows = Namesakes.objects.select_related("one", "two").order_by("one__name", "two__name")
    if persons:
        first, second = sorted(persons, key=lambda person: person.pk)
        rows = rows.filter(one=first, two=second)
    return list(rows)
