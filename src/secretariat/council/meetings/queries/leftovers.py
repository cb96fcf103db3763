"""Business that earlier meetings put off or did not reach, and that nobody took up again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from secretariat.council.meetings.models import AgendaItem
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.council.meetings.snapshots import day_of


@dataclass(frozen=True, slots=True)
class LeftOver:
    """An item that waits for a meeting."""

    ref: str
    title: str
    state: str
    outcome: str
    minutes: int
    on: date


def put_off(body_slug: str, before: datetime, kind: str) -> QuerySet[AgendaItem]:
    """The items of a kind that a meeting put off or did not reach, that no other agenda carries
    and nobody withdrew, oldest first. A part waits only if its item does not.
    """
    waiting = [AgendaItem.State.DEFERRED.value, AgendaItem.State.SKIPPED.value]
    rows = AgendaItem.objects.filter(
        Q(part_of=None) | ~Q(part_of__state__in=waiting),
        meeting__body__slug=body_slug,
        meeting__starts_at__lt=before,
        kind=kind,
        state__in=waiting,
        carried_to=None,
    )
    with_all = rows.select_related("meeting__body", "meeting__chair", "meeting__secretary")
    return with_all.order_by("meeting__starts_at", "position")


def left_over(body_slug: str, before: datetime, kind: str) -> list[LeftOver]:
    """The items of a kind that wait, oldest first.

    One query. Withdrawing an item ends its waiting.
    """
    return [
        LeftOver(
            ref_of(row.meeting, row), row.title, row.state, row.outcome, row.minutes,
            day_of(row.meeting),
        )
        for row in put_off(body_slug, before, kind)
    ]  # fmt: skip
