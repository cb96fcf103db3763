"""What needs a person: the register of sources from which a body's home page asks.

An app says in its own `attention.py` what of its business waits for whom, and registers it here.
The page knows no app by name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from secretariat.foundation.config.discovery import load_from_apps
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.visibility import Actor


class Place(IntEnum):
    """How soon somebody should look; what is late stands before what is due at the same place."""

    NOW = 0
    SOON = 10
    WAITING = 20
    GOOD_TO_KNOW = 30


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing that waits for the person who asks: words that begin with a verb, and one link.

    `kind` is the word for its sort ("action", "vote"), `due_on` the last day if there is one,
    `anchor` where it stands behind the personal link of a digest, if it can be answered there.
    """

    words: str
    href: str
    kind: str
    due_on: date | None = None
    place: Place = Place.WAITING
    anchor: str = ""


LONGEST = 120

Source = Callable[[Actor, Body, datetime], Sequence[Attention]]

_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Ask this source, too. It gets who asks, the body and an instant, and answers quickly."""
    _sources[name] = source


def unregister(name: str) -> None:
    """Take a source out again (for one defined only in a test)."""
    _sources.pop(name, None)


def needs(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """What waits for the actor in this body, the most pressing first; nothing for the public."""
    if actor.person is None and not actor.is_operator:
        return []
    load_from_apps("attention")
    found = [each for name in sorted(_sources) for each in _sources[name](actor, body, at)]
    today = day_in(body, at)
    return sorted(found, key=lambda each: _order(each, today))


def is_late(attention: Attention, today: date) -> bool:
    """Whether its last day has passed."""
    return attention.due_on is not None and attention.due_on < today


def shortened(text: str) -> str:
    """A text on one line, cut at a word where it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[:LONGEST].rpartition(' ')[0]} …"


def _order(each: Attention, today: date) -> tuple[Place, bool, date]:
    return each.place, not is_late(each, today), each.due_on or date.max
