"""The end of a ballot by mail: as soon as nothing that may still come can change its result, else
at its deadline. Nobody has to be there for it.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from secretariat.council.meetings.models import Meeting
from secretariat.council.motions.commands.balloting import (
    CLERK,
    must_be_open_by_mail,
    remind_missing,
)
from secretariat.council.motions.commands.finishing import STATES
from secretariat.council.motions.commands.frame import index, motion_act, tell
from secretariat.council.motions.decided_later import tell_later
from secretariat.council.motions.letters import ended_words
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries.ballots import cast_rows, open_ballots
from secretariat.council.motions.snapshots import (
    Terms,
    box_of,
    frozen_terms,
    labels,
    standing_of,
    window_in,
)
from secretariat.rules.ballots import Box, reminder_is_due
from secretariat.rules.errors import Refused
from secretariat.rules.motions import VoteResult, what_would_change_it
from secretariat.rules.visibility import Actor

log = logging.getLogger("secretariat.motions")


def end_ballot(actor: Actor, motion: Motion) -> Motion:
    """Close a ballot that is over, or whose result is certain, and count it by its frozen rule. The
    item's kind acts on the outcome; approved minutes get an erratum.

    Refuses ("vote_not_open"), ("still_open") one that may still turn, and what the kind refuses.
    """
    with motion_act(actor, "end_ballot", motion) as (this, row, meeting):
        must_be_open_by_mail(row)
        terms = frozen_terms(row)
        assert terms is not None, "a ballot opens with its terms"
        box = box_of(row, terms, cast_rows(row), this.at)
        is_early = box.window.is_open(this.at)
        if is_early and not standing_of(terms, box, this.at).is_certain:
            raise Refused(
                "still_open",
                f"{row.number} is still open, and what comes may turn it. Nothing has changed. It "
                "ends by itself; to stop it before, withdraw or defer it.",
            )
        result = standing_of(terms, box, this.at, is_closed=True).result
        sentence = result.sentence.replace(":", " by mail:", 1)
        this.was(state=row.state)
        row.state = row.computed_state = STATES[result.outcome]
        row.closed_at = this.at
        parts = (sentence, what_would_change_it(terms.rule, result))
        row.explanation = " ".join([*filter(None, parts), ended_words(row, is_early=is_early)])
        row.tally = _numbers(result, terms, box)
        row.save()
        index(row)
        this.summary = sentence[:300]
        this.now_is(state=row.state, explanation=row.explanation, tally=result.tally)
        tell(actor, row, sentence)
        if meeting.state == Meeting.State.APPROVED:
            tell_later(actor, row, row.explanation)
    return row


def end_if_certain(row: Motion) -> bool:
    """Close a ballot inside the command that settled it; whether it is closed. What its effect
    refuses must not cost the seat its vote: then the ballot waits, and the officers are told.
    """
    terms = frozen_terms(row)
    assert terms is not None, "a ballot opens with its terms"
    try:
        end_ballot(CLERK, row)
    except Refused as refused:
        if refused.code != "still_open":
            log.warning("%s is settled and cannot be closed: %s", row.ref, refused)
        return False
    return True


def tend_ballots(at: datetime) -> int:
    """Close the ballots that are over or certain, and remind the seats that are missing; how many
    ballots were closed. Safe to repeat and to run in two places at once.
    """
    closed = 0
    for row in open_ballots():
        if end_if_certain(row):
            closed += 1
        elif row.asked_at is not None and reminder_is_due(window_in(row), row.asked_at, at):
            _remind(row)
    return closed


def _remind(row: Motion) -> None:
    try:
        remind_missing(row)
    except Refused as refused:
        log.warning("no reminder of %s: %s", row.ref, refused)


def _numbers(result: VoteResult, terms: Terms, box: Box) -> dict[str, Any]:
    carried = [seat for seat, cast in box.cast.items() if cast.is_carried]
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
        "carried": labels(terms.roster, carried),
    }
