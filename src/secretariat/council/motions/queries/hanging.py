"""Motions that hang: left open by their meeting, or put aside and never taken up again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef

from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.motions import policy
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries.motions import motion_rows
from secretariat.council.motions.queries.undecided import taken_up
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.hanging import UNDECIDED, Hanging, motion_hangs
from secretariat.rules.thresholds import Medium
from secretariat.rules.visibility import Actor

OVER = (Meeting.State.CANCELLED,)


@dataclass(frozen=True, slots=True)
class MotionHanging:
    """A motion without a decision and what of it hangs."""

    motion: Motion
    hangs: tuple[Hanging, ...]


def hanging_motions(actor: Actor, body: Body, at: datetime) -> list[MotionHanging]:
    """The undecided motions of a body that hang, of those the actor may read; what goes on by mail
    does not, since it ends by itself. One query, two where any is undecided.
    """
    rows = motion_rows().filter(body=body, state__in=UNDECIDED, continued_by=None)
    rows = rows.exclude(medium=Medium.MAIL, state=Motion.State.OPEN)
    carried = AgendaItem.objects.filter(carried_from=OuterRef("item"))
    anew = Motion.objects.filter(
        body=OuterRef("body"), text=OuterRef("text"), moved_at__gt=OuterRef("moved_at")
    )
    rows = rows.annotate(went_on=Exists(carried) | Exists(anew))
    undecided = list(policy.visible_to(actor, rows).order_by(F("moved_at"), "id"))
    taken = taken_up(body.slug) if undecided else {}
    found = []
    for row in undecided:
        row.body = body
        hangs = motion_hangs(
            row.state,
            since_on=day_in(body, row.closed_at or row.moved_at),
            is_ahead=_is_ahead(row.meeting, at),
            went_on=row.went_on or row.ref in taken,  # type: ignore[attr-defined]
        )
        if hangs:
            found.append(MotionHanging(row, tuple(hangs)))
    return found


def _is_ahead(meeting: Meeting | None, at: datetime) -> bool:
    """Whether the meeting of a motion can still deal with it."""
    if meeting is None or meeting.state in OVER:
        return False
    return meeting.adjourned_at is None and meeting.ends_at >= at
