"""Frozen rules and electorates, votes and presence as the plain values of `rules`.

What a vote was counted by is kept with the motion as JSON and read back exactly, so that a later
roster or rule book never changes an old result.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.snapshot_parts import attendees_of, proxies_of
from secretariat.council.meetings.snapshots import day_of
from secretariat.council.motions.models import Motion, Vote
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.people.snapshots import roster_on, rule_book_on
from secretariat.rules import motions as law
from secretariat.rules import plain
from secretariat.rules.ballots import Box, Cast, Standing, Window, standing, with_people_of
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.quorum import QuorumState, Stretch, present_at, quorum_state
from secretariat.rules.rulebook import RuleBook, decision_rule, may_be_secret
from secretariat.rules.seats import Person, Proxy, Roster, SeatOnDay, Speaking, who_speaks_for
from secretariat.rules.thresholds import DecisionRule, Medium, QuorumRule


@dataclass(frozen=True, slots=True)
class Terms:
    """What one vote is counted by: rule, quorum rule and electorate, and from which book."""

    rule: DecisionRule
    quorum_rule: QuorumRule
    roster: Roster
    book_version: int
    may_hold_two: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """Who was in a meeting when, and who speaks for an absent seat."""

    stretches: tuple[Stretch, ...] = ()
    proxies: tuple[Proxy, ...] = ()

    def speaking(self, terms: Terms, at: datetime) -> dict[str, Speaking]:
        """Who speaks for each seat of the electorate at an instant."""
        here = present_at(self.stretches, at)
        return who_speaks_for(terms.roster, here, self.proxies, may_hold_two=terms.may_hold_two)

    def quorum(self, terms: Terms, at: datetime) -> QuorumState:
        """How quorum stood at an instant."""
        return quorum_state(terms.roster, terms.quorum_rule, self.speaking(terms, at))


def terms_from(book: RuleBook, roster: Roster, kind: str, medium: str) -> Terms:
    """The terms of a vote by a rule book and a roster. Refuses ("no_rule")."""
    rule = decision_rule(book, kind, medium)
    return Terms(rule, book.quorum, roster, book.version, book.proxies.may_hold_two)


def terms_in(meeting: MeetingSnapshot, kind: str, medium: str = Medium.MEETING) -> Terms:
    """The terms by the rule book and the roster of a snapshot. Refuses ("no_rule")."""
    return terms_from(meeting.rule_book, meeting.roster, kind, medium)


def terms_of_day(motion: Motion, meeting: Meeting) -> Terms:
    """The terms by the rule book and the roster of the meeting's day."""
    day = day_of(meeting)
    book, roster = rule_book_on(motion.body, day), roster_on(motion.body, day)
    return terms_from(book, roster, motion.decision_kind, motion.medium)


def may_be_voted_in_secret(motion: Motion, meeting: Meeting) -> bool:
    """Whether the rule book of the meeting's day lets a motion of this kind be voted on in secret.
    One query.
    """
    return may_be_secret(rule_book_on(motion.body, day_of(meeting)), motion.decision_kind)


def frozen(terms: Terms) -> tuple[dict[str, Any], dict[str, Any]]:
    """The terms as JSON values: the rule, and the electorate."""
    rule = {
        "rule": plain.to_plain(terms.rule),
        "quorum": plain.to_plain(terms.quorum_rule),
        "book_version": terms.book_version,
        "may_hold_two": terms.may_hold_two,
    }
    seats = [plain.to_plain(seat) for seat in terms.roster.seats]
    return rule, {"on": terms.roster.on.isoformat(), "seats": seats}


def frozen_terms(motion: Motion) -> Terms | None:
    """The terms frozen with the motion, read back; None while it was not put to the vote."""
    if not motion.frozen_rule or not motion.frozen_electorate:
        return None
    return _read_back(json.dumps([motion.frozen_rule, motion.frozen_electorate]))


