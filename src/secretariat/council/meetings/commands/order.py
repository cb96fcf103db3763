"""The order of an agenda, and which item is a part of which.

A part stands right after its item and its parts before it; moving an item takes its parts along.
After the call to order the order stands: items may be taken up in any order in the room.
"""

from __future__ import annotations

from collections.abc import Sequence

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.frame import (
    BEFORE_CALL,
    meeting_act,
    must_be,
    must_be_of,
)
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.numbering import in_order, law_items
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.rules.agenda import moved_by
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor

_FIXED = "the order of its agenda stands; take the items up in any order in the room"


def order_items(actor: Actor, meeting: Meeting, slugs: Sequence[str], *, moved: str = "") -> None:
    """Put the agenda into this order; parts stay with their items.

    An item (`moved`, if it is known which) that changed places with a part moves over the whole
    family of that part. Refuses ("not_all_items") unless every item is named once.
    """
    with meeting_act(actor, "order_items", meeting, policy.may_prepare) as (this, row):
        must_be(row, BEFORE_CALL, _FIXED)
        before = ordered(row)
        items = {item.slug: item for item in before}
        if sorted(slugs) != sorted(items):
            raise Refused(
                "not_all_items",
                "The agenda has other items now than when you ordered it. Load the page again; "
                "the order is as it was.",
            )
        known = [item.slug for item in before]
        this.was(order=known)
        mover, by = _swapped(before, slugs, moved)
        if mover and [item.slug for item in in_order([items[s] for s in slugs])] == known:
            slugs = [each.slug for each in moved_by(law_items(before), mover, by)]
        write_order([items[slug] for slug in slugs])
        this.now_is(order=[item.slug for item in ordered(row)])


def move_item(actor: Actor, item: AgendaItem, *, by: int) -> None:
    """Move an item up (negative) or down among its equals; at the end of the list it stays."""
    ref = ref_of(item.meeting, item)
    with meeting_act(actor, "move_item", item.meeting, policy.may_prepare, ref=ref) as (this, row):
        must_be(row, BEFORE_CALL, _FIXED)
        before = ordered(row)
        rows = {each.slug: each for each in before}
        this.was(place=[each.slug for each in before].index(item.slug) + 1)
        wanted = [rows[each.slug] for each in moved_by(law_items(before), item.slug, by)]
        write_order(wanted)
        this.now_is(place=[each.slug for each in wanted].index(item.slug) + 1)


def make_part(actor: Actor, item: AgendaItem, of: AgendaItem | None) -> AgendaItem:
    """Make an item a part of another, or an item of its own again (`of` None).

    Refuses ("other_meeting", "part_of_a_part", "has_parts", "wrong_state").
    """
    ref = ref_of(item.meeting, item)
    with meeting_act(actor, "make_part", item.meeting, policy.may_prepare, ref=ref) as (this, row):
        must_be(row, BEFORE_CALL, _FIXED)
        if of is not None:
            _check_part(row, item, of)
        this.was(part_of=item.part_of.title if item.part_of else "")
        before, item.part_of = item.part_of, of
        item.save(update_fields=["part_of"])
        put_after(row, item, of or before)
        this.now_is(part_of=of.title if of else "")
    return item


def must_be_whole(parent: AgendaItem) -> None:
    """Refuse ("part_of_a_part") an item that is itself a part."""
    if parent.part_of_id is not None:
        raise Refused(
            "part_of_a_part",
            f"“{parent.title}” is itself a part of another item. Choose that item instead.",
        )


def ordered(meeting: Meeting) -> list[AgendaItem]:
    """The items as they stand on the agenda: each with its parts after it."""
    return in_order(list(meeting.items.order_by("position", "id")))


def put_after(meeting: Meeting, item: AgendaItem, other: AgendaItem | None) -> None:
    """Write the order with the item and its parts after another one's; first of all for None."""
    rows = ordered(meeting)
    mine = [row for row in rows if item.pk in {row.pk, row.part_of_id}]
    rest = [row for row in rows if row not in mine]
    place = 0
    if other is not None:
        head = other.part_of_id or other.pk
        family = [i for i, row in enumerate(rest) if head in {row.pk, row.part_of_id}]
        place = family[-1] + 1 if family else len(rest)
    write_order([*rest[:place], *mine, *rest[place:]])


def write_order(wanted: Sequence[AgendaItem]) -> None:
    """Write the positions 1, 2, 3 … of all items of a meeting, parts behind their items."""
    final = in_order(wanted)
    for place, row in enumerate(final, start=1):
        row.position = place
    AgendaItem.objects.bulk_update(final, ["position"])


def _swapped(before: Sequence[AgendaItem], slugs: Sequence[str], moved: str) -> tuple[str, int]:
    """Which item changed places with its neighbour, and which way; "" for any other change."""
    places = [i for i, item in enumerate(before) if item.slug != slugs[i]]
    if len(places) != 2 or places[1] != places[0] + 1:
        return "", 0
    upper, lower = before[places[0]], before[places[1]]
    # Of an item and a part, it is the item that was moved: a part stays with its own item.
    is_lower = lower.slug == moved or (upper.slug != moved and upper.part_of_id is not None)
    return (lower.slug, -1) if is_lower else (upper.slug, 1)


def _check_part(meeting: Meeting, item: AgendaItem, of: AgendaItem) -> None:
    must_be_of(meeting, of)
    if of.pk == item.pk:
        raise Refused("part_of_a_part", "An item cannot be a part of itself.")
    must_be_whole(of)
    if item.parts.exists():
        raise Refused(
            "has_parts",
            f"“{item.title}” has parts of its own. Move them first; nothing has changed.",
        )
