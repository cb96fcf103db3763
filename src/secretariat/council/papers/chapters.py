"""The chapter on papers in a report: what became of each in the period."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.meetings.markup import paragraphs
from secretariat.council.meetings.report_kinds import ChapterSnapshot, ReportSnapshot, register
from secretariat.council.papers import queries, slides
from secretariat.rules.deck import AnySlide, TextSlide
from secretariat.rules.report_choices import Choice, Sort

NAME = "papers_in_period"


def papers_choice(body_slug: str, at: datetime, label: str, hint: str) -> Choice:
    """Papers to name in a chapter, of those that everybody knows. Terms stand with the paper they
    belong to.
    """
    known = queries.by_title(queries.papers_at(body_slug, at))
    among = tuple((paper.slug, paper.title) for paper in known if not paper.part_of)
    return Choice(name="papers", label=label, sort=Sort.SEVERAL, hint=hint, among=among)


class PapersChapter:
    """Papers of which anything was recorded in the period; `options.papers` names them instead, by
    their short names in the order wanted.
    """

    name = NAME
    label = "Papers and definitions"

    def choices(self, body_slug: str, at: datetime) -> tuple[Choice, ...]:
        """Which papers."""
        hint = "None ticked: every paper of which anything was recorded in the period."
        return (papers_choice(body_slug, at, "Which papers", hint),)

    def reported(
        self, report: ReportSnapshot, chapter: ChapterSnapshot, at: datetime
    ) -> list[AnySlide]:
        """One slide: each paper with its state, and below what became known of it."""
        known = queries.papers_reported(report, at)
        wanted = chapter.options.get("papers")
        if wanted:
            by_slug = {paper.slug: paper for paper in known}
            shown = [by_slug[slug] for slug in wanted if slug in by_slug]
        else:
            shown = queries.heard_in_period(known, report.from_on, report.to_on)
        lines = []
        for paper in shown:
            parts = [each for each in known if each.part_of == paper.slug]
            lines += slides.report_lines(paper, parts, report.from_on, report.to_on)
        return [
            TextSlide(
                title=chapter.title,
                stamp=chapter.stamp,
                paragraphs=(*lines, *paragraphs(chapter.text)),
                foot="" if lines or chapter.text else "Nothing was recorded of any paper.",
            )
        ]


register(PapersChapter())
