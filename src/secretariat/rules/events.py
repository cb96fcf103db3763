"""Events outside: whether one is over, what of it waits, and its days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.hanging import Hanging
from secretariat.rules.wording import counted

NEAR = timedelta(days=28)
"""A call for papers that closes within so many days is near."""


class EventState(StrEnum):
    """Where an event stands on a day. Only that it was cancelled or followed up is recorded; the
    rest follows from its days.
    """

    ANNOUNCED = "announced"
    UNDER_WAY = "under_way"
    OVER = "over"
    FOLLOWED_UP = "followed_up"
    CANCELLED = "cancelled"


STATE_WORDS = {
    EventState.ANNOUNCED: "announced",
    EventState.UNDER_WAY: "under way",
    EventState.OVER: "over",
    EventState.FOLLOWED_UP: "followed up",
    EventState.CANCELLED: "cancelled",
}
COMING = (EventState.ANNOUNCED, EventState.UNDER_WAY)


@dataclass(frozen=True, slots=True)
class DeadlineFacts:
    """A deadline of an event: its instant, its zone, and whether somebody said what came of it."""

    label: str
    closes_at: datetime
    zone: str
    is_ended: bool = False

    @property
    def closes_on(self) -> date:
        """Its day on the clock of its zone."""
        return self.closes_at.astimezone(ZoneInfo(self.zone)).date()


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What the rules look at. `bare_since` are the days since which sessions stand without a
    speaker, `open_since` those since which questions wait for an answer.
    """

    first_on: date
    last_on: date
    is_cancelled: bool = False
    is_followed_up: bool = False
    deadlines: Sequence[DeadlineFacts] = field(default_factory=tuple)
    bare_since: Sequence[date] = field(default_factory=tuple)
    open_since: Sequence[date] = field(default_factory=tuple)


def state_on(event: EventFacts, today: date) -> EventState:
    """Where the event stands on a day."""
    if event.is_cancelled:
        return EventState.CANCELLED
    if event.is_followed_up:
        return EventState.FOLLOWED_UP
    if today > event.last_on:
        return EventState.OVER
    return EventState.UNDER_WAY if today >= event.first_on else EventState.ANNOUNCED


def what_hangs(
    event: EventFacts, now: datetime, today: date, said_at: datetime | None = None
) -> list[Hanging]:
    """What of the event waits without an outcome, the gravest first: not followed up, a deadline
    of which nobody said what came, questions, sessions without speakers. `today` is the day of
    `now` where the body meets; `said_at` is when it is said, if that is before `now`, such as by an
    agenda for a meeting to come.
    """
    state, found = state_on(event, today), []
    if state is EventState.OVER:
        since = event.last_on + timedelta(days=1)
        found.append(Hanging(f"over since {day_words(event.last_on)}, not followed up", since))
    if state is not EventState.CANCELLED:
        passed = (each for each in event.deadlines if has_passed(each, now))
        found += [_passed(each, said_at or now) for each in passed]
    if event.open_since:
        words = counted(len(event.open_since), "question is open", "questions are open")
        found.append(Hanging(words, min(event.open_since)))
    if event.bare_since and state in (*COMING, EventState.OVER):
        words = counted(len(event.bare_since), "session has no speaker", "sessions have no speaker")
        found.append(Hanging(words, min(event.bare_since)))
    return found


def is_for_agenda(event: EventFacts, now: datetime, today: date) -> bool:
    """Whether a meeting should deal with it. A speaker who is not named yet needs no meeting."""
    state = state_on(event, today)
    if state is EventState.CANCELLED:
        return bool(event.open_since)
    is_left = state is EventState.OVER or bool(event.open_since)
    return is_left or any(has_passed(each, now) for each in event.deadlines)


def has_passed(deadline: DeadlineFacts, now: datetime) -> bool:
    """Whether the deadline has passed and nobody said what came of it."""
    return not deadline.is_ended and deadline.closes_at < now


def is_near(deadline: DeadlineFacts, now: datetime) -> bool:
    """Whether the deadline comes within four weeks and nobody has settled it."""
    return not deadline.is_ended and now <= deadline.closes_at <= now + NEAR


def _passed(deadline: DeadlineFacts, said_at: datetime) -> Hanging:
    day = day_words(deadline.closes_on)
    words = f"{deadline.label} closed on {day}, nobody said what came"
    if said_at <= deadline.closes_at:
        words = f"{deadline.label} closes on {day}, before the meeting"
    return Hanging(words, deadline.closes_on)


def days_words(first_on: date, last_on: date) -> str:
    """The days of an event: "7 Oct 2021", "20–24 Sep 2021", "30 Sep – 2 Oct 2021"."""
    if first_on == last_on:
        return day_words(first_on)
    if (first_on.year, first_on.month) == (last_on.year, last_on.month):
        return f"{first_on.day}–{day_words(last_on)}"
    if first_on.year == last_on.year:
        return f"{day_words(first_on).rpartition(' ')[0]} – {day_words(last_on)}"
    return f"{day_words(first_on)} – {day_words(last_on)}"


def check_days(first_on: date, last_on: date | None) -> None:
    """Refuse ("wrong_period") an event that ends before it begins."""
    if last_on is not None and last_on < first_on:
        raise Refused(
            "wrong_period",
            f"It cannot end on {day_words(last_on)}, before it begins on {day_words(first_on)}. "
            "Nothing has changed.",
            {"field": "to_on"},
        )


def check_times(starts_at: datetime | None, ends_at: datetime | None) -> None:
    """Refuse ("wrong_period") a session that ends before it begins, or ends without beginning."""
    if ends_at is None or (starts_at is not None and starts_at < ends_at):
        return
    raise Refused(
        "wrong_period",
        "The session ends before it begins. Correct one of its times; nothing has changed.",
        {"field": "ends"},
    )
