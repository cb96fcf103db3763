"""The calendar of a body: its meetings, and the days of its series that are not planned yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from secretariat.council.meetings.models import Meeting, Series
from secretariat.council.meetings.rhythm import series_rule
from secretariat.foundation.people.models import Body
from secretariat.rules.calendar import Occurrence, occurrences
from secretariat.rules.holidays import holiday_warning, parse_calendars

State = Meeting.State
_WAITING = frozenset({State.PLANNED.value, State.PUBLISHED.value})


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """One line of the calendar: a meeting, or a day of a series without one yet."""

    on: date
    starts_at: datetime
    ends_at: datetime
    zone: str
    meeting: Meeting | None = None
    series: Series | None = None
    warning: str = ""

    @property
    def takes_place(self) -> bool:
        """Whether the meeting is not cancelled."""
        return self.meeting is None or self.meeting.state != State.CANCELLED


def unplanned(series: Series, from_on: date, until_on: date) -> list[Occurrence]:
    """The days of the rhythm that have no meeting yet, neither held, moved nor cancelled; nor is
    the body in a joint meeting at that time. One query.
    """
    near = list(_meetings_near(series.body_id, from_on, until_on))
    return _still_free(series, near, from_on, until_on)


def _meetings_near(body_id: int, from_on: date, until_on: date) -> QuerySet[Meeting]:
    """The meetings of a body, joint ones of others included, of these days or near enough to fill a
    day of a rhythm, in order of time.
    """
    start = datetime.combine(from_on, time(), UTC) - timedelta(days=2)
    end = datetime.combine(until_on, time(), UTC) + timedelta(days=3)
    joint = Meeting.objects.filter(joint_bodies=body_id).values("pk")
    near = Q(starts_at__range=(start, end)) | Q(occurrence_on__range=(from_on, until_on))
    rows = Meeting.objects.filter(near, Q(body=body_id) | Q(pk__in=joint))
    with_all = rows.select_related("body", "series", "chair", "secretary")
    return with_all.order_by("starts_at")


def _still_free(
    series: Series, meetings: Sequence[Meeting], from_on: date, until_on: date
) -> list[Occurrence]:
    own = [row for row in meetings if row.body_id == series.body_id]
    regular = [row for row in own if row.kind != Meeting.Kind.EXTRA]
    known = {row.occurrence_on for row in regular if row.series_id == series.pk}
    known |= {_day(row) for row in regular if row.series_id is None}
    joint = [row for row in meetings if row.body_id != series.body_id]
    taken = [(row.starts_at, row.ends_at) for row in joint if row.state != State.CANCELLED]
    days = occurrences(series_rule(series), from_on, until_on)
    return [each for each in days if each.series_on not in known and not _is_taken(each, taken)]


def _is_taken(day: Occurrence, taken: Iterable[tuple[datetime, datetime]]) -> bool:
    return any(start < day.ends_at and day.starts_at < end for start, end in taken)


def calendar_of(body: Body, from_on: date, until_on: date) -> list[CalendarLine]:
    """Everything between two days, both included, in order of time. Four queries.

    Meetings of other bodies that are joint with this one are included.
    """
    near = _meetings_near(body.pk, from_on, until_on)
    return _lines(body, near.prefetch_related("moves", "joint_bodies"), from_on, until_on)


def days_of(body: Body, from_on: date, until_on: date) -> list[CalendarLine]:
    """The same without what is told beside a meeting: moves, other bodies. Two queries."""
    return _lines(body, _meetings_near(body.pk, from_on, until_on), from_on, until_on)


def _lines(
    body: Body, near: Iterable[Meeting], from_on: date, until_on: date
) -> list[CalendarLine]:
    known = list(near)
    meetings = [row for row in known if from_on <= _day(row) <= until_on]
    series = list(Series.objects.filter(body=body))
    calendars = parse_calendars(",".join(each.holidays for each in series if each.holidays))
    lines = [_meeting_line(row, calendars) for row in meetings]
    for each in series:
        each.body = body
        days = _still_free(each, known, from_on, until_on)
        lines.extend(_occurrence_line(each, day) for day in days)
    return sorted(lines, key=lambda line: line.starts_at)


def coming(body: Body, at: datetime, until: datetime) -> list[CalendarLine]:
    """What is not over yet, from an instant on: planned meetings and days of the series."""
    lines = calendar_of(body, at.date() - timedelta(days=1), until.date())
    return [line for line in lines if line.ends_at > at and not _is_over(line)]


def past(body: Body, at: datetime, year: int) -> list[Meeting]:
    """The meetings of a year that are over, latest first. Three queries."""
    rows = meetings_between(body, date(year, 1, 1), date(year, 12, 31))
    ahead = _WAITING | {State.CANCELLED.value}
    return [row for row in rows if row.state not in ahead or row.ends_at <= at][::-1]


def years_of(body: Body) -> list[int]:
    """The years in which the body met, latest first. One query."""
    mine = Q(body=body) | Q(pk__in=body.joint_meetings.values("pk"))
    days = Meeting.objects.filter(mine).values_list("slug", flat=True)
    return sorted({int(slug[:4]) for slug in days}, reverse=True)


def meetings_between(body: Body, from_on: date, until_on: date) -> list[Meeting]:
    """The meetings of a body, joint ones of others included, in order of time. Three queries."""
    mine = Q(body=body) | Q(joint_bodies=body)
    rows = Meeting.objects.filter(
        mine, slug__gte=from_on.isoformat(), slug__lt=(until_on + timedelta(days=1)).isoformat()
    )
    with_all = rows.select_related("body", "series", "chair", "secretary")
    told = with_all.prefetch_related("moves", "joint_bodies")
    return list(told.distinct().order_by("starts_at"))


def next_meeting(body: Body, at: datetime) -> Meeting | None:
    """The meeting in session, else the next that is not cancelled and not over. One query."""
    rows = Meeting.objects.filter(Q(body=body) | Q(joint_bodies=body)).select_related("body")
    waiting = Q(state__in=_WAITING, ends_at__gt=at) | Q(state=State.CALLED)
    return rows.filter(waiting).distinct().order_by("starts_at").first()


def next_to_prepare(body: Body, at: datetime) -> Meeting | None:
    """The next meeting of the body's own that was not called to order. One query."""
    rows = Meeting.objects.filter(body=body, ends_at__gt=at, state__in=_WAITING)
    with_all = rows.select_related("body__host", "chair", "secretary")
    return with_all.order_by("starts_at").first()


