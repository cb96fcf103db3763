"""The bottom line of the room: the keys that do something at this moment, each named once."""

from __future__ import annotations

from collections.abc import Iterator

from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.room import Room
from secretariat.council.meetings.queries.whom import Whom
from secretariat.rules.agenda import ItemState
from secretariat.rules.meetings import ItemSnapshot

Key = tuple[str, str]
State = Meeting.State


def _of_question(asked: Whom) -> list[Key]:
    """The keys while it is asked who is meant; letters go on with the name."""
    number = len(asked.candidates)
    found: list[Key] = []
    if number:
        found.append(("Enter", "the first"))
        found.append(("1" if number == 1 else f"1 {number}", "choose"))
    if asked.may_be_new:
        found.append(("Enter 0" if asked.typed.organization and not number else "0", "new guest"))
    return [*found, ("Esc", "none of them")]


def keys_of(room: Room, meeting: Meeting, *, may_run: bool, asked: Whom | None = None) -> list[Key]:
    """Each key with what it does: first what has to be dealt with, then the item, then the room.

    While it is asked who is meant, only what answers that. A key that a panel uses means what the
    panel says. Where a panel holds the room, such as a vote that is open, its keys are the only
    ones.
    """
    if asked is not None:
        return _of_question(asked)
    found: dict[str, str] = {}
    for panel in room.urgent_panels:
        found |= {key: words for key, words in panel.values.get("keys", ()) if key not in found}
    if not room.is_held:
        of_item = _of_item(room, may_run=may_run)
        of_room = _of_room(room, meeting, may_run=may_run)
        beside = _beside(room)
        for key, words in (*of_item, *of_room, *beside):
            found.setdefault(key, words)
    return [*found.items(), ("Esc", "leave field"), ("?", "all")]


def _beside(room: Room) -> Iterator[Key]:
    """What the panels that do not press offer besides."""
    for panel in room.panels:
        if not panel.is_urgent:
            yield from panel.values.get("keys", ())


def _of_item(room: Room, *, may_run: bool) -> Iterator[Key]:
    if not may_run or room.meeting.called_at is None:
        return
    yield from room.offered.context.get("keys", ())
    for offer in room.offered.offers:
        if offer.key:
            yield offer.key, offer.label.lower()


def _of_room(room: Room, meeting: Meeting, *, may_run: bool) -> Iterator[Key]:
    is_called = may_run and meeting.state == State.CALLED
    if may_run and meeting.state in {State.PLANNED, State.PUBLISHED}:
        yield "c", "call to order"
    if may_run and meeting.called_at and meeting.state != State.APPROVED:
        yield "r", "roll call"
        if room.waiting:
            yield "K", "confirm check-ins"
    if room.item:
        yield from _of_business(room.item, meeting, is_called=is_called)
    if is_called:
        yield from _of_course(room)
    beside = [("p", "previous", room.before), ("n", "next", room.after)]
    there = [(key, words) for key, words, slug in beside if slug]
    if there:
        yield " ".join(key for key, _ in there), ", ".join(words for _, words in there)
    if is_called:
        yield "x", "adjourn"
    elif meeting.adjourned_at:
        yield "o", "minutes"


def _of_business(item: ItemSnapshot, meeting: Meeting, *, is_called: bool) -> Iterator[Key]:
    if meeting.state != State.APPROVED:
        yield from (("t", "note"), ("d", "decision"), ("i", "information"))
    if is_called:
        yield from (("m", "motion"), ("a", "action"))
        if item.state == ItemState.OPEN:
            yield "s", "settle"


def _of_course(room: Room) -> Iterator[Key]:
    yield "Q", "speaker"
    if room.course.floor.waiting:
        yield ">", "next speaker"
    if room.course.pull:
        yield "!", "pull forward"
