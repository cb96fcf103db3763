"""The chapter of a report on conduct: how to report, and the numbers of the period."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.conduct import queries
from secretariat.council.meetings.markup import paragraphs
from secretariat.council.meetings.report_kinds import ChapterSnapshot, ReportSnapshot, register
from secretariat.foundation.people.queries import body_named
from secretariat.rules.conduct import year_lines
from secretariat.rules.deck import AnySlide, TextSlide
from secretariat.rules.runs import bullet, linked


class ConductChapter:
    """The contact, and the entries published in the period, by year."""

    name = "conduct"
    label = "Code of conduct"

    def reported(
        self, report: ReportSnapshot, chapter: ChapterSnapshot, at: datetime
    ) -> list[AnySlide]:
        """One slide."""
        known = [
            each
            for each in queries.entries_at(report.body_slug, at)
            if report.from_on <= each.published_on <= report.to_on
        ]
        contact = queries.contact_of(body_named(report.body_slug))
        lines = [bullet(linked(f"Report a breach: {contact.contact}"))] if contact else []
        lines += [bullet(f"{year}: {words}") for year, words in year_lines(queries.told(known))]
        lines += paragraphs(chapter.text)
        foot = "" if known else "No entry was published in the period."
        return [
            TextSlide(title=chapter.title, stamp=chapter.stamp, paragraphs=tuple(lines), foot=foot)
        ]


register(ConductChapter())
