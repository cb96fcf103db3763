"""A letter as an app words it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from secretariat.foundation.outbox.subjects import Asks


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent, and what it asks of its reader, which the subject says. `answer_by_on` is the
    day until which answers or corrections are asked for.
    """

    ref: str
    body_slug: str
    purpose: str
    subject: str
    text: str
    asks: Asks
    answer_by_on: date | None = None
