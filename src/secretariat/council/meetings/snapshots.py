"""A meeting's rows as the plain values of `rules`, reduced to what one reader may see.

The number of queries does not depend on how long the agenda or the roll call is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from secretariat.council.meetings.models import Meeting, MeetingMove, Proxy
from secretariat.council.meetings.sight import EVERYTHING, Sight, sight_of
from secretariat.council.meetings.snapshot_parts import (
    attendees_of,
    held_of,
    item_rows_of,
    items_of,
    moves_of,
    notices_of,
    presented_by,
    proxies_of,
)
from secretariat.foundation.people.models import Office
from secretariat.foundation.people.snapshots import (
    body_snapshot,
    name_borne_on,
    roster_on,
    rule_book_of,
    rule_book_on,
    rule_text_on,
)
from secretariat.rules.meetings import MeetingSnapshot, PartySnapshot
from secretariat.rules.visibility import Actor


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The meeting's row with what its query brings along."""

    row: Meeting
    host: str
    rules: str | None
    next_at: datetime | None
    has_proxies: bool
    has_moved: bool
    offices: dict[str, str] = field(default_factory=dict)


def meeting_snapshot(meeting: Meeting, actor: Actor) -> MeetingSnapshot:
    """The meeting as this actor may see it. At most 8 queries; a logo, proxies and moves
    cost one more each, every other body of a joint meeting five.
    """
    loaded = _loaded(meeting)
    return _snapshot(loaded, sight_of(actor, loaded.row))


def snapshot_for(meeting: Meeting, sight: Sight = EVERYTHING) -> MeetingSnapshot:
    """The meeting for this sight: for documents (`document_sight`) and for the program itself."""
    return _snapshot(_loaded(meeting), sight)


def day_of(meeting: Meeting) -> date:
    """The day of the meeting in its own zone; its reference begins with it."""
    return date.fromisoformat(meeting.slug[:10])


def _snapshot(loaded: _Loaded, sight: Sight) -> MeetingSnapshot:
    row, day = loaded.row, day_of(loaded.row)
    items = item_rows_of(row) if sight.sees_agenda else []
    is_presenter = presented_by(items, sight.person)
    sees_roll = sight.sees_record and row.called_at is not None
    known = MeetingSnapshot(
        ref=row.ref,
        slug=row.slug,
        body=body_snapshot(row.body, day, loaded.host),
        kind=row.kind,
        state=row.state,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        zone=row.zone,
        roster=roster_on(row.body, day),
        rule_book=rule_book_of(row.body, loaded.rules),
        title=row.title,
        chair=row.chair.name if row.chair else "",
        chair_person=row.chair.handle if row.chair else "",
        secretary=row.secretary.name if row.secretary else "",
        secretary_person=row.secretary.handle if row.secretary else "",
        offices=loaded.offices,
        link=row.link if sight.sees_link or is_presenter else "",
        passcode=row.passcode if sight.sees_passcode or is_presenter else "",
        recording_url=row.recording_url if sight.sees_recording else "",
        published_at=row.published_at,
        called_at=row.called_at,
        adjourned_at=row.adjourned_at,
        current=row.current_item.slug if row.current_item else "",
        cancelled_reason=row.cancelled_reason,
        items=items_of(row, items, sight),
        notices=notices_of(row, day),
        next_meeting_at=loaded.next_at,
        occasion=row.occasion,
        moves=moves_of(row) if loaded.has_moved else (),
        joint_with=_others(row, sees_roll=sees_roll) if row.is_joint else (),
        audiences=sight.audiences,
        held=held_of(items, sight) if sight.sees_record else (),
    )
    return _with_roll(known, loaded) if sees_roll else known


def _with_roll(known: MeetingSnapshot, loaded: _Loaded) -> MeetingSnapshot:
    """The snapshot with the roll call. One query, two with proxies."""
    row = loaded.row
    proxies = proxies_of(row, row.body) if loaded.has_proxies else ()
    return replace(known, attendees=attendees_of(row), proxies=proxies)


def _others(row: Meeting, *, sees_roll: bool) -> tuple[PartySnapshot, ...]:
    """The other bodies of a joint meeting as they stand on its day. Five queries each."""
    day = day_of(row)
    return tuple(
        PartySnapshot(
            body=body_snapshot(body, day),
            roster=roster_on(body, day),
            rule_book=rule_book_on(body, day),
            proxies=proxies_of(row, body) if sees_roll else (),
        )
        for body in row.joint_bodies.select_related("host")
    )


def _loaded(meeting: Meeting) -> _Loaded:
    later = Meeting.objects.filter(body=meeting.body_id, starts_at__gt=OuterRef("starts_at"))
    later = later.exclude(state=Meeting.State.CANCELLED).order_by("starts_at")
    row = (
        Meeting.objects.select_related("body__host", "chair", "secretary", "current_item")
        .annotate(
            host_name=name_borne_on(day_of(meeting), "body__host"),
            rules=rule_text_on(day_of(meeting), "body"),
            next_at=Subquery(later.values("starts_at")[:1]),
            chair_on_day=Subquery(_holder(meeting, Office.Kind.CHAIR)),
            vice_chair_on_day=Subquery(_holder(meeting, Office.Kind.VICE_CHAIR)),
            has_proxies=Exists(Proxy.objects.filter(meeting=OuterRef("pk"))),
            has_moved=Exists(MeetingMove.objects.filter(meeting=OuterRef("pk"))),
        )
        .get(pk=meeting.pk)
    )
    offices = {row.vice_chair_on_day: "Vice chair", row.chair_on_day: "Chair"}
    known = {handle: words for handle, words in offices.items() if handle}
    return _Loaded(
        row, row.host_name, row.rules, row.next_at, row.has_proxies, row.has_moved, known
    )


def _holder(meeting: Meeting, kind: str) -> QuerySet[Office, str]:
    held: QuerySet[Office] = Office.objects.on(day_of(meeting))
    held = held.filter(body=meeting.body_id, kind=kind).order_by("-from_on", "-id")
    return held.values_list("person__handle", flat=True)[:1]
