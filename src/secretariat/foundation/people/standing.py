"""How the record of a body stands, in a word that changes whenever a page of it might.

For answers that are asked again and again: interface and feeds.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.foundation.records.queries import version_for


def standing_mark(body_slug: str) -> str:
    """The version of the change feed for this body, and the day there. Two queries."""
    zone = Body.objects.filter(slug=body_slug).values_list("zone", flat=True).first()
    day = clock.now().astimezone(ZoneInfo(zone or "UTC")).date()
    return f"{version_for(body_slug)} {day} {clock.example_offset()}"
