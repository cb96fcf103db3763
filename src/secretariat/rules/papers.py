"""Papers and definitions: the states a version passes through, what a vote makes of it, and what
of it hangs.

A version goes from an idea over draft, review and freeze to a vote and its publication. Nothing is
lost on the way: going back, giving up and doing without a vote need a reason. Frozen words do not
change any more; who wants other words goes back to the draft.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.hanging import Hanging
from secretariat.rules.wording import counted, joined

QUIET_DAYS = 90
"""After so many days without a word somebody should say whether it still goes on."""
CARRIED, LOST = "carried", "lost"


class PaperState(StrEnum):
    """Where a version of a paper stands."""

    IDEA = "idea"
    DRAFT = "draft"
    REVIEW = "review"
    FROZEN = "frozen"
    ADOPTED = "adopted"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


S = PaperState
STATE_WORDS = {
    S.IDEA: "an idea",
    S.DRAFT: "in draft",
    S.REVIEW: "in review",
    S.FROZEN: "frozen for the vote",
    S.ADOPTED: "adopted",
    S.PUBLISHED: "published",
    S.SUPERSEDED: "superseded",
    S.WITHDRAWN: "withdrawn",
}
IN_WORK = (S.IDEA, S.DRAFT, S.REVIEW, S.FROZEN)
"""States in which the words may still change, or are up for a vote."""
IN_FORCE = (S.ADOPTED, S.PUBLISHED)
"""States in which the body stands by the words."""
ENDED = (S.SUPERSEDED, S.WITHDRAWN)
MAY_BE_EDITED = (S.IDEA, S.DRAFT, S.REVIEW)
MOVES: dict[PaperState, frozenset[PaperState]] = {
    S.IDEA: frozenset({S.DRAFT, S.WITHDRAWN}),
    S.DRAFT: frozenset({S.REVIEW, S.ADOPTED, S.PUBLISHED, S.WITHDRAWN}),
    S.REVIEW: frozenset({S.DRAFT, S.FROZEN, S.ADOPTED, S.PUBLISHED, S.WITHDRAWN}),
    S.FROZEN: frozenset({S.DRAFT, S.ADOPTED, S.PUBLISHED, S.WITHDRAWN}),
    S.ADOPTED: frozenset({S.DRAFT, S.PUBLISHED, S.SUPERSEDED, S.WITHDRAWN}),
    S.PUBLISHED: frozenset({S.SUPERSEDED, S.WITHDRAWN}),
    S.SUPERSEDED: frozenset(),
    S.WITHDRAWN: frozenset({S.DRAFT}),
}
_NO_VOTE = frozenset({S.DRAFT, S.REVIEW, S.FROZEN})
_BACK = frozenset({S.REVIEW, S.FROZEN, S.ADOPTED, S.WITHDRAWN})


def check_paper_move(state: PaperState, to: PaperState, reason: str = "") -> None:
    """Refuse a step that a version may not take.

    Codes: "same_state", "wrong_state" (with what is possible), "reason_missing" (giving up, going
    back, and publishing without a vote need a word why).
    """
    if state is to:
        raise Refused("same_state", f"It is {STATE_WORDS[state]} already. Nothing has changed.")
    if to not in MOVES[state]:
        possible = joined((STATE_WORDS[each] for each in S if each in MOVES[state]), "or")
        then = f"It can become {possible}." if possible else "Begin a new version instead."
        raise Refused(
            "wrong_state",
            f"A version that is {STATE_WORDS[state]} cannot become {STATE_WORDS[to]}. {then} "
            "Nothing has changed.",
        )
    if needs_reason(state, to) and not reason.strip():
        raise Refused(
            "reason_missing",
            f"It stays {STATE_WORDS[state]}. Write why it {_turn_words(state, to)}, and try again.",
            {"field": "reason"},
        )


def needs_reason(state: PaperState, to: PaperState) -> bool:
    """Whether the step is taken only with a word why."""
    if to is S.WITHDRAWN:
        return True
    if to is S.PUBLISHED:
        return state in _NO_VOTE
    return to is S.DRAFT and state in _BACK


def _turn_words(state: PaperState, to: PaperState) -> str:
    if to is S.WITHDRAWN:
        return "is withdrawn"
    if to is S.PUBLISHED:
        return "is published without a vote"
    return "is taken up again" if state is S.WITHDRAWN else "goes back to the draft"


def state_after_vote(state: PaperState, outcome: str) -> PaperState:
    """What a vote on a version makes of it: a carried motion adopts what is in work; one that was
    lost, or turns out to be, sends it back to the draft; any other outcome changes nothing.
    """
    if outcome == CARRIED and S.ADOPTED in MOVES[state]:
        return S.ADOPTED
    if outcome == LOST and state in (S.FROZEN, S.ADOPTED):
        return S.DRAFT
    return state


@dataclass(frozen=True, slots=True)
class Standing:
    """A version as the rules look at it. `since_on` is the first day of its state, `heard_on` the
    last day on which anything was recorded, `waiting_for` who was asked to review and is silent.
    """

    state: PaperState
    since_on: date
    heard_on: date
    has_editor: bool = True
    review_until_on: date | None = None
    waiting_for: tuple[str, ...] = ()


def what_hangs(version: Standing, today: date) -> list[Hanging]:
    """What of a version waits without an outcome: a review that is over, a vote not taken, a text
    not published, nobody to edit it, a long silence. The gravest first.
    """
    found: list[Hanging] = []
    until = version.review_until_on
    if version.state is S.REVIEW and until is not None and until < today:
        silent = f"; no answer from {joined(version.waiting_for)}" if version.waiting_for else ""
        found.append(Hanging(f"the review ended on {day_words(until)}{silent}", until))
    if version.state is S.FROZEN:
        found.append(Hanging("frozen and not voted on", version.since_on))
    if version.state is S.ADOPTED:
        found.append(Hanging("adopted and not published", version.since_on))
    if version.state in MAY_BE_EDITED and not version.has_editor:
        found.append(Hanging("nobody edits it", version.since_on))
    quiet = (today - version.heard_on).days
    if not found and version.state in MAY_BE_EDITED and quiet > QUIET_DAYS:
        found.append(Hanging(f"nothing was heard of it for {quiet} days", version.heard_on))
    return found


def review_words(until_on: date | None, answered: int, asked: int, today: date) -> str:
    """How far a review is: "2 of 3 reviewers answered, until 1 Mar 2022"."""
    who = f"{answered} of {counted(asked, 'reviewer')} answered" if asked else "nobody was asked"
    if until_on is None:
        return who
    return f"{who}, {'was due' if until_on < today else 'until'} {day_words(until_on)}"


def version_words(label: str, state: PaperState, since_on: date | None = None) -> str:
    """A version with its state: "version 2, in review since 3 Feb 2022"."""
    since = f" since {day_words(since_on)}" if since_on and state in IN_WORK else ""
    on = f" on {day_words(since_on)}" if since_on and state not in IN_WORK else ""
    return f"version {label}, {STATE_WORDS[state]}{since}{on}"


def default_review_until(today: date, days: int = 14) -> date:
    """The last day of a review that begins today."""
    return today + timedelta(days=days)


def latest_in_force(states: Iterable[PaperState]) -> int | None:
    """The place of the last version the body stands by, among versions in their order."""
    places = [place for place, state in enumerate(states) if state in IN_FORCE]
    return places[-1] if places else None
