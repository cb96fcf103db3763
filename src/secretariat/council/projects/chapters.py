"""The chapters of a report on projects: their table, and what they are offered and expected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from secretariat.council.meetings.markup import paragraphs
from secretariat.council.meetings.report_kinds import ChapterSnapshot, ReportSnapshot, register
from secretariat.council.projects import slides
from secretariat.council.projects.models import Benefit, Expectation
from secretariat.council.projects.queries.reported import ReportedTable, reported_table
from secretariat.council.projects.queries.standing import AnyStanding, standing_on
from secretariat.council.projects.snapshots import ledger_of
from secretariat.rules.dates import day_words
from secretariat.rules.deck import AnySlide, TextSlide
from secretariat.rules.report_choices import Choice, Sort
from secretariat.rules.runs import Paragraph, bullet


class ProjectTableChapter:
    """The milestones on the last day of the period; green is what changed since the report before,
    yellow what is tentative, each with a letter and a legend too.
    """

    name = "project_table_since"
    label = "Projects and their milestones"
    place = 20

    def reported(
        self, report: ReportSnapshot, chapter: ChapterSnapshot, at: datetime
    ) -> list[AnySlide]:
        """The table, and a slide of its own for what the editor adds."""
        table = _table(report, at)
        if not table.view.rows:
            return [_text_slide(chapter, paragraphs(chapter.text), "There is no project yet.")]
        first = slides.table_slide(table.view, title=chapter.title, foot=_foot(report))
        first = replace(first, stamp=chapter.stamp)
        if not chapter.text:
            return [first]
        return [first, _text_slide(chapter, paragraphs(chapter.text), "")]

    def doubts(self, report: ReportSnapshot, chapter: ChapterSnapshot, at: datetime) -> list[str]:
        """The cells of which the rule cannot tell whether they are new."""
        return [cell.words for cell in _table(report, at).untold]


class StandingChapter:
    """What projects are offered, and what became expected of them since the report before;
    `options.all = true` lists every expectation.
    """

    name = "benefits_and_expectations"
    label = "Project benefits and expectations"
    place = 25

    def choices(self, _body_slug: str, _at: datetime) -> tuple[Choice, ...]:
        """All expectations or the new ones."""
        words = "List every expectation"
        hint = "Otherwise those that are new since the report before."
        return (Choice(name="all", label=words, sort=Sort.YES_OR_NO, hint=hint),)

    def reported(
        self, report: ReportSnapshot, chapter: ChapterSnapshot, at: datetime
    ) -> list[AnySlide]:
        """One slide: the benefits in force, and the expectations that are new."""
        slug, short = report.body_slug, report.body.short_name
        benefits = standing_on(slug, Benefit, report.to_on, at)
        expected = standing_on(slug, Expectation, report.to_on, at)
        shown, head = expected, "Expectations"
        if chapter.options.get("all") is not True:
            since = _first_day(report)
            shown = [row for row in expected if row.since_on and since <= row.since_on]
            head = "Expectations that are new"
        lines = [
            *_list(f"{short} resources available to projects, on request", benefits),
            *_list(head, shown),
            *paragraphs(chapter.text),
        ]
        return [_text_slide(chapter, lines, "Nothing is offered or expected yet.")]

    def doubts(self, report: ReportSnapshot, chapter: ChapterSnapshot, at: datetime) -> list[str]:
        """The expectations that became new while the report before can have been given."""
        baseline = report.baseline
        if baseline is None or baseline.is_exact or chapter.options.get("all") is True:
            return []
        expected = standing_on(report.body_slug, Expectation, report.to_on, at)
        return [
            f"“{row.text}” holds since {day_words(row.since_on)}; the report before was given on "
            f"{baseline.words}."
            for row in expected
            if row.since_on and baseline.earliest < row.since_on <= baseline.latest
        ]


def _table(report: ReportSnapshot, at: datetime) -> ReportedTable:
    return reported_table(ledger_of(report.body_slug), report.to_on, report.baseline, at)


def _foot(report: ReportSnapshot) -> str:
    """Which day the table shows, and with what it is compared."""
    words = f"As of {day_words(report.to_on)}"
    if report.baseline is None:
        return words
    return f"{words}, compared with the report before ({report.baseline.words})"


def _first_day(report: ReportSnapshot) -> date:
    """The first day on which something is new for sure."""
    if report.baseline is None:
        return report.from_on
    return report.baseline.latest + timedelta(days=1)


def _list(head: str, rows: Iterable[AnyStanding]) -> list[Paragraph]:
    entries = [bullet(row.text, 1) for row in rows]
    return [bullet(head), *entries] if entries else []


def _text_slide(chapter: ChapterSnapshot, lines: Iterable[Paragraph], nothing: str) -> AnySlide:
    shown = tuple(lines)
    return TextSlide(
        title=chapter.title,
        stamp=chapter.stamp,
        paragraphs=shown,
        foot="" if shown else nothing,
    )


register(ProjectTableChapter())
register(StandingChapter())
