"""One rule for subjects: each ends in what its letter wants of the reader, and until when."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from secretariat.rules.days import MONTHS


class Asks(StrEnum):
    """What a letter wants. Whoever only reads subjects must know whether to open it."""

    ACTION = "action required"
    ANSWER = "please answer"
    NOTHING = "for information"


_LONGEST = 200
_WISH = re.compile(rf": (?P<asks>{'|'.join(Asks)})(?: by \d{{1,2}} [A-Z][a-z]{{2}})?$")


def subject_line(about: str, asks: Asks, by_on: date | None = None) -> str:
    """A subject that says what the letter wants: "Your slides: action required by 14 Oct". One that
    ends so already, as the sender may have worded it, stays.
    """
    flat = " ".join(about.split())
    if asked_by(flat) is not None:
        return flat
    until = f" by {by_on.day} {MONTHS[by_on.month - 1]}" if by_on and asks != Asks.NOTHING else ""
    wish = f": {asks}{until}"
    room = _LONGEST - len(wish)
    if len(flat) > room:
        flat = f"{flat[: room - 2].rpartition(' ')[0] or flat[: room - 2]} …"
    return f"{flat}{wish}"


def asked_by(subject: str) -> Asks | None:
    """What a subject says that its letter wants; None if it does not say."""
    found = _WISH.search(subject)
    return Asks(found["asks"]) if found else None
