"""What of a council's everyday business hangs, and since when: overdue, ownerless, undecided,
unapproved. Each function gets the facts of one thing and the day, and says why it hangs, the
gravest first; nothing where it has its outcome.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from secretariat.rules.claims import Certainty, Claim
from secretariat.rules.days import day_words
from secretariat.rules.milestones import Cell

QUIET_AFTER = timedelta(weeks=8)
"""An action without a day on which no word was said for so long hangs."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """Why something hangs, and since when."""

    why: str
    since_on: date


def action_hangs(
    *, has_owner: bool, due_on: date | None, raised_on: date, heard_on: date, today: date
) -> list[Hanging]:
    """What of an open action hangs. `heard_on` is the day on which it was last spoken of."""
    found = []
    if due_on is not None and due_on < today:
        found.append(Hanging(f"overdue since {day_words(due_on)}", due_on))
    if not has_owner:
        found.append(Hanging("nobody owns it", raised_on))
    if due_on is None and heard_on + QUIET_AFTER <= today:
        found.append(Hanging(f"no day is set, and no word since {day_words(heard_on)}", heard_on))
    return found


UNDECIDED = {
    "moved": "moved, and neither decided nor put aside",
    "open": "open for votes, and never closed",
    "deferred": "deferred, and not taken up again",
    "tabled": "tabled, and not taken up again",
    "no_quorum": "not decided for want of quorum",
}


def motion_hangs(state: str, *, since_on: date, is_ahead: bool, went_on: bool) -> list[Hanging]:
    """What of a motion hangs. `is_ahead` tells whether its meeting can still deal with it,
    `went_on` whether it was moved anew or its item came onto another agenda.
    """
    if state not in UNDECIDED or went_on or (is_ahead and state in {"moved", "open"}):
        return []
    return [Hanging(UNDECIDED[state], since_on)]


def meeting_hangs(*, is_called: bool, on: date, is_over: bool) -> list[Hanging]:
    """What of a meeting hangs that was neither adjourned nor cancelled. `is_over` tells whether its
    planned end has passed.
    """
    if not is_over:
        return []
    why = "called to order, and never adjourned"
    return [Hanging(why if is_called else "its time has passed, and nobody said what became of it",
                    on)]  # fmt: skip


def minutes_hang(
    *,
    adjourned_on: date,
    drafted_on: date | None,
    released_on: date | None,
    until_on: date | None,
    today: date,
) -> list[Hanging]:
    """What of the minutes of an adjourned meeting hangs while they are not approved. `until_on` is
    the last day for corrections.
    """
    if drafted_on is None:
        return [Hanging("not drafted", adjourned_on)]
    if released_on is None:
        return [Hanging("drafted, and not released", drafted_on)]
    if until_on is None or until_on >= today:
        return [Hanging("released, and not approved yet", released_on)]
    why = f"not approved, and the last day for corrections was {day_words(until_on)}"
    return [Hanging(why, released_on)]


def is_expectation(claim: Claim, said_on: date) -> bool:
    """Whether a milestone was said before it could have happened: said to come, not said to be."""
    return claim.earliest is not None and said_on < claim.earliest


def cell_hangs(cell: Cell, today: date) -> list[Hanging]:
    """What of a milestone hangs: a day that passed while it was only expected or tentative, and a
    question that names no day.
    """
    claim, last = cell.claim, _last_day(cell.claim)
    is_open = cell.certainty is not Certainty.SETTLED
    is_expected = cell.said_on is not None and is_expectation(claim, cell.said_on)
    if last is not None and last < today and (is_open or is_expected):
        return [Hanging(f"“{cell.text}” has passed, and nobody said whether it happened", last)]
    if last is None and cell.certainty is Certainty.TENTATIVE and cell.since is not None:
        return [Hanging(f"“{cell.text}” is a question nobody has answered", cell.since)]
    return []


def _last_day(claim: Claim) -> date | None:
    """The last day a claim may mean, its alternative included."""
    days = [each.latest for each in (claim, claim.alternative) if each and each.latest]
    return max(days, default=None)


def people_hang(cell: Cell, since_on: date) -> list[Hanging]:
    """What hangs where a row names the people who accompany it. `since_on` is the day since which
    it names nobody.
    """
    if not cell.text:
        return [Hanging("nobody is appointed", since_on)]
    if cell.certainty is not Certainty.SETTLED:
        return [Hanging(f"“{cell.text}” is {cell.certainty}, not settled", cell.since or since_on)]
    return []


def seat_hangs(*, has_people: bool, has_representative: bool, since_on: date) -> list[Hanging]:
    """What of a seat hangs. `since_on` is the day since which it is without a representative."""
    if has_representative:
        return []
    why = "only alternates speak for it" if has_people else "vacant"
    return [Hanging(why, since_on)]


def office_hangs(ended_on: date | None, today: date) -> list[Hanging]:
    """What of an office hangs that nobody holds. `ended_on` is the day since which it is empty,
    None where nobody ever held it.
    """
    if ended_on is None:
        return [Hanging("nobody was named yet", today)]
    return [Hanging("the last term has ended", ended_on)]
