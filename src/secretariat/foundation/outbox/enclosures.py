"""What the personal link in a letter shows besides the letter: the thing it is about, for its
addressee.

An app that sends letters says in its own `enclosures.py` what belongs to letters of its purpose.
The outbox knows no app by name. There an app also says what an answer with a word to it means.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from secretariat.foundation.config.discovery import load_from_apps
from secretariat.foundation.outbox.models import Receipt


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A part of the page behind the link. Its template reads `enclosure.values`."""

    template: str
    values: Mapping[str, Any]


Enclose = Callable[[Receipt, str], Enclosure | None]
Hear = Callable[[Receipt], None]
End = Callable[[Receipt], datetime | None]

_hearing: dict[str, Hear] = {}
_hearing_all: dict[str, Hear] = {}
_enclosures: dict[str, Enclose] = {}
_ends: dict[str, End] = {}


def register(purpose: str, enclose: Enclose) -> None:
    """Let letters of this purpose show what `enclose` gives for a receipt and the address of its
    page; None where the letter says it all.
    """
    _enclosures[purpose] = enclose


def register_hearing(purpose: str, hear: Hear) -> None:
    """Let `hear` act on every answer to letters of this purpose that came with another word than
    before; it runs in the transaction of the answer, and what it refuses undoes the answer.
    """
    _hearing[purpose] = hear


def register_hearing_all(purpose: str, hear: Hear) -> None:
    """The same for every answer, with a word or without."""
    _hearing_all[purpose] = hear


def register_end(purpose: str, end: End) -> None:
    """Let the links in letters of this purpose end at the instant that `end` gives; None: they go
    on. It is asked each time, so a meeting that moves takes its links along.
    """
    _ends[purpose] = end


def link_ends_at(receipt: Receipt) -> datetime | None:
    """The instant at which the link of this receipt ends; None if it goes on."""
    load_from_apps("enclosures")
    end = _ends.get(receipt.sending.purpose)
    return end(receipt) if end is not None else None


def hear_answer(receipt: Receipt, *, has_new_word: bool) -> None:
    """Tell the app of this purpose that its letter was answered; `has_new_word` if with another
    word than before.
    """
    load_from_apps("enclosures")
    purpose = receipt.sending.purpose
    for hear in (_hearing_all.get(purpose), _hearing.get(purpose) if has_new_word else None):
        if hear is not None:
            hear(receipt)


def unregister(purpose: str) -> None:
    """Take it out again (for one defined only in a test)."""
    _enclosures.pop(purpose, None)


def enclosure_of(receipt: Receipt, address: str) -> Enclosure | None:
    """What the letter of this receipt encloses for its addressee; None where it is all said."""
    load_from_apps("enclosures")
    enclose = _enclosures.get(receipt.sending.purpose)
    return enclose(receipt, address) if enclose is not None else None
