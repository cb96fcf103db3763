"""On which clock people asked to read times."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from zoneinfo import available_timezones

from django.db.models import Q

from secretariat.foundation.people.models import Account
from secretariat.rules.times import is_given_up, zone_name

_REGIONS = (
    "Africa/", "America/", "Antarctica/", "Arctic/", "Asia/", "Atlantic/", "Australia/", "Europe/",
    "Indian/", "Pacific/",
)  # fmt: skip


@cache
def zones_to_choose() -> tuple[tuple[str, str], ...]:
    """Every time zone that is named after a place, and UTC, with the words readers know."""
    names = (name for name in available_timezones() if name.startswith(_REGIONS))
    kept = sorted(name for name in names if not is_given_up(name))
    return tuple((name, zone_name(name)) for name in (*kept, "UTC"))


def zones_chosen(handles: Iterable[str]) -> dict[str, str]:
    """The zone of each of these people who chose one. One query."""
    found = Account.objects.filter(person__handle__in=list(handles), is_active=True)
    return dict(found.exclude(zone="").values_list("person__handle", "zone"))


def zone_at_address(address: str) -> str:
    """The zone that whoever is written to at this address chose, or "". One query."""
    whose = Q(email__iexact=address) | Q(person__address__iexact=address)
    found = Account.objects.filter(whose, is_active=True).exclude(zone="")
    return found.values_list("zone", flat=True).first() or "" if address else ""
