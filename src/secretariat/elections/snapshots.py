"""Timelines as plain values, as they stood at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from secretariat.elections.models import Timeline, TimelineVersion
from secretariat.rules.days import day_words
from secretariat.rules.elections import Days, Standing, Step


@dataclass(frozen=True, slots=True)
class VersionAt:
    """The days of one version; `adopted_on` is None until it is adopted."""

    ref: str
    number: int
    days: Days
    on: date
    by: str
    words: str
    adopted_on: date | None
    adopted_ref: str


@dataclass(frozen=True, slots=True)
class TimelineAt:
    """A timeline at an instant, its versions from the first to the one that counts."""

    ref: str
    body_slug: str
    title: str
    office: str
    office_words: str
    year: int
    versions: tuple[VersionAt, ...]
    outcome: str
    ended_on: date | None
    is_dropped: bool

    @property
    def current(self) -> VersionAt:
        return self.versions[-1]

    @property
    def days(self) -> Days:
        return self.current.days

    @property
    def is_over(self) -> bool:
        return self.ended_on is not None

    @property
    def state_words(self) -> str:
        """Its state in a word or two: "proposed", "adopted", "over", "dropped"."""
        if self.is_over:
            return "dropped" if self.is_dropped else "over"
        return "adopted" if self.current.adopted_on else "proposed"

    @property
    def state_sentence(self) -> str:
        """Its state with the day and what decided it."""
        if self.is_over:
            return f"{self.state_words.capitalize()}: {self.outcome}"
        adopted_on = self.current.adopted_on
        return f"Adopted on {day_words(adopted_on)}" if adopted_on else "Proposed, not adopted yet"

    @property
    def standing(self) -> Standing:
        """It as the rules look at it."""
        return Standing(
            days=self.days,
            since_on=self.current.on,
            is_adopted=self.current.adopted_on is not None,
            is_over=self.is_over,
        )

    def day(self, step: Step) -> date:
        """The day of a step."""
        return self.days[step]


def timeline_at(row: Timeline, at: datetime) -> TimelineAt | None:
    """A timeline, read with its versions, as it stood at an instant; None before it was proposed.
    No query.
    """
    zone = ZoneInfo(row.body.zone)
    versions = tuple(_version(row, each, at, zone) for each in row.versions.all() if each.at <= at)
    if not versions:
        return None
    is_over = row.ended_at is not None and row.ended_at <= at
    return TimelineAt(
        ref=row.ref,
        body_slug=row.body.slug,
        title=row.title,
        office=row.office,
        office_words=row.get_office_display(),
        year=row.year,
        versions=versions,
        outcome=row.outcome if is_over else "",
        ended_on=row.ended_on if is_over else None,
        is_dropped=is_over and row.is_dropped,
    )


def _version(row: Timeline, each: TimelineVersion, at: datetime, zone: ZoneInfo) -> VersionAt:
    is_adopted = each.adopted_at is not None and each.adopted_at <= at
    return VersionAt(
        ref=f"{row.ref}/{each.number}",
        number=each.number,
        days=each.days,
        on=each.at.astimezone(zone).date(),
        by=each.by,
        words=each.words,
        adopted_on=each.adopted_on if is_adopted else None,
        adopted_ref=each.adopted_ref if is_adopted else "",
    )
