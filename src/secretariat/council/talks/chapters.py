"""How talks are reported to another body."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.meetings.markup import paragraphs
from secretariat.council.meetings.report_kinds import ChapterSnapshot, ReportSnapshot, register
from secretariat.council.talks.slides import coordination_paragraphs
from secretariat.rules.deck import AnySlide, TextSlide


class TalksChapter:
    """The chapter about talks: invited outside topics and webinars."""

    name = "talks"
    label = "Talks and webinars"

    def reported(
        self, report: ReportSnapshot, chapter: ChapterSnapshot, at: datetime
    ) -> list[AnySlide]:
        """One list: given in the period, still to come, recommended as webinars."""
        body = report.body
        listed = coordination_paragraphs(body, body.short_name, report.from_on, at)
        return [
            TextSlide(
                title=chapter.title,
                stamp=chapter.stamp,
                paragraphs=(*listed, *paragraphs(chapter.text)),
            )
        ]


register(TalksChapter())
