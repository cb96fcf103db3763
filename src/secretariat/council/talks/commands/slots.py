"""Slots of talks in meetings: planned, moved, given, continued, failed, taken by a stand-in.

A slot keeps its agenda item when it moves. Two talks may share a meeting; a talk has one slot
that waits.
"""

from __future__ import annotations

from dataclasses import dataclass

from secretariat.council.meetings.commands import NewItem, add_item, remove_item
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.policy import may_prepare
from secretariat.council.meetings.snapshots import day_of
from secretariat.council.talks.commands.frame import (
    may_in,
    must_be_accepted,
    must_be_open,
    must_be_ours,
    step,
    talk_act,
    words_given,
)
from secretariat.council.talks.commands.telling import tell_speakers
from secretariat.council.talks.models import Slot, Talk
from secretariat.council.talks.snapshots import is_over, label_of
from secretariat.foundation.records.commands import Act
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.talks import LONGEST_TALK, USUAL_TALK, TalkState
from secretariat.rules.visibility import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotPlan:
    """Where and how long a talk is given; `wish` says when, while there is no meeting."""

    meeting: Meeting | None = None
    wish: str = ""
    minutes: int = USUAL_TALK


def plan_slot(actor: Actor, talk: Talk, plan: SlotPlan) -> Slot:
    """Give a talk a slot; it is proposed for that meeting's agenda, and speakers who were invited
    are told.

    Refuses ("has_slot", "too_long", "meeting_over", "other_body", "ended", "not_accepted").
    """
    with talk_act(actor, "plan_slot", talk) as (this, row):
        must_be_accepted(row)
        must_be_open(row)
        if row.slots.filter(state=Slot.State.PLANNED).exists():
            raise Refused(
                "has_slot", "The talk has a slot already. Move that one; nothing has changed."
            )
        made = _make(this, row, plan)
        step(this, row, f"Slot {_where(plan)}")
        tell_speakers(this, row)
    return made


def move_slot(actor: Actor, slot: Slot, plan: SlotPlan, *, reason: str, item_ref: str = "") -> Slot:
    """Move a slot to another meeting, or out of one until a day is found; the reason is kept, and
    speakers who were invited are told.

    Its item leaves an agenda that was not called to order, where the actor may change that.
    Refuses ("words_missing", "wrong_state", "meeting_over", "other_body").
    """
    words = words_given(reason, "reason", "why the talk moves", 300)
    with talk_act(actor, "move_slot", slot.talk, may=may_in(item_ref)) as (this, row):
        here = _waiting(row, slot)
        _check(this, row, plan)
        if here.meeting is not None and here.meeting != plan.meeting:
            this.touch(f"meeting:{here.meeting.ref}")
            _leave_agenda(actor, here, f"The talk moves: {words}")
        was = _where(SlotPlan(meeting=here.meeting, wish=here.wish))
        here.meeting, here.wish = plan.meeting, plan.wish.strip()[:200]
        here.minutes, here.revision = plan.minutes, here.revision + 1
        here.save()
        step(this, row, f"Slot moved {_where(plan)} (was {was})", note=words)
        tell_speakers(this, row, reason=words)
    return here


def give_slot(actor: Actor, slot: Slot, meeting: Meeting, *, item_ref: str = "") -> Slot:
    """The talk, or its last part, was given in this meeting. Doing it twice changes nothing."""
    with talk_act(actor, "give", slot.talk, may=may_in(item_ref)) as (this, row):
        here = _fresh(row, slot)
        if here.state != Slot.State.PLANNED:
            return here
        here.meeting, here.state = meeting, Slot.State.GIVEN
        here.save()
        row.state, row.given_on = TalkState.GIVEN.value, day_of(meeting)
        step(this, row, "Given", on=day_of(meeting))
    return here


def continue_slot(actor: Actor, slot: Slot, plan: SlotPlan, *, item_ref: str = "") -> Slot:
    """The talk was begun and not finished: its next part gets a slot of its own.

    Answers with the new slot. Refuses ("wrong_state", "no_meeting", "meeting_over").
    """
    with talk_act(actor, "continue", slot.talk, may=may_in(item_ref)) as (this, row):
        here = _waiting(row, slot)
        if here.meeting is None:
            raise Refused(
                "no_meeting", "A talk that has no meeting was not begun. Nothing has changed."
            )
        here.state = Slot.State.CONTINUED
        here.save()
        made = _make(this, row, plan, part=here.part + 1)
        words = f"Part {here.part} given; part {made.part} {_where(plan)}"
        step(this, row, words, on=day_of(here.meeting))
    return made


def fail_slot(actor: Actor, slot: Slot, *, reason: str, item_ref: str = "") -> Slot:
    """The speaker did not come, or cannot: the slot fails, the talk stays on its way.

    Refuses ("words_missing", "wrong_state").
    """
    words = words_given(reason, "reason", "why the talk was not given", 300)
    with talk_act(actor, "fail_slot", slot.talk, may=may_in(item_ref)) as (this, row):
        here = _waiting(row, slot)
        here.state, here.reason = Slot.State.FAILED, words
        here.save()
        step(this, row, f"Slot {_where(SlotPlan(meeting=here.meeting))} failed", note=words)
    return here