def next_meeting_after(meeting: Meeting) -> Meeting | None:
    """The meeting of the body that follows this one, if one is planned."""
    rows = Meeting.objects.filter(body=meeting.body_id, starts_at__gt=meeting.starts_at)
    rows = rows.select_related("body")
    return rows.exclude(state=State.CANCELLED).order_by("starts_at").first()


def last_meetings(body: Body, before: datetime, count: int = 5) -> list[Meeting]:
    """The meetings that took place before an instant, joint ones included, latest first. One
    query.
    """
    mine = Q(body=body) | Q(pk__in=body.joint_meetings.values("pk"))
    rows = Meeting.objects.filter(mine, starts_at__lt=before, called_at__isnull=False)
    return list(rows.select_related("body").order_by("-starts_at")[:count])


def _day(row: Meeting) -> date:
    """The day of a meeting in its own zone, as its short name has it."""
    return date.fromisoformat(row.slug[:10])


def _is_over(line: CalendarLine) -> bool:
    return line.meeting is not None and line.meeting.adjourned_at is not None


def _meeting_line(row: Meeting, calendars: tuple[str, ...]) -> CalendarLine:
    on = _day(row)
    is_ahead = row.state in _WAITING
    warning = holiday_warning(on, calendars) if calendars and is_ahead else ""
    return CalendarLine(on, row.starts_at, row.ends_at, row.zone, row, row.series, warning)


def _occurrence_line(series: Series, day: Occurrence) -> CalendarLine:
    return CalendarLine(
        day.on, day.starts_at, day.ends_at, series.zone, series=series, warning=day.warning
    )
