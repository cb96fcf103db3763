"""The chapter of a report on events: those of its period, who was there, what came of them."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.events import queries, slides
from secretariat.council.meetings.markup import paragraphs
from secretariat.council.meetings.report_kinds import ChapterSnapshot, ReportSnapshot, register
from secretariat.foundation.people.queries import body_named
from secretariat.rules.deck import AnySlide, TextSlide


class EventsChapter:
    """Events with a day in the period, and those that were announced and still lie ahead."""

    name = "events_in_period"
    label = "Events"

    def reported(
        self, report: ReportSnapshot, chapter: ChapterSnapshot, at: datetime
    ) -> list[AnySlide]:
        """One slide: each event with who was there and what came of it; below, what is coming."""
        known = queries.events_at(body_named(report.body_slug), at)
        within = [e for e in known if e.from_on <= report.to_on and report.from_on <= e.last_on]
        ahead = [event for event in queries.coming(known) if event not in within]
        lines = [line for event in within for line in slides.event_lines(event)]
        lines += slides.coming_paragraphs(ahead)
        lines += paragraphs(chapter.text)
        foot = "" if lines else "No event is recorded in the period."
        slide = TextSlide(
            title=chapter.title, stamp=chapter.stamp, paragraphs=tuple(lines), foot=foot
        )
        return [slide]


register(EventsChapter())
