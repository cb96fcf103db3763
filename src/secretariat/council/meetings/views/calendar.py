"""The calendar of a body and planning a meeting of it."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.meetings import commands, policy
from secretariat.council.meetings.forms import PlanForm, SeriesForm, UntilForm
from secretariat.council.meetings.models import Series
from secretariat.council.meetings.queries import calendar
from secretariat.council.meetings.queries.course import may_read_minutes
from secretariat.council.meetings.queries.finding import series_named
from secretariat.council.meetings.rhythm import series_rule
from secretariat.council.meetings.views.frame import tell, to_page
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    refusals_on,
    render_page,
    require_valid,
)
from secretariat.foundation.people.queries import today
from secretariat.foundation.records import clock
from secretariat.rules.calendar import series_words
from secretariat.rules.days import FIRST_YEAR, LAST_YEAR
from secretariat.rules.visibility import require

AHEAD = timedelta(days=120)


@require_safe
def page(request: HttpRequest, body: str) -> HttpResponse:
    """What comes, and what was in a year."""
    the_body, actor, now = body_or_404(body), actor_of(request), clock.now()
    year = _year(request, now.year)
    held = calendar.past(the_body, now, year)
    context = {
        "body": the_body,
        "next": calendar.next_meeting(the_body, now),
        "coming": calendar.coming(the_body, now, now + AHEAD),
        "past": [(row, may_read_minutes(actor, row)) for row in held],
        "year": year,
        "years": [each for each in calendar.years_of(the_body) if each <= now.year],
        "series": [(each, series_words(series_rule(each))) for each in the_body.series.all()],
        "may_plan": policy.may_plan(actor, the_body),
    }
    return render_page(request, "meetings/calendar.html", context)


def _year(request: HttpRequest, now: int) -> int:
    wanted = request.GET.get("year", "")
    year = int(wanted) if wanted.isdecimal() and len(wanted) == 4 else now
    return year if FIRST_YEAR <= year <= LAST_YEAR else now


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, body: str) -> HttpResponse:
    """Plan an extra or joint meeting, or a single regular one."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_plan(actor, the_body))
    form = PlanForm(the_body, request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            planned = commands.plan_meeting(actor, the_body, form.plan())
            tell(request, " ".join(["The meeting is planned.", *planned.warnings]))
            return to_page(f"/{planned.meeting.ref}/prepare")
    return render_page(request, "meetings/plan.html", {"body": the_body, "form": form})


@require_http_methods(["GET", "POST"])
def new_series(request: HttpRequest, body: str) -> HttpResponse:
    """Begin a series."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_plan(actor, the_body))
    form = SeriesForm(request.POST or None, initial={"zone": the_body.zone})
    if form.is_valid():
        with refusals_on(form):
            series = commands.create_series(actor, the_body, _plan_of(form))
            tell(request, "The series is set up. Plan its first meetings now.")
            return to_page(f"/{body}/series/{series.slug}")
    return render_page(request, "meetings/series_new.html", {"body": the_body, "form": form})


@require_http_methods(["GET", "POST"])
def series_page(request: HttpRequest, body: str, series: str) -> HttpResponse:
    """One series: its rhythm, what is not planned yet, and its settings."""
    the_body, actor = body_or_404(body), actor_of(request)
    the_series = series_named(the_body, series)
    if request.method == "POST":
        require(policy.may_plan(actor, the_body))
    initial = _initial(the_series)
    edit = edited(request, the_series.revision, lambda sent: SeriesForm(sent, initial=initial))
    form = edit.form
    if form.is_valid():
        with refusals_on(form):
            commands.edit_series(actor, the_series, _plan_of(form), seen=edit.seen)
            tell(request, "The series is changed. Meetings that are planned keep their times.")
            return to_page(f"/{body}/series/{series}")
    return render_page(request, "meetings/series.html", _series_context(request, the_series, form))


def _series_context(request: HttpRequest, series: Series, form: SeriesForm) -> dict[str, object]:
    day = today(series.body)
    until = day + AHEAD
    return {
        "body": series.body,
        "series": series,
        "form": form,
        "words": series_words(series_rule(series)),
        "unplanned": calendar.unplanned(series, day, until),
        "until": UntilForm(initial={"until_on": until}),
        "may_plan": policy.may_plan(actor_of(request), series.body),
    }


@require_POST
def plan_ahead(request: HttpRequest, body: str, series: str) -> HttpResponse:
    """Plan the meetings of a series up to a day."""
    the_series = series_named(body_or_404(body), series)
    form = UntilForm(request.POST)
    require_valid(form)
    until = form.cleaned_data["until_on"]
    planned = commands.plan_ahead(actor_of(request), the_series, until_on=until)
    warnings = [word for each in planned for word in each.warnings]
    tell(request, " ".join([f"Meetings planned: {len(planned)}.", *warnings]))
    return to_page(f"/{body}/calendar")


@require_POST
def plan_day(request: HttpRequest, body: str, series: str, on: str) -> HttpResponse:
    """Plan the meeting of one day of a series."""
    the_series = series_named(body_or_404(body), series)
    planned = commands.plan_occurrence(actor_of(request), the_series, _day(on))
    tell(request, " ".join(["The meeting is planned.", *planned.warnings]))
    return to_page(f"/{planned.meeting.ref}/prepare")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404("This is no day of a calendar.") from None


def _plan_of(form: SeriesForm) -> commands.SeriesPlan:
    return commands.SeriesPlan(**form.cleaned_data)


def _initial(series: Series) -> dict[str, object]:
    return {name: getattr(series, name) for name in SeriesForm.base_fields}
