"""What the commands share: the end of a period, a free slug, a tidy text, whom a change touches."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import models
from django.utils.text import slugify

from secretariat.foundation.people.models import Body, Organization, Person
from secretariat.foundation.people.models.periods import Period
from secretariat.foundation.records.commands import Act
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused


def day_before(day: date) -> date:
    """The last day of what ends so that something else begins on `day`."""
    return day - timedelta(days=1)


def day_after(day: date) -> date:
    """The first day without what ended on `day`."""
    return day + timedelta(days=1)


def end_on(row: Period, last_on: date, what: str) -> None:
    """Let a dated row end. Refuses ("wrong_period") a last day before its first; saves the row."""
    if row.from_on is not None and last_on < row.from_on:
        raise Refused(
            "wrong_period",
            f"{what} began on {day_words(row.from_on)}, so it cannot end on {day_words(last_on)}. "
            "Nothing has changed. Take a later day, or withdraw it if it was a mistake.",
            {"field": "last_on"},
        )
    row.to_on = last_on
    row.save(update_fields=["to_on"])


def check_period(from_on: date | None, to_on: date | None) -> None:
    """Refuse ("wrong_period") a period that ends before it began."""
    if from_on is not None and to_on is not None and to_on < from_on:
        raise Refused(
            "wrong_period",
            f"{day_words(to_on)} lies before {day_words(from_on)}. Nothing has changed; write the "
            "earlier day first.",
            {"field": "to_on"},
        )


def overlaps(row: Period, from_on: date | None, to_on: date | None) -> bool:
    """Whether a dated row and a period have a day in common."""
    begins_in_time = row.from_on is None or to_on is None or row.from_on <= to_on
    ends_in_time = row.to_on is None or from_on is None or row.to_on >= from_on
    return begins_in_time and ends_in_time


def period_words(from_on: date | None, to_on: date | None = None) -> str:
    """How a sentence goes on with a period: " from 1 Jan 2021 until 30 Jun 2021"; "" for ever."""
    began = f" from {day_words(from_on)}" if from_on else ""
    return f"{began} until {day_words(to_on)}" if to_on else began


def free_slug(
    rows: models.QuerySet[models.Model],
    field: str,
    text: str,
    fallback: str,
    reserved: Iterable[str] = (),
) -> str:
    """A slug for a text that no row has yet: "simon-johnson", "simon-johnson-2"."""
    longest = int(getattr(rows.model._meta.get_field(field), "max_length", 50))
    base = slugify(text)[: longest - 4].strip("-") or fallback
    taken = set(rows.filter(**{f"{field}__startswith": base}).values_list(field, flat=True))
    taken |= set(reserved)
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)


def tidy(text: str, field: str, what: str, longest: int = 200) -> str:
    """A name on one line without spare spaces. Refuses ("missing", "too_long", "unprintable")."""
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    if not clean:
        raise Refused(
            "missing", f"{what} is empty. Fill it in; nothing has changed.", {"field": field}
        )
    if len(clean) > longest:
        raise Refused(
            "too_long",
            f"{what} has {len(clean)} characters; at most {longest} are kept. Shorten it; nothing "
            "has changed.",
            {"field": field},
        )
    if any(unicodedata.category(char)[0] == "C" for char in clean):
        raise Refused(
            "unprintable",
            f"{what} holds characters that cannot be seen. Type it anew; nothing has changed.",
            {"field": field},
        )
    return clean


def touch_bodies_of_organization(this: Act, organization: Organization) -> None:
    """Raise the feeds of the organization and of every body whose pages print its name."""
    this.touch(f"organization:{organization.slug}")
    _touch(
        this,
        Body.objects.filter(
            models.Q(host=organization)
            | models.Q(seats__holdings__organization=organization)
            | models.Q(seats__terms__person__affiliations__organization=organization)
        ),
    )


def touch_bodies_of_person(this: Act, person: Person) -> None:
    """Raise the feeds of the person and of every body in which the person holds or held "
    "something."""
    this.touch(f"person:{person.handle}")
    _touch(
        this,
        Body.objects.filter(
            models.Q(seats__terms__person=person)
            | models.Q(offices__person=person)
            | models.Q(appointments__person=person)
        ),
    )


def _touch(this: Act, bodies: models.QuerySet[Body]) -> None:
    slugs: Iterable[str] = bodies.order_by().values_list("slug", flat=True).distinct()
    for slug in slugs:
        this.touch(f"body:{slug}")
