"""Pages of reports."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.meetings.report_kinds import choices_of
from secretariat.council.reports import commands, pages, policy, queries
from secretariat.council.reports.acts import REPORT_ACTS, report_facts
from secretariat.council.reports.commands import ChapterWords
from secretariat.council.reports.compose import deck_of
from secretariat.council.reports.forms import (
    ChoosingForm,
    ReportForm,
    chapter_typed,
    report_typed,
)
from secretariat.council.reports.models import Chapter, Report
from secretariat.documents.rendering.html_deck import look_css
from secretariat.documents.rendering.look import logo_type
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.http import (
    act_named,
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
)
from secretariat.foundation.people.returning import return_page
from secretariat.foundation.people.snapshots import look_of
from secretariat.foundation.records import clock
from secretariat.rules.deck import Look, from_plain
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import require

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def reports(request: HttpRequest, body: str) -> HttpResponse:
    """Every report, the newest first, and the areas of focus."""
    context = pages.reports_page(actor_of(request), body_or_404(body))
    return render_page(request, "reports/list.html", context)


@require_http_methods(GET_OR_POST)
def new(request: HttpRequest, body: str) -> HttpResponse:
    """Draft a report from the record."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_keep_reports(actor, the_body))
    bodies, initial = pages.body_choices(the_body), pages.first_values(the_body)
    form = ReportForm(request.POST or None, bodies=bodies, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            made = commands.draft_report(actor, the_body, report_facts(form.cleaned_data))
            messages.success(request, "The report is drafted from the record.", "settled")
            return redirect_page(request, f"/{made.ref}")
    return render_page(request, "reports/edit.html", pages.frame(the_body, form=form))


@require_safe
def report(request: HttpRequest, body: str, report: str) -> HttpResponse:
    """One report."""
    context = pages.report_page(actor_of(request), _report(body, report))
    return render_page(request, "reports/report.html", context)


@require_http_methods(GET_OR_POST)
def describe(request: HttpRequest, body: str, report: str) -> HttpResponse:
    """Change what a draft says about itself."""
    row, actor = _report(body, report), actor_of(request)
    require(policy.may_keep_reports(actor, row.body))
    bodies, initial = pages.body_choices(row.body), report_typed(row)
    edit = edited(
        request, row.revision, lambda sent: ReportForm(sent, bodies=bodies, initial=initial)
    )
    if edit.form.is_valid():
        with refusals_on(edit.form):
            facts = report_facts(edit.form.cleaned_data)
            commands.describe_report(actor, row, facts, seen=edit.seen)
            return redirect_page(request, f"/{row.ref}")
    context = pages.frame(row.body, form=edit.form, report=row)
    return render_page(request, "reports/edit.html", context)


@require_http_methods(GET_OR_POST)
def chapter(request: HttpRequest, body: str, report: str, chapter: str) -> HttpResponse:
    """The editor's words of a chapter, and what the editor chooses of the record."""
    row, actor = queries.chapter_named(_report(body, report), chapter), actor_of(request)
    require(policy.may_keep_reports(actor, row.report.body))
    edit = edited(request, row.revision, lambda sent: _chapter_form(row, sent))
    if edit.form.is_valid():
        with refusals_on(edit.form):
            words = ChapterWords(**edit.form.words)
            commands.word_chapter(actor, row, words, seen=edit.seen)
            return redirect_page(request, f"/{row.report.ref}")
    context = pages.frame(row.report.body, form=edit.form, report=row.report, chapter=row)
    return render_page(request, "reports/chapter.html", context)


@require_POST
def act_on(request: HttpRequest, body: str, report: str, verb: str) -> HttpResponse:
    """Do one thing to a report: its chapters, giving it, its answers."""
    row = _report(body, report)
    act = act_named(REPORT_ACTS, verb, "a report")
    require(policy.may_read(actor_of(request), row))
    words = act(actor_of(request), row, request.POST)
    messages.success(request, words, extra_tags="settled")
    return return_page(request, f"/{row.ref}")


@require_safe
def present(request: HttpRequest, body: str, report: str) -> HttpResponse:
    """The report for the projector."""
    row = _readable(request, body, report)
    context = pages.frame(row.body, **pages.slides_of(row, deck_of(row, clock.now())))
    return render_page(request, "decks/present.html", context)


@require_safe
def later(request: HttpRequest, body: str, report: str) -> HttpResponse:
    """What the record says otherwise than a report that was given."""
    row = _readable(request, body, report)
    if not row.is_given:
        raise Refused("not_found", "The report was not given yet; its draft follows the record.")
    return render_page(request, "reports/later.html", pages.later_page(row))


@require_safe
def look(request: HttpRequest, body: str, report: str) -> HttpResponse:
    """The body's colours as the slides need them."""
    return HttpResponse(look_css(_look(_readable(request, body, report))), content_type="text/css")


@require_safe
def logo(request: HttpRequest, body: str, report: str) -> HttpResponse:
    """The logo on the slides."""
    found = _look(_readable(request, body, report))
    if not found.logo or not logo_type(found):
        raise Http404("This report has no logo.")
    return HttpResponse(found.logo, content_type=logo_type(found))


def _look(report: Report) -> Look:
    return from_plain(report.frozen).look if report.is_given else look_of(report.body)


def _chapter_form(row: Chapter, sent: QueryDict | None) -> ChoosingForm:
    choices = choices_of(row.kind, row.report.body.slug, clock.now())
    return ChoosingForm(sent, initial=chapter_typed(row), choices=choices, known=row.options)


def _report(body: str, slug: str) -> Report:
    return queries.report_named(body_or_404(body), slug)


def _readable(request: HttpRequest, body: str, slug: str) -> Report:
    row = _report(body, slug)
    require(policy.may_read(actor_of(request), row))
    return row
