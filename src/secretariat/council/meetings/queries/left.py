"""What of an item was not dealt with yet, in sentences: named before the item is settled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from secretariat.council.meetings.agenda_kinds import kind_named
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.reached import closes_with, on_record
from secretariat.council.meetings.room_panels import panels_for
from secretariat.council.meetings.snapshots import meeting_snapshot
from secretariat.rules.agenda import ItemState
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.visibility import Actor


def left_in(row: Meeting, actor: Actor, slug: str, at: datetime) -> tuple[str, ...]:
    """What settling an open item would pass over: business its kind or other apps know of, and
    parts under which nothing is on record. The last open part closes its item with it, so what is
    left of that is named, too. As many queries as the room.
    """
    meeting = meeting_snapshot(row, actor)
    item = meeting.item(slug)
    if item.state != ItemState.OPEN:
        return ()
    found = list(_of_one(actor, meeting, item, at))
    parts = [part for part in meeting.parts_of(slug) if part.state == ItemState.OPEN]
    recorded = on_record(row, meeting, at) if parts or item.part_of else frozenset()
    for part in parts:
        if part.slug in recorded:
            found += _of_one(actor, meeting, part, at)
        else:
            found.append(_passed_over(part))
    whole = closes_with(meeting, item, recorded)
    return (*found, *(_of_one(actor, meeting, whole, at) if whole else ()))


def _passed_over(part: ItemSnapshot) -> str:
    how = "has nothing on record" if part.opened_at else "was not taken up"
    return f"“{part.title}” {how}: it counts as not reached."


def _of_one(
    actor: Actor, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime
) -> Iterator[str]:
    yield from kind_named(item.kind).offered(meeting, item, at).left
    for panel in panels_for(actor, meeting, item, at):
        yield from panel.values.get("left", ())
