"""The beginning of a meeting: publish its agenda, call it to order, and the way back.

The call to order stamps the time and freezes the numbers of the items.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.findability import (
    forget_meeting,
    index_meeting,
)
from secretariat.council.meetings.commands.frame import (
    BEFORE_CALL,
    State,
    clock_words,
    meeting_act,
    must_be,
    reason_given,
)
from secretariat.council.meetings.commands.on_the_table import begin_stay, forget_course
from secretariat.council.meetings.commands.order import ordered
from secretariat.council.meetings.models import AgendaItem, Attendance, Meeting, Note
from secretariat.council.meetings.numbering import numbers_of
from secretariat.foundation.outbox.commands import release_held
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor

EARLIEST_CALL = timedelta(hours=1)


def publish_agenda(actor: Actor, meeting: Meeting) -> Meeting:
    """Show the agenda to everybody. Refuses ("wrong_state", "agenda_empty")."""
    with meeting_act(actor, "publish_agenda", meeting, policy.may_publish) as (this, row):
        must_be(row, {State.PLANNED}, "its agenda cannot be published again")
        if not row.items.exists():
            raise Refused(
                "agenda_empty",
                "The agenda has no items yet. Take over the proposals or add an item first; "
                "nothing was published.",
            )
        row.state, row.published_at = State.PUBLISHED, this.at
        row.save(update_fields=["state", "published_at"])
        index_meeting(row)
        this.now_is(state=row.state, items=list(row.items.values_list("title", flat=True)))
    return row


def withdraw_agenda(actor: Actor, meeting: Meeting) -> Meeting:
    """Take a published agenda back into preparation."""
    with meeting_act(actor, "withdraw_agenda", meeting, policy.may_publish) as (this, row):
        must_be(row, {State.PUBLISHED}, "there is no published agenda to take back")
        row.state, row.published_at = State.PLANNED, None
        row.save(update_fields=["state", "published_at"])
        index_meeting(row)
        this.now_is(state=row.state)
    return row


def call_to_order(actor: Actor, meeting: Meeting, *, called_at: datetime | None = None) -> Meeting:
    """Open the meeting: stamp the time, freeze the numbers of its items, take up the first.

    Possible from one hour before the start. Refuses ("wrong_state", "too_early", "in_the_future").
    """
    with meeting_act(actor, "call_to_order", meeting, policy.may_run) as (this, row):
        must_be(row, BEFORE_CALL, "it cannot be called to order again")
        at = called_at or this.at
        _check_call(row, at, this.at)
        forget_meeting(row)
        first = _freeze_numbers(row)
        if first is not None:
            first.opened_at = at
            first.save(update_fields=["opened_at"])
            begin_stay(row, first, at)
        row.state, row.called_at, row.current_item = State.CALLED, at, first
        row.published_at = row.published_at or this.at
        row.save(update_fields=["state", "called_at", "current_item", "published_at"])
        index_meeting(row)
        this.now_is(state=row.state, called_at=at)
    return row


def undo_call_to_order(actor: Actor, meeting: Meeting, *, reason: str) -> Meeting:
    """Take a call to order back while nothing is recorded yet."""
    words = reason_given(reason, "the call to order is taken back")
    with meeting_act(actor, "undo_call_to_order", meeting, policy.may_run) as (this, row):
        must_be(row, {State.CALLED}, "there is no call to order to take back")
        if _has_record(row):
            raise Refused(
                "already_recorded",
                "Somebody is marked present or something is noted already, so the call to order "
                "stands. Correct its time instead.",
            )
        this.was(called_at=row.called_at)
        forget_meeting(row)
        release_held(row.ref)
        row.items.update(number="", opened_at=None)
        forget_course(row)
        row.state, row.called_at, row.current_item = State.PUBLISHED, None, None
        row.save(update_fields=["state", "called_at", "current_item"])
        index_meeting(row)
        this.now_is(state=row.state, reason=words)
    return row


def _check_call(row: Meeting, at: datetime, now: datetime) -> None:
    if at > now:
        raise in_the_future(row, at)
    if at < row.starts_at - EARLIEST_CALL:
        raise Refused(
            "too_early",
            f"The meeting begins at {clock_words(row, row.starts_at)} on {row.slug[:10]}; it can "
            "be called to order from one hour before. Move the meeting if it begins earlier.",
        )


def _freeze_numbers(row: Meeting) -> AgendaItem | None:
    items = ordered(row)
    numbers = numbers_of(items)
    for item in items:
        item.number = numbers[item.slug].label
    AgendaItem.objects.bulk_update(items, ["number"])
    return items[0] if items else None


def _has_record(row: Meeting) -> bool:
    return (
        Attendance.objects.filter(meeting=row).exists()
        or Note.objects.filter(item__meeting=row).exists()
        or row.notices_read.exists()
        or row.items.exclude(state=AgendaItem.State.OPEN).exists()
    )


def in_the_future(row: Meeting, at: datetime) -> Refused:
    return Refused(
        "in_the_future",
        f"{clock_words(row, at)} has not come yet. Give the time when it happened; nothing has "
        "changed.",
    )
