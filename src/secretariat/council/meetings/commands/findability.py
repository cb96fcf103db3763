"""Keeping the search index in step with meetings, agenda items and notes.

An item is found by everybody once the agenda is published, its notes once the minutes are public.
"""

from __future__ import annotations

from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.sight import record_is_public
from secretariat.council.meetings.snapshot_parts import departures_of, ref_of
from secretariat.council.meetings.snapshots import day_of
from secretariat.foundation.records.commands import forget_findable, make_findable
from secretariat.rules.days import day_words
from secretariat.rules.visibility import Audience

NOTES = "#notes"


def index_meeting(meeting: Meeting) -> None:
    """Bring everything findable of a meeting up to date."""
    make_findable(
        meeting.ref,
        kind="meeting",
        title=meeting_words(meeting),
        text=" ".join(departures_of(meeting).lines),
        on=day_of(meeting),
    )
    for item in AgendaItem.objects.filter(meeting=meeting):
        index_item(meeting, item)


def index_item(meeting: Meeting, item: AgendaItem) -> None:
    """Bring an item's text and its notes up to date."""
    ref, audience = ref_of(meeting, item), Audience(item.audience)
    if meeting.published_at is None and audience is Audience.PUBLIC:
        audience = Audience.MEMBERS
    title, on = f"{item.title}, {meeting_words(meeting)}", day_of(meeting)
    text = " ".join(part for part in (item.text, item.presenter_words, item.outcome) if part)
    make_findable(ref, kind="agenda item", title=title, text=text, audience=audience, on=on)
    notes = item.notes.exclude(audience=Audience.OFFICERS.value)
    if not record_is_public(meeting):
        audience = max(audience, Audience.MEMBERS, key=list(Audience).index)
    else:
        notes = notes.filter(audience=Audience.PUBLIC.value)
    written = "\n".join(notes.values_list("text", flat=True))
    if written:
        make_findable(
            ref + NOTES, kind="notes", title=title, text=written, audience=audience, on=on
        )
    else:
        forget_findable(ref + NOTES)


def forget_item(meeting: Meeting, item: AgendaItem) -> None:
    """Take an item and its notes out of the index, under the reference it has now."""
    ref = ref_of(meeting, item)
    forget_findable(ref)
    forget_findable(ref + NOTES)


def forget_meeting(meeting: Meeting) -> None:
    """Take a meeting and its items out of the index, under the references they have now."""
    forget_findable(meeting.ref)
    for item in AgendaItem.objects.filter(meeting=meeting):
        forget_item(meeting, item)


def meeting_words(meeting: Meeting) -> str:
    """A meeting as search results and messages name it."""
    return f"{meeting.title or 'Meeting'} of {day_words(day_of(meeting))}"
