"""Ballots by mail: how long one is open, which votes carry over, who may object or replace, when
its result is certain.

A vote of the meeting stands in the ballot until its seat objects or its representative replaces it,
both within the first days. So long it is no firm vote: a ballot is closed early only when nothing
that may still come, an objection included, can change its result.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.holidays import holidays_on
from secretariat.rules.motions import check_mail_vote
from secretariat.rules.results import Choice, Vote, VoteResult, vote_result
from secretariat.rules.seats import Roster, SeatOnDay, Speaking
from secretariat.rules.thresholds import DecisionRule
from secretariat.rules.times import clock_name, clock_words
from secretariat.rules.visibility import Decision, allow, deny

DAY = timedelta(days=1)
LONGEST = 90
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Window:
    """How long a ballot is open. Until `carry_until` a vote carried over may be objected to."""

    opened_at: datetime
    carry_until: datetime
    closes_at: datetime

    def is_open(self, at: datetime) -> bool:
        """Whether a vote that arrives at this instant counts."""
        return at < self.closes_at

    def may_object(self, at: datetime) -> bool:
        """Whether a vote carried over is not firm yet."""
        return at < self.carry_until


@dataclass(frozen=True, slots=True)
class Cast:
    """A seat's vote in a ballot, how it came (“by the link of a letter”), and whether it is one of
    the meeting that nobody has confirmed or replaced.
    """

    vote: Vote
    how: str = ""
    is_carried: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How a ballot stands: all votes counted, and whether anything may still change the outcome."""

    result: VoteResult
    is_certain: bool


def window_of(opened_at: datetime, last_on: date, zone: str, carry_days: int) -> Window:
    """The window of a ballot that ends with a day where the body meets; objections to carrying are
    heard for some days, but never longer than half of it.

    Refuses ("bad_day") a last day that has come already, or that is more than 90 days away.
    """
    on = opened_at.astimezone(ZoneInfo(zone)).date()
    if not on < last_on <= on + LONGEST * DAY:
        raise Refused(
            "bad_day",
            f"A ballot by mail ends on a day after {day_words(on)} and within {LONGEST} days of "
            "it. Nothing has changed. Choose another day.",
            {"field": "until"},
        )
    closes_at = datetime.combine(last_on + DAY, time(), ZoneInfo(zone)).astimezone(opened_at.tzinfo)
    half = opened_at + (closes_at - opened_at) / 2
    return Window(opened_at, min(opened_at + carry_days * DAY, half), closes_at)


def proposed_last_day(on: date, days: int, calendars: Iterable[str] = ()) -> date:
    """The last day of a ballot opened on a day: so many days later, or the first working day after
    that.
    """
    known, last = tuple(calendars), on + max(days, 1) * DAY
    while last.weekday() >= SATURDAY or holidays_on(last, known):
        last += DAY
    return last


def window_words(window: Window, zone: str) -> str:
    """Until when a ballot is open: "until the end of 14 Oct 2021 (PDT)"."""
    last = window.closes_at - timedelta(seconds=1)
    day = last.astimezone(ZoneInfo(zone)).date()
    return f"until the end of {day_words(day)} ({clock_name(last, zone)})"


def reminder_is_due(window: Window, asked_at: datetime, at: datetime) -> bool:
    """Whether those who are missing are to be written to again: at half time and a day before the
    end, each once, whatever was missed in between.
    """
    half = window.opened_at + (window.closes_at - window.opened_at) / 2
    times = {half, window.closes_at - DAY} if window.closes_at - DAY > half else {half}
    return window.is_open(at) and any(asked_at < due <= at for due in times)


def carried_over(
    rule: DecisionRule, roster: Roster, votes: Iterable[Vote]
) -> tuple[list[Vote], list[str]]:
    """The votes of a meeting that stand in a ballot, and the slugs of the seats whose vote does
    not: the seat has ended, is not among those the rule counts, or has nobody to object.
    """
    kept, left = [], []
    counted = {seat.slug for seat in rule.seats_in_base(roster) if not seat.is_vacant}
    for vote in votes:
        if vote.seat in counted:
            kept.append(vote)
        else:
            left.append(vote.seat)
    return kept, left


def with_people_of(electorate: Roster, today: Roster) -> Roster:
    """The seats of a frozen electorate with who speaks for each today. A seat that was vacant when
    the ballot opened has no vote in it.
    """
    now = {seat.slug: seat for seat in today.seats}
    return replace(electorate, seats=tuple(_served(seat, now) for seat in electorate.seats))


