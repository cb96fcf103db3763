"""Areas of focus: a year set down, areas added, worded anew, ordered, ended for a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from secretariat.council.reports import policy
from secretariat.council.reports.models import FocusArea, FocusYear
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import (
    Act,
    act,
    guard_revision,
    locked,
    make_findable,
)
from secretariat.rules.agenda import slugify
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.reports import moved
from secretariat.rules.texts import day_that_came, fitting, given
from secretariat.rules.visibility import Actor, require

RESERVED = frozenset({"new", "order", "edit", "end", "resume"})


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFacts:
    """A year: how it is called, since when it runs, and where its areas were set down."""

    name: str
    from_on: date
    source_words: str = ""


def add_focus_year(actor: Actor, body: Body, facts: YearFacts) -> FocusYear:
    """Begin a year of focus; its areas are added one by one. Refuses ("not_allowed",
    "words_missing", "known_already").
    """
    with act(actor, "reports.add_focus_year", f"{body.slug}/focus", body_slug=body.slug) as this:
        require(policy.may_keep_focus(actor, body))
        row = FocusYear(body=locked(body), added_at=this.at)
        _set_year(row, facts)
        years = FocusYear.objects.filter(body=body)
        taken = set(years.values_list("slug", flat=True))
        row.slug = slugify(row.name, taken | RESERVED, "year")
        row.save()
        this.ref = row.ref
        this.now_is(name=row.name, from_on=row.from_on, source=row.source_words)
        this.summary = row.name
    return row


def describe_focus_year(actor: Actor, year: FocusYear, facts: YearFacts, *, seen: int) -> FocusYear:
    """Change how a year is called, its first day or its source. Refuses ("not_allowed",
    "changed_meanwhile", "words_missing", "known_already").
    """
    with _year_act(actor, "describe_focus_year", year) as (this, row):
        guard_revision(row, seen, {"name": facts.name, "source_words": facts.source_words})
        this.was(name=row.name, from_on=row.from_on, source=row.source_words)
        _set_year(row, facts)
        row.save()
        this.now_is(name=row.name, from_on=row.from_on, source=row.source_words)
        this.summary = row.name
    return row


def add_focus_area(actor: Actor, year: FocusYear, *, title: str, points: str = "") -> FocusArea:
    """Add an area at the end of the year's list. Refuses ("not_allowed", "words_missing",
    "known_already").
    """
    with _year_act(actor, "add_focus_area", year) as (this, found):
        others = list(found.areas.all())
        row = FocusArea(year=found, added_at=this.at)
        _set_area(row, title, points, others)
        row.slug = slugify(row.title, {each.slug for each in others} | RESERVED, "area")
        row.position = max((each.position for each in others), default=0) + 1
        row.save()
        _index(row)
        this.ref = row.ref
        this.now_is(title=row.title, points=row.points)
        this.summary = row.title
    return row


def reword_focus_area(
    actor: Actor, area: FocusArea, *, title: str, points: str, seen: int
) -> FocusArea:
    """Word an area anew; the trail keeps the earlier words. Refuses ("not_allowed",
    "changed_meanwhile", "words_missing", "known_already").
    """
    with _area_act(actor, "reword_focus_area", area) as (this, row):
        guard_revision(row, seen, {"title": title, "points": points})
        this.was(title=row.title, points=row.points)
        _set_area(row, title, points, list(row.year.areas.exclude(pk=row.pk)))
        this.now_is(title=row.title, points=row.points)
        this.summary = row.title
    return row


def end_focus_area(actor: Actor, area: FocusArea, *, on: date, reason: str, seen: int) -> FocusArea:
    """Let an area be one for the last time on a day, for a reason. Refuses ("not_allowed",
    "changed_meanwhile", "already_ended", "words_missing", "in_future").
    """
    words = given(reason, "reason", "The reason", 300)
    with _area_act(actor, "end_focus_area", area) as (this, row):
        if row.ended_on is not None:
            raise Refused(
                "already_ended",
                f"It ended on {day_words(row.ended_on)}: {row.ended_reason} Nothing has changed.",
            )
        day_that_came(on, day_in(row.year.body, this.at))
        guard_revision(row, seen, {"ended_reason": words})
        row.ended_on, row.ended_reason = on, words
        this.now_is(ended_on=on, reason=words)
        this.summary = words
    return row


def resume_focus_area(actor: Actor, area: FocusArea, *, seen: int) -> FocusArea:
    """Take an area up again: the inverse of `end_focus_area`. Refuses ("not_allowed", "not_ended",
    "changed_meanwhile").
    """
    with _area_act(actor, "resume_focus_area", area) as (this, row):
        if row.ended_on is None:
            raise Refused("not_ended", f"“{row.title}” goes on. Nothing has changed.")
        guard_revision(row, seen, {})
        this.was(ended_on=row.ended_on, reason=row.ended_reason)
        row.ended_on, row.ended_reason = None, ""
        this.summary = row.title
    return row


def order_focus_areas(actor: Actor, year: FocusYear, *, order: Sequence[str]) -> None:
    """Put the areas into this order of short names. Refuses ("not_allowed")."""
    with _year_act(actor, "order_focus_areas", year) as (this, found):
        rows = list(found.areas.all())
        wanted = moved(rows, order, lambda row: row.slug)
        for position, row in enumerate(wanted, start=1):
            row.position = position
        FocusArea.objects.bulk_update(wanted, ["position"])
        this.was(order=[row.slug for row in rows])
        this.now_is(order=[row.slug for row in wanted])


@contextmanager
def _year_act(actor: Actor, verb: str, year: FocusYear) -> Iterator[tuple[Act, FocusYear]]:
    with act(actor, f"reports.{verb}", year.ref, body_slug=year.body.slug) as this:
        require(policy.may_keep_focus(actor, year.body))
        row = locked(year)
        row.body = year.body
        yield this, row


@contextmanager
def _area_act(actor: Actor, verb: str, area: FocusArea) -> Iterator[tuple[Act, FocusArea]]:
    body = area.year.body
    with act(actor, f"reports.{verb}", area.ref, body_slug=body.slug) as this:
        require(policy.may_keep_focus(actor, body))
        row = locked(area)
        row.year = area.year
        yield this, row
        row.save()
        _index(row)


def _set_year(row: FocusYear, facts: YearFacts) -> None:
    name = given(facts.name, "name", "The name of the year", 60)
    same = FocusYear.objects.filter(body=row.body, name__iexact=name).exclude(pk=row.pk)
    if same.exists():
        raise Refused(
            "known_already",
            f"{name} has its areas of focus already. Open that list. Nothing has changed.",
            {"field": "name"},
        )
    row.name, row.from_on = name, facts.from_on
    row.source_words = fitting(facts.source_words, "source_words", "The source", 300)


def _set_area(row: FocusArea, title: str, points: str, others: Sequence[FocusArea]) -> None:
    words = given(title, "title", "The area")
    if any(each.title.casefold() == words.casefold() for each in others):
        raise Refused(
            "known_already",
            f"“{words}” is an area of focus already. Nothing has changed.",
            {"field": "title"},
        )
    row.title, row.points = words, fitting(points, "points", "What belongs to it", 4000)


def _index(row: FocusArea) -> None:
    make_findable(
        row.ref, kind="area of focus", title=row.title, text=row.points, on=row.year.from_on
    )
