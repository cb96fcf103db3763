"""How a meeting departs from its rhythm, in words: cancelled, moved, extra, held with other bodies.

The same sentences stand on pages, in mail, calendars, agendas and minutes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from secretariat.rules.times import weekday_instant_words
from secretariat.rules.wording import joined

EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a meeting to another time: when it was to begin before, and why it moved."""

    from_at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departures:
    """What is out of the ordinary about one meeting. `moves` stand in the order they were made,
    `bodies` names every body of a joint meeting, the convening one first. `occasion` says why a
    meeting beside the rhythm is held.
    """

    starts_at: datetime
    zone: str
    kind: str = ""
    occasion: str = ""
    cancelled_reason: str = ""
    moves: tuple[Move, ...] = ()
    bodies: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """A sentence for each: "Moved from Thu 14 Oct 2021, 07:00 PDT: holiday."."""
        return tuple(_sentences(self))

    @property
    def moved_words(self) -> str:
        """From when it moved and why; empty for a meeting that stands where it was planned."""
        steps = [
            (weekday_instant_words(move.from_at, self.zone), move.reason)
            for move in self.moves
            if move.from_at != self.starts_at
        ]
        if not steps:
            return ""
        if len(steps) == 1:
            when, reason = steps[0]
            return _with_reason(f"Moved from {when}", reason)
        told = (f"{when} ({reason})" if reason else when for when, reason in steps)
        return f"Moved from {', then from '.join(told)}."


def _sentences(of: Departures) -> Iterator[str]:
    if of.cancelled_reason:
        yield _with_reason("Cancelled", of.cancelled_reason)
    if of.moved_words:
        yield of.moved_words
    if len(of.bodies) > 1:
        yield _with_reason(f"Joint meeting of {joined(of.bodies)}", of.occasion)
    elif of.kind == EXTRA:
        yield _with_reason("Extra meeting", of.occasion)


def _with_reason(what: str, reason: str) -> str:
    reason = reason.rstrip(". ")
    return f"{what}: {reason}." if reason else f"{what}."
