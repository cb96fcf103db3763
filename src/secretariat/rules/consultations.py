"""Consultations and statements: from the call with its deadline over draft, review and votes to
what was sent and published.

A deadline does not move by silence: what was not sent by its day hangs until somebody says what
came of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.hanging import Hanging
from secretariat.rules.papers import CARRIED, LOST
from secretariat.rules.wording import counted, joined

NEAR_DAYS = 28
"""So many days before its deadline a consultation belongs on every agenda."""
QUIET_DAYS = 60


class Step(StrEnum):
    """Where a consultation stands."""

    CALLED = "called"
    DRAFTING = "drafting"
    IN_REVIEW = "in_review"
    VOTED = "voted"
    BOARD_APPROVED = "board_approved"
    SENT = "sent"
    PUBLISHED = "published"
    DROPPED = "dropped"


STEP_WORDS = {
    Step.CALLED: "called",
    Step.DRAFTING: "being drafted",
    Step.IN_REVIEW: "in review",
    Step.VOTED: "voted by the body",
    Step.BOARD_APPROVED: "approved by the board",
    Step.SENT: "sent",
    Step.PUBLISHED: "published",
    Step.DROPPED: "dropped",
}
BEFORE_SENDING = (Step.CALLED, Step.DRAFTING, Step.IN_REVIEW, Step.VOTED, Step.BOARD_APPROVED)
"""Steps at which the deadline still counts."""
AWAITING = (*BEFORE_SENDING, Step.SENT)
"""Steps after which something has still to come."""
PATH = (*AWAITING, Step.PUBLISHED)
MOVES: dict[Step, frozenset[Step]] = {
    Step.CALLED: frozenset({Step.DRAFTING, Step.DROPPED}),
    Step.DRAFTING: frozenset({Step.IN_REVIEW, Step.DROPPED}),
    Step.IN_REVIEW: frozenset({Step.DRAFTING, Step.VOTED, Step.SENT, Step.DROPPED}),
    Step.VOTED: frozenset({Step.DRAFTING, Step.BOARD_APPROVED, Step.SENT, Step.DROPPED}),
    Step.BOARD_APPROVED: frozenset({Step.SENT, Step.DROPPED}),
    Step.SENT: frozenset({Step.PUBLISHED}),
    Step.PUBLISHED: frozenset(),
    Step.DROPPED: frozenset({Step.DRAFTING}),
}
_BACK = frozenset({Step.IN_REVIEW, Step.VOTED, Step.DROPPED})


def check_step(step: Step, to: Step, reason: str = "", *, is_for_board: bool = True) -> None:
    """Refuse a step that may not follow.

    Codes: "same_state", "wrong_state" (with what is possible), "reason_missing" (dropping, going
    back, and sending without a vote that belongs before it need a word why).
    """
    if step is to:
        raise Refused("same_state", f"It is {STEP_WORDS[step]} already. Nothing has changed.")
    if to not in MOVES[step]:
        possible = joined((STEP_WORDS[each] for each in Step if each in MOVES[step]), "or")
        then = f"It can be {possible}." if possible else "Its way has ended."
        raise Refused(
            "wrong_state",
            f"What is {STEP_WORDS[step]} cannot be {STEP_WORDS[to]} next. {then} "
            "Nothing has changed.",
        )
    if needs_reason(step, to, is_for_board=is_for_board) and not reason.strip():
        raise Refused(
            "reason_missing",
            f"It stays {STEP_WORDS[step]}. Write why it {_turn_words(step, to)}, and try again.",
            {"field": "reason"},
        )


def needs_reason(step: Step, to: Step, *, is_for_board: bool = True) -> bool:
    """Whether the step is taken only with a word why."""
    if to is Step.DROPPED:
        return True
    if to is Step.SENT:
        return step is Step.IN_REVIEW or (step is Step.VOTED and is_for_board)
    return to is Step.DRAFTING and step in _BACK


def _turn_words(step: Step, to: Step) -> str:
    if to is Step.DROPPED:
        return "is dropped"
    if to is Step.SENT:
        missing = "without the board's approval" if step is Step.VOTED else "without a vote"
        return f"is sent {missing}"
    return "is taken up again" if step is Step.DROPPED else "goes back to the draft"


def step_after_vote(step: Step, outcome: str) -> Step:
    """What the body's own vote makes of it: carried while in review is voted; lost sends it back to
    the draft; any other outcome changes nothing.
    """
    if step is not Step.IN_REVIEW:
        return step
    return {CARRIED: Step.VOTED, LOST: Step.DRAFTING}.get(outcome, step)


def step_after_board(step: Step, *, is_approved: bool) -> Step:
    """What the board's answer makes of it: yes approves what was voted, no sends it back."""
    if step is not Step.VOTED:
        return step
    return Step.BOARD_APPROVED if is_approved else Step.DRAFTING


