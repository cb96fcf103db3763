"""Whom a misspelt name may mean: people written or working almost like what was typed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from django.db.models import Q, QuerySet

from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.records import clock

from .persons import NOBODY, PersonFound, folded, organizations_of, people_of, spellings

ALIKE = 0.75
"""From here on two words may be one, misspelt: "Lili" and "Lily", "Giusepe" and "Giuseppe"."""
_OF_THE_SAME = 0.1
_BY_ORGANIZATION = 0.85
_FAR = 500


def persons_like(
    name: str,
    body: Body | None = None,
    limit: int = 5,
    *,
    organization: str = "",
    standing: Mapping[str, int] = NOBODY,
) -> list[PersonFound]:
    """Whom a misspelt name may mean, the likest first: by name, short name, other spellings, one
    of the names alone, and for people the body knows by their organization.

    Whoever works for the typed `organization` comes before equals, then whoever stands nearer by
    `standing`, 0 first. Far from the body only names that begin with the same letter are looked at.
    Five queries.
    """
    wanted = folded(name)
    if len(wanted) < 3:
        return []
    near = list(people_of(body, standing).prefetch_related("aliases"))
    known = {person.pk for person in near}
    far = list(_far_from(wanted).exclude(pk__in=known).prefetch_related("aliases")[:_FAR])
    where = organizations_of([*near, *far], clock.now().date())
    scored = [
        (_score(wanted, folded(organization), person, where.get(person.pk, ""), known), person)
        for person in (*near, *far)
    ]
    alike = [one for one in scored if one[0] >= ALIKE]
    last = max(standing.values(), default=0) + 1
    alike.sort(
        key=lambda one: (
            -one[0],
            one[1].pk not in known,
            standing.get(one[1].handle, last),
            one[1].name,
        )
    )
    return [
        PersonFound(p.handle, p.name, where.get(p.pk, ""), p.pk in known) for _, p in alike[:limit]
    ]


def likeness(wanted: str, written: str) -> float:
    """How alike two folded names are, 1 for the same. One typed word may be any word of a name;
    several have to be like as many.
    """
    if not (wanted and written):
        return 0.0
    words, parts = wanted.split(), written.split()
    whole = _alike("".join(words), "".join(parts))
    if len(words) > len(parts):
        return whole
    best = [max(_alike(word, part) for part in parts) for word in words]
    return max(whole, sum(best) / len(best))


def _score(
    wanted: str, organization: str, person: Person, works_for: str, known: Collection[int]
) -> float:
    names = (folded(person.name), folded(person.known_as), *spellings(person))
    score = max(likeness(wanted, name) for name in names)
    companies = list(_companies(works_for))
    if organization and any(likeness(organization, each) >= ALIKE for each in companies):
        return score + _OF_THE_SAME
    if person.pk in known and any(_alike(wanted, each) >= _BY_ORGANIZATION for each in companies):
        return max(score, ALIKE)
    return score


def _companies(works_for: str) -> Iterator[str]:
    yield from (folded(each) for each in works_for.split("/") if each)


def _alike(one: str, two: str) -> float:
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def _far_from(wanted: str) -> QuerySet[Person]:
    return Person.objects.filter(_begins_like(wanted.split())).order_by("name")


def _begins_like(words: Iterable[str]) -> Q:
    found = Q()
    for letter in sorted({word[0] for word in words}):
        found |= Q(name__istartswith=letter) | Q(known_as__istartswith=letter)
        found |= Q(name__icontains=f" {letter}")
    return found
