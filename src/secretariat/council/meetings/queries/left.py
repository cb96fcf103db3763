"""What of an item was not dealt with yet, in sentences: named before the item is settled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from secretariat.council.meetings.agenda_kinds import kind_named
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.room import slugs_on_record
from secretariat.council.meetings.room_panels import panels_for
from secretariat.council.meetings.snapshots import meeting_snapshot
from secretariat.rules.agenda import ItemState
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.visibility import Actor


def left_in(row: Meeting, actor: Actor, slug: str, at: datetime) -> tuple[str, ...]:
    """What settling an open item would pass over: business its kind or other apps know of, and
    parts that were neither taken up nor have anything on record. As many queries as the room.
    """
    meeting = meeting_snapshot(row, actor)
    item = meeting.item(slug)
    if item.state != ItemState.OPEN:
        return ()
    found = list(_of_one(actor, meeting, item, at))
    parts = [part for part in meeting.parts_of(slug) if part.state == ItemState.OPEN]
    on_record = slugs_on_record(row) if parts else frozenset()
    for part in parts:
        if part.opened_at is None and part.slug not in on_record:
            found.append(f"“{part.title}” was not taken up: it counts as not reached.")
        else:
            found += _of_one(actor, meeting, part, at)
    return tuple(found)


def _of_one(
    actor: Actor, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime
) -> Iterator[str]:
    yield from kind_named(item.kind).offered(meeting, item, at).left
    for panel in panels_for(actor, meeting, item, at):
        yield from panel.values.get("left", ())
