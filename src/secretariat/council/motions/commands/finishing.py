"""How a motion of the room gets its result: what was computed is written with what it was computed
from, and the item's kind acts on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from secretariat.council.motions.commands.frame import (
    Counting,
    freeze,
    index,
    meeting_of,
    tell,
)
from secretariat.council.motions.commands.presiding import give_chair_back
from secretariat.council.motions.models import Motion
from secretariat.council.motions.snapshots import labels
from secretariat.foundation.records.commands import Act
from secretariat.rules.motions import Outcome, VoteResult, what_would_change_it
from secretariat.rules.visibility import Actor

State = Motion.State
STATES = {
    Outcome.CARRIED: State.CARRIED,
    Outcome.LOST: State.LOST,
    Outcome.NO_QUORUM: State.NO_QUORUM,
}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a motion ended: the outcome, the sentence that tells it, what else there is to say, and
    the figures that are kept with it.
    """

    outcome: Outcome
    sentence: str
    rest: str
    tally: Mapping[str, Any]


def counted_end(result: VoteResult, now: Counting, extra: Mapping[str, Any] | None = None) -> Ended:
    """The end of a motion whose seats were counted; `extra` is kept with its figures."""
    change = what_would_change_it(now.terms.rule, result)
    tally = {**_numbers(result), **quorum_numbers(now), **(extra or {})}
    return Ended(result.outcome, result.sentence, change, tally)


def finish(actor: Actor, this: Act, row: Motion, now: Counting, ended: Ended) -> None:
    """Write the result and let the item's kind act on it. The caller has set the method."""
    this.was(state=row.state)
    freeze(row, now.terms)
    row.state = row.computed_state = STATES[ended.outcome]
    row.explanation = f"{ended.sentence} {ended.rest}".strip()
    row.tally = dict(ended.tally)
    row.opened_at, row.closed_at = row.opened_at or this.at, this.at
    row.override_reason = row.overridden_by = ""
    row.save()
    index(row)
    give_chair_back(row, meeting_of(row))
    tell(actor, row, ended.sentence)
    this.summary = ended.sentence[:300]
    words = ended.tally.get("words", ended.sentence)
    this.now_is(state=row.state, explanation=row.explanation, tally=words)


def quorum_numbers(now: Counting) -> dict[str, Any]:
    """Who was there and how quorum stood when the motion ended."""
    return {
        "present": labels(now.terms.roster, now.quorum.present_seats),
        "quorum_present": now.quorum.present,
        "quorum_needed": now.quorum.needed,
        "quorum_total": now.quorum.total,
        "quorum_words": now.quorum.sentence,
    }


def _numbers(result: VoteResult) -> dict[str, Any]:
    return {
        "yes": result.yes,
        "no": result.no,
        "abstain": result.abstain,
        "recused": result.recused,
        "not_voted": result.not_voted,
        "base": result.base.value,
        "base_count": result.base_count,
        "needed": result.needed,
        "words": result.tally,
        "missing": list(result.missing_labels),
    }
