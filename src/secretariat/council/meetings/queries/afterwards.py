"""What a meeting leaves: its to-do list, business put off, and where that stands next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secretariat.council.meetings.models import AgendaItem, FollowUp, Meeting
from secretariat.council.meetings.queries.calendar import next_meeting_after
from secretariat.council.meetings.sight import sight_of
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.council.meetings.snapshots import day_of, meeting_snapshot
from secretariat.council.meetings.unfinished import Unfinished, unfinished_in
from secretariat.foundation.people.models import Body
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Audience, may_see

LEFT = (AgendaItem.State.DEFERRED, AgendaItem.State.SKIPPED)


@dataclass(frozen=True, slots=True)
class LeftItem:
    """An item that was not dealt with, and the one that carries it; "" while none does."""

    ref: str
    title: str
    state: str
    words: str
    carried_to: str = ""
    carried_words: str = ""


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What a meeting left."""

    left: Sequence[LeftItem]
    undecided: Sequence[Unfinished]
    todo: Sequence[FollowUp]
    following: Meeting | None

    @property
    def waiting(self) -> int:
        """How much of the to-do list is still open."""
        return sum(1 for row in self.todo if row.ended_at is None)


def afterwards_of(meeting: Meeting, actor: Actor) -> Afterwards:
    """What a meeting left, as far as the actor may see it. Five queries beside the snapshot."""
    seen = [audience.value for audience in sight_of(actor, meeting).audiences]
    rows = meeting.items.filter(state__in=LEFT, audience__in=seen)
    left = [_left(meeting, row) for row in rows.prefetch_related("carried_to__meeting__body")]
    undecided = unfinished_in(actor, meeting_snapshot(meeting, actor))
    return Afterwards(left, undecided, follow_ups_of(meeting, actor), next_meeting_after(meeting))


def follow_ups_of(meeting: Meeting, actor: Actor) -> list[FollowUp]:
    """The to-do list of a meeting, what is open first. One query."""
    seen = [audience.value for audience in sight_of(actor, meeting).audiences]
    rows = meeting.follow_ups.filter(audience__in=seen).select_related("person")
    return sorted(rows, key=lambda row: (row.ended_at is not None, row.number))


def follow_up_named(meeting: Meeting, actor: Actor, number: int) -> FollowUp:
    """One line of the list. Refuses ("not_found")."""
    for row in follow_ups_of(meeting, actor):
        if row.number == number:
            row.meeting = meeting
            return row
    raise Refused("not_found", f"The to-do list of {meeting.ref} has no number {number}.")


def open_follow_ups(actor: Actor, body: Body) -> list[FollowUp]:
    """What is still to do after the meetings of a body, oldest first. One query."""
    seen = [each.value for each in Audience if may_see(actor, body.slug, each)]
    rows = FollowUp.objects.filter(meeting__body=body, ended_at=None, audience__in=seen)
    ended = rows.filter(meeting__adjourned_at__isnull=False)
    with_all = ended.select_related("meeting__body", "meeting__chair", "meeting__secretary")
    return list(with_all.select_related("person").order_by("meeting__starts_at", "number"))


def _left(meeting: Meeting, row: AgendaItem) -> LeftItem:
    carrying = next(iter(row.carried_to.all()), None)
    return LeftItem(
        ref=ref_of(meeting, row),
        title=row.title,
        state=str(AgendaItem.State(row.state).label),
        words=row.outcome,
        carried_to=ref_of(carrying.meeting, carrying) if carrying else "",
        carried_words=f"{day_of(carrying.meeting):%-d %b %Y}" if carrying else "",
    )
