"""How a vote stands while it is open: who is missing, and whether anything can change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from secretariat.council.meetings.models import Meeting
from secretariat.council.motions.models import Motion, Vote
from secretariat.council.motions.queries.secret import VOTED, voted_in
from secretariat.council.motions.snapshots import (
    Room,
    Terms,
    as_votes,
    frozen_terms,
    moment_in,
    room_in,
    room_of,
    terms_in,
    terms_of_day,
)
from secretariat.rules import motions as law
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.mixed import may_ask_rest
from secretariat.rules.motions import (
    VoteResult,
    may_ask_general_consent,
    vote_result,
    what_would_change_it,
)
from secretariat.rules.quorum import QuorumState
from secretariat.rules.seats import Speaking
from secretariat.rules.visibility import Decision
from secretariat.rules.voice import may_declare


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One seat in the grid of a vote: who speaks for it now (`person` is the handle), and what it
    has said.
    """

    seat: str
    label: str
    is_present: bool
    speaker: str = ""
    person: str = ""
    choice: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Live:
    """A vote as it stands. `change` says what would still turn it, or that nothing can."""

    terms: Terms
    quorum: QuorumState
    result: VoteResult
    change: str
    seats: tuple[SeatLine, ...]
    consent: Decision
    voice: Decision
    is_secret: bool = False

    @property
    def has_voted(self) -> int:
        """How many seats have voted in a secret vote, without those recused."""
        return sum(line.choice == VOTED for line in self.seats)

    @property
    def is_certain(self) -> bool:
        """Whether nothing that is still open can change the outcome."""
        return self.result.is_decided

    def spoken_for(self, person: str | None) -> tuple[SeatLine, ...]:
        """The seats this person speaks for now."""
        return tuple(line for line in self.seats if person and line.person == person)

    def waiting_for(self, person: str | None) -> tuple[SeatLine, ...]:
        """The seats this person speaks for that have not voted yet."""
        return tuple(line for line in self.seats if line.person == person and not line.choice)

    def voted_by(self, person: str | None) -> tuple[SeatLine, ...]:
        """The seats this person speaks for that have voted."""
        return tuple(line for line in self.seats if line.person == person and line.choice)

    def is_missed_by(self, person: str | None) -> bool:
        """Whether a seat of this person could vote, if only the person were in the roll call."""
        here = {line.seat for line in self.seats if line.is_present or line.choice}
        return any(
            person in {each.handle for each in seat.people}
            for seat in self.terms.roster.seats
            if seat.slug not in here
        )

    def is_recused(self, person: str) -> bool:
        """Whether a seat of this person, or one the person speaks for, is recused."""
        recused = {line.seat for line in self.seats if line.choice == Vote.Choice.RECUSED}
        spoken_for = {line.seat for line in self.spoken_for(person)}
        mine = {seat.slug for seat in self.terms.roster.seats_of(person)}
        return bool(recused & (spoken_for | mine))

    @property
    def has_votes(self) -> bool:
        """Whether a seat has voted, so that the motion does not go back to the discussion."""
        return any(line.choice for line in self.seats)

    @property
    def absent(self) -> list[str]:
        """The seats that can say nothing, because nobody speaks for them."""
        return [seat.label for seat in self.seats if not (seat.is_present or seat.choice)]

    @property
    def said(self) -> list[tuple[str, list[str]]]:
        """What the seats that have voted say by name: each choice with its seats."""
        found: dict[str, list[str]] = {}
        for choice in Vote.Choice:
            labels = [line.label for line in self.seats if line.choice == choice]
            if labels:
                found[choice.label] = labels
        return list(found.items())

    @property
    def voted(self) -> int:
        """How many seats have voted."""
        return sum(1 for line in self.seats if line.choice)

    @property
    def words(self) -> str:
        """How it stands, in a few words: what a screen reader calls the tally."""
        result, certain = self.result, ""
        if self.is_certain:
            certain = ", carried already" if result.outcome == "carried" else ", lost already"
        return f"{result.yes} yes, {result.no} no, {result.needed} yes needed{certain}"

    @property
    def next_seat(self) -> str:
        """The first seat that is present and has not voted; empty when all have."""
        return next(iter(self.result.missing_seats), "")

    @property
    def rule_words(self) -> str:
        """The rule in one sentence, with its source."""
        return rule_words(self.terms)


def rule_words(terms: Terms) -> str:
    """What the vote needs, and where that is written."""
    rule = terms.rule
    source = f"{rule.source}; " if rule.source else ""
    return (
        f"{rule.title}: needs the yes of {rule.threshold.words} "
        f"({source}rule book version {terms.book_version})."
    )


