"""What forms offer to choose from, and today's date in the zone of a body."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from secretariat.foundation.people.models import Body, Organization, OrganizationName, Person
from secretariat.foundation.records import clock
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused

from .persons import organizations_of


def day_in(body: Body, at: datetime) -> date:
    """The day of an instant where the body meets."""
    return at.astimezone(ZoneInfo(body.zone)).date()


def today(body: Body | None = None) -> date:
    """The day of business, in the zone of the body."""
    return clock.now().astimezone(ZoneInfo(body.zone if body else "UTC")).date()


def day_to_come(body: Body | None = None) -> str:
    """An example of a day for hints, two weeks from today: "21 Oct 2021"."""
    return day_words(today(body) + timedelta(weeks=2))


def people_to_choose() -> list[tuple[str, str]]:
    """Everybody as (handle, "name (organization)"), by name. Four queries."""
    people = list(Person.objects.only("handle", "name"))
    where = organizations_of(people, today())
    return [(p.handle, f"{p.name} ({where[p.pk]})" if p.pk in where else p.name) for p in people]


def organizations_to_choose() -> list[tuple[str, str]]:
    """Every organization that goes on, as (slug, name), by name. One query."""
    rows = Organization.objects.filter(merged_into__isnull=True)
    return list(rows.values_list("slug", "name"))


def organization_named(slug: str) -> Organization:
    """The organization of this slug. Refuses ("not_found")."""
    organization = Organization.objects.filter(slug=slug).first()
    if organization is None:
        raise Refused("not_found", f"No organization with the reference “{slug}” is in the record.")
    return organization


def organization_called(name: str) -> Organization | None:
    """The organization that bears or bore this name, if there is one."""
    wanted = " ".join(name.split())
    rows = OrganizationName.objects.filter(name__iexact=wanted).select_related("organization")
    row: OrganizationName | None = rows.order_by("-id").first()
    return row.organization if row else Organization.objects.filter(name__iexact=wanted).first()
