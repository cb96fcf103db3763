"""A report as a deck: a cover, and every chapter through its kind.

No kind of chapter is known here by name. The deck of a report that was given is the one kept.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from secretariat.council.meetings.report_kinds import (
    DoubtingKind,
    ReportSnapshot,
    report_kind,
)
from secretariat.council.reports.models import Report
from secretariat.council.reports.snapshots import instant_of, report_snapshot
from secretariat.foundation.people.snapshots import body_snapshot
from secretariat.rules.dates import long_day_words
from secretariat.rules.deck import (
    AnySlide,
    Cover,
    Deck,
    SectionSlide,
    from_plain,
)
from secretariat.rules.meetings import ItemSnapshot


def drafted(report: Report, at: datetime, to_on: date | None = None) -> Deck:
    """The deck as the record gives it at an instant; for days until another than the report's own
    where one is given. Reads each chapter's facts.
    """
    body = body_snapshot(report.body, report.on)
    cover = cover_of(report)
    slides = [cover, *chapter_slides(report_snapshot(report, to_on), at)]
    return Deck(
        title=cover.title,
        subtitle=cover.subtitle,
        body_name=body.name,
        organization_name=body.organization,
        date_words=cover.date_words,
        slides=tuple(replace(slide, ref=report.ref) for slide in slides),
        ref=report.ref,
        look=body.look,
    )


def deck_of(report: Report, now: datetime) -> Deck:
    """The deck kept when the report was given, else the draft."""
    if report.is_given:
        return from_plain(report.frozen)
    return drafted(report, instant_of(report, now))


def chapter_slides(report: ReportSnapshot, at: datetime) -> list[AnySlide]:
    """The slides of all chapters, in order."""
    return [
        slide
        for chapter in report.chapters
        for slide in report_kind(chapter.kind).reported(report, chapter, at)
    ]


def doubts_of(report: Report, at: datetime) -> list[str]:
    """What the rules cannot give in this report, chapter by chapter."""
    snapshot = report_snapshot(report)
    found: list[str] = []
    for chapter in snapshot.chapters:
        kind = report_kind(chapter.kind)
        if isinstance(kind, DoubtingKind):
            found += kind.doubts(snapshot, chapter, at)
    return found


def cover_of(report: Report) -> Cover:
    """The first slide."""
    body = report.body
    is_short = body.short_name and body.short_name != body.name
    name = f"{body.name} ({body.short_name})" if is_short else body.name
    return Cover(
        title=f"{name} “{report.title}”",
        subtitle=f"Report to the {report.to_words}",
        date_words=long_day_words(report.on),
        ref=report.ref,
    )


def inside(deck: Deck, item: ItemSnapshot) -> list[AnySlide]:
    """The deck of a report inside the deck of a meeting: its cover divides under the title that the
    agenda has, and all of it belongs to one item.
    """
    slides: list[AnySlide] = []
    for slide in deck.slides:
        if isinstance(slide, Cover):
            slides.append(
                SectionSlide(
                    title=item.title,
                    subtitle=slide.title,
                    date_words=slide.date_words,
                    number=item.number,
                    notes=item.speaker_notes,
                    ref=item.ref,
                )
            )
        else:
            slides.append(replace(slide, ref=item.ref))
    return slides
