"""Who presided in place of somebody recused, as the snapshots and the minutes take it."""

from __future__ import annotations

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce, JSONObject

from secretariat.council.meetings.models import Presiding
from secretariat.rules.meetings import MeetingSnapshot, PresidingSnapshot

_VALUES = {
    "person": F("person__handle"),
    "name": F("person__name"),
    "instead_of": Coalesce("instead_of__handle", Value("")),
    "instead_of_name": Coalesce("instead_of__name", Value("")),
    "item": Coalesce("item__slug", Value("")),
    "about": F("about"),
}


def open_stretch() -> QuerySet[Presiding, Any]:
    """Who has taken over the chair of the meeting of the outer query, as one value; its parts are
    those of a `PresidingSnapshot`.
    """
    rows = Presiding.objects.filter(meeting=OuterRef("pk"), to_at__isnull=True)
    return rows.values_list(JSONObject(**_VALUES))[:1]


def past_stretches(meeting: MeetingSnapshot) -> list[PresidingSnapshot]:
    """The stretches that are over, in order. One query."""
    rows = Presiding.objects.filter(meeting__body__slug=meeting.body.slug, to_at__isnull=False)
    rows = rows.filter(meeting__slug=meeting.slug).order_by("from_at", "id")
    values = rows.values_list(JSONObject(**_VALUES), flat=True)
    return [PresidingSnapshot(**each) for each in values]
