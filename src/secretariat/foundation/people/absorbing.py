"""One person entered twice: the register of what each app knows of persons and carries over.

An app says in its own `commands/absorbing.py` which of its rows name a person, what both entries
did that one person cannot have done twice, and how the rows pass to the entry that is kept. People
know no app by name; a row that nobody claims keeps the two entries from being put together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from secretariat.foundation.config.discovery import load_from_apps
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.commands import Act


@dataclass(frozen=True, slots=True)
class Finding:
    """What both entries did. One person cannot have done what is `refused`; the rest has to be
    confirmed, and the words say what becomes of it. `ref` is where to look.
    """

    words: str
    ref: str = ""
    refused: bool = False


Look = Callable[[Person, Person], Iterable[Finding]]
Absorb = Callable[[Act, Person, Person], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Absorber:
    """One app's part. `fields` are the columns it claims ("motions.Vote.person"); `look` finds
    what both did; `absorb` lets the first person have what was the second's, touches the bodies
    it concerns, and tells in words what moved ("3 votes").
    """

    fields: frozenset[str]
    look: Look
    absorb: Absorb


_absorbers: dict[str, Absorber] = {}


def register(name: str, fields: Iterable[str], absorb: Absorb, look: Look | None = None) -> None:
    """Ask this app, too, when two entries of one person are put together."""
    _absorbers[name] = Absorber(frozenset(fields), look or _nothing, absorb)


def unregister(name: str) -> None:
    """Take an app out again (for one defined only in a test)."""
    _absorbers.pop(name, None)


def _nothing(_kept: Person, _other: Person) -> Iterable[Finding]:
    return ()


def absorbers() -> list[Absorber]:
    """Every app's part, in the order of their names."""
    load_from_apps("commands.absorbing")
    return [_absorbers[name] for name in sorted(_absorbers)]


def findings(kept: Person, other: Person) -> list[Finding]:
    """What both did, what is impossible first."""
    found = [each for absorber in absorbers() for each in absorber.look(kept, other)]
    return sorted(found, key=lambda each: not each.refused)
