"""Who has said beforehand that they come, who says that they are there, and whom to ask.

Nothing here counts for quorum or for a vote: only the roll call does. A forecast takes whoever said
that they come as present, and asks the same rules. Whoever said no is never asked again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from secretariat.rules.quorum import QuorumState, Stretch, quorum_at, quorum_state
from secretariat.rules.seats import Person, Proxy, Roster, SeatOnDay, who_speaks_for
from secretariat.rules.thresholds import QuorumRule
from secretariat.rules.wording import counted, joined

FEW = 3
"""So many seats that said nothing are named when it is said whom to ask."""


class Answer(StrEnum):
    """What somebody says beforehand."""

    COMING = "coming"
    NOT_COMING = "not_coming"
    ALTERNATE = "alternate"


ANSWER_WORDS = {
    Answer.COMING: "has said they come",
    Answer.NOT_COMING: "has said no",
    Answer.ALTERNATE: "has said an alternate sits for them",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What one person said; `alternate` is whom they named to sit for them."""

    person: Person
    answer: Answer
    alternate: Person | None = None
    note: str = ""

    @property
    def words(self) -> str:
        """The answer as others read it: "has said no", "Bea Marsh sits for them"."""
        if self.alternate is not None:
            return f"{self.alternate.name} sits for them"
        return ANSWER_WORDS[self.answer]


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """Somebody who says that they are there and whom nobody has confirmed. `turned_away` is why the
    secretary did not; empty while that is open.
    """

    person: Person
    at: datetime
    turned_away: str = ""


