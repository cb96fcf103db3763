"""Where the meeting is and how its items end. An item's kind acts in the same transaction.

Taking an item up does not close another one; an item that was settled can be taken up again.
"""

from __future__ import annotations

from datetime import datetime

from secretariat.council.meetings import policy
from secretariat.council.meetings.agenda_kinds import Outcome, kind_named
from secretariat.council.meetings.commands.findability import index_items
from secretariat.council.meetings.commands.frame import (
    AFTER_CALL,
    State,
    meeting_act,
    must_be,
    must_be_recordable,
    reason_given,
)
from secretariat.council.meetings.commands.on_the_table import begin_stay, end_stays, end_turns
from secretariat.council.meetings.commands.presiding import end_presiding_elsewhere
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.queries.reached import closes_with, dealt_with, on_record
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.foundation.outbox.commands import drop_held_about
from secretariat.foundation.records.commands import act
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor

ItemState = AgendaItem.State


def open_item(actor: Actor, item: AgendaItem) -> AgendaItem:
    """Take an item up: the meeting is here now. Refuses ("wrong_state")."""
    meeting = item.meeting
    ref = ref_of(meeting, item)
    with meeting_act(actor, "open_item", meeting, policy.may_run, ref=ref) as (this, row):
        must_be(row, {State.CALLED}, "no item can be taken up")
        item.refresh_from_db(fields=["opened_at", "state"])
        item.opened_at, item.parked_at = item.opened_at or this.at, None
        item.save(update_fields=["opened_at", "parked_at"])
        begin_stay(row, item, this.at)
        row.current_item = item
        row.save(update_fields=["current_item"])
        end_presiding_elsewhere(row, item, this.at)
        this.now_is(current=item.title)
    return item


def open_next_item(actor: Actor, meeting: Meeting) -> AgendaItem | None:
    """Take up the next item that is still open, after the current one, parked ones last; None when
    none is left.
    """
    following = _next_open(meeting)
    return open_item(actor, following) if following is not None else None


def settle_item(actor: Actor, item: AgendaItem, *, words: str = "") -> AgendaItem:
    """Close an item as dealt with; its kind acts on it. `words` say the outcome.

    Its open parts close with it, those with nothing on record as not reached. The last open part
    closes the item it belongs to, if something of that is on record.
    """
    return _close(actor, item, ItemState.SETTLED, words)


def settle_and_go_on(actor: Actor, item: AgendaItem, *, words: str = "") -> AgendaItem | None:
    """Close an item and take up the next open one; None when it was the last. After the last open
    part that is what the part belongs to, unless it closed with it.
    """
    ref = ref_of(item.meeting, item)
    with act(actor, "meetings.settle_and_go_on", ref, body_slug=item.meeting.body.slug):
        settle_item(actor, item, words=words)
        whole = _left_alone(item)
        return open_item(actor, whole) if whole else open_next_item(actor, item.meeting)


def defer_item(actor: Actor, item: AgendaItem, *, words: str = "") -> AgendaItem:
    """Put an item off; it is proposed for the next meeting."""
    return _close(actor, item, ItemState.DEFERRED, words)


def skip_item(actor: Actor, item: AgendaItem, *, words: str = "") -> AgendaItem:
    """Pass over an item; it is proposed for the next meeting as not reached."""
    return _close(actor, item, ItemState.SKIPPED, words)


def withdraw_item(actor: Actor, item: AgendaItem, *, reason: str) -> AgendaItem:
    """End an item for good without dealing with it, also one that was put off or not reached."""
    return _close(actor, item, ItemState.WITHDRAWN, reason_given(reason, "the item is withdrawn"))


def reopen_item(actor: Actor, item: AgendaItem, *, reason: str = "") -> AgendaItem:
    """Open a closed item again while the meeting lasts. What its kind did on closing stands; mail
    that this raised and that waits for the end of the meeting is not sent.
    """
    meeting, ref = item.meeting, ref_of(item.meeting, item)
    with meeting_act(
        actor, "reopen_item", meeting, policy.may_run, ref=ref, summary=reason[:300]
    ) as (this, row):
        must_be(row, {State.CALLED}, "no item can be opened again")
        item.refresh_from_db(fields=["state", "outcome", "closed_at"])
        this.was(state=item.state, outcome=item.outcome)
        drop_held_about(ref)
        item.state, item.outcome, item.closed_at = ItemState.OPEN, "", None
        item.save(update_fields=["state", "outcome", "closed_at"])
        if item.pk == row.current_item_id:
            begin_stay(row, item, this.at)
        this.now_is(state=item.state)
    return item


def tell_kind(actor: Actor, item: AgendaItem, outcome: Outcome) -> None:
    """Let the kind of an item act on an outcome, such as a motion's, in this transaction.

    The caller has authorised the act; the item itself keeps its state.
    """
    meeting = item.meeting
    ref = ref_of(meeting, item)
    with act(actor, "meetings.tell_kind", ref, body_slug=meeting.body.slug) as this:
        this.touch(f"meeting:{meeting.ref}")
        this.now_is(outcome=outcome.state, words=outcome.words, about=list(outcome.about_refs))
        snapshot = snapshot_for(meeting)
        kind = kind_named(item.kind)
        kind.settled(actor, snapshot, snapshot.item(item.slug), outcome, this.at)


