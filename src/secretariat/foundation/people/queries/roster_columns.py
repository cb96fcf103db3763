"""Whether the columns of a roster file look swapped: organizations where people should stand.

Only what is plain is told: a name that is known as an organization and as nobody, a legal form
behind a name, or a mail address made of the words of the other column.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from secretariat.documents.reading.roster import Problem, RosterRow
from secretariat.foundation.people.models import Body, OrganizationName, Person, PersonAlias, Seat

from .persons import folded

_LEGAL_FORMS = frozenset({
    "ag", "bv", "co", "corp", "corporation", "foundation", "gmbh", "inc", "incorporated", "llc",
    "llp", "ltd", "limited", "plc",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Known:
    organizations: frozenset[str]
    people: frozenset[str]
    seats: frozenset[str]

    def is_organization(self, name: str) -> bool:
        """Whether a name is an organization's and nobody's."""
        words = folded(name).replace(".", "").split()
        has_form = len(words) > 1 and words[-1] in _LEGAL_FORMS
        return folded(name) not in self.people and (has_form or folded(name) in self.organizations)

    def is_person(self, name: str) -> bool:
        """Whether a name is somebody's and neither an organization's nor a seat's."""
        return folded(name) in self.people - self.organizations - self.seats


def swapped(body: Body, rows: Sequence[RosterRow]) -> list[Problem]:
    """The lines whose columns look swapped, each saying which. Four queries."""
    known = _Known(
        _folded_all(OrganizationName.objects.values_list("name", flat=True)),
        _folded_all(Person.objects.values_list("name", flat=True))
        | _folded_all(PersonAlias.objects.values_list("text", flat=True)),
        _folded_all(Seat.objects.filter(body=body).values_list("label", flat=True)),
    )
    lines = {row.line: words for row in rows if (words := _swap_in(row, known))}
    seated = [row for row in rows if row.seat and row.representative]
    if len(seated) > 1 and all(_is_turned_round(row, known) for row in seated):
        lines |= {row.line: _words(row.seat, "seat", "a person") for row in seated}
    return [Problem(line, words) for line, words in sorted(lines.items())]


def _folded_all(names: Iterable[str]) -> frozenset[str]:
    return frozenset(folded(name) for name in names)


def _swap_in(row: RosterRow, known: _Known) -> str:
    head = row.representative
    for column, people in (
        ("representative", (head,) if head else ()),
        ("alternates", row.alternates or ()),
    ):
        for who in people:
            if known.is_organization(who.name):
                turned = any(known.is_person(each) for each in row.organizations or ())
                other = "organizations" if turned else "seat"
                return _words(who.name, column, "an organization", other)
    if head and row.seat and _is_address_of(row.seat, row.address, but=head.name):
        return _words(row.seat, "seat", "the person whose address stands in the line")
    return ""


def _is_turned_round(row: RosterRow, known: _Known) -> bool:
    head = row.representative
    return known.is_person(row.seat) and head is not None and not known.is_person(head.name)


def _is_address_of(name: str, address: str, *, but: str) -> bool:
    """Whether "maria.muller@acme.example" is made of the words of one name and not of another."""
    local = folded(address).partition("@")[0]
    words, others = folded(name).split(), folded(but).split()
    return len(words) > 1 and all(w in local for w in words) and not any(w in local for w in others)


def _words(name: str, column: str, what: str, other: str = "representative") -> str:
    return (
        f"“{name}” in the column {column} is {what}: the columns {column} and {other} look "
        "swapped. Write people under representative and alternates, and organizations under seat "
        "and organizations."
    )
