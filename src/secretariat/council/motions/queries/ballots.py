"""Ballots by mail: which are open, how one stands, who is missing, what a person may do in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from secretariat.council.motions import policy
from secretariat.council.motions.models import Motion, Vote
from secretariat.council.motions.queries.motions import motion_rows
from secretariat.council.motions.queries.tallies import rule_words
from secretariat.council.motions.snapshots import (
    Terms,
    box_of,
    cast_in,
    frozen_terms,
    standing_of,
)
from secretariat.foundation.people.models import Body
from secretariat.rules.ballots import (
    Box,
    Cast,
    Standing,
    may_object,
    may_replace,
    window_words,
)
from secretariat.rules.motions import what_would_change_it
from secretariat.rules.seats import SeatOnDay
from secretariat.rules.visibility import Actor


@dataclass(frozen=True, slots=True)
class BallotLine:
    """One seat in a ballot: who speaks for it today, and what it has said, how, and by whom."""

    seat: str
    label: str
    people: tuple[tuple[str, str], ...]
    choice: str = ""
    by: str = ""
    how: str = ""
    is_carried: bool = False
    may_vote: bool = False
    may_object: bool = False

    @property
    def speaker(self) -> str:
        """Who speaks for it, in words."""
        return " / ".join(name for _, name in self.people)


@dataclass(frozen=True, slots=True)
class OpenBallot:
    """An open ballot as it stands at an instant."""

    motion: Motion
    terms: Terms
    box: Box
    standing: Standing
    at: datetime

    @property
    def until(self) -> str:
        """Until when it is open, in words."""
        return window_words(self.box.window, self.motion.body.zone)

    @property
    def is_over(self) -> bool:
        """Whether its time has passed, and only the closing is still to come."""
        return not self.box.window.is_open(self.at)

    @property
    def carries_until(self) -> datetime | None:
        """Until when votes carried over are objected to; None once they are firm, or without."""
        carried = any(cast.is_carried for cast in self.box.cast.values())
        open_still = self.box.window.may_object(self.at)
        return self.box.window.carry_until if carried and open_still else None

    @property
    def change(self) -> str:
        """What would still turn it."""
        return what_would_change_it(self.terms.rule, self.standing.result)

    @property
    def missing(self) -> tuple[str, ...]:
        """The labels of the seats that have not voted."""
        return self.standing.result.missing_labels

    @property
    def rule_words(self) -> str:
        """The rule in one sentence, with its source."""
        return rule_words(self.terms)

    @property
    def lines(self) -> tuple[BallotLine, ...]:
        """Every seat of the electorate."""
        return tuple(self._line(seat, "") for seat in self.box.roster.seats)

    def lines_of(self, person: str | None) -> tuple[BallotLine, ...]:
        """The seats for which this person may speak today, with what the person may do."""
        return tuple(
            self._line(seat, person or "") for seat in self.box.roster.seats_of(person or "")
        )

    def asked_of(self, person: str | None) -> tuple[BallotLine, ...]:
        """Those of them that have not voted."""
        lines = self.lines_of(person)
        return tuple(line for line in lines if line.may_vote and not line.choice)

    def _line(self, seat: SeatOnDay, person: str) -> BallotLine:
        cast = self.box.cast.get(seat.slug)
        counted = seat in self.terms.rule.seats_in_base(self.box.roster)
        replaces = may_replace(seat, person, cast, self.box.window, self.at)
        return BallotLine(
            seat=seat.slug,
            label=seat.label,
            people=tuple((each.handle, each.name) for each in seat.people),
            choice=cast.vote.choice.value if cast else "",
            by=cast.vote.person if cast else "",
            how=_how(cast),
            is_carried=cast is not None and cast.is_carried,
            may_vote=counted and not self.is_over and (cast is None or replaces),
            may_object=bool(may_object(seat, cast, self.box.window, self.at)),
        )


def _how(cast: Cast | None) -> str:
    if cast is None:
        return ""
    return "carried over from the meeting" if cast.is_carried else cast.how


def cast_rows(motion: Motion) -> list[Vote]:
    """The votes on a motion as they are now, with seats and persons, by seat. One query."""
    rows = Vote.objects.filter(motion=motion).select_related("seat", "person")
    return list(rows.order_by("seat__label", "id"))


def open_ballots() -> list[Motion]:
    """Every open ballot by mail, the one that ends first before the others. One query."""
    rows = motion_rows().filter(medium="mail", state=Motion.State.OPEN)
    return list(rows.order_by("closes_at", "id"))


def ballots_of(actor: Actor, body: Body) -> QuerySet[Motion]:
    """The open ballots of a body that the actor may read, with their votes. Two queries."""
    votes = Prefetch("votes", Vote.objects.select_related("seat", "person").order_by("id"))
    rows = motion_rows().filter(body=body, medium="mail", state=Motion.State.OPEN)
    return policy.visible_to(actor, rows).prefetch_related(votes).order_by("closes_at", "id")


def ballot_at(motion: Motion, at: datetime, votes: Iterable[Vote] | None = None) -> OpenBallot:
    """How a ballot stands. The queries of a roster where the votes were read with the motion."""
    terms = frozen_terms(motion)
    assert terms is not None, "a ballot opens with its terms"
    rows = list(motion.votes.all()) if votes is None else list(votes)
    box = box_of(motion, terms, rows, at)
    return OpenBallot(motion, terms, box, standing_of(terms, box, at), at)


def carried_seats(motion: Motion) -> list[str]:
    """The labels of the seats whose vote in a ballot is the one of the meeting. No query where the
    votes were read with the motion.
    """
    cast = cast_in(motion.votes.all(), motion.body.zone)
    labels = {seat["slug"]: seat["label"] for seat in motion.frozen_electorate.get("seats", [])}
    return [labels.get(slug, slug) for slug, each in cast.items() if each.is_carried]
