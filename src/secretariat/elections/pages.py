"""What the pages of election timelines show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from secretariat.elections import policy, queries
from secretariat.elections.forms import AdoptionForm, OutcomeForm
from secretariat.elections.models import Timeline
from secretariat.elections.queries import Pair
from secretariat.elections.snapshots import TimelineAt, timeline_at
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import today
from secretariat.foundation.records import clock
from secretariat.rules.elections import (
    STEP_WORDS,
    Step,
    next_step,
    same_weekdays,
    shift_words,
    warnings,
    weekday_words,
)
from secretariat.rules.visibility import Actor

CHIPS = {"proposed": "open", "adopted": "settled", "over": "plain", "dropped": "plain"}


def frame(body: Body, **values: Any) -> dict[str, Any]:
    """What every page of this app knows."""
    return {
        "body": body,
        "zone": body.zone,
        "elections_url": f"/{body.slug}/elections",
        **values,
    }


def elections_page(actor: Actor, body: Body) -> dict[str, Any]:
    """Every timeline, the newest first, and what may be proposed again. Two queries."""
    day = today(body)
    known = queries.timelines_at(body.slug, clock.now())
    newest: dict[str, TimelineAt] = {}
    for each in known:
        if not each.is_dropped:
            newest.setdefault(each.office, each)
    again = [
        (each, weekday_words(same_weekdays(each.days)[Step.NOMINATIONS_OPEN]))
        for each in newest.values()
        if each.is_over or each.day(Step.RESULTS) < day
    ]
    return frame(
        body,
        lines=[(each, CHIPS[each.state_words], _coming(each, body)) for each in known],
        again=again,
        may_keep=bool(policy.may_keep_timelines(actor, body)),
    )


def _coming(each: TimelineAt, body: Body) -> str:
    """The next step in words, with its day."""
    coming = None if each.is_over else next_step(each.days, today(body))
    return f"{STEP_WORDS[coming[0]]}, {weekday_words(coming[1])}" if coming else ""


def timeline_page(actor: Actor, row: Timeline) -> dict[str, Any]:
    """One timeline beside the one before, with what to know about its days. About six queries."""
    body, at = row.body, clock.now()
    known = queries.timelines_at(body.slug, at)
    this = timeline_at(row, at)
    assert this is not None
    pair = queries.paired(this, known)
    may_keep = bool(policy.may_keep_timelines(actor, body))
    warned = [] if this.is_over else warnings(this.days, queries.calendars_of(body.slug))
    return frame(
        body,
        timeline=this,
        last=pair.last,
        chip=CHIPS[this.state_words],
        steps=_steps(pair, {each.step: each.words for each in warned}),
        shift=_shift(pair),
        earlier=_earlier(this),
        coming=_coming(this, body),
        may_keep=may_keep,
        may_change=may_keep and not this.is_over,
        may_adopt=may_keep and not this.is_over and this.current.adopted_on is None,
        may_repeat=may_keep and _may_repeat(this, known),
        adoption_form=AdoptionForm(),
        outcome_form=OutcomeForm(),
    )


def _steps(pair: Pair, warned: dict[Step, str]) -> list[tuple[str, str, str, str]]:
    """Each step in words, its day last time, its day, and what to know about it."""
    return [
        (
            STEP_WORDS[step],
            weekday_words(pair.last.day(step)) if pair.last else "",
            weekday_words(pair.this.day(step)),
            warned.get(step, ""),
        )
        for step in Step
    ]


def _shift(pair: Pair) -> str:
    """How the days follow from last time's, if they do."""
    if pair.last is None or same_weekdays(pair.last.days) != pair.this.days:
        return ""
    return shift_words(pair.last.days)


def _earlier(this: TimelineAt) -> list[tuple[int, str, str]]:
    """The versions before the present one: number, days in a line, why they were changed."""
    return [
        (
            each.number,
            ", ".join(weekday_words(each.days[step]) for step in Step),
            after.words,
        )
        for each, after in zip(this.versions, this.versions[1:], strict=False)
    ][::-1]


def _may_repeat(this: TimelineAt, known: Sequence[TimelineAt]) -> bool:
    return not any(each.office == this.office and each.year > this.year for each in known)
