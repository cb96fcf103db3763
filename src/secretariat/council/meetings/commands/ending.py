"""The end of a meeting: adjourn, the way back, corrected times, and the steps of its minutes.

Adjourning closes every presence and leaves no item without a state.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q

from secretariat.council.meetings import policy
from secretariat.council.meetings.at_adjournment import (
    take_all_back,
    what_stays,
    write_all,
)
from secretariat.council.meetings.commands.course import in_the_future
from secretariat.council.meetings.commands.findability import index_items
from secretariat.council.meetings.commands.follow_ups import write_follow_ups
from secretariat.council.meetings.commands.frame import (
    State,
    clock_words,
    meeting_act,
    must_be,
    reason_given,
)
from secretariat.council.meetings.commands.on_the_table import (
    move_call,
    move_end,
    resume_course,
)
from secretariat.council.meetings.commands.presiding import end_presiding
from secretariat.council.meetings.commands.settling import close_items_at_adjournment
from secretariat.council.meetings.followers import let_follow
from secretariat.council.meetings.models import AgendaItem, Meeting, Presence
from secretariat.foundation.outbox.commands import release_held
from secretariat.foundation.records.commands import Act
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Decision, allow


def adjourn(actor: Actor, meeting: Meeting, *, adjourned_at: datetime | None = None) -> Meeting:
    """End the meeting: everybody leaves at that time, items taken up are settled, others skipped,
    and what a meeting leaves is written at once, such as its draft minutes and
    the to-do list.

    Skipped items are proposed for the next meeting; mail raised in the room leaves. Refuses
    ("wrong_state", "bad_times", "in_the_future").
    """
    with meeting_act(actor, "adjourn", meeting, policy.may_run) as (this, row):
        _end(this, row, adjourned_at)
        write_all(actor, row)
        write_follow_ups(row, this.at)
        row.refresh_from_db(fields=["state"])
    return row


def adjourn_without_minutes(
    actor: Actor, meeting: Meeting, *, adjourned_at: datetime | None = None
) -> Meeting:
    """End a meeting whose minutes are kept elsewhere: as `adjourn`, but nothing is drafted."""
    with meeting_act(actor, "adjourn", meeting, policy.may_run) as (this, row):
        _end(this, row, adjourned_at)
    return row


def _end(this: Act, row: Meeting, adjourned_at: datetime | None) -> None:
    must_be(row, {State.CALLED}, "it cannot be adjourned")
    at = adjourned_at or this.at
    _check_end(row, at, this.at)
    _close_presences(row, at)
    end_presiding(row, at)
    skipped = close_items_at_adjournment(this.actor, row, at)
    row.state, row.adjourned_at, row.current_item = State.ADJOURNED, at, None
    row.save(update_fields=["state", "adjourned_at", "current_item"])
    this.now_is(state=row.state, adjourned_at=at, not_reached=[i.title for i in skipped])
    index_items(row, row.items.all())
    release_held(row.ref)


def resume_meeting(actor: Actor, meeting: Meeting, *, reason: str) -> Meeting:
    """Take an adjournment back: who was there to the end is there again, and items not reached
    are open. What the adjournment wrote goes with it, unless somebody worked on it since
    (`what_stays`).

    Refuses ("wrong_state", "reason_missing").
    """
    words = reason_given(reason, "the adjournment is taken back")
    with meeting_act(actor, "resume_meeting", meeting, policy.may_run) as (this, row):
        must_be(row, {State.ADJOURNED, State.DRAFTED}, "it cannot be resumed")
        this.was(adjourned_at=row.adjourned_at)
        stays = what_stays(row)
        take_all_back(actor, row)
        ended = Presence.objects.filter(attendance__meeting=row, left_at=row.adjourned_at)
        ended.update(left_at=None)
        not_reached = row.items.filter(state=AgendaItem.State.SKIPPED, closed_at=row.adjourned_at)
        not_reached.update(state=AgendaItem.State.OPEN, closed_at=None)
        resume_course(row)
        row.state, row.adjourned_at = State.CALLED, None
        row.current_item = row.items.order_by("-opened_at").exclude(opened_at=None).first()
        row.save(update_fields=["state", "adjourned_at", "current_item"])
        this.now_is(state=row.state, reason=words, stays=stays)
    return row


def correct_times(
    actor: Actor,
    meeting: Meeting,
    *,
    reason: str,
    called_at: datetime | None = None,
    adjourned_at: datetime | None = None,
) -> Meeting:
    """Correct when the meeting was called to order or adjourned, until its minutes are approved."""
    words = reason_given(reason, "the times are corrected")
    with meeting_act(actor, "correct_times", meeting, policy.may_run, summary=words) as (this, row):
        recorded = {State.CALLED, State.ADJOURNED, State.DRAFTED, State.RELEASED}
        must_be(row, recorded, "its times cannot be corrected")
        this.was(called_at=row.called_at, adjourned_at=row.adjourned_at)
        if called_at is not None:
            _correct_call(row, called_at, this.at)
        if adjourned_at is not None:
            _correct_end(row, adjourned_at, this.at)
        row.save(update_fields=["called_at", "adjourned_at"])
        this.now_is(called_at=row.called_at, adjourned_at=row.adjourned_at, reason=words)
    return row


_MINUTES_STEPS = {
    State.ADJOURNED: {State.DRAFTED},
    State.DRAFTED: {State.ADJOURNED, State.RELEASED},
    State.RELEASED: {State.DRAFTED},
    State.APPROVED: {State.ADJOURNED, State.DRAFTED, State.RELEASED},
}


def note_minutes_state(actor: Actor, meeting: Meeting, state: str) -> Meeting:
    """Let the meeting follow its minutes: drafted, released, approved, or one step back.

    Called by the commands of the minutes, which have authorised the act. Refuses ("wrong_state").
    """
    with meeting_act(actor, "note_minutes_state", meeting, _authorised) as (this, row):
        allowed = _MINUTES_STEPS.get(State(state), set())
        must_be(row, allowed, f"it cannot become “{State(state).label}”")
        this.was(state=row.state)
        row.state = state
        row.save(update_fields=["state"])
        index_items(row, row.items.all())
        let_follow(actor, row)
        this.now_is(state=state)
    return row


def _authorised(actor: Actor, meeting: Meeting) -> Decision:
    return allow(f"{actor.name} was allowed to act on the minutes of {meeting.ref}")


def _check_end(row: Meeting, at: datetime, now: datetime) -> None:
    if at > now:
        raise in_the_future(row, at)
    if row.called_at is not None and at <= row.called_at:
        raise Refused(
            "bad_times",
            f"The meeting was called to order at {clock_words(row, row.called_at)}; it cannot end "
            f"at {clock_words(row, at)}. Nothing has changed.",
        )
    late = Presence.objects.filter(attendance__meeting=row, arrived_at__gt=at)
    for stretch in late.select_related("attendance"):
        raise Refused(
            "bad_times",
            f"{stretch.attendance.printed_name} arrived at "
            f"{clock_words(row, stretch.arrived_at)}, after that end. Correct one of the two "
            "times; nothing has changed.",
        )


def _close_presences(row: Meeting, at: datetime) -> None:
    open_or_later = Q(left_at__isnull=True) | Q(left_at__gt=at)
    Presence.objects.filter(open_or_later, attendance__meeting=row).update(left_at=at)


def _correct_call(row: Meeting, at: datetime, now: datetime) -> None:
    if at > now:
        raise in_the_future(row, at)
    if row.adjourned_at is not None and at >= row.adjourned_at:
        raise Refused(
            "bad_times",
            f"The meeting ended at {clock_words(row, row.adjourned_at)}; it cannot have been "
            f"called to order at {clock_words(row, at)}. Nothing has changed.",
        )
    # Whoever was marked at the roll call was there when the meeting began.
    stays = Presence.objects.filter(attendance__meeting=row)
    at_the_call = stays.filter(arrived_at=row.called_at) if row.called_at else stays.none()
    at_the_call.filter(Q(left_at__isnull=True) | Q(left_at__gte=at)).update(arrived_at=at)
    row.items.filter(opened_at=row.called_at).update(opened_at=at)
    move_call(row, at)
    row.called_at = at


def _correct_end(row: Meeting, at: datetime, now: datetime) -> None:
    must_be(row, {State.ADJOURNED, State.DRAFTED, State.RELEASED}, "it has no end to correct yet")
    _check_end(row, at, now)
    to_the_end = Presence.objects.filter(attendance__meeting=row, left_at=row.adjourned_at)
    to_the_end.filter(arrived_at__lte=at).update(left_at=at)
    _close_presences(row, at)
    end_presiding(row, at)
    row.items.filter(closed_at=row.adjourned_at).update(closed_at=at)
    row.items.filter(closed_at__gt=at).update(closed_at=F("opened_at"))
    move_end(row, at)
    row.adjourned_at = at
