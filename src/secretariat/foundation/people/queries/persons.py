"""Finding persons: by handle, by what somebody types, by the role they hold on a day."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db.models import Prefetch, Q, QuerySet

from secretariat.foundation.people.models import (
    Affiliation,
    Appointment,
    Body,
    Office,
    OrganizationName,
    Person,
    Term,
)
from secretariat.foundation.people.snapshots import name_of
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused

_CANDIDATES = 60
NOBODY: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PersonFound:
    """One line of a picker: whom the typed text may mean, and where the person works today."""

    handle: str
    name: str
    organization: str = ""
    is_known_here: bool = False


def person_named(handle: str) -> Person:
    """The person of this handle, or of one from before two entries became one. Refuses
    ("not_found").
    """
    person = (
        Person.objects.filter(handle=handle).first()
        or Person.objects.filter(former_handles__handle=handle).first()
    )
    if person is None:
        raise Refused("not_found", f"Nobody with the reference “{handle}” is in the record.")
    return person


def persons_matching(
    text: str,
    body: Body | None = None,
    limit: int = 8,
    *,
    first: Collection[str] = (),
    standing: Mapping[str, int] = NOBODY,
) -> list[PersonFound]:
    """Whom a few typed letters may mean, best first: by initials, parts of the name, short name and
    other spellings.

    People of the body's roster, past or present, and the handles in `first` (recent attendees) and
    `standing` come before everybody else; among them, whoever stands nearer, 0 first, comes before
    whoever fits better. At most five queries.
    """
    wanted = folded(text)
    if not wanted:
        return []
    near = list(people_of(body, {*first, *standing}).prefetch_related("aliases"))
    ranked = [(rank, 0, person) for person in near if (rank := _rank(person, wanted))]
    known = {person.pk for person in near}
    far = _candidates(text.strip()).exclude(pk__in=known).prefetch_related("aliases")
    ranked += [(rank, 1, person) for person in far[:_CANDIDATES] if (rank := _rank(person, wanted))]
    last = max(standing.values(), default=0) + 1
    ranked.sort(key=lambda one: (one[1], standing.get(one[2].handle, last), one[0], one[2].name))
    chosen = [person for _, _, person in ranked[:limit]]
    where = organizations_of(chosen, clock.now().date())
    return [PersonFound(p.handle, p.name, where.get(p.pk, ""), p.pk in known) for p in chosen]


def namesakes(name: str) -> list[PersonFound]:
    """Everybody who is written exactly like this, as a name or as another spelling."""
    wanted = folded(name)
    first = name.strip()[:1]
    near = Person.objects.filter(
        Q(name__istartswith=first)
        | Q(name__istartswith=wanted[:1])
        | Q(aliases__text__istartswith=first)
    )
    rows = near.distinct().prefetch_related("aliases")
    same = [row for row in rows if wanted in (folded(row.name), *spellings(row))]
    where = organizations_of(same, clock.now().date()) if same else {}
    return [PersonFound(row.handle, row.name, where.get(row.pk, "")) for row in same]


def spellings(person: Person) -> list[str]:
    """The other spellings of a person, folded. Prefetch `aliases` when asking for several."""
    return [folded(alias.text) for alias in person.aliases.all()]


def folded(text: str) -> str:
    """A text without accents, case and double spaces, for comparing names."""
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(letters.casefold().replace(".", " ").replace("-", " ").split())


def people_of(body: Body | None, first: Collection[str]) -> QuerySet[Person]:
    """Everybody a body knows: of its roster, its offices and its roles, past or present, and the
    handles in `first`.
    """
    here = Q(handle__in=first)
    if body is not None:
        here |= Q(pk__in=Term.objects.filter(seat__body=body).values("person"))
        here |= Q(pk__in=Office.objects.filter(body=body).values("person"))
        here |= Q(pk__in=Appointment.objects.filter(body=body).values("person"))
    return Person.objects.filter(here)


def _candidates(text: str) -> QuerySet[Person]:
    by_part = Q(name__istartswith=text) | Q(name__icontains=f" {text}")
    by_part |= Q(known_as__istartswith=text) | Q(aliases__text__icontains=text)
    initials = text.replace(".", "")
    if 2 <= len(initials) <= 4 and initials.isalpha():
        spelled = Q(name__istartswith=initials[0])
        for letter in initials[1:]:
            spelled &= Q(name__icontains=f" {letter}")
        by_part |= spelled
    return Person.objects.filter(by_part).distinct()


def _rank(person: Person, wanted: str) -> int:
    """How well the person fits: 1 best; 0 does not fit."""
    words = folded(person.name).split()
    others = [*spellings(person), folded(person.known_as)]
    if wanted in (folded(person.name), *others):
        return 1
    initials = "".join(word[0] for word in words)
    letters = wanted.replace(" ", "")
    if letters in (initials, initials[:2], initials[:1] + initials[-1:]):
        return 2
    if _begins(wanted.split(), words):
        return 3 if _begins(wanted.split()[:1], words[:1]) else 4
    return 5 if any(_begins(wanted.split(), spelling.split()) for spelling in others) else 0


def _begins(typed: Sequence[str], words: Sequence[str]) -> bool:
    """Whether every typed part begins a word of the name, each another one: "dan mi"."""
    left = list(words)
    for part in typed:
        fitting = next((word for word in left if word.startswith(part)), None)
        if fitting is None:
            return False
        left.remove(fitting)
    return True


def organization_of(person: Person, day: date) -> str:
    """The organization the person spoke from on a day, by its name of that day; "" if none."""
    return organizations_of([person], day).get(person.pk, "")


def organizations_of(persons: Iterable[Person], day: date) -> dict[int, str]:
    """For each person's key the organization on a day, several joined by "/". Three queries."""
    names = Prefetch("organization__names", queryset=OrganizationName.objects.on(day))
    rows = Affiliation.objects.on(day).filter(person__in=[p.pk for p in persons])
    found: dict[int, str] = {}
    for row in rows.select_related("organization").prefetch_related(names):
        name = name_of(row.organization, day)
        before = found.get(row.person_id)
        found[row.person_id] = f"{before}/{name}" if before else name
    return found
