"""Proposing a timeline, changing its days, and saying what came of it."""

from __future__ import annotations

from secretariat.elections import policy
from secretariat.elections.commands.frame import (
    add_version,
    current,
    index,
    must_go_on,
    timeline_act,
)
from secretariat.elections.models import ELECTED, Timeline
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import act, guard_revision, locked
from secretariat.rules.elections import (
    STEP_WORDS,
    Days,
    Step,
    check_order,
    same_weekdays,
    weekday_words,
)
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Decision, require
from secretariat.rules.wording import joined


def propose_timeline(actor: Actor, body: Body, office: str, days: Days) -> Timeline:
    """Keep the five days by which an office is to be elected; it is proposed for the agenda until
    it is adopted.

    Refuses ("not_allowed", "wrong_order", "not_elected", "timeline_known").
    """
    ref = f"{body.slug}/elections"
    with act(actor, "elections.propose_timeline", ref, body_slug=body.slug) as this:
        require(policy.may_keep_timelines(actor, body))
        check_order(days)
        body, year = locked(body), days[Step.NOMINATIONS_OPEN].year
        if office not in ELECTED:
            raise Refused("not_elected", "Choose the office that is elected.", {"field": "office"})
        row = Timeline(body=body, office=office, year=year, added_at=this.at)
        row.slug = f"{year}-{office.replace('_', '-')}"
        if body.timelines.filter(slug=row.slug).exists():
            raise Refused(
                "timeline_known",
                f"There is a timeline of the {row.title} already. Nothing has changed; change "
                "the days of that one.",
                {"field": Step.NOMINATIONS_OPEN.value},
            )
        row.save()
        add_version(this, row, days)
        index(row)
        this.ref = row.ref
        first = weekday_words(days[Step.NOMINATIONS_OPEN])
        this.says(f"proposed the timeline of the {row.title}, from {first}")
    return row


def propose_from_last(actor: Actor, last: Timeline) -> Timeline:
    """Propose the timeline of the next year on the same weekdays. Refuses as proposing does."""
    return propose_timeline(actor, last.body, last.office, same_weekdays(current(last).days))


def change_days(
    actor: Actor, timeline: Timeline, days: Days, *, reason: str = "", seen: int
) -> Timeline:
    """Let other days count; what was adopted is then proposed again, and keeps its own days in the
    versions. Days that are the same change nothing.

    Refuses ("not_allowed", "changed_meanwhile", "wrong_order", "wrong_state", "reason_missing").
    """
    if current(timeline).days == dict(days):
        return timeline
    with timeline_act(actor, "change_days", timeline, _may_keep) as (this, row):
        must_go_on(row)
        before, words = current(row), " ".join(reason.split())[:500]
        check_order(days)
        guard_revision(row, seen, {})
        if before.adopted_on is not None and not words:
            raise Refused(
                "reason_missing",
                "These days are adopted. Write why they change; the timeline is then proposed "
                "again. Nothing has changed.",
                {"field": "reason"},
            )
        add_version(this, row, days, words)
        changed = [step for step in Step if days[step] != before.days[step]]
        moved = joined(f"{STEP_WORDS[step]} on {weekday_words(days[step])}" for step in changed)
        this.says(f"changed the timeline of the {row.title}: {moved}")
        this.was(**{step.value: before.days[step] for step in changed})
        this.now_is(**{step.value: days[step] for step in changed})
    return row


def end_timeline(
    actor: Actor, timeline: Timeline, outcome: str, *, is_dropped: bool = False
) -> Timeline:
    """Say what came of the election, or why its timeline is dropped.

    Refuses ("not_allowed", "wrong_state", "reason_missing").
    """
    with timeline_act(actor, "end_timeline", timeline, _may_keep) as (this, row):
        must_go_on(row)
        words = " ".join(outcome.split())[:500]
        if not words:
            raise Refused(
                "reason_missing",
                f"Write {'why it is dropped' if is_dropped else 'what came of it'}; the record "
                "keeps it. Nothing has changed.",
                {"field": "outcome"},
            )
        row.outcome, row.is_dropped = words, is_dropped
        row.ended_on, row.ended_at = day_in(row.body, this.at), this.at
        row.revision += 1
        this.now_is(outcome=words)
        this.says(
            f"{'dropped' if is_dropped else 'ended'} the timeline of the {row.title}: {words}"
        )
    return row


def _may_keep(actor: Actor, timeline: Timeline) -> Decision:
    return policy.may_keep_timelines(actor, timeline.body)
