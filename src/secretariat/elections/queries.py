"""Every read of election timelines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from secretariat.council.meetings.models import Series
from secretariat.elections.models import Timeline, TimelineVersion
from secretariat.elections.snapshots import TimelineAt, timeline_at
from secretariat.foundation.people.models import Body
from secretariat.rules.elections import is_asked_for, what_hangs
from secretariat.rules.errors import Refused
from secretariat.rules.hanging import Hanging
from secretariat.rules.holidays import parse_calendars


@dataclass(frozen=True, slots=True)
class Pair:
    """A timeline beside the one of the year before, where there is one."""

    this: TimelineAt
    last: TimelineAt | None


def timelines(body_slug: str) -> QuerySet[Timeline]:
    """The timelines of a body with their versions, the newest year first. Two queries."""
    rows = Timeline.objects.filter(body__slug=body_slug)
    return rows.select_related("body__host").prefetch_related("versions")


def timelines_at(body_slug: str, at: datetime) -> list[TimelineAt]:
    """The timelines of a body as they stood at an instant, the newest year first. Two queries."""
    seen = (timeline_at(row, at) for row in timelines(body_slug))
    return [each for each in seen if each is not None]


def timeline_named(body: Body, slug: str) -> Timeline:
    """The timeline of this short name. Refuses ("not_found")."""
    found = timelines(body.slug).filter(slug=slug).first()
    if found is None:
        raise Refused(
            "not_found",
            f"{body.name} has no election timeline “{slug}”. The list names them all.",
        )
    found.body = body
    return found


def timeline_of_ref(ref: str) -> Timeline | None:
    """The timeline of `tac/elections/2021-chair`; None if there is none. Two queries."""
    body_slug, is_one, slug = ref.partition("/elections/")
    return timelines(body_slug).filter(slug=slug).first() if is_one else None


def versions_of_refs(refs: Sequence[str]) -> list[TimelineVersion]:
    """The versions these references name; what is none is left out. A query each."""
    found = []
    for ref in refs:
        above, _, number = ref.rpartition("/")
        body_slug, is_one, slug = above.partition("/elections/")
        if is_one and number.isdigit():
            rows = TimelineVersion.objects.filter(
                timeline__body__slug=body_slug, timeline__slug=slug, number=int(number)
            )
            found += list(rows.select_related("timeline__body__host"))
    return found


def pair_of(ref: str, known: Sequence[TimelineAt]) -> Pair | None:
    """The timeline a reference names beside the one before it, of all of the body; if it is over
    and a later one of the office is proposed, that one. None if there is none. No query.
    """
    named = next((each for each in known if each.ref == ref), None)
    if named is None:
        return None
    office = [each for each in known if each.office == named.office]
    later = [each for each in office if each.year > named.year]
    this = later[-1] if named.is_over and later else named
    return paired(this, office)


def paired(this: TimelineAt, known: Sequence[TimelineAt]) -> Pair:
    """A timeline with the last one of its office before it that was not dropped."""
    before = (
        each
        for each in known
        if each.office == this.office and each.year < this.year and not each.is_dropped
    )
    return Pair(this, next(before, None))


def hanging(known: Iterable[TimelineAt], day: date) -> list[tuple[TimelineAt, list[Hanging]]]:
    """The timelines without an outcome, each with what hangs. No query."""
    found = [(each, what_hangs(each.standing, day)) for each in known]
    return [(each, hangs) for each, hangs in found if hangs]


def missing(known: Iterable[TimelineAt], day: date) -> list[TimelineAt]:
    """The last timeline of each office whose successor is asked for by now, of all, the newest
    first. No query.
    """
    newest: dict[str, TimelineAt] = {}
    for each in known:
        if not each.is_dropped:
            newest.setdefault(each.office, each)
    return [each for each in newest.values() if each.is_over and is_asked_for(each.days, day)]


def calendars_of(body_slug: str) -> tuple[str, ...]:
    """The holiday calendars that the body's series warn about. One query."""
    given = Series.objects.filter(body__slug=body_slug).exclude(holidays="")
    return parse_calendars(",".join(given.values_list("holidays", flat=True)))
