"""Who owns an action: one person, several, a role, everybody, or nobody yet.

Reads the line a secretary types ("[Dave/Ashley] Schedule the reviews /due 21 OCT") and finds the
persons and roles it means. A name that is unknown or fits two people is refused, never guessed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from secretariat.rules.dates import parse_due
from secretariat.rules.errors import Refused
from secretariat.rules.seats import Person
from secretariat.rules.wording import joined

LONGEST_ACTION = 1000
_LINE = re.compile(r"\s*(?:\[(?P<owners>[^\]]*)\])?\s*(?P<text>.*?)(?:\s*/due\s+(?P<due>.+))?\s*")
_BETWEEN = re.compile(r"\s*(?:[/,&;]|\band\b)\s*", re.IGNORECASE)
_NOBODY = {"", "tbd", "nobody", "nobody yet", "?"}
_EVERYBODY = {"all", "everybody", "everyone"}


class OwnerKind(StrEnum):
    """What sort of owner."""

    PERSON = "person"
    ROLE = "role"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Owner:
    """One owner as printed (`label`), with the person's handle or the role's slug."""

    kind: OwnerKind
    label: str
    person: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person an action may be given to, with every name they are found by."""

    handle: str
    name: str
    other_names: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the full one first."""
        return (self.name, *self.other_names)


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as typed: owners' names (none: nobody yet), text, and due words."""

    owners: tuple[str, ...]
    text: str
    due: str = ""


def parse_action_line(line: str) -> ActionLine:
    """Read "[Dave/Ashley] text /due 21 OCT". Refused ("malformed_action") without a text.

    An impossible due date is refused as `parse_due` does.
    """
    one_line = " ".join(line.split())
    match = _LINE.fullmatch(one_line)
    if match is None or not match["text"] or len(one_line) > LONGEST_ACTION:
        raise Refused(
            "malformed_action",
            "An action needs a text of at most 1000 characters. Nothing was recorded. Write it as: "
            "[Owner] what is to be done /due 7 Mar. Owner and due date may be left out.",
        )
    due = (match["due"] or "").strip()
    parse_due(due)
    owners = [name for name in _BETWEEN.split((match["owners"] or "").strip()) if name]
    return ActionLine(
        tuple(name for name in owners if name.lower() not in _NOBODY), match["text"], due
    )


def resolve_owner(
    label: str, persons: Sequence[KnownPerson], roles: Mapping[str, str] | None = None
) -> Owner:
    """The owner a name means: everybody, a role, or a person.

    `roles` maps the words for a role ("project mentors") to its slug. A person is found by a full
    name, another name, a first name, or a first name with an initial ("Thomas F."). Refused:
    "unknown_person", "ambiguous_person".
    """
    written = " ".join(label.split())
    plain = written.casefold()
    if plain in _EVERYBODY:
        return Owner(OwnerKind.ALL, written)
    for words, slug in (roles or {}).items():
        if plain in (words.casefold(), words.casefold() + "s", slug.casefold()):
            return Owner(OwnerKind.ROLE, written, role=slug)
    found = _matching(plain, persons)
    if len(found) == 1:
        return Owner(OwnerKind.PERSON, written, person=found[0].handle)
    if found:
        raise Refused(
            "ambiguous_person",
            f"“{written}” may be {joined((p.name for p in found), 'or')}. Nothing has changed. "
            "Write the full name.",
        )
    raise Refused("unknown_person", _unknown_words(written, persons))


def owner_words(owners: Sequence[Owner]) -> str:
    """The owners as printed before an action: "Dave/Ashley"; "nobody yet" without one."""
    return "/".join(owner.label for owner in owners) or "nobody yet"


def expanded(
    owners: Iterable[Owner],
    persons: Mapping[str, Person],
    holders: Mapping[str, Sequence[Person]],
    everybody: Sequence[Person],
) -> tuple[Person, ...]:
    """The people owners mean that day, each once, in order. A role nobody holds adds nobody."""
    found: dict[str, Person] = {}
    for owner in owners:
        means: Sequence[Person]
        if owner.kind is OwnerKind.ALL:
            means = everybody
        elif owner.kind is OwnerKind.ROLE:
            means = holders.get(owner.role, ())
        else:
            means = [persons[owner.person]] if owner.person in persons else []
        for person in means:
            found.setdefault(person.handle, person)
    return tuple(found.values())


def split_by_owner(people: Sequence[Person]) -> tuple[Owner, ...]:
    """The owners of the single actions one action is split into. Refused below two people."""
    if len(people) < 2:
        raise Refused(
            "nothing_to_split",
            "The action has fewer than two people to split it between. Nothing has changed. "
            "Name the people who share it first.",
        )
    return tuple(Owner(OwnerKind.PERSON, p.name, person=p.handle) for p in people)


def _matching(plain: str, persons: Sequence[KnownPerson]) -> list[KnownPerson]:
    """The persons a name fits best: whole names before first names with an initial and alone."""
    ways = (
        lambda name: name == plain,
        lambda name: _has_initial(plain, name),
        lambda name: name.split()[:1] == [plain],
    )
    for fits in ways:
        found = [p for p in persons if any(fits(name.casefold()) for name in p.names)]
        if found:
            return found
    return []


def _has_initial(plain: str, name: str) -> bool:
    """Whether "thomas f." or "thomas f" fits "thomas fossati"."""
    words, parts = plain.rstrip(".").split(), name.split()
    return (
        len(words) == 2
        and len(parts) >= 2
        and words[0] == parts[0]
        and len(words[1]) == 1
        and parts[-1].startswith(words[1])
    )


def _unknown_words(written: str, persons: Sequence[KnownPerson]) -> str:
    names = {name.casefold(): person.name for person in persons for name in person.names}
    near = difflib.get_close_matches(written.casefold(), names, n=3, cutoff=0.7)
    like = list(dict.fromkeys(names[name] for name in near))
    hint = f"Did you mean {joined(like, 'or')}? " if like else ""
    return (
        f"Nobody called “{written}” is known here. Nothing has changed. {hint}"
        "Choose a known person, or add the person first."
    )