@dataclass(frozen=True, slots=True)
class Standing:
    """A consultation as the rules look at it. `since_on` is the first day of its step, `heard_on`
    the last day on which anything was recorded.
    """

    step: Step
    since_on: date
    heard_on: date
    closes_on: date | None = None
    has_drafter: bool = True
    is_for_board: bool = True


def deadline_words(closes_on: date | None, today: date) -> str:
    """The deadline from a day: "closes on 13 Jul 2026, in 12 days"; "" where there is none."""
    if closes_on is None:
        return ""
    days = (closes_on - today).days
    if days < 0:
        return f"closed on {day_words(closes_on)}, {counted(-days, 'day')} ago"
    when = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    return f"closes on {day_words(closes_on)}, {when}"


def is_near(standing: Standing, today: date) -> bool:
    """Whether its deadline counts and comes within four weeks, or has passed."""
    if standing.closes_on is None or standing.step not in BEFORE_SENDING:
        return False
    return (standing.closes_on - today).days <= NEAR_DAYS


def what_hangs(standing: Standing, today: date) -> list[Hanging]:
    """What of a consultation waits without an outcome; the gravest first."""
    found: list[Hanging] = []
    closes_on, step = standing.closes_on, standing.step
    if closes_on is not None and closes_on < today and step in BEFORE_SENDING:
        found.append(Hanging(f"closed on {day_words(closes_on)}, nothing was sent", closes_on))
    if step in (Step.CALLED, Step.DRAFTING) and not standing.has_drafter:
        found.append(Hanging("nobody drafts it", standing.since_on))
    if step is Step.VOTED:
        waits = "waits for the board" if standing.is_for_board else "voted and not sent"
        found.append(Hanging(waits, standing.since_on))
    if step is Step.BOARD_APPROVED:
        found.append(Hanging("approved and not sent", standing.since_on))
    if step is Step.SENT:
        found.append(Hanging("sent and not published", standing.since_on))
    quiet = (today - standing.heard_on).days
    if not found and step in AWAITING and quiet > QUIET_DAYS:
        found.append(Hanging(f"nothing was heard of it for {quiet} days", standing.heard_on))
    return found


def why_on_agenda(standing: Standing, meeting_on: date, next_on: date | None) -> str:
    """Why a meeting should deal with it, in a sentence; "" if it need not.

    `next_on` is the body's next meeting, as far as one is planned: the last before a deadline says
    that it is.
    """
    hangs = what_hangs(standing, meeting_on)
    is_due = is_near(standing, meeting_on)
    if not is_due and standing.step is not Step.IN_REVIEW and not hangs:
        return ""
    parts = [STEP_WORDS[standing.step], *(each.why for each in hangs)]
    closes_on = standing.closes_on
    counts = closes_on is not None and closes_on >= meeting_on and standing.step in BEFORE_SENDING
    if counts:
        parts.append(deadline_words(closes_on, meeting_on))
    words = "; ".join(parts)
    is_last = counts and next_on is not None and closes_on is not None and next_on > closes_on
    last = " This is the last meeting before it." if is_last else ""
    return f"{words[:1].upper()}{words[1:]}.{last}"
