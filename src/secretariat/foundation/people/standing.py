"""How the record of a body stands, in a word that changes whenever a page of it might.

For answers that are asked again and again: interface and feeds.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.foundation.records.queries import version_for


def standing_mark(body_slug: str) -> str:
    """The mark of the body of this name, or of none; see `mark_of`. Two queries."""
    zone = Body.objects.filter(slug=body_slug).values_list("zone", flat=True).first()
    return _mark(body_slug, zone or "UTC")


def mark_of(body: Body) -> str:
    """The version of the change feed for this body, and the day there. One query."""
    return _mark(body.slug, body.zone)


def _mark(body_slug: str, zone: str) -> str:
    day = clock.now().astimezone(ZoneInfo(zone)).date()
    return f"{version_for(body_slug)} {day} {clock.example_offset()}"
