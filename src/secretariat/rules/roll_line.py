"""A line of the roll call as a secretary types it at speaking speed.

"dt" came, "dt 7:12" came at 7:12, "-dt" leaves now, "-dt 8:05" left at 8:05, "dt >8:30" will leave
at 8:30, "dt >" stays after all. Whom the letters mean is asked elsewhere; a line without sign and
time is a name as it stands, so that no guest's name is misread.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from secretariat.rules.errors import Refused

_CLOCK = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})"
_TAIL = re.compile(rf"(?P<who>.*?)(?:(?:^|\s+){_CLOCK})$")
_LEAVING = re.compile(rf"(?P<who>.*?)\s*>\s*(?:{_CLOCK})?$")


class RollAct(StrEnum):
    """What a line does."""

    ARRIVES = "arrives"
    LEAVES = "leaves"
    WILL_LEAVE = "will leave"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class RollLine:
    """One line: who is meant, what they do, and at what time of the meeting's clock; None: now."""

    who: str
    act: RollAct = RollAct.ARRIVES
    at: time | None = None

    @property
    def is_of_somebody_here(self) -> bool:
        """Whether it means somebody who is there already."""
        return self.act is not RollAct.ARRIVES


def parse_roll_line(line: str) -> RollLine:
    """Read a line. Refuses ("malformed_roll_line") one without a name, with a time that no clock
    shows, or with two signs.
    """
    text = " ".join(line.split())
    leaves = text.startswith(("-", "–", "−"))
    rest = text[1:].strip() if leaves else text
    announced = _LEAVING.fullmatch(rest)
    if announced:
        if leaves:
            raise _malformed(text)
        at = _time(announced, text)
        act = RollAct.STAYS if at is None else RollAct.WILL_LEAVE
        return RollLine(_named(announced["who"], text), act, at)
    timed = _TAIL.fullmatch(rest)
    act = RollAct.LEAVES if leaves else RollAct.ARRIVES
    if timed:
        return RollLine(_named(timed["who"], text), act, _time(timed, text))
    return RollLine(_named(rest, text) if leaves else rest, act)


def _named(who: str, line: str) -> str:
    name = who.strip()
    if not name or ">" in name:
        raise _malformed(line)
    return name


def _time(found: re.Match[str], line: str) -> time | None:
    if found["hour"] is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"])
    if hour > 23 or minute > 59:
        raise _malformed(line)
    return time(hour, minute)


def _malformed(line: str) -> Refused:
    return Refused(
        "malformed_roll_line",
        f"“{line}” cannot be read. Write two letters, then a time if it was not now: dt 7:12 came, "
        "-dt 8:05 left, dt >8:30 will leave. Nobody was marked.",
        {"field": "who"},
    )
