"""Meetings for other programs: the calendar, one meeting, its agenda, who was there."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Query, Schema

from secretariat.council.meetings.calendar_files import address_of
from secretariat.council.meetings.exports import AHEAD, BACK
from secretariat.council.meetings.queries.calendar import (
    CalendarLine,
    calendar_of,
    meetings_between,
    years_of,
)
from secretariat.council.meetings.queries.finding import meeting_named
from secretariat.council.meetings.queries.viewing import AgendaRow, MeetingView, meeting_view
from secretariat.council.meetings.snapshot_parts import departures_of
from secretariat.foundation.people.api.frame import (
    Asked,
    AsOf,
    BodySlug,
    Limit,
    Listed,
    MeetingSlug,
    Named,
    Offset,
    Reads,
    listed,
    whole,
)
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused

reads = Reads("Meetings")
router = reads.router


class MeetingLine(Named):
    """A meeting in a list. Instants are UTC; `zone` is where it is held."""

    title: str
    kind: str
    state: str
    on: date = Field(description="The day in the meeting's own zone.")
    starts_at: datetime
    ends_at: datetime
    zone: str
    remarks: list[str] = Field(description="Moved, joint, cancelled: in sentences.")

    @staticmethod
    def resolve_on(row: Any) -> date:
        return date.fromisoformat(row.slug[:10])

    @staticmethod
    def resolve_remarks(row: Any) -> list[str]:
        return list(departures_of(row).lines)


class CalendarOut(Schema):
    """A day of the calendar: a meeting, or a day of the rhythm without one yet."""

    on: date
    starts_at: datetime
    ends_at: datetime
    zone: str
    meeting: MeetingLine | None
    warning: str = Field(description="That it falls on a holiday; empty if it does not.")


class QuorumOut(Schema):
    """How quorum stands, by the seats and rules of one body of the meeting."""

    body: str
    is_reached: bool
    needed: int
    present: int
    total: int
    sentence: str


class MeetingOut(Named):
    """One meeting as its page shows it to the reader."""

    body: str
    joint_with: list[str]
    title: str
    kind: str
    state: str
    on: date
    starts_at: datetime
    ends_at: datetime
    zone: str
    chair: str
    secretary: str
    called_at: datetime | None
    adjourned_at: datetime | None
    cancelled_reason: str
    remarks: list[str]
    recording_url: str = Field(description="Empty where there is none for the reader.")
    sees_agenda: bool
    sees_record: bool = Field(description="Whether attendance and notes are open to the reader.")
    quorum: list[QuorumOut]


class ItemLink(Schema):
    """A link or a file under an agenda item."""

    title: str
    url: str


class NoteOut(Schema):
    """A paragraph of the record under an item; `depth` 0 to 2 nests it."""

    depth: int
    text: str = Field(description="Markdown.")


class ItemOut(Named):
    """An agenda item; `part_of` is the slug of the item it is part of."""

    slug: str
    number: str
    kind: str
    title: str
    presenters: list[str]
    minutes: int
    text: str = Field(description="Markdown.")
    part_of: str
    state: str
    outcome: str
    planned_at: datetime | None
    links: list[ItemLink]
    notes: list[NoteOut] = Field(description="Empty while the record is not open to the reader.")


class StayOut(Schema):
    """From the arrival to the departure; null while somebody is still there."""

    from_at: datetime
    to_at: datetime | None


class AttendeeOut(Schema):
    """One line of the roll call."""

    person: str
    name: str
    organization: str
    note: str
    stays: list[StayOut]


class IntervalOut(Schema):
    """A time in which quorum was reached, or was not."""

    body: str
    from_at: datetime
    to_at: datetime | None
    is_reached: bool


class AttendanceOut(Schema):
    """Who was there, and quorum over time."""

    people: list[AttendeeOut]
    quorum: list[IntervalOut]


@reads.read("/{body}/calendar", Listed[CalendarOut], "The calendar around a day")
def calendar(
    request: HttpRequest, body: BodySlug, as_of: AsOf = None, limit: Limit = 50, offset: Offset = 0
) -> Any:
    """Meetings from a year before the day to a year after it, and the days to come of the series
    that have no meeting yet.
    """
    asked = Asked(request, body)
    day = as_of or asked.day
    lines = calendar_of(asked.body, day - BACK, day + AHEAD)
    shown = [line for line in lines if line.meeting is not None or line.on >= day]
    return listed([_line(line) for line in shown], limit, offset)


@reads.read("/{body}/meetings", Listed[MeetingLine], "The meetings of a year")
def meetings(
    request: HttpRequest,
    body: BodySlug,
    year: Annotated[int | None, Query(ge=1900, le=2999)] = None,
) -> Any:
    """In order of time, joint ones of other bodies included; the last year with a meeting if none
    is named.
    """
    asked = Asked(request, body)
    wanted = year or next(iter(years_of(asked.body)), asked.day.year)
    return whole(meetings_between(asked.body, date(wanted, 1, 1), date(wanted, 12, 31)))


@reads.read("/{body}/meetings/{meeting}", MeetingOut, "One meeting")
def one_meeting(request: HttpRequest, body: BodySlug, meeting: MeetingSlug) -> Any:
    """State, times, quorum. A moved meeting is found by its former day too."""
    view = _view(request, body, meeting)
    shown = view.meeting
    return {
        **{name: getattr(shown, name) for name in MeetingOut.model_fields if hasattr(shown, name)},
        "body": shown.body.slug,
        "joint_with": [party.body.slug for party in shown.joint_with],
        "remarks": list(shown.departures.lines),
        "sees_agenda": view.sees_agenda,
        "sees_record": view.sees_record,
        "quorum": [
            {
                "body": each.body.slug,
                "is_reached": each.state.is_reached,
                "needed": each.state.needed,
                "present": each.state.present,
                "total": each.state.total,
                "sentence": each.state.sentence,
            }
            for each in view.quorums
        ],
    }


@reads.read("/{body}/meetings/{meeting}/agenda", Listed[ItemOut], "The agenda of a meeting")
def agenda(request: HttpRequest, body: BodySlug, meeting: MeetingSlug) -> Any:
    """The items in order. Refuses (`not_allowed`) before it is published."""
    view = _view(request, body, meeting)
    if not view.sees_agenda:
        raise Refused("not_allowed", "The agenda of this meeting is not published yet.")
    return whole([_item(row) for row in view.lines])


@reads.read("/{body}/meetings/{meeting}/attendance", AttendanceOut, "Who was in a meeting")
def attendance(request: HttpRequest, body: BodySlug, meeting: MeetingSlug) -> Any:
    """The roll call and quorum over time. Refuses (`not_allowed`) while the record is for the
    members.
    """
    view = _view(request, body, meeting)
    if not view.sees_record:
        raise Refused(
            "not_allowed",
            "Who was there is for the members until the minutes are released. Ask again then.",
        )
    return {
        "people": [
            {
                "person": who.person,
                "name": who.name,
                "organization": who.organization,
                "note": who.note,
                "stays": [{"from_at": a, "to_at": b} for a, b in who.stretches],
            }
            for who in view.meeting.attendees
        ],
        "quorum": [
            {
                "body": party.body.slug,
                "from_at": each.from_at,
                "to_at": each.to_at,
                "is_reached": each.is_reached,
            }
            for party in view.quorums
            for each in party.history
        ],
    }


def _view(request: HttpRequest, body: str, meeting: str) -> MeetingView:
    asked = Asked(request, body)
    return meeting_view(meeting_named(asked.body.slug, meeting), asked.actor, clock.now())


def _line(line: CalendarLine) -> dict[str, Any]:
    names = ("on", "starts_at", "ends_at", "zone", "meeting", "warning")
    return {name: getattr(line, name) for name in names}


def _item(row: AgendaRow) -> dict[str, Any]:
    item = row.item
    plain = ("ref", "slug", "number", "kind", "title", "minutes", "text", "part_of", "state")
    return {
        **{name: getattr(item, name) for name in plain},
        "presenters": list(item.presenters),
        "outcome": item.outcome,
        "planned_at": row.slot.starts_at,
        "links": [{"title": link.title, "url": address_of(link.url)} for link in item.links],
        "notes": [{"depth": note.depth, "text": note.text} for note in item.notes],
    }
