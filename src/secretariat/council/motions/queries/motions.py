"""Finding motions: by reference, of a meeting, of an item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet

from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.snapshots import day_of
from secretariat.council.motions import policy
from secretariat.council.motions.models import Motion, Vote
from secretariat.council.motions.snapshots import as_votes
from secretariat.foundation.people.snapshots import rule_book_on
from secretariat.rules.errors import Refused
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.motions import Vote as LawVote
from secretariat.rules.thresholds import Medium
from secretariat.rules.visibility import Actor

_REF = re.compile(r"(?P<body>[a-z0-9-]+)/M-(?P<year>\d{4})-(?P<sequence>\d+)")


def motions() -> QuerySet[Motion]:
    """Motions with what their pages print, in the order of their numbers. Three queries."""
    votes = Vote.objects.select_related("seat", "person").order_by("seat__label", "id")
    return motion_rows().prefetch_related(Prefetch("votes", queryset=votes), "errata")


def motion_rows() -> QuerySet[Motion]:
    """The same without votes and errata. One query."""
    return Motion.objects.select_related(
        "body__host",
        "meeting__body",
        "meeting__chair",
        "meeting__secretary",
        "item",
        "mover",
        "seconder",
        "continues",
        "continued_by",
    )


def motion_named(ref: str) -> Motion:
    """The motion of this reference, `tac/M-2021-31`. Refuses ("not_found")."""
    parts = _REF.fullmatch(ref)
    found = None
    if parts is not None:
        found = (
            motions()
            .filter(body__slug=parts["body"], year=parts["year"], sequence=parts["sequence"])
            .first()
        )
    if found is None:
        raise Refused(
            "not_found", f"There is no motion {ref}. The register of decisions lists those known."
        )
    return _joined(found)


def readable_motion(actor: Actor, ref: str) -> Motion:
    """The motion, if the actor may read it. Refuses ("not_found") otherwise, too."""
    found = motion_named(ref)
    if not policy.visible_to(actor, Motion.objects.filter(pk=found.pk)).exists():
        raise Refused("not_found", f"There is no motion {ref} that you may read.")
    return found


def motions_of_meeting(meeting: Meeting) -> list[Motion]:
    """The motions of a meeting in order, each with its votes and errata. Three queries."""
    return [_joined(row) for row in motions().filter(meeting=meeting)]


def motions_of_item(item: AgendaItem) -> list[Motion]:
    """The motions under an agenda item in order, each with its votes and errata."""
    return [_joined(row) for row in motions().filter(item=item)]


def motions_in(meeting: MeetingSnapshot, item: ItemSnapshot) -> list[Motion]:
    """The motions under an item of a snapshot, in order; see `motions_of_snapshot`."""
    return [
        _joined(row)
        for row in motions_of_snapshot(meeting)
        if row.item is not None and row.item.slug == item.slug
    ]


def motions_of_snapshot(meeting: MeetingSnapshot) -> Sequence[Motion]:
    """The motions of a meeting as they were moved. Three queries for all that asks, one if there
    are none.
    """
    return meeting.once("motions", lambda: in_order(motions(), meeting))


def in_order(rows: QuerySet[Motion], meeting: MeetingSnapshot) -> list[Motion]:
    """Those of a meeting as they were moved, of all bodies together in a joint one."""
    here = rows.filter(meeting__body__slug=meeting.body.slug, meeting__slug=meeting.slug)
    return list(here.order_by("moved_at", "id"))


def open_motions_in(actor: Actor, meeting: MeetingSnapshot) -> list[Motion]:
    """The motions of a meeting that are open for votes in it and that the actor may read; see
    `motions_of_snapshot`.
    """
    return [
        _joined(row)
        for row in motions_of_snapshot(meeting)
        if row.state == Motion.State.OPEN
        and row.medium == Medium.MEETING
        and policy.may_read(actor, row)
    ]


def kinds_in_meeting(meeting: Meeting) -> list[tuple[str, str]]:
    """The kinds of decision for which the convening body has a rule in a meeting of that day."""
    book = rule_book_on(meeting.body, day_of(meeting))
    return [(kind, book.title_of(kind)) for kind in book.kinds_by(Medium.MEETING)]


def kinds_to_choose(motion: Motion) -> list[tuple[str, str]]:
    """The kinds of decision for which the rule book of the meeting's day has a rule in the motion's
    medium, with their titles.
    """
    day = day_of(motion.meeting) if motion.meeting else motion.moved_at.date()
    book = rule_book_on(motion.body, day)
    return [(kind, book.title_of(kind)) for kind in book.kinds_by(motion.medium)]


def votes_of(motion: Motion, zone: str) -> list[LawVote]:
    """The votes cast so far, as the rules take them, on the clock of this zone. One query."""
    rows = Vote.objects.filter(motion=motion).select_related("seat", "person")
    return as_votes(rows.order_by("seat__label", "id"), zone)


def _joined(motion: Motion) -> Motion:
    """The motion with its item knowing its meeting, which saves a query each time it is asked."""
    if motion.item is not None and motion.meeting is not None:
        motion.item.meeting = motion.meeting
    return motion
