"""Every read of the conduct contact and the transparency report."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.conduct.models import ConductContact, TransparencyEntry
from secretariat.foundation.people.models import Body
from secretariat.rules.conduct import Outcome, Told
from secretariat.rules.errors import Refused


def contact_of(body: Body) -> ConductContact | None:
    """The contact of a body, if one is named. One query."""
    found = ConductContact.objects.filter(body=body).first()
    if found is not None:
        found.body = body
    return found


def entries_at(body_slug: str, at: datetime) -> list[TransparencyEntry]:
    """The entries that stood at an instant, the newest first. One query."""
    rows = TransparencyEntry.objects.filter(body__slug=body_slug, published_at__lte=at)
    return [
        row
        for row in rows.select_related("body__host")
        if row.withdrawn_at is None or row.withdrawn_at > at
    ]


def all_entries(body: Body) -> list[TransparencyEntry]:
    """Every entry, withdrawn ones too, the newest first. One query."""
    rows = list(body.transparency_entries.all())
    for row in rows:
        row.body = body
    return rows


def entry_named(body: Body, year: int, number: int) -> TransparencyEntry:
    """One entry. Refuses ("not_found")."""
    found = body.transparency_entries.filter(year=year, number=number).first()
    if found is None:
        raise Refused("not_found", f"There is no entry {year}-{number}. The page names them all.")
    found.body = body
    return found


def told(entries: list[TransparencyEntry]) -> list[Told]:
    """The entries as the numbers see them."""
    return [Told(each.year, Outcome(each.outcome)) for each in entries]