@lru_cache(maxsize=64)
def _read_back(stored: str) -> Terms:
    """Terms never change once they are frozen; every page of a vote asks for them."""
    rule, electorate = json.loads(stored)
    seats = tuple(plain.from_plain(SeatOnDay, seat) for seat in electorate["seats"])
    return Terms(
        rule=plain.from_plain(DecisionRule, rule["rule"]),
        quorum_rule=plain.from_plain(QuorumRule, rule["quorum"]),
        roster=Roster(date.fromisoformat(electorate["on"]), seats),
        book_version=rule["book_version"],
        may_hold_two=rule["may_hold_two"],
    )


def room_of(meeting: Meeting, body: Body) -> Room:
    """The roll call of a meeting, with who speaks from elsewhere for seats of this body of it. Two
    queries.
    """
    stays = tuple(
        Stretch(Person(who.person, who.name), arrived, left)
        for who in attendees_of(meeting)
        for arrived, left in who.stretches
    )
    return Room(stays, proxies_of(meeting, body))


def room_in(meeting: MeetingSnapshot) -> Room:
    """The roll call as a snapshot holds it. No query."""
    return Room(meeting.stretches, tuple(meeting.proxies))


def moment_in(meeting: Meeting | MeetingSnapshot, at: datetime) -> datetime:
    """The instant by which presence is judged: what is recorded after the meeting goes by its last
    moment.
    """
    if meeting.adjourned_at is not None and at >= meeting.adjourned_at:
        return meeting.adjourned_at - timedelta(microseconds=1)
    return at


def as_votes(rows: Iterable[Vote], zone: str) -> list[law.Vote]:
    """Votes as the rules take them, their time on the meeting's clock. Seats and persons are read
    with the rows.
    """
    return [
        law.Vote(
            seat=row.seat.slug,
            choice=law.Choice(row.choice),
            person=row.person.name if row.person else "",
            cast_at=row.cast_at.astimezone(ZoneInfo(zone)),
        )
        for row in rows
    ]


def window_in(motion: Motion) -> Window:
    """When a ballot by mail was opened, until when carrying is objected to, when it ends."""
    opened, carry, closes = motion.opened_at, motion.carry_until, motion.closes_at
    if opened is None or carry is None or closes is None:
        raise ValueError(f"{motion.number} is no ballot by mail")
    return Window(opened, carry, closes)


def cast_in(rows: Iterable[Vote], zone: str) -> dict[str, Cast]:
    """The votes of a ballot by seat, each with how it came. Seats and persons are read with the
    rows.
    """
    rows = list(rows)
    return {
        vote.seat: Cast(vote, _how(row), is_carried=row.carried_from_id is not None)
        for row, vote in zip(rows, as_votes(rows, zone), strict=True)
    }


def _how(row: Vote) -> str:
    source = f" ({row.source_words})" if row.source_words else ""
    return f"{row.get_channel_display()}{source}"


def box_of(motion: Motion, terms: Terms, rows: Iterable[Vote], at: datetime) -> Box:
    """A ballot by mail as a vote of this instant finds it: its electorate with the people who speak
    for the seats that day. The queries of a roster.
    """
    body = motion.body
    roster = with_people_of(terms.roster, roster_on(body, day_in(body, at)))
    return Box(terms.rule, roster, window_in(motion), cast_in(rows, body.zone))


def standing_of(terms: Terms, box: Box, at: datetime, *, is_closed: bool = False) -> Standing:
    """How a ballot stands, or ended, by its frozen terms. No query."""
    votes = [cast.vote for cast in box.cast.values()]
    carried = [seat for seat, cast in box.cast.items() if cast.is_carried]
    unsettled = carried if box.window.may_object(at) else ()
    return standing(terms.rule, terms.roster, votes, unsettled, is_closed=is_closed)


def labels(roster: Roster, seats: Iterable[str]) -> list[str]:
    """The seats as the roster prints them."""
    return [roster.seat(seat).label for seat in seats]
