"""Motions that a meeting did not decide: what is still to be decided, and what comes back."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.council.motions import policy
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries.motions import motion_rows
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.thresholds import Medium
from secretariat.rules.visibility import Actor

COMES_BACK = (Motion.State.DEFERRED, Motion.State.NO_QUORUM)
_WAITS_ON = (AgendaItem.State.DEFERRED, AgendaItem.State.SKIPPED)


def waiting_in(actor: Actor, meeting: MeetingSnapshot) -> list[Motion]:
    """The motions of a meeting that are neither decided nor put aside, as far as the actor may see
    them. One query.
    """
    rows = motion_rows().filter(
        meeting__body__slug=meeting.body.slug,
        meeting__slug=meeting.slug,
        state__in=Motion.WAITING,
        medium=Medium.MEETING,
    )
    return list(policy.visible_to(actor, rows).order_by("moved_at", "id"))


def coming_back(body_slug: str, before: datetime) -> list[Motion]:
    """The motions of a body that an earlier meeting deferred, could not decide for want of quorum,
    or left open, and that no agenda took up since; oldest first. What goes on by mail does not come
    back. One query, two where there are any.

    A motion about something kept elsewhere, such as minutes, is left to who keeps that.
    """
    undecided = Q(state__in=COMES_BACK) | Q(state__in=Motion.WAITING, medium=Medium.MEETING)
    rows = motion_rows().filter(
        undecided,
        continued_by=None,
        body__slug=body_slug,
        meeting__starts_at__lt=before,
        meeting__adjourned_at__isnull=False,
    )
    found = [row for row in rows.order_by("moved_at", "id") if not row.about_refs]
    taken = taken_up(body_slug) if found else {}
    return [row for row in found if row.ref not in taken]


def ended_by_mail(body_slug: str, before: datetime) -> list[Motion]:
    """The ballots of a body that ended by an instant and whose result no agenda had yet, oldest
    first. One query, two where there are any.
    """
    rows = motion_rows().filter(
        body__slug=body_slug, medium=Medium.MAIL, state__in=Motion.DECIDED, closed_at__lte=before
    )
    found = list(rows.order_by("closed_at", "id"))
    taken = taken_up(body_slug) if found else {}
    return [row for row in found if row.ref not in taken]


def taken_up(body_slug: str) -> dict[str, str]:
    """The motions that stand on an agenda again: their references, each with that of the item. One
    query.
    """
    rows = AgendaItem.objects.filter(
        meeting__body__slug=body_slug, source_ref__startswith=f"{body_slug}/M-"
    )
    rows = rows.exclude(state__in=_WAITS_ON).exclude(meeting__state=Meeting.State.CANCELLED)
    items = rows.select_related("meeting__body").order_by("meeting__starts_at")
    return {item.source_ref: ref_of(item.meeting, item) for item in items}
