"""Holding a meeting jointly: which other bodies sit in it beside the one that convenes it.

The convening body keeps the record: its officers run the meeting, and its rules say who may read
the minutes. Every body counts its own seats by its own rule book.
"""

from __future__ import annotations

from collections.abc import Sequence

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.findability import index_meeting
from secretariat.council.meetings.commands.frame import (
    BEFORE_CALL,
    NOT_FROZEN,
    meeting_act,
    must_be,
)
from secretariat.council.meetings.models import Meeting, Proxy
from secretariat.foundation.people.models import Body
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Decision


def hold_jointly(actor: Actor, meeting: Meeting, others: Sequence[Body]) -> Meeting:
    """Say which other bodies hold the meeting; none makes it a meeting of one body again.

    A body may join until the minutes are approved; it leaves only before the call to order, since
    its seats and motions are part of the record from then on. Refuses ("in_session",
    "wrong_state", "not_allowed").
    """
    wanted = {other.slug: other for other in others if other.pk != meeting.body_id}
    with meeting_act(actor, "hold_jointly", meeting, _may_plan) as (this, row):
        must_be(row, NOT_FROZEN, "no body can join or leave it")
        before = {other.slug: other for other in row.joint_bodies.all()}
        leaving = [other for slug, other in before.items() if slug not in wanted]
        _check_leaving(row, leaving)
        this.was(joint_with=sorted(before))
        Proxy.objects.filter(meeting=row, seat__body__in=leaving).delete()
        row.joint_bodies.set(wanted.values())
        row.kind = _kind_of(row, is_joint=bool(wanted))
        row.revision += 1
        row.save(update_fields=["kind", "revision"])
        index_meeting(row)
        for slug in {*before, *wanted}:
            this.touch(f"body:{slug}")
        this.now_is(joint_with=sorted(wanted))
    return row


def _may_plan(actor: Actor, meeting: Meeting) -> Decision:
    return policy.may_plan(actor, meeting.body)


def _check_leaving(row: Meeting, leaving: Sequence[Body]) -> None:
    if leaving and row.state not in BEFORE_CALL:
        raise Refused(
            "in_session",
            f"The meeting was called to order with the {leaving[0].name}, so its seats are part of "
            "the record. Nothing has changed.",
            {"field": "joint_with"},
        )


def _kind_of(row: Meeting, *, is_joint: bool) -> str:
    if is_joint:
        return Meeting.Kind.JOINT.value
    if row.kind != Meeting.Kind.JOINT:
        return row.kind
    in_rhythm = row.occurrence_on is not None
    return Meeting.Kind.REGULAR.value if in_rhythm else Meeting.Kind.EXTRA.value
