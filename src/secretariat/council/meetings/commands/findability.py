"""Keeping the search index in step with meetings, agenda items and notes.

An item is found by everybody once the agenda is published, its notes once the minutes are public.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from secretariat.council.meetings.models import AgendaItem, Meeting, Note
from secretariat.council.meetings.sight import record_is_public
from secretariat.council.meetings.snapshot_parts import departures_of, ref_of
from secretariat.council.meetings.snapshots import day_of, name_of_meeting
from secretariat.foundation.records.commands import (
    Findable,
    forget_findable,
    make_all_findable,
    make_findable,
)
from secretariat.rules.visibility import Audience

NOTES = "#notes"


def index_meeting(meeting: Meeting) -> None:
    """Bring everything findable of a meeting up to date. The number of queries does not depend on
    how long its agenda is.
    """
    make_findable(
        meeting.ref,
        kind="meeting",
        title=name_of_meeting(meeting),
        text=" ".join(departures_of(meeting).lines),
        on=day_of(meeting),
    )
    index_items(meeting, AgendaItem.objects.filter(meeting=meeting))


def index_item(meeting: Meeting, item: AgendaItem) -> None:
    """Bring an item's text and its notes up to date. Three queries."""
    index_items(meeting, [item])


def index_items(meeting: Meeting, items: Iterable[AgendaItem]) -> None:
    """Bring the texts and notes of items of one meeting up to date. Three queries for all."""
    rows = list(items)
    notes = _findable_notes(meeting, rows)
    found = [_found_item(meeting, row) for row in rows]
    found += [_found_notes(meeting, row, notes[row.pk]) for row in rows if row.pk in notes]
    make_all_findable(found)
    forget_findable(*(ref_of(meeting, row) + NOTES for row in rows if row.pk not in notes))


def _found_item(meeting: Meeting, item: AgendaItem) -> Findable:
    text = " ".join(part for part in (item.text, item.presenter_words, item.outcome) if part)
    return Findable(
        ref=ref_of(meeting, item),
        kind="agenda item",
        title=f"{item.title}, {name_of_meeting(meeting)}",
        text=text,
        audience=_audience_of(meeting, item),
        on=day_of(meeting),
    )


def _found_notes(meeting: Meeting, item: AgendaItem, text: str) -> Findable:
    audience = _audience_of(meeting, item)
    if not record_is_public(meeting):
        audience = max(audience, Audience.MEMBERS, key=list(Audience).index)
    found = _found_item(meeting, item)
    return replace(found, ref=found.ref + NOTES, kind="notes", text=text, audience=audience)


def _audience_of(meeting: Meeting, item: AgendaItem) -> Audience:
    is_hidden = meeting.published_at is None and item.audience == Audience.PUBLIC.value
    return Audience.MEMBERS if is_hidden else Audience(item.audience)


def _findable_notes(meeting: Meeting, items: Sequence[AgendaItem]) -> dict[int, str]:
    """The notes of items that may be found, by the item's row, where there are any. One query."""
    rows = Note.objects.filter(item__in=items).exclude(audience=Audience.OFFICERS.value)
    if record_is_public(meeting):
        rows = rows.filter(audience=Audience.PUBLIC.value)
    texts: dict[int, list[str]] = {}
    for item, text in rows.values_list("item_id", "text"):
        texts.setdefault(item, []).append(text)
    return {item: "\n".join(each) for item, each in texts.items() if any(each)}


def forget_item(meeting: Meeting, item: AgendaItem) -> None:
    """Take an item and its notes out of the index, under the reference it has now."""
    forget_findable(*_refs(meeting, [item]))


def forget_meeting(meeting: Meeting) -> None:
    """Take a meeting and its items out of the index, under the references they have now. Two
    queries.
    """
    items = AgendaItem.objects.filter(meeting=meeting)
    forget_findable(meeting.ref, *_refs(meeting, items))


def _refs(meeting: Meeting, items: Iterable[AgendaItem]) -> Iterator[str]:
    for item in items:
        ref = ref_of(meeting, item)
        yield from (ref, ref + NOTES)
