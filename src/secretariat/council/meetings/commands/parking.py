"""The order in which a meeting takes its items while it goes on: parked, moved to the next meeting,
pulled forward. The numbers of the items stand.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.carrying import carry_item
from secretariat.council.meetings.commands.frame import State, meeting_act, must_be
from secretariat.council.meetings.commands.items import remove_item
from secretariat.council.meetings.commands.on_the_table import end_stays
from secretariat.council.meetings.commands.order import ordered, write_order
from secretariat.council.meetings.commands.settling import (
    defer_item,
    open_next_item,
    reopen_item,
)
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.queries.calendar import next_meeting_after
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.foundation.records.commands import act
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor

_NO_LONGER = "its items are not parked any more"


def park_item(actor: Actor, item: AgendaItem) -> AgendaItem:
    """Set an open item aside with its open parts; it is offered again when nothing else is left.

    Refuses ("wrong_state", "already_closed"). Its inverse is `unpark_item`.
    """
    meeting, ref = item.meeting, ref_of(item.meeting, item)
    with meeting_act(actor, "park_item", meeting, policy.may_run, ref=ref) as (this, row):
        must_be(row, {State.CALLED}, _NO_LONGER)
        item.refresh_from_db(fields=["state", "parked_at"])
        if item.state != AgendaItem.State.OPEN:
            label = AgendaItem.State(item.state).label
            raise Refused(
                "already_closed",
                f"“{item.title}” is {label}, so it cannot be parked. Open it again first; nothing "
                "has changed.",
            )
        family = _with_parts(row, item)
        family.update(parked_at=this.at)
        end_stays(row, this.at, list(family))
        item.parked_at = this.at
        this.now_is(parked=item.title)
    return item


def park_and_go_on(actor: Actor, item: AgendaItem) -> AgendaItem | None:
    """Park an item and take up the next one, if it was on the table; None when nothing is left."""
    meeting = item.meeting
    with act(actor, "meetings.park_and_go_on", ref_of(meeting, item), body_slug=meeting.body.slug):
        park_item(actor, item)
        is_here = Meeting.objects.filter(pk=meeting.pk, current_item=item).exists()
        return open_next_item(actor, meeting) if is_here else item


def unpark_item(actor: Actor, item: AgendaItem) -> AgendaItem:
    """Put a parked item back to its place on the agenda."""
    meeting, ref = item.meeting, ref_of(item.meeting, item)
    with meeting_act(actor, "unpark_item", meeting, policy.may_run, ref=ref) as (this, row):
        must_be(row, {State.CALLED}, _NO_LONGER)
        _with_parts(row, item).update(parked_at=None)
        item.parked_at = None
        this.now_is(back=item.title)
    return item


def move_to_next_meeting(
    actor: Actor, item: AgendaItem, *, words: str = ""
) -> tuple[AgendaItem, AgendaItem | None]:
    """Put an item off and place it on the next planned meeting, if that is in preparation and the
    actor may prepare it; else it is proposed there. Answers with the item and its place there.

    Its inverse is `take_back_from_next`.
    """
    meeting, ref = item.meeting, ref_of(item.meeting, item)
    with act(actor, "meetings.move_to_next_meeting", ref, body_slug=meeting.body.slug) as this:
        defer_item(actor, item, words=words)
        to = next_meeting_after(meeting)
        if to is None or to.state != State.PLANNED or not policy.may_prepare(actor, to):
            return item, None
        made = to.items.filter(carried_from=item).first() or carry_item(actor, item, to)
        this.now_is(to=ref_of(to, made))
    return item, made


def take_back_from_next(actor: Actor, item: AgendaItem) -> AgendaItem:
    """Open an item again that was moved to the next meeting, and take it off that agenda."""
    ref = ref_of(item.meeting, item)
    with act(actor, "meetings.take_back_from_next", ref, body_slug=item.meeting.body.slug):
        there = item.carried_to.filter(part_of=None).select_related("meeting__body").first()
        if there is not None:
            remove_item(actor, there, reason="taken back by the meeting it came from")
        return reopen_item(actor, item)


def pull_forward(actor: Actor, meeting: Meeting, slugs: Sequence[str]) -> list[AgendaItem]:
    """Take these open items next, in their order and with their parts; nothing else moves.

    Refuses ("wrong_state", "nothing_to_pull"). Its inverse is `put_order_back` with the order
    from before.
    """
    with meeting_act(actor, "pull_forward", meeting, policy.may_run) as (this, row):
        must_be(row, {State.CALLED}, "no item can be pulled forward")
        before = ordered(row)
        this.was(order=[item.slug for item in before])
        here = row.current_item
        head_here = (here.part_of_id or here.pk) if here else None
        wanted = [
            item
            for item in before
            if item.slug in slugs and item.state == AgendaItem.State.OPEN and item.pk != head_here
        ]
        heads = {item.part_of_id or item.pk for item in wanted}
        mine = [item for item in before if {item.pk, item.part_of_id} & heads]
        if not mine:
            raise Refused(
                "nothing_to_pull",
                "None of these items is open any more, or they are on the table. The order is as "
                "it was.",
            )
        rest = [item for item in before if item not in mine]
        family = [i for i, item in enumerate(rest) if head_here in {item.pk, item.part_of_id}]
        place = family[-1] + 1 if head_here and family else 0
        write_order([*rest[:place], *mine, *rest[place:]])
        row.items.filter(pk__in=[item.pk for item in mine]).update(parked_at=None)
        this.now_is(order=[item.slug for item in ordered(row)])
    return wanted


def put_order_back(actor: Actor, meeting: Meeting, slugs: Sequence[str]) -> None:
    """Take the items in this order again. Refuses ("not_all_items") unless each is named once."""
    with meeting_act(actor, "put_order_back", meeting, policy.may_run) as (this, row):
        must_be(row, {State.CALLED}, "the order of its items stands")
        items = {item.slug: item for item in row.items.all()}
        if sorted(slugs) != sorted(items):
            raise Refused(
                "not_all_items", "The agenda has other items now. The order is as it was."
            )
        write_order([items[slug] for slug in slugs])
        this.now_is(order=list(slugs))


def _with_parts(row: Meeting, item: AgendaItem) -> QuerySet[AgendaItem]:
    open_items = row.items.filter(state=AgendaItem.State.OPEN)
    return open_items.filter(pk=item.pk) | open_items.filter(part_of=item)
