"""Whom a typed line means: two letters, a name, or "Name (Organization)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from secretariat.council.meetings.models import Attendance, Meeting
from secretariat.foundation.people.models import Body, Person
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


@dataclass(frozen=True, slots=True)
class GuestLine:
    """What somebody typed: "Ann Lee (Harbour Works)"."""

    name: str
    organization: str = ""


@dataclass(frozen=True, slots=True)
class Whom:
    """Who is meant: one person of the record (`handle`), one of several, or somebody new."""

    line: str
    typed: GuestLine
    handle: str = ""
    candidates: tuple[PersonFound, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody has to choose."""
        return not self.handle and bool(self.candidates)


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
    """Whom the line means for a guest: an exact name decides, a likeness asks."""
    typed = parse_guest(line)
    found = namesakes(typed.name) or persons_matching(typed.name, meeting.body, limit=6)
    fitting = [each for each in found if _fits(each, typed)]
    if len(fitting) == 1:
        return Whom(line, typed, fitting[0].handle)
    return Whom(line, typed, candidates=tuple(found))


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
    """Whom a few letters mean in the room: those not yet present, people known here first.

    One fitting person decides. Refuses ("nobody_found") letters that fit nobody and are no name.
    """
    typed = parse_guest(line)
    if typed.organization:
        return whom(meeting, line)
    present = set(
        Attendance.objects.filter(meeting=meeting, stretches__left_at=None).values_list(
            "person__handle", flat=True
        )
    )
    near = Attendance.objects.filter(meeting__body=meeting.body_id).order_by("-meeting__starts_at")
    first = list(dict.fromkeys(near.values_list("person__handle", flat=True)[:200]))
    found = persons_matching(typed.name, meeting.body, limit=9, first=first)
    absent = [each for each in found if each.handle not in present]
    known = [each for each in absent if each.is_known_here] or absent
    exact = [each for each in absent if folded(each.name) == folded(typed.name)]
    for found_by in (exact, known):
        if len(found_by) == 1:
            return Whom(line, typed, found_by[0].handle)
    if not known and len(typed.name) <= SHORT and " " not in typed.name:
        raise Refused(
            "nobody_found",
            f"Nobody who is still missing fits “{typed.name}”. Type more of the name, or a guest "
            "as Name (Organization).",
            {"field": "who"},
        )
    return Whom(line, typed, candidates=tuple(known))


def person_words(found: PersonFound) -> str:
    """Somebody of the record with their organization, to tell them from others."""
    return f"{found.name} ({found.organization})" if found.organization else found.name


def _fits(found: PersonFound, typed: GuestLine) -> bool:
    if folded(found.name) != folded(typed.name):
        return False
    if not typed.organization or not found.organization:
        return True
    return folded(typed.organization) in folded(found.organization)
