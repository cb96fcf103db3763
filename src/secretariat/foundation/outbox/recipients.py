"""Whom mail goes to. What only reads the record names them without loading how mail is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from secretariat.foundation.outbox.subjects import Asks


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person of the record with an address. A list has no `handle` and gets no personal link.

    `private` is said in this one mail only, such as how to join a call; no list gets it.
    """

    name: str
    address: str
    handle: str = ""
    private: str = ""


@dataclass(frozen=True, slots=True)
class PersonalLetter:
    """A letter to one person. `text` is given the person's own link, and "" for what the record
    keeps, which must not hold it.
    """

    ref: str
    body_slug: str
    purpose: str
    subject: str
    text: Callable[[str], str]
    asks: Asks
    answer_by_on: date | None = None
