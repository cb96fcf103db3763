"""What the pages of reports and areas of focus show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from secretariat.council.referrals.queries import bodies_to_ask
from secretariat.council.reports import policy, queries
from secretariat.council.reports.compose import deck_of, doubts_of
from secretariat.council.reports.forms import (
    ActionForm,
    AnswerForm,
    EndForm,
    GiveForm,
    NewChapterForm,
    OutcomeForm,
    ReasonForm,
)
from secretariat.council.reports.models import FocusArea, FocusYear, Report
from secretariat.council.reports.snapshots import baseline_of, instant_of
from secretariat.documents.rendering.html_deck import DeckPieces, deck_pieces
from secretariat.documents.rendering.look import logo_type
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.foundation.records.queries import history
from secretariat.rules.days import day_words
from secretariat.rules.deck import Deck
from secretariat.rules.reports import period_words, proposed_period
from secretariat.rules.visibility import Actor, require

HISTORY_LINES = 10
FORMATS = (
    ("pptx", "PowerPoint"),
    ("pdf", "PDF"),
    ("html", "HTML"),
    ("md", "Markdown"),
    ("json", "JSON"),
)
CHIPS = {"draft": "attention", "given": "settled", "dropped": "refused"}


@dataclass(frozen=True, slots=True)
class Shown:
    """The deck of a report, as the pages that show slides expect it."""

    deck: Deck


def frame(body: Body, **values: Any) -> dict[str, Any]:
    """What every page of this app knows: its body and the addresses above it."""
    return {
        "body": body,
        "zone": body.zone,
        "reports_url": f"/{body.slug}/reports",
        "focus_url": f"/{body.slug}/focus",
        **values,
    }


def reports_page(actor: Actor, body: Body) -> dict[str, Any]:
    """The reports the actor may read, and the areas of focus of the newest year. Four queries."""
    today = queries.today(body)
    year = queries.newest_year(body)
    return frame(
        body,
        reports=[(row, CHIPS[row.state]) for row in queries.reports_of(actor, body)],
        waiting=queries.answers_waiting(body),
        year=year,
        areas=queries.areas_at(year, today, clock.now()) if year else [],
        may_keep=bool(policy.may_keep_reports(actor, body)),
        today=today,
    )


def first_values(body: Body) -> dict[str, Any]:
    """What the form of a new report begins with: the days since the report before."""
    today = queries.today(body)
    before = queries.newest_given(body)
    from_on, to_on = proposed_period(before.on if before else None, today)
    values = {"on": today, "from_on": from_on, "to_on": to_on, "audience": "members"}
    if before is None:
        return values
    to_body = before.to_body.slug if before.to_body else ""
    named = {"title": before.title, "to_words": before.to_words, "to_body": to_body}
    return {**values, **named, "baseline": day_words(before.on)}


def body_choices(body: Body) -> list[tuple[str, str]]:
    """The bodies that may get a report."""
    return bodies_to_ask(body)


def report_page(actor: Actor, report: Report) -> dict[str, Any]:
    """One report: its slides, chapters, answers, and of a draft what cannot be told. About fifteen
    queries, and for a draft as many as its chapters need.
    """
    require(policy.may_read(actor, report))
    body, now = report.body, clock.now()
    deck, chapters = deck_of(report, now), list(report.chapters.all())
    may_keep = bool(policy.may_keep_reports(actor, body))
    answers = list(report.answers.all())
    return frame(
        body,
        report=report,
        chip=CHIPS[report.state],
        period=period_words(report.from_on, report.to_on),
        baseline=baseline_of(report),
        chapters=chapters,
        taken_in=[row for row in chapters if not row.is_left_out],
        left_out=[row for row in chapters if row.is_left_out],
        answers=answers,
        may_keep=may_keep,
        may_edit=may_keep and report.is_draft,
        may_give=report.is_draft and bool(policy.may_give(actor, body)),
        may_note=report.is_given and bool(policy.may_note_answers(actor, report)),
        doubts=_doubts(report, may_keep=may_keep),
        history=list(history(report.ref, limit=HISTORY_LINES)) if may_keep else [],
        **slides_of(report, deck),
        **_forms(queries.today(body), report),
    )


def later_page(report: Report) -> dict[str, Any]:
    """What the record says otherwise than a report that was given. As many queries as its chapters
    need.
    """
    later = queries.later_changes(report, clock.now())
    return frame(report.body, report=report, later=later)


def slides_of(report: Report, deck: Deck) -> dict[str, Any]:
    """The slides with the addresses of what they need."""
    url = f"/{report.ref}"
    return {
        "shown": Shown(deck),
        "pieces": _pieces(deck, url),
        "url": url,
        "query": "",
        "formats": FORMATS,
    }


def _pieces(deck: Deck, url: str) -> DeckPieces:
    return deck_pieces(deck, f"{url}/logo" if logo_type(deck.look) else "")


def _doubts(report: Report, *, may_keep: bool) -> list[str]:
    """What cannot be told, for those who write the report; one that was given says no more."""
    if not (report.is_draft and may_keep):
        return []
    return doubts_of(report, instant_of(report, clock.now()))


def _forms(today: date, report: Report) -> dict[str, Any]:
    return {
        "give_form": GiveForm(initial={"on": min(report.on, today)}),
        "drop_form": ReasonForm(),
        "chapter_form": NewChapterForm(),
        "answer_form": AnswerForm(initial={"on": today}),
        "action_form": ActionForm(auto_id=False),
        "outcome_form": OutcomeForm(auto_id=False),
    }


def focus_page(actor: Actor, body: Body) -> dict[str, Any]:
    """Every year with its areas. Two queries."""
    return frame(
        body,
        years=queries.focus_years(body),
        may_keep=bool(policy.may_keep_focus(actor, body)),
    )


def year_page(actor: Actor, year: FocusYear) -> dict[str, Any]:
    """One year: its areas in order, those that ended below. About four queries."""
    rows = list(year.areas.all())
    for row in rows:
        row.year = year
    may_keep = bool(policy.may_keep_focus(actor, year.body))
    return frame(
        year.body,
        year=year,
        areas=[row for row in rows if row.ended_on is None],
        ended=[row for row in rows if row.ended_on is not None],
        may_keep=may_keep,
        history=list(history(year.ref, limit=HISTORY_LINES)),
    )


def area_page(actor: Actor, area: FocusArea) -> dict[str, Any]:
    """One area with what happened to it. About four queries."""
    body = area.year.body
    return frame(
        body,
        area=area,
        year=area.year,
        may_keep=bool(policy.may_keep_focus(actor, body)),
        end_form=EndForm(initial={"on": queries.today(body)}),
        history=list(history(area.ref, limit=HISTORY_LINES)),
    )
