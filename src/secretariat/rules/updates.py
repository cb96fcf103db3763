"""Written updates that bodies owe before a meeting: when they are asked for, due, late, silent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from secretariat.rules.errors import Refused
from secretariat.rules.wording import counted, joined

LONGEST_TEXT = 6000
AGAIN_AFTER = timedelta(hours=20)
"""A reminder is not repeated sooner."""
REMIND_WITHIN = timedelta(days=2)
"""Who has not answered is reminded once so little time is left."""
MOST_LEAD_DAYS, MOST_DUE_HOURS = 60, 30 * 24


class UpdateState(StrEnum):
    """Where an update for one meeting stands. Only answers and excuses are written; the rest
    follows from the clock.
    """

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    RECEIVED = "received"
    EXCUSED = "excused"
    SILENT = "silent"


STATE_WORDS = {
    UpdateState.NOT_ASKED: "not asked for",
    UpdateState.ASKED: "asked for",
    UpdateState.RECEIVED: "received",
    UpdateState.EXCUSED: "excused",
    UpdateState.SILENT: "silent",
}


@dataclass(frozen=True, slots=True)
class UpdateFacts:
    """What the rules look at. `due_at` is the last instant for an answer."""

    due_at: datetime
    asked_at: datetime | None = None
    received_at: datetime | None = None
    is_excused: bool = False
    reminded_at: datetime | None = None


class Owed(Protocol):
    """One update, as far as it matters for what a body still owes."""

    @property
    def due_at(self) -> datetime: ...

    @property
    def state(self) -> UpdateState: ...


OwedT = TypeVar("OwedT", bound=Owed)


def state_at(update: UpdateFacts, at: datetime) -> UpdateState:
    """Where an update stands at an instant. A text that came counts, even after an excuse."""
    if update.received_at is not None and update.received_at <= at:
        return UpdateState.RECEIVED
    if update.is_excused:
        return UpdateState.EXCUSED
    if update.asked_at is None or update.asked_at > at:
        return UpdateState.NOT_ASKED
    return UpdateState.SILENT if at > update.due_at else UpdateState.ASKED


def due_at(starts_at: datetime, due_hours: int) -> datetime:
    """Until when an update for a meeting is to come."""
    return starts_at - timedelta(hours=due_hours)


def is_time_to_ask(update: UpdateFacts, starts_at: datetime, lead_days: int, at: datetime) -> bool:
    """Whether the letter that asks for it is to go out now, and there is still time to answer."""
    if state_at(update, at) is not UpdateState.NOT_ASKED or at > update.due_at:
        return False
    return at >= starts_at - timedelta(days=lead_days)


def is_time_to_remind(update: UpdateFacts, at: datetime) -> bool:
    """Whether somebody who has not answered is to be reminded now: within the last two days, and
    not twice within a day.
    """
    if state_at(update, at) is not UpdateState.ASKED or at < update.due_at - REMIND_WITHIN:
        return False
    last = max(filter(None, (update.asked_at, update.reminded_at)))
    return at >= last + AGAIN_AFTER


def owed_since(updates: Iterable[OwedT], at: datetime) -> list[OwedT]:
    """For which meetings a body still owes a word, the oldest first: those before which it was
    silent, and those of which the day came and nobody had asked, since it was last heard or
    excused. Given in any order.
    """
    owed = []
    for each in sorted(updates, key=lambda update: update.due_at, reverse=True):
        if each.state in (UpdateState.RECEIVED, UpdateState.EXCUSED):
            break
        is_late = each.due_at < at and each.state is UpdateState.NOT_ASKED
        if is_late or each.state is UpdateState.SILENT:
            owed.append(each)
    return list(reversed(owed))


def silent_words(names: Sequence[str]) -> str:
    """The silent ones by name: "No update came from Outreach and the Kernel SIG."."""
    return f"No update came from {joined(names)}." if names else ""


def waiting_words(asked: int, silent: int) -> str:
    """How many are still waited for: "2 asked for, 1 silent"."""
    parts = [f"{asked} asked for" if asked else "", f"{silent} silent" if silent else ""]
    return ", ".join(part for part in parts if part)


def missed_words(silent: int, unasked: int) -> str:
    """What is missing: "silent for 2 meetings", "was due, and nobody asked for it"."""
    if not unasked:
        return f"silent for {counted(silent, 'meeting')}"
    if silent:
        return f"silent for {counted(silent, 'meeting')}, not asked for {unasked} more"
    of = "" if unasked == 1 else f" for {counted(unasked, 'meeting')}"
    return f"was due{of}, and nobody asked for it"


def check_times(lead_days: int, due_hours: int) -> None:
    """Refuse ("wrong_times") a letter that would go out after the answer is due."""
    if not (0 <= due_hours <= MOST_DUE_HOURS and 1 <= lead_days <= MOST_LEAD_DAYS):
        raise Refused(
            "wrong_times",
            f"Ask 1 to {MOST_LEAD_DAYS} days before the meeting, for an answer at most "
            f"{MOST_DUE_HOURS} hours before it. Nothing has changed.",
            {"field": "lead_days"},
        )
    if lead_days * 24 <= due_hours:
        raise Refused(
            "wrong_times",
            "The answer would be due before it is asked for. Ask earlier, or let it come later; "
            "nothing has changed.",
            {"field": "due_hours"},
        )


def checked_text(text: str) -> str:
    """The text of an update. Refuses ("words_missing", "words_too_long")."""
    words = text.strip()
    if not words:
        raise Refused(
            "words_missing",
            "The update is empty. Write what is new, or ask to be excused. Nothing has changed.",
            {"field": "text"},
        )
    if len(words) > LONGEST_TEXT:
        raise Refused(
            "words_too_long",
            f"The update has {len(words)} characters; at most {LONGEST_TEXT} fit. Shorten it; what "
            "you typed is still below.",
            {"field": "text"},
        )
    return words
