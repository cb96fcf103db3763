"""Which items of a meeting were dealt with: those under which something is on record.

To have been on the table is not enough: whoever looks ahead has not dealt with anything.
"""

from __future__ import annotations

from datetime import datetime

from secretariat.council.meetings.agenda_kinds import kind_named
from secretariat.council.meetings.followers import items_on_record
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.rules.agenda import ItemState
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot


def on_record(row: Meeting, meeting: MeetingSnapshot, at: datetime) -> frozenset[str]:
    """The open items, by slug, under which something is written, moved or raised, or of which their
    kind recorded something. Four queries, and what the kinds ask for the others.
    """
    rows = AgendaItem.objects.filter(pk__in=items_on_record(row))
    found = frozenset(rows.values_list("slug", flat=True))
    waiting = [item for item in meeting.items if item.state == ItemState.OPEN]
    return frozenset(
        item.slug for item in waiting if item.slug in found or _by_kind(meeting, item, at)
    )


def dealt_with(row: Meeting, meeting: MeetingSnapshot, at: datetime) -> frozenset[str]:
    """The same, with every open item a part of which was settled or has something on record."""
    own = on_record(row, meeting, at)
    wholes = {
        part.part_of
        for part in meeting.items
        if part.part_of and (part.slug in own or part.state == ItemState.SETTLED)
    }
    waiting = {item.slug for item in meeting.items if item.state == ItemState.OPEN}
    return own | (wholes & waiting)


def closes_with(
    meeting: MeetingSnapshot, part: ItemSnapshot, recorded: frozenset[str]
) -> ItemSnapshot | None:
    """The open item that ends with this part, its last open one; None where nothing of the item
    itself is among what is `recorded`, so that somebody has to settle it.
    """
    whole = meeting.item(part.part_of) if part.part_of else None
    if whole is None or whole.state != ItemState.OPEN or whole.slug not in recorded:
        return None
    others = [each for each in meeting.parts_of(whole.slug) if each.slug != part.slug]
    return None if any(each.state == ItemState.OPEN for each in others) else whole


def _by_kind(meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> bool:
    return kind_named(item.kind).offered(meeting, item, at).has_record
