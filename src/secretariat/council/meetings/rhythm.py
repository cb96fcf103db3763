"""Series as the rhythm of `rules.calendar`, and holidays on the day of a meeting."""

from __future__ import annotations

from datetime import date

from secretariat.council.meetings.models import Meeting, Series
from secretariat.foundation.people.models import Body
from secretariat.rules.calendar import SeriesRule
from secretariat.rules.holidays import holiday_warning, parse_calendars


def series_rule(series: Series) -> SeriesRule:
    """The rhythm of a series as the rules take it."""
    return SeriesRule(
        starts_on=series.starts_on,
        start_time=series.start_time,
        end_time=series.end_time,
        zone=series.zone,
        every_weeks=series.every_weeks,
        ends_on=series.ends_on,
        holidays=series.holidays,
    )


def holiday_warnings(meeting: Meeting) -> tuple[str, ...]:
    """What to know about the meeting's day, by the calendars of all series of the body; empty on a
    plain working day. One query.
    """
    words = holiday_warning(date.fromisoformat(meeting.slug[:10]), calendars_of(meeting.body))
    return (words,) if words else ()


def calendars_of(body: Body) -> tuple[str, ...]:
    """The holiday calendars of all series of a body. One query."""
    given = Series.objects.filter(body=body).exclude(holidays="")
    return parse_calendars(",".join(given.values_list("holidays", flat=True)))