@dataclass(frozen=True, slots=True)
class Forecast:
    """How quorum would stand if everybody did as they said. `refused` and `silent` are the labels
    of seats nobody comes for, and of those of which nothing is known.
    """

    state: QuorumState
    refused: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The forecast in words: "5 of 9 seats have said they come, needs 5."."""
        state = self.state
        have = "has" if state.present == 1 else "have"
        words = f"{state.present} of {counted(state.total, 'seat')} {have} said they come, "
        words += f"needs {state.needed}."
        if self.refused:
            words += f" {len(self.refused)} said no."
        if self.silent:
            words += f" {len(self.silent)} {'has' if len(self.silent) == 1 else 'have'} not said."
        return words


@dataclass(frozen=True, slots=True)
class Loss:
    """When quorum would be lost if everybody leaves as they announced, and who leaves then."""

    at: datetime
    people: tuple[Person, ...]


def expected_there(roster: Roster, said: Iterable[Said]) -> frozenset[str]:
    """The handles of those who can be counted on: who said that they come, and who sits for
    somebody, unless they said no themselves. Without a name it is the first alternate of the seat.
    """
    known = {each.person.handle: each for each in said}
    coming = {handle for handle, each in known.items() if each.answer is Answer.COMING}
    sitting = [_sits_for(roster, each, known) for each in known.values()]
    return frozenset(coming.union(*sitting))


def _sits_for(roster: Roster, said: Said, known: Mapping[str, Said]) -> set[str]:
    if said.answer is not Answer.ALTERNATE:
        return set()
    found = set()
    for seat in roster.seats_of(said.person.handle):
        able = [p.handle for p in seat.people if p != said.person and not stays_away(p, known)]
        named = said.alternate.handle if said.alternate else ""
        found |= {named} if named in able else set() if named else set(able[:1])
    return found


def stays_away(person: Person, said: Mapping[str, Said]) -> bool:
    """Whether somebody said that they do not come themselves."""
    answer = said.get(person.handle)
    return answer is not None and answer.answer is not Answer.COMING


def forecast(roster: Roster, rule: QuorumRule, said: Iterable[Said]) -> Forecast:
    """How quorum would stand by what was said, counted in seats."""
    known = tuple(said)
    by_person = {each.person.handle: each for each in known}
    state = quorum_state(roster, rule, who_speaks_for(roster, expected_there(roster, known)))
    absent = {each.seat for each in state.absent_seats}
    base = [seat for seat in rule.seats_in_base(roster, state.present_seats) if seat.people]
    missing = [seat for seat in base if seat.slug in absent]
    refused = [seat.label for seat in missing if _all_said_no(seat, by_person)]
    silent = [seat.label for seat in missing if seat.label not in refused]
    return Forecast(state, tuple(refused), tuple(silent))


def _all_said_no(seat: SeatOnDay, said: Mapping[str, Said]) -> bool:
    return all(stays_away(person, said) for person in seat.people)


@dataclass(frozen=True, slots=True)
class Asked:
    """A seat that is missing and the people of it to ask; `rank` 0 for who says that they are
    there, 1 for who said that they come, 2 for who said nothing.
    """

    label: str
    people: tuple[Person, ...]
    rank: int

    @property
    def words(self) -> str:
        """The people and their seat: "Ada Quill or Al Reed (Amber Works)"."""
        return f"{joined((person.name for person in self.people), 'or')} ({self.label})"


def whom_to_ask(
    state: QuorumState,
    said: Iterable[Said],
    checked_in: Collection[str] = (),
    left: Collection[str] = (),
) -> tuple[Asked, ...]:
    """Whom to ask while quorum is not reached, a seat each: who says that they are there, then who
    said that they come and has not been (`left`), then who said nothing. Whoever said no is never
    named. Empty where quorum is reached.
    """
    if state.is_reached:
        return ()
    known = {each.person.handle: each for each in said}
    named = {each.alternate.handle for each in known.values() if each.alternate}

    def rank(person: Person) -> int:
        if person.handle in checked_in:
            return 0
        answer = known.get(person.handle)
        comes = answer is not None and answer.answer is Answer.COMING
        is_named = person.handle in named and answer is None
        return 1 if (comes or is_named) and person.handle not in left else 2

    found = []
    for seat in state.absent_seats:
        able = [p for p in seat.could_come if p.handle in checked_in or not stays_away(p, known)]
        if able:
            best = min(rank(person) for person in able)
            found.append(Asked(seat.label, tuple(p for p in able if rank(p) == best), best))
    return tuple(sorted(found, key=lambda each: each.rank))


def asking_words(state: QuorumState, asked: Sequence[Asked]) -> str:
    """Whom to ask, in a sentence; empty where quorum is reached."""
    if state.is_reached:
        return ""
    if not asked:
        return "Nobody is left to ask: everybody who is missing has said no."
    confirm, coming, others = ([each.words for each in asked if each.rank == n] for n in range(3))
    rest = len(others) - FEW
    if rest > 0:
        others = [*others[:FEW], f"{counted(rest, 'more seat')}"]
    first = f"Confirm {joined(confirm)}, who checked in. " if confirm else ""
    if coming:
        then = f"; then {joined(others)}" if others else ""
        return f"{first}Ask {joined(coming)}, who said they come{then}."
    return f"{first}Ask {joined(others)}." if others else first.strip()


def foreseen_loss(
    roster: Roster,
    rule: QuorumRule,
    stretches: Sequence[Stretch],
    leaving: Mapping[str, datetime],
    at: datetime,
    proxies: Sequence[Proxy] = (),
    *,
    may_hold_two: bool = False,
) -> Loss | None:
    """When quorum will be lost by what people announced; None if it is not reached now, or stays.

    `leaving` says by handle when somebody who is there will leave; an announcement whose time has
    passed counts as said for now.
    """
    here = {each.person.handle: each.person for each in stretches if each.covers(at)}
    gone = {handle: max(when, at) for handle, when in leaving.items() if handle in here}

    def reached(without: Collection[str]) -> bool:
        stays = [each for each in stretches if each.person.handle not in without]
        state = quorum_at(roster, rule, stays, at, proxies, may_hold_two=may_hold_two)
        return state.is_reached

    if not reached(()):
        return None
    for when in sorted(set(gone.values())):
        away = {handle for handle, leaves in gone.items() if leaves <= when}
        if not reached(away):
            now = sorted(handle for handle, leaves in gone.items() if leaves == when)
            return Loss(when, tuple(here[handle] for handle in now))
    return None
