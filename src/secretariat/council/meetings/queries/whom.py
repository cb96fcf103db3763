"""Whom a typed line means: two letters, a name, or "Name (Organization)"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.standing import present_in, standing_of
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.queries.likeness import persons_like
from secretariat.foundation.people.queries.persons import (
    PersonFound,
    folded,
    namesakes,
    persons_matching,
)
from secretariat.rules.errors import Refused

_LINE = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<organization>[^()]+)\))?")
_BETWEEN = re.compile(r",|;|\s+and\s+|\s+&\s+")
NEW = "new"
"""The answer that somebody of this name is not in the record yet."""
SHORT = 4
"""Up to so many letters without a blank are a way to find somebody, never the name of a guest."""
MOST = 9
"""As many can be chosen by one digit."""


@dataclass(frozen=True, slots=True)
class GuestLine:
    """What somebody typed: "Ann Lee (Harbour Works)"."""

    name: str
    organization: str = ""


@dataclass(frozen=True, slots=True)
class Whom:
    """Who is meant: one person of the record (`handle`), or else a question: one of several, or
    somebody new. `is_known` where the candidates fit what was typed; else they are only alike.
    `there` are those of them who are present already.
    """

    line: str
    typed: GuestLine
    handle: str = ""
    candidates: tuple[PersonFound, ...] = ()
    there: frozenset[str] = frozenset()
    is_known: bool = True
    may_be_new: bool = True

    @property
    def is_open(self) -> bool:
        """Whether somebody has to choose, or to say that it is somebody new."""
        return not self.handle and bool(self.candidates or self.may_be_new)

    @property
    def question(self) -> str:
        """What is asked."""
        if self.is_known:
            return f"Who is “{self.typed.name}”?"
        mean = "Did you mean one of these?" if self.candidates else "Is this a new guest?"
        return f"Nobody is called “{self.typed.name}”. {mean}"

    def must_mean_somebody(self) -> Whom:
        """Refuse ("nobody_found") letters that fit nobody and are no name."""
        if self.handle or self.is_open:
            return self
        others = f"Nobody who is still missing fits “{self.typed.name}”."
        if self.there:
            others = f"Whoever fits “{self.typed.name}” is present already."
        raise Refused(
            "nobody_found",
            f"{others} Nobody was marked. Type more of the name, or a guest as "
            "Name (Organization).",
            {"field": "who"},
        )


def parse_guest(line: str) -> GuestLine:
    """Read a guest in one line. Refuses ("malformed_guest")."""
    match = _LINE.fullmatch(" ".join(line.split()))
    if match is None:
        raise Refused(
            "malformed_guest",
            f"“{line.strip()}” cannot be read. Write the guest as Name (Organization); nothing "
            "has changed.",
            {"field": "line"},
        )
    return GuestLine(match["name"], (match["organization"] or "").strip())


def whom(meeting: Meeting, line: str) -> Whom:
    """Whom the line means for a guest: an exact name decides, a likeness asks, and so does a name
    that nobody bears: whoever is almost called so may be meant.
    """
    typed, there, standing = parse_guest(line), present_in(meeting), standing_of(meeting)
    found = namesakes(typed.name) or persons_matching(
        typed.name, meeting.body, limit=MOST, standing=standing
    )
    fitting = [each for each in found if _fits(each, typed)]
    if len(fitting) == 1:
        return Whom(line, typed, fitting[0].handle)
    if found:
        return Whom(line, typed, candidates=tuple(found), there=there)
    return _unknown(meeting, line, there, standing)


def people_meant(text: str) -> tuple[list[Person], str]:
    """The persons of the record among names with commas between them, and the other names."""
    handles, others = [], []
    for name in (part.strip() for part in _BETWEEN.split(text) if part.strip()):
        found = namesakes(name)
        if len(found) == 1:
            handles.append(found[0].handle)
        else:
            others.append(name)
    persons = {person.handle: person for person in Person.objects.filter(handle__in=handles)}
    return [persons[handle] for handle in handles], ", ".join(others)


def person_meant(text: str, body: Body) -> Person:
    """The one person a name or a few letters mean. Refuses ("ambiguous_person", "nobody_found")."""
    found = namesakes(text) or persons_matching(text, body, limit=6)
    if len(found) == 1:
        return Person.objects.get(handle=found[0].handle)
    if not found:
        raise Refused(
            "nobody_found",
            f"Nobody called “{text}” is in the record, and nothing has changed. Correct the name, "
            "or add the person first: a guest in the roll call, others in the settings.",
        )
    names = ", ".join(each.name for each in found)
    raise Refused(
        "ambiguous_person", f"“{text}” may be {names}. Write the whole name; nothing has changed."
    )


def whom_in_room(meeting: Meeting, line: str) -> Whom:
    """Whom a few letters mean in the room: those not yet present, the nearest to the body first.

    One fitting person decides. Nobody is new who is not asked about.
    """
    typed = parse_guest(line)
    if typed.organization:
        return whom(meeting, line)
    there, standing = present_in(meeting), standing_of(meeting)
    most = MOST + len(there)
    found = persons_matching(typed.name, meeting.body, limit=most, standing=standing)
    absent = [each for each in found if each.handle not in there]
    known = [each for each in absent if each.is_known_here] or absent
    exact = [each for each in absent if folded(each.name) == folded(typed.name)]
    for found_by in (exact, known):
        if len(found_by) == 1:
            return Whom(line, typed, found_by[0].handle)
    if known:
        few = tuple(known[:MOST])
        return Whom(line, typed, candidates=few, may_be_new=not _is_short(typed))
    if found:
        here = [each.handle for each in found if folded(each.name) == folded(typed.name)]
        handle = here[0] if len(here) == 1 else ""
        return Whom(line, typed, handle, there=there, may_be_new=False)
    return _unknown(meeting, line, there, standing)


def _unknown(
    meeting: Meeting, line: str, there: frozenset[str], standing: Mapping[str, int]
) -> Whom:
    typed = parse_guest(line)
    alike = persons_like(
        typed.name, meeting.body, organization=typed.organization, standing=standing
    )
    return Whom(
        line,
        typed,
        candidates=tuple(alike),
        there=there.intersection(each.handle for each in alike),
        is_known=False,
        may_be_new=not _is_short(typed),
    )


def _is_short(typed: GuestLine) -> bool:
    return not typed.organization and len(typed.name) <= SHORT and " " not in typed.name


def person_words(found: PersonFound) -> str:
    """Somebody of the record with their organization, to tell them from others."""
    return f"{found.name} ({found.organization})" if found.organization else found.name


def _fits(found: PersonFound, typed: GuestLine) -> bool:
    if folded(found.name) != folded(typed.name):
        return False
    if not typed.organization or not found.organization:
        return True
    return folded(typed.organization) in folded(found.organization)
