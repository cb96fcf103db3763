"""The chapters of a report on outside bodies: their numbers by kind, and what was sent to them."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.meetings.markup import paragraphs
from secretariat.council.meetings.report_kinds import ChapterSnapshot, ReportSnapshot, register
from secretariat.council.relations import queries, slides
from secretariat.rules.deck import AnySlide
from secretariat.rules.report_choices import Choice, Sort
from secretariat.rules.runs import Run, bullet
from secretariat.rules.wording import capitalized


class RelationsChapter:
    """Outside bodies by kind with the contacts of the period; `options.numbers = false` gives the
    names only.
    """

    name = "relations_by_kind"
    label = "Relations by kind"

    def choices(self, _body_slug: str, _at: datetime) -> tuple[Choice, ...]:
        """With or without numbers."""
        words = "Give the numbers of each kind"
        hint = "Otherwise the names only."
        return (Choice(name="numbers", label=words, sort=Sort.YES_OR_NO, hint=hint, usual=True),)

    def reported(
        self, report: ReportSnapshot, chapter: ChapterSnapshot, at: datetime
    ) -> list[AnySlide]:
        """One slide: a line for each kind, and which kinds there was no contact with."""
        # Everybody reads the deck that a report becomes part of.
        rows = queries.numbers_by_kind(
            report.body, report.from_on, report.to_on, at, sees_inside=False
        )
        has_numbers = chapter.options.get("numbers", True) is not False
        lines = slides.kind_lines(rows, has_numbers=has_numbers)
        lines += paragraphs(chapter.text)
        foot = "No relation to another organization is recorded."
        return [slides.text_slide(chapter.title, lines, chapter.stamp, foot)]


class ConsultationsChapter:
    """Consultations and statements of which anything was recorded in the period."""

    name = "consultations_in_period"
    label = "Consultations and statements"

    def reported(
        self, report: ReportSnapshot, chapter: ChapterSnapshot, at: datetime
    ) -> list[AnySlide]:
        """One slide: each with who asked, where it stands and where it was published."""
        known = queries.consultations_at(report.body_slug, at)
        lines = []
        for row in reversed(known):
            if any(report.from_on <= each.on <= report.to_on for each in row.steps):
                asked = f", asked by {row.asked_by}" if row.asked_by else ""
                state = f"{asked}: {row.step_words}"
                lines.append(bullet((Run(capitalized(row.title), is_bold=True), Run(state))))
                if row.published_url:
                    link = (Run(row.published_url, link=row.published_url),)
                    lines.append(bullet(link, 1))
        lines += paragraphs(chapter.text)
        foot = "Nothing was recorded in the period."
        return [slides.text_slide(chapter.title, lines, chapter.stamp, foot)]


register(RelationsChapter())
register(ConsultationsChapter())
