"""What changed between two documents, in words, line by line and place by place."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

Places = Sequence[tuple[str, Sequence[str]]]
"""A document as named places ("Slide 4, Agenda") with their lines of text, in order."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `before` is empty for something added, `after` for something removed."""

    place: str
    before: str
    after: str

    @property
    def words(self) -> str:
        if not self.before:
            return f"{self.place}: added “{self.after}”."
        if not self.after:
            return f"{self.place}: removed “{self.before}”."
        return f"{self.place}: “{self.before}” is now “{self.after}”."


def changes(before: Places, after: Places) -> tuple[Change, ...]:
    """Every difference, in the order of the newer document; places that vanished come last."""
    old = dict(_unique(before))
    new = dict(_unique(after))
    found: list[Change] = []
    for place, lines in new.items():
        found.extend(_in_place(place, old.get(place, ()), lines))
    for place, lines in old.items():
        if place not in new:
            found.extend(_in_place(place, lines, ()))
    return tuple(found)


def _unique(places: Places) -> list[tuple[str, Sequence[str]]]:
    seen: dict[str, int] = {}
    named = []
    for place, lines in places:
        seen[place] = seen.get(place, 0) + 1
        named.append((place if seen[place] == 1 else f"{place} ({seen[place]})", lines))
    return named


def _in_place(place: str, before: Sequence[str], after: Sequence[str]) -> list[Change]:
    found: list[Change] = []
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        gone, came = list(before[start:end]), list(after[new_start:new_end])
        both = min(len(gone), len(came))
        found.extend(Change(place, gone[i], came[i]) for i in range(both))
        found.extend(Change(place, line, "") for line in gone[both:])
        found.extend(Change(place, "", line) for line in came[both:])
    return [change for change in found if change.before != change.after]
