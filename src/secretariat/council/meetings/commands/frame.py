"""What every command about a meeting shares: the frame, the lock, the states in which it may run.

The meeting's row is locked first, so that two people acting at once take turns.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime

from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.foundation.records.commands import Act, act, locked
from secretariat.rules.errors import Refused
from secretariat.rules.times import hour_words
from secretariat.rules.visibility import Actor, Decision, require

State = Meeting.State
May = Callable[[Actor, Meeting], Decision]

BEFORE_CALL = frozenset({State.PLANNED, State.PUBLISHED})
AFTER_CALL = frozenset({State.CALLED, State.ADJOURNED, State.DRAFTED, State.RELEASED})
NOT_FROZEN = BEFORE_CALL | AFTER_CALL


@contextmanager
def meeting_act(
    actor: Actor, verb: str, meeting: Meeting, may: May, *, ref: str = "", summary: str = ""
) -> Iterator[tuple[Act, Meeting]]:
    """Run a command on a meeting: authorise, lock its row, and tell whoever watches it."""
    name = f"meetings.{verb}"
    slug = meeting.body.slug
    with act(actor, name, ref or meeting.ref, body_slug=slug, summary=summary) as this:
        require(may(actor, meeting))
        row = locked(meeting)
        row.body = meeting.body
        this.touch(f"meeting:{meeting.ref}")
        touch_joint(this, row)
        yield this, row


def touch_joint(this: Act, meeting: Meeting) -> None:
    """Tell whoever watches the other bodies of a joint meeting."""
    if meeting.is_joint:
        for other in meeting.joint_bodies.values_list("slug", flat=True):
            this.touch(f"body:{other}")


def must_be(meeting: Meeting, states: Collection[str], wish: str) -> None:
    """Refuse ("wrong_state") what cannot be done in the meeting's state, in words."""
    if meeting.state not in states:
        raise Refused("wrong_state", f"{state_words(meeting)}, so {wish}. Nothing has changed.")


def state_words(meeting: Meeting) -> str:
    """The state as the beginning of a sentence."""
    return {
        State.PLANNED: "This meeting has not been called to order",
        State.PUBLISHED: "This meeting has not been called to order",
        State.CALLED: "This meeting is in session",
        State.ADJOURNED: "This meeting is adjourned",
        State.DRAFTED: "The minutes of this meeting are drafted",
        State.RELEASED: "The minutes of this meeting are released",
        State.APPROVED: "The minutes of this meeting are approved and frozen",
        State.CANCELLED: "This meeting is cancelled",
    }[State(meeting.state)]


def must_be_recordable(meeting: Meeting) -> None:
    """Refuse what cannot be recorded any more, or not yet."""
    if meeting.state == State.APPROVED:
        raise Refused(
            "wrong_state",
            "The minutes of this meeting are approved and frozen. Nothing has changed; note an "
            "erratum under the minutes instead.",
        )
    must_be(meeting, AFTER_CALL, "there is nothing to record; call it to order first")


def must_be_of(meeting: Meeting, item: AgendaItem) -> None:
    """Refuse ("other_meeting") an item that stands on the agenda of another meeting."""
    if item.meeting_id != meeting.pk:
        raise Refused(
            "other_meeting",
            f"“{item.title}” stands on the agenda of another meeting. Nothing has changed.",
        )


def clock_words(meeting: Meeting, at: datetime) -> str:
    """An instant on the meeting's own clock: "07:05"."""
    return hour_words(at, meeting.zone)


def reason_given(reason: str, what: str) -> str:
    """The reason without blanks around it. Refuses ("reason_missing") an empty one."""
    words = " ".join(reason.split())
    if not words:
        raise Refused(
            "reason_missing",
            f"Say in a few words why {what}; the record keeps the reason. Nothing has changed.",
            {"field": "reason"},
        )
    return words[:300]