def stand_in(actor: Actor, slot: Slot, talk: Talk, *, item_ref: str = "") -> Slot:
    """Another talk takes the place of a slot that failed. Once the agenda is published it stands
    there at once; before, it is proposed.

    Refuses ("wrong_state", "no_meeting", "has_slot", "not_accepted", "ended").
    """
    if slot.state != Slot.State.FAILED or slot.meeting is None:
        raise Refused(
            "wrong_state",
            "Another talk stands in for a slot that failed. Note first that it failed and why; "
            "nothing has changed.",
        )
    meeting = slot.meeting
    with talk_act(actor, "stand_in", talk, may=may_in(item_ref)) as (this, row):
        must_be_accepted(row)
        must_be_open(row)
        made = row.slots.filter(state=Slot.State.PLANNED).first() or Slot(
            talk=row, sequence=row.slots.count() + 1, minutes=slot.minutes
        )
        made.meeting, made.stand_in_for, made.wish = meeting, slot, ""
        made.save()
        made.talk = row
        where = _where(SlotPlan(meeting=meeting))
        step(this, row, f"Stands in for “{slot.talk.title}” {where}")
        tell_speakers(this, row)
        if meeting.published_at is not None and may_prepare(actor, meeting):
            _take_place_on_agenda(actor, slot, made)
    return made


def put_off_slot(actor: Actor, slot: Slot, *, reason: str, item_ref: str) -> Slot:
    """The meeting did not come to the talk: it waits for another meeting."""
    with talk_act(actor, "put_off", slot.talk, may=may_in(item_ref)) as (this, row):
        here = _fresh(row, slot)
        if here.state != Slot.State.PLANNED or here.meeting is None:
            return here
        was = day_words(day_of(here.meeting))
        here.meeting, here.revision = None, here.revision + 1
        here.save()
        step(this, row, f"Not given on {was}; waits for another meeting", note=reason)
    return here


def _make(this: Act, row: Talk, plan: SlotPlan, part: int = 1) -> Slot:
    _check(this, row, plan)
    made = Slot.objects.create(
        talk=row,
        sequence=row.slots.count() + 1,
        meeting=plan.meeting,
        wish=plan.wish.strip()[:200],
        minutes=plan.minutes,
        part=part,
    )
    made.talk = row
    return made


def _check(this: Act, row: Talk, plan: SlotPlan) -> None:
    if not 1 <= plan.minutes <= LONGEST_TALK:
        raise Refused(
            "too_long",
            f"A talk with its questions takes {LONGEST_TALK} minutes at most. Nothing has changed. "
            "Plan less, and continue it in another meeting.",
            {"field": "minutes"},
        )
    if plan.meeting is None:
        return
    must_be_ours(row, plan.meeting)
    if is_over(plan.meeting, this.at):
        raise Refused(
            "meeting_over",
            f"The meeting of {day_words(day_of(plan.meeting))} takes no talk any more. Choose "
            "another one; nothing has changed.",
            {"field": "meeting"},
        )


def _fresh(row: Talk, slot: Slot) -> Slot:
    here = Slot.objects.select_related("meeting__body").get(pk=slot.pk)
    here.talk = row
    return here


def _waiting(row: Talk, slot: Slot) -> Slot:
    here = _fresh(row, slot)
    if here.state != Slot.State.PLANNED:
        raise Refused(
            "wrong_state",
            f"This slot is {here.get_state_display()}, and that is kept. Nothing has changed.",
        )
    return here


def _items_of(slot: Slot) -> list[AgendaItem]:
    rows = AgendaItem.objects.filter(meeting=slot.meeting, source_ref=slot.ref)
    return list(rows.select_related("meeting__body"))


def _leave_agenda(actor: Actor, slot: Slot, reason: str) -> None:
    meeting = slot.meeting
    if meeting is None or meeting.called_at is not None or not may_prepare(actor, meeting):
        return
    for item in _items_of(slot):
        remove_item(actor, item, reason=reason)


def _take_place_on_agenda(actor: Actor, failed: Slot, made: Slot) -> None:
    """Put the stand-in on the agenda as the talk was that failed."""
    stood = _items_of(failed)
    if not stood or _items_of(made):
        return
    new = NewItem(
        title=f"Tech talk: {label_of(made.talk)}"[:300],
        kind=stood[0].kind,
        minutes=made.minutes,
        source_ref=made.ref,
        reason=f"Stands in for “{failed.talk.title}”: {failed.reason}"[:300],
    )
    add_item(actor, stood[0].meeting, new)


def _where(plan: SlotPlan) -> str:
    if plan.meeting is not None:
        return f"on {day_words(day_of(plan.meeting))}"
    return plan.wish.strip() or "without a day"
