"""Series of meetings: the rhythm, its changes, and planning its meetings ahead.

Editing a series changes only what is planned later; meetings already planned keep their times.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.materials import checked_url
from secretariat.council.meetings.commands.planning import MeetingPlan, Planned, plan_meeting
from secretariat.council.meetings.models import Series
from secretariat.council.meetings.queries.calendar import unplanned
from secretariat.council.meetings.rhythm import series_rule
from secretariat.foundation.people.models import Body
from secretariat.foundation.records.commands import act, guard_revision, locked
from secretariat.rules.agenda import slugify
from secretariat.rules.calendar import (
    Occurrence,
    SeriesRule,
    check_series,
    occurrences,
    series_words,
)
from secretariat.rules.errors import Refused
from secretariat.rules.holidays import parse_calendars
from secretariat.rules.visibility import Actor, require

FURTHEST = timedelta(days=2 * 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPlan:
    """A rhythm of meetings. `holidays` names calendars to warn about, as "us, de"."""

    title: str
    starts_on: date
    start_time: time
    end_time: time
    every_weeks: int = 2
    ends_on: date | None = None
    zone: str = ""
    link: str = ""
    passcode: str = ""
    holidays: str = ""


def create_series(actor: Actor, body: Body, plan: SeriesPlan, *, slug: str = "") -> Series:
    """Begin a series. Refuses ("malformed_series", "title_missing", "same_name")."""
    plan = _checked(plan, body)
    name = slug or slugify(plan.title, fallback="series")
    ref = f"{body.slug}/series/{name}"
    with act(actor, "meetings.create_series", ref, body_slug=body.slug) as this:
        require(policy.may_plan(actor, body))
        locked(body)
        if Series.objects.filter(body=body, slug=name).exists():
            raise Refused(
                "same_name",
                f"{body.name} has a series “{name}” already. Give this one another title.",
                {"field": "title"},
            )
        series = Series.objects.create(body=body, slug=name, **_values(plan))
        this.now_is(title=plan.title, rhythm=series_words(series_rule(series)))
    return series


def edit_series(actor: Actor, series: Series, plan: SeriesPlan, *, seen: int) -> Series:
    """Change a series; what is planned already stays. Refuses ("changed_meanwhile")."""
    body = series.body
    plan = _checked(plan, body)
    ref = f"{body.slug}/series/{series.slug}"
    with act(actor, "meetings.edit_series", ref, body_slug=body.slug) as this:
        require(policy.may_plan(actor, body))
        series = locked(series)
        values = _values(plan)
        guard_revision(series, seen, {name: str(value) for name, value in values.items()})
        this.was(title=series.title, rhythm=series_words(series_rule(series)))
        for name, value in values.items():
            setattr(series, name, value)
        series.save(update_fields=[*values, "revision"])
        this.now_is(title=plan.title, rhythm=series_words(series_rule(series)))
    return series


def plan_ahead(
    actor: Actor, series: Series, *, until_on: date, from_on: date | None = None
) -> list[Planned]:
    """Plan every meeting of the rhythm up to a day that is not planned yet; also holidays, with a
    warning.

    A day whose meeting was moved or cancelled is planned already. `from_on` is today by default.
    Refuses ("too_far").
    """
    body = series.body
    ref = f"{body.slug}/series/{series.slug}"
    with act(actor, "meetings.plan_ahead", ref, body_slug=body.slug) as this:
        require(policy.may_plan(actor, body))
        locked(body)
        start = from_on or this.at.astimezone(ZoneInfo(series.zone)).date()
        if until_on - start > FURTHEST:
            raise Refused(
                "too_far",
                "Meetings are planned at most two years ahead. Choose an earlier day; nothing was "
                "planned.",
                {"field": "until_on"},
            )
        due = unplanned(series, start, until_on)
        planned = [_plan(actor, series, occurrence) for occurrence in due]
        this.now_is(meetings=[each.meeting.ref for each in planned])
    return planned


def plan_occurrence(actor: Actor, series: Series, on: date) -> Planned:
    """Plan the meeting of one day of the rhythm. Refuses ("not_in_series", "already_planned")."""
    ref = f"{series.body.slug}/series/{series.slug}"
    with act(actor, "meetings.plan_occurrence", ref, body_slug=series.body.slug):
        require(policy.may_plan(actor, series.body))
        locked(series.body)
        if not occurrences(series_rule(series), on, on):
            raise Refused(
                "not_in_series",
                f"{on} is no day of this series. Plan an extra meeting for it instead.",
            )
        due = unplanned(series, on, on)
        if not due:
            raise Refused("already_planned", "The meeting of this day is planned already.")
        return _plan(actor, series, due[0])


def _plan(actor: Actor, series: Series, occurrence: Occurrence) -> Planned:
    plan = MeetingPlan(
        starts_at=occurrence.starts_at,
        ends_at=occurrence.ends_at,
        zone=series.zone,
        series=series,
        occurrence_on=occurrence.series_on,
    )
    return plan_meeting(actor, series.body, plan)


def _checked(plan: SeriesPlan, body: Body) -> SeriesPlan:
    title = " ".join(plan.title.split())
    if not title:
        raise Refused("title_missing", "Give the series a title.", {"field": "title"})
    zone = plan.zone or body.zone
    rule = SeriesRule(
        starts_on=plan.starts_on,
        start_time=plan.start_time,
        end_time=plan.end_time,
        zone=zone,
        every_weeks=plan.every_weeks,
        ends_on=plan.ends_on,
        holidays=plan.holidays,
    )
    check_series(rule)
    return replace(
        plan,
        title=title[:200],
        zone=zone,
        link=plan.link and checked_url(plan.link),
        passcode=plan.passcode.strip()[:100],
        holidays=", ".join(parse_calendars(plan.holidays)),
    )


def _values(plan: SeriesPlan) -> dict[str, object]:
    return {
        "title": plan.title,
        "starts_on": plan.starts_on,
        "start_time": plan.start_time,
        "end_time": plan.end_time,
        "every_weeks": plan.every_weeks,
        "ends_on": plan.ends_on,
        "zone": plan.zone,
        "link": plan.link,
        "passcode": plan.passcode,
        "holidays": plan.holidays,
    }
