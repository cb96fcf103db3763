"""How the days of a timeline are adopted: by a motion under an item, or elsewhere."""

from __future__ import annotations

from datetime import date

from secretariat.council.meetings.models import AgendaItem
from secretariat.council.motions.commands import move_motion
from secretariat.council.motions.models import Motion
from secretariat.council.motions.policy import may_decide
from secretariat.elections import policy
from secretariat.elections.commands.frame import current, must_go_on, timeline_act
from secretariat.elections.models import Timeline, TimelineVersion
from secretariat.elections.snapshots import timeline_at
from secretariat.elections.wording import adoption_text
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import Act, act
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.texts import day_that_came
from secretariat.rules.visibility import Actor, Decision


def move_adoption(actor: Actor, item: AgendaItem, timeline: Timeline) -> Motion:
    """Move under an agenda item that the present days of a timeline be adopted.

    Refuses ("wrong_state", "adopted_already") and what moving a motion refuses.
    """
    body = item.meeting.body
    ref = f"{item.meeting.ref}/{item.number or item.slug}"
    with act(actor, "elections.move_adoption", ref, body_slug=body.slug) as this:
        must_go_on(timeline)
        version = current(timeline)
        _must_be_open(version)
        seen = timeline_at(timeline, this.at)
        assert seen is not None
        motion = move_motion(
            actor, body, text=adoption_text(body.name, seen), item=item, about_refs=[version.ref]
        )
        this.summary = f"{motion.number} moves it"
    return motion


def take_vote(actor: Actor, version: TimelineVersion, motion: Motion) -> TimelineVersion:
    """Let the result of a motion about a version take effect: carried adopts it; a result that was
    corrected takes the adoption back. Whoever may record the result may.
    """

    def may(who: Actor, _what: Timeline) -> Decision:
        return may_decide(who, motion)

    is_carried, is_its = motion.state == Motion.State.CARRIED, version.adopted_ref == motion.ref
    if is_carried == is_its or (is_carried and version.adopted_on is not None):
        return version
    with timeline_act(actor, "take_vote", version.timeline, may) as (this, row):
        row.revision += 1
        on = day_in(row.body, motion.closed_at or this.at) if is_carried else None
        _set_adopted(this, version, on, motion.ref if is_carried else "")
    return version


def record_adoption(
    actor: Actor, timeline: Timeline, *, ref: str, on: date | None = None
) -> Timeline:
    """Record that the present days were adopted elsewhere, such as by mail. Refuses
    ("not_allowed", "wrong_state", "adopted_already", "source_missing", "in_future").
    """

    def may(who: Actor, what: Timeline) -> Decision:
        return policy.may_keep_timelines(who, what.body)

    with timeline_act(actor, "record_adoption", timeline, may) as (this, row):
        must_go_on(row)
        version, source = current(row), ref.strip()[:300]
        _must_be_open(version)
        if not source:
            raise Refused(
                "source_missing",
                "Say where it was adopted: a motion, or an address. Nothing has changed.",
                {"field": "ref"},
            )
        day = day_that_came(on, day_in(row.body, this.at))
        row.revision += 1
        _set_adopted(this, version, day, source)
    return row


def _must_be_open(version: TimelineVersion) -> None:
    if version.adopted_on is not None:
        raise Refused(
            "adopted_already",
            f"These days are adopted since {day_words(version.adopted_on)}. Nothing has changed.",
        )


def _set_adopted(this: Act, version: TimelineVersion, on: date | None, ref: str) -> None:
    title = version.timeline.title
    this.was(adopted_on=version.adopted_on)
    version.adopted_on, version.adopted_ref = on, ref
    version.adopted_at = this.at if on else None
    version.save()
    this.now_is(adopted_on=on)
    if on:
        this.says(f"adopted the timeline of the {title}")
    else:
        this.says(f"took the adoption of the timeline of the {title} back")