def tally_in(motion: Motion, meeting: MeetingSnapshot, at: datetime) -> Live:
    """How a motion's vote stands at an instant, from a snapshot that shows the roll call. No query
    where the votes were read with the motion; counted once for all who look at the snapshot.
    """
    return meeting.once(
        f"tally {motion.pk} {at.isoformat()}", lambda: _counted(motion, meeting, at)
    )


def _counted(motion: Motion, meeting: MeetingSnapshot, at: datetime) -> Live:
    party = meeting.party(motion.body.slug)
    terms = frozen_terms(motion) or terms_in(party, motion.decision_kind, motion.medium)
    votes = list(motion.votes.all())
    live = tally_of(votes, terms, room_in(party), moment_in(meeting, at), meeting.zone)
    return without_choices(motion, live)


def live_tally(motion: Motion, meeting: Meeting, at: datetime) -> Live:
    """How a motion's vote stands at an instant. Eight queries, two when its terms are frozen."""
    terms = frozen_terms(motion) or terms_of_day(motion, meeting)
    votes = list(motion.votes.all())
    room = room_of(meeting, motion.body)
    live = tally_of(votes, terms, room, moment_in(meeting, at), meeting.zone)
    return without_choices(motion, live)


def without_choices(motion: Motion, live: Live) -> Live:
    """A secret vote as it stands: which seats have voted, and nothing of what they said. One query
    for a secret vote, else none.
    """
    if not motion.is_secret:
        return live
    voted = voted_in(motion)
    lines = tuple(
        replace(line, choice=VOTED) if line.seat in voted else line for line in live.seats
    )
    missing = [(s, n) for s, n in _missing(live) if s not in voted]
    result = replace(
        live.result,
        missing_seats=tuple(slug for slug, _ in missing),
        missing_labels=tuple(label for _, label in missing),
        not_voted=len(missing),
        is_decided=False,
        sentence="",
    )
    return replace(live, seats=lines, result=result, change="", is_secret=True)


def _missing(live: Live) -> list[tuple[str, str]]:
    return list(zip(live.result.missing_seats, live.result.missing_labels, strict=True))


def tally_of(votes: Sequence[Vote], terms: Terms, room: Room, at: datetime, zone: str) -> Live:
    """How these votes stand by these terms with the people who are in the room at an instant."""
    speaking, quorum = room.speaking(terms, at), room.quorum(terms, at)
    cast = as_votes(votes, zone)
    result = vote_result(terms.rule, terms.roster, quorum.present_seats, cast, quorum)
    return Live(
        terms=terms,
        quorum=quorum,
        result=result,
        change=what_would_change_it(terms.rule, result),
        seats=_lines(terms, votes, speaking),
        consent=_may_consent(terms, quorum, cast),
        voice=may_declare(terms.rule, quorum),
    )


def _may_consent(terms: Terms, quorum: QuorumState, cast: Sequence[law.Vote]) -> Decision:
    """Whether the seats that have not voted by name may be asked for their consent."""
    if not cast:
        present = quorum.present_seats
        return may_ask_general_consent(terms.rule, terms.roster, present, quorum)
    return may_ask_rest(terms.rule, terms.roster, quorum.present_seats, cast, quorum)


def _lines(
    terms: Terms, votes: Sequence[Vote], speaking: dict[str, Speaking]
) -> tuple[SeatLine, ...]:
    said = {vote.seat.slug: vote for vote in votes}
    return tuple(
        SeatLine(
            seat=seat.slug,
            label=seat.label,
            is_present=seat.slug in speaking,
            speaker=speaking[seat.slug].person.name if seat.slug in speaking else "",
            person=speaking[seat.slug].person.handle if seat.slug in speaking else "",
            choice=said[seat.slug].choice if seat.slug in said else "",
            by=_by(said.get(seat.slug)),
        )
        for seat in terms.roster.seats
    )


def votes_by_seat(
    motion: Motion, terms: Terms | None, live: Live | None = None
) -> tuple[SeatLine, ...]:
    """The electorate of a motion with what each seat said; empty while nothing is frozen.

    `is_present` is what the closing found, or what `live` says while the vote is open. No query
    where the votes were read with the motion.
    """
    if terms is None:
        return ()
    said = {vote.seat.slug: vote for vote in motion.votes.all()}
    present = set(motion.tally.get("present", []))
    if live is not None:
        present = {line.label for line in live.seats if line.is_present}
    return tuple(
        SeatLine(
            seat=seat.slug,
            label=seat.label,
            is_present=seat.label in present or seat.slug in said,
            speaker=" / ".join(person.name for person in seat.people),
            choice=said[seat.slug].choice if seat.slug in said else "",
            by=_by(said.get(seat.slug)),
        )
        for seat in terms.roster.seats
    )


def _by(vote: Vote | None) -> str:
    return vote.person.name if vote is not None and vote.person is not None else ""
