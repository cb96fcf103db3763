"""What happened to a seat, in words: the audit trail as a reader sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from secretariat.foundation.people.models import Seat
from secretariat.foundation.records.models import Entry
from secretariat.foundation.records.queries import history
from secretariat.rules.days import day_words
from secretariat.rules.wording import capitalized

DONE = {
    "people.add_seat": "added the seat",
    "people.relabel_seat": "changed how it is printed",
    "people.share_seat": "let an organization share it",
    "people.end_holding": "ended a holding",
    "people.close_seat": "closed the seat",
    "people.keep_seat": "said which seat goes on",
    "people.leave_seat": "recorded that an organization left",
    "people.pass_on_seat": "passed it on",
    "people.mark_seat_inactive": "marked it inactive",
    "people.mark_seat_active": "marked it active",
    "people.begin_representative": "began a representative's term",
    "people.begin_alternate": "began an alternate's term",
    "people.end_term": "ended a term",
    "people.withdraw_term": "withdrew a term",
}
_NAMES = {"from_on": "from", "to_on": "until", "last_on": "last day", "inactive_from_on": "from",
          "active_from_on": "from"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act: when, who, what, and how it stands since."""

    at: datetime
    who: str
    words: str
    values: str


def seat_trail(seat: Seat, limit: int = 20) -> list[HistoryLine]:
    """The latest acts on a seat, newest first. One query."""
    entries = history(f"{seat.body.slug}/members/{seat.slug}", limit=limit)
    return [_line(entry) for entry in entries]


def _line(entry: Entry) -> HistoryLine:
    words = DONE.get(entry.command, entry.command.rpartition(".")[2].replace("_", " "))
    return HistoryLine(
        entry.at, capitalized(entry.actor_name), words, entry.summary or _left(entry)
    )


def _left(entry: Entry) -> str:
    """The values an act left, for entries that tell themselves in no sentence."""
    values: dict[str, Any] = (
        {**entry.before, **entry.after} if "reason" in entry.after else entry.after
    )
    return "; ".join(_told(values))


def _told(values: dict[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        if value not in (None, "", []):
            label = _NAMES.get(name, name.replace("_", " "))
            yield f"{capitalized(label)}: {_day(str(value))}"


def _day(text: str) -> str:
    try:
        return day_words(date.fromisoformat(text))
    except ValueError:
        return text