def close_items_at_adjournment(actor: Actor, meeting: Meeting, at: datetime) -> list[AgendaItem]:
    """Settle what has something on record, and skip the rest, also what was only looked at; answers
    with what was skipped.

    Runs inside the command that adjourns.
    """
    reached = dealt_with(meeting, snapshot_for(meeting), at)
    ending: list[tuple[AgendaItem, Outcome]] = []
    for item in meeting.items.filter(state=ItemState.OPEN):
        state = ItemState.SETTLED if item.slug in reached else ItemState.SKIPPED
        ending.append((item, Outcome(state.value)))
    _end(actor, meeting, ending, at)
    end_stays(meeting, at)
    end_turns(meeting, at)
    return [item for item, outcome in ending if outcome.state == ItemState.SKIPPED]


def count_as_reached(actor: Actor, item: AgendaItem) -> None:
    """Let an item under which something is recorded count as dealt with: one that was passed over
    is settled after all. The caller has authorised the act; any other item stays as it is.
    """
    row = item.meeting.items.filter(pk=item.pk, state=ItemState.SKIPPED).first()
    if row is None:
        return
    meeting, ref = item.meeting, ref_of(item.meeting, item)
    with act(actor, "meetings.count_as_reached", ref, body_slug=meeting.body.slug) as this:
        this.was(state=row.state)
        settled = Outcome(ItemState.SETTLED.value, row.outcome)
        _end(actor, meeting, [(row, settled)], row.closed_at or this.at)
        this.now_is(state=row.state)


def _close(actor: Actor, item: AgendaItem, state: ItemState, words: str) -> AgendaItem:
    meeting, ref = item.meeting, ref_of(item.meeting, item)
    verb = {
        ItemState.SETTLED: "settle_item",
        ItemState.DEFERRED: "defer_item",
        ItemState.SKIPPED: "skip_item",
        ItemState.WITHDRAWN: "withdraw_item",
    }[state]
    with meeting_act(actor, verb, meeting, policy.may_run, ref=ref) as (this, row):
        item.refresh_from_db(fields=["state", "outcome", "opened_at"])
        _check_close(row, item, state)
        this.was(state=item.state)
        said = Outcome(state.value, " ".join(words.split())[:300])
        others = _with_it(row, item, state, this.at)
        _end(actor, row, [*others, (item, said)], this.at)
        this.now_is(state=item.state, outcome=item.outcome)
    return item


def _with_it(
    row: Meeting, item: AgendaItem, state: ItemState, at: datetime
) -> list[tuple[AgendaItem, Outcome]]:
    """What ends with an item that ends so: its open parts, and what it is the last open part of."""
    parts = list(row.items.filter(part_of=item, state=ItemState.OPEN))
    if state is not ItemState.SETTLED:
        return [(part, Outcome(state.value)) for part in parts]
    if not parts and item.part_of_id is None:
        return []
    snapshot = snapshot_for(row)
    recorded = on_record(row, snapshot, at)
    ending = [
        (part, Outcome((state if part.slug in recorded else ItemState.SKIPPED).value))
        for part in parts
    ]
    whole = closes_with(snapshot, snapshot.item(item.slug), recorded)
    if whole is not None:
        ending.append((row.items.get(slug=whole.slug), Outcome(state.value)))
    return ending


def _left_alone(item: AgendaItem) -> AgendaItem | None:
    """The open item of this part that has no open part any more, as it stands now."""
    whole = item.meeting.items.filter(parts=item, state=ItemState.OPEN).first()
    if whole is None or whole.parts.filter(state=ItemState.OPEN).exists():
        return None
    whole.meeting = item.meeting
    return whole


def _check_close(row: Meeting, item: AgendaItem, state: ItemState) -> None:
    if state is ItemState.WITHDRAWN and item.state in {ItemState.DEFERRED, ItemState.SKIPPED}:
        return
    if row.state == State.APPROVED:
        must_be_recordable(row)
    must_be(row, AFTER_CALL, "its items cannot be closed yet")
    if item.state != ItemState.OPEN:
        raise Refused(
            "already_closed",
            f"“{item.title}” is {ItemState(item.state).label} already. Open it again to change "
            "that; nothing has changed.",
        )


def _end(
    actor: Actor, meeting: Meeting, ending: list[tuple[AgendaItem, Outcome]], at: datetime
) -> None:
    """Close items together, then let each one's kind act on the meeting as it now stands."""
    for item, outcome in ending:
        item.state, item.outcome, item.closed_at = outcome.state, outcome.words, at
        if outcome.state == ItemState.SETTLED:
            item.opened_at = item.opened_at or at
    items = [item for item, _ in ending]
    AgendaItem.objects.bulk_update(items, ["state", "outcome", "closed_at", "opened_at"])
    end_stays(meeting, at, items)
    index_items(meeting, items)
    snapshot = snapshot_for(meeting)
    for item, outcome in ending:
        closed = snapshot.item(item.slug)
        kind_named(item.kind).settled(actor, snapshot, closed, outcome, at)


def _next_open(meeting: Meeting) -> AgendaItem | None:
    meeting.refresh_from_db(fields=["current_item"])
    here = meeting.current_item
    rows = meeting.items.filter(state=ItemState.OPEN).order_by("position", "id")
    others = rows.exclude(pk=here.pk) if here else rows
    going_on = others.filter(parked_at=None)
    after = going_on.filter(position__gt=here.position) if here else going_on
    found = after.first() or going_on.first() or others.first()
    if found is not None:
        found.meeting = meeting
    return found
