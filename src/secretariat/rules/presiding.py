"""Who presides: the chair of the day or of the body, or whoever took over while that one is
recused.

Whoever has an interest in a matter does not preside over it: the vice chair does, and the chair
comes back when the matter is decided.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from secretariat.rules.meetings import MeetingSnapshot, PresidingSnapshot
from secretariat.rules.seats import Person

CHAIR, VICE_CHAIR = "Chair", "Vice chair"


@dataclass(frozen=True, slots=True)
class InTheChair:
    """Who presides at an instant; `stretch` is what was noted, where somebody took over."""

    person: Person
    stretch: PresidingSnapshot | None = None

    @property
    def words(self) -> str:
        """In words: "Suri Halvane presides for M-2021-03 while Maren Tidewell is recused"."""
        return f"{self.person.name} presides{_for_words(self.stretch, 'is')}"


def who_presides(meeting: MeetingSnapshot, at: datetime) -> InTheChair | None:
    """Who presides at an instant: who took over; else the chair of the day; else the chair or the
    vice chair of the body, whoever of them is present. None if the snapshot does not tell.
    """
    if meeting.adjourned_at is not None:
        return None
    stretch = meeting.presiding
    if stretch is not None:
        return InTheChair(Person(stretch.person, stretch.name), stretch)
    if meeting.chair:
        return InTheChair(Person(meeting.chair_person, meeting.chair))
    holders = _present_officers(meeting, at)
    found = holders.get(CHAIR) or holders.get(VICE_CHAIR)
    return InTheChair(found) if found else None


def stand_in(meeting: MeetingSnapshot, at: datetime, recused: Collection[str]) -> Person | None:
    """Who takes over from somebody recused: the vice chair, or the chair if that one presided not,
    whoever of them is present and not `recused` (handles). None: somebody has to be asked.
    """
    holders = _present_officers(meeting, at)
    found = [holders[office] for office in (VICE_CHAIR, CHAIR) if office in holders]
    return next((person for person in found if person.handle not in recused), None)


def may_preside(meeting: MeetingSnapshot, at: datetime) -> tuple[Person, ...]:
    """Everybody present, officers of the body first: who may be asked to take over."""
    here = [Person(who.person, who.name) for who in meeting.attendees if who.is_present(at)]
    return tuple(sorted(here, key=lambda who: who.handle not in meeting.offices))


def presided_words(stretch: PresidingSnapshot) -> str:
    """What the minutes say of it: "Suri Halvane presided for M-2021-03 while Maren Tidewell was
    recused."
    """
    return f"{stretch.name} presided{_for_words(stretch, 'was')}."


def for_the_public(stretch: PresidingSnapshot) -> PresidingSnapshot:
    """What everybody may know of it during the call: who presides, not why."""
    return replace(stretch, instead_of="", instead_of_name="", item="", about="")


def _present_officers(meeting: MeetingSnapshot, at: datetime) -> dict[str, Person]:
    return {
        meeting.offices[who.person]: Person(who.person, who.name)
        for who in meeting.attendees
        if who.person in meeting.offices and who.is_present(at)
    }


def _for_words(stretch: PresidingSnapshot | None, verb: str) -> str:
    if stretch is None or not stretch.instead_of:
        return ""
    about = stretch.about.rpartition("/")[2] or "this item"
    return f" for {about} while {stretch.instead_of_name} {verb} recused"
