"""The chapters no other app has: areas of focus, contents, standing policies, requests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from secretariat.council.meetings.markup import paragraphs
from secretariat.council.meetings.report_kinds import ChapterSnapshot, ReportSnapshot, register
from secretariat.council.papers.chapters import papers_choice
from secretariat.council.papers.queries import papers_reported
from secretariat.council.papers.snapshots import PaperAt
from secretariat.council.reports import queries
from secretariat.council.reports.models import FocusArea
from secretariat.foundation.people.queries import body_named
from secretariat.rules.days import day_words
from secretariat.rules.deck import AnySlide, TextSlide
from secretariat.rules.papers import PaperState
from secretariat.rules.report_choices import Choice, Sort
from secretariat.rules.reports import contents
from secretariat.rules.runs import Paragraph, Run, bullet, linked, numbered_entry

POLICY = "policy"


class FocusChapter:
    """The areas of focus of the year in which the report is given; `options.year` names another.
    Where they were set down stands as a stamp.
    """

    name = "focus_areas"
    label = "Areas of focus"
    place = 5
    listed_as = ""

    def choices(self, body_slug: str, _at: datetime) -> tuple[Choice, ...]:
        """Which year."""
        years = [(row.slug, row.name) for row in queries.focus_years(body_named(body_slug))]
        hint = "the year in which the report is given"
        label = "Areas of which year"
        return (Choice(name="year", label=label, sort=Sort.ONE, hint=hint, among=tuple(years)),)

    def reported(
        self, report: ReportSnapshot, chapter: ChapterSnapshot, at: datetime
    ) -> list[AnySlide]:
        """One slide: the areas in order, each with its points."""
        wanted = str(chapter.options.get("year") or "")
        year = queries.year_for(report.body_slug, report.to_on, at, wanted)
        areas = queries.areas_at(year, report.to_on, at) if year else []
        lines = [line for number, area in enumerate(areas, 1) for line in _area(number, area)]
        stamp = chapter.stamp or (year.source_words if year else "")
        return [_slide(chapter, lines, "No area of focus is set down yet.", stamp)]


class ContentsChapter:
    """What the report goes through: the lines of its chapters."""

    name = "contents"
    label = "What the report covers"
    place = 10
    listed_as = ""

    def reported(
        self, report: ReportSnapshot, chapter: ChapterSnapshot, at: datetime
    ) -> list[AnySlide]:
        """One slide with a line for each chapter that is listed."""
        lines = [bullet(line) for line in contents([each.listed_as for each in report.chapters])]
        return [_slide(chapter, lines, "No chapter is listed.")]


class PolicyChapter:
    """The policies the body stands by and what became known of them in the period, such as how
    security reports are handled; `options.papers` names them by their short names.
    """

    name = "standing_policies"
    label = "Security reports and other policies"
    place = 40

    def choices(self, body_slug: str, at: datetime) -> tuple[Choice, ...]:
        """Which policies."""
        hint = "None ticked: every text of the kind “policy” that was not withdrawn."
        return (papers_choice(body_slug, at, "Which policies", hint),)

    def reported(
        self, report: ReportSnapshot, chapter: ChapterSnapshot, at: datetime
    ) -> list[AnySlide]:
        """One slide: the words of each policy, what became known of it, where to read on."""
        known = papers_reported(report, at)
        wanted = chapter.options.get("papers")
        shown = [paper for paper in known if _is_shown(paper, wanted)]
        lines: list[Paragraph] = []
        for paper in shown:
            if len(shown) > 1:
                lines.append(bullet((Run(paper.title, is_bold=True),)))
            lines += _policy(paper, report, level=1 if len(shown) > 1 else 0)
        return [_slide(chapter, lines, "No policy is recorded yet.")]


class RequestsChapter:
    """The question what else is wanted, and the requests that earlier reports brought and that have
    no outcome yet.
    """

    name = "questions_and_requests"
    label = "Questions and requests"
    place = 95
    listed_as = ""

    def reported(
        self, report: ReportSnapshot, chapter: ChapterSnapshot, at: datetime
    ) -> list[AnySlide]:
        """One slide: the question, and what is still open."""
        body = report.body
        waiting = [row for row in queries.answers_waiting(body) if row.at <= at]
        lines = [bullet(f"Any other requests to the {body.short_name}?")]
        if waiting:
            lines.append(bullet("Still open from earlier reports"))
        lines += [bullet(f"{row.text} ({row.by_words}, {day_words(row.on)})", 1) for row in waiting]
        return [_slide(chapter, lines, "")]


def _area(number: int, area: FocusArea) -> list[Paragraph]:
    points = [Paragraph(each.runs, each.level + 1, each.label) for each in paragraphs(area.points)]
    return [numbered_entry(f"{number}.", area.title), *points]


def _is_shown(paper: PaperAt, wanted: object) -> bool:
    if isinstance(wanted, list):
        return paper.slug in wanted
    gone = paper.current is not None and paper.current.state is PaperState.WITHDRAWN
    return paper.kind == POLICY and not gone


def _policy(paper: PaperAt, report: ReportSnapshot, *, level: int) -> list[Paragraph]:
    text = paper.current.text if paper.current else ""
    lines = [bullet(each.runs, each.level + level) for each in paragraphs(text or paper.about)]
    heard = [row for row in paper.remarks if report.from_on <= row.on <= report.to_on]
    lines += [bullet(linked(row.words), level) for row in heard]
    published = paper.current.published_url if paper.current else ""
    links = [link for link in (paper.issue_url, published) if link]
    return lines + [bullet(linked(link), level) for link in links]


def _slide(
    chapter: ChapterSnapshot, lines: Iterable[Paragraph], nothing: str, stamp: str = ""
) -> TextSlide:
    shown = (*lines, *paragraphs(chapter.text))
    return TextSlide(
        title=chapter.title,
        stamp=chapter.stamp or stamp,
        paragraphs=shown,
        foot="" if shown else nothing,
    )


register(FocusChapter())
register(ContentsChapter())
register(PolicyChapter())
register(RequestsChapter())