def _served(seat: SeatOnDay, now: Mapping[str, SeatOnDay]) -> SeatOnDay:
    of_today = now.get(seat.slug)
    if seat.is_vacant or of_today is None:
        return replace(seat, representative=None, alternates=())
    return replace(seat, representative=of_today.representative, alternates=of_today.alternates)


def standing(
    rule: DecisionRule,
    roster: Roster,
    votes: Sequence[Vote],
    unsettled: Collection[str] = (),
    *,
    is_closed: bool = False,
) -> Standing:
    """How a ballot stands, or how it ended. `unsettled` are seats whose vote may still be taken
    away or replaced: the outcome is certain only if it is so without them.

    Refuses what `vote_result` refuses: a seat that has two votes, a seat that is unknown.
    """
    result = vote_result(rule, roster, (), votes, is_closed=is_closed)
    if is_closed or not unsettled:
        return Standing(result, result.is_decided)
    firm = [vote for vote in votes if vote.seat not in unsettled]
    return Standing(result, vote_result(rule, roster, (), firm).is_decided)


def may_object(seat: SeatOnDay, cast: Cast | None, window: Window, at: datetime) -> Decision:
    """Whether a seat may still object that its vote of the meeting stands in the ballot."""
    if cast is None or not cast.is_carried:
        return deny(f"{seat.label} has no vote carried over from the meeting. Nothing has changed.")
    if not window.may_object(at):
        return deny(
            f"The time to object has passed: the vote of {seat.label}, {cast.vote.choice.value}, "
            "carries over. Nothing has changed."
        )
    return allow()


def may_replace(
    seat: SeatOnDay, person: str, cast: Cast | None, window: Window, at: datetime
) -> bool:
    """Whether this person (a handle) may give a vote in place of the one carried over: the seat's
    representative of the day, once, while objections are heard.
    """
    is_first = seat.representative is not None and seat.representative.handle == person
    return is_first and bool(may_object(seat, cast, window, at))


@dataclass(frozen=True, slots=True)
class Box:
    """A ballot as a vote finds it: rule, electorate with the people of the day, window, and what
    each seat has said so far.
    """

    rule: DecisionRule
    roster: Roster
    window: Window
    cast: Mapping[str, Cast]


def check_ballot_vote(box: Box, seat: str, person: str, at: datetime) -> Speaking:
    """Who casts this seat's vote in a ballot, whatever way it comes; it replaces one carried over
    where it may. `person` is a handle.

    Refused: "vote_closed", "unknown_seat", "seat_not_counted", "not_speaker", "already_voted",
    "seat_recused".
    """
    the_seat = box.roster.seat(seat)
    if not box.window.is_open(at):
        raise Refused(
            "vote_closed",
            "The ballot has ended, and the vote came after it. The vote is not counted; nothing "
            "has changed. Write to the chair or the secretary.",
        )
    if the_seat not in box.rule.seats_in_base(box.roster):
        raise Refused(
            "seat_not_counted",
            f"{the_seat.label} is {the_seat.state.value} and not among the seats that the rule "
            "counts, so it has no vote in this ballot. Nothing has changed.",
        )
    who = check_mail_vote(box.roster, (), seat, person)
    earlier = box.cast.get(seat)
    if earlier is not None and not may_replace(the_seat, person, earlier, box.window, at):
        raise _second_vote(the_seat, earlier)
    return who


def _second_vote(seat: SeatOnDay, earlier: Cast) -> Refused:
    vote = earlier.vote
    by = f" by {vote.person}" if vote.person else ""
    when = ""
    if vote.cast_at is not None:
        day = day_words(vote.cast_at.date())
        when = f" at {clock_words(vote.cast_at, str(vote.cast_at.tzinfo))} on {day}"
    how = f", {earlier.how}" if earlier.how else ""
    said = f"{by}{when}{how}"
    if vote.choice is Choice.RECUSED:
        return Refused(
            "seat_recused",
            f"{seat.label} was recused{said} and takes no part in this ballot. Nothing has "
            "changed.",
        )
    return Refused(
        "already_voted",
        f"{seat.label} has voted {vote.choice.value}{said}. A seat has one vote, which is kept.",
    )
