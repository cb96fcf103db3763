"""Areas of focus: the years, the areas of one as they stood, one of them."""

from __future__ import annotations

from datetime import date, datetime

from secretariat.council.reports.models import FocusArea, FocusYear
from secretariat.foundation.people.models import Body
from secretariat.rules.errors import Refused


def focus_years(body: Body) -> list[FocusYear]:
    """The years with their areas, the newest first. Two queries."""
    rows = FocusYear.objects.filter(body=body).select_related("body")
    return list(rows.prefetch_related("areas"))


def focus_year_named(body: Body, slug: str) -> FocusYear:
    """The year of this short name. Refuses ("not_found")."""
    found = FocusYear.objects.select_related("body").filter(body=body, slug=slug).first()
    if found is None:
        raise Refused("not_found", f"{body.short_name} has no areas of focus for “{slug}”.")
    return found


def area_named(year: FocusYear, slug: str) -> FocusArea:
    """The area of this short name. Refuses ("not_found")."""
    found = year.areas.filter(slug=slug).first()
    if found is None:
        raise Refused("not_found", f"{year.name} has no area of focus “{slug}”.")
    found.year = year
    return found


def newest_year(body: Body) -> FocusYear | None:
    """The newest year, if there is one. One query."""
    return FocusYear.objects.filter(body=body).select_related("body").first()


def year_for(body_slug: str, day: date, at: datetime, slug: str = "") -> FocusYear | None:
    """The year of this short name, else the newest that had begun by a day and was recorded by an
    instant. One query.
    """
    rows = FocusYear.objects.filter(body__slug=body_slug, added_at__lte=at)
    rows = rows.filter(slug=slug) if slug else rows.filter(from_on__lte=day)
    return rows.select_related("body").first()


def areas_at(year: FocusYear, day: date, at: datetime) -> list[FocusArea]:
    """The areas of a year that stood on a day, as recorded by an instant, in order. One query."""
    rows = [row for row in year.areas.all() if row.added_at <= at]
    return [row for row in rows if row.ended_on is None or day <= row.ended_on]
