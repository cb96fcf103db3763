"""The queue of speakers of an item: who has the floor, who waits, who has spoken how long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from secretariat.council.meetings.models import Meeting, Turn
from secretariat.council.meetings.queries.standing import present_in
from secretariat.foundation.people.models import Person
from secretariat.foundation.people.queries.persons import folded
from secretariat.rules.errors import Refused
from secretariat.rules.floor import in_turn
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.wording import joined, minutes_words

WISHES = {"/order": Turn.Wish.POINT_OF_ORDER.value, "/reply": Turn.Wish.REPLY.value}
"""What a word at the end of the clerk's line means."""


@dataclass(frozen=True, slots=True)
class TurnLine:
    """One turn as a page shows it; `has_spoken` tells why others may stand before it."""

    number: int
    name: str
    who: str
    wish: str
    since: datetime | None
    has_spoken: bool = False


@dataclass(frozen=True, slots=True)
class Floor:
    """The floor under one item. `spoken` are those who spoke, with the time of all their turns."""

    speaking: TurnLine | None = None
    waiting: tuple[TurnLine, ...] = ()
    spoken: tuple[str, ...] = ()

    @property
    def is_used(self) -> bool:
        """Whether anybody speaks, waits or has spoken."""
        return bool(self.speaking or self.waiting or self.spoken)


def queue_of(turns: Iterable[Turn]) -> list[Turn]:
    """Those of the turns of one item that wait, in the order in which they get the floor."""
    rows = list(turns)
    waiting = {row.number: row for row in rows if row.began_at is None and row.dropped_at is None}
    spoken = _spoken(rows)
    order = in_turn([row.as_law() for row in waiting.values()], spoken)
    return [waiting[each.number] for each in order]


def floor_of(meeting: MeetingSnapshot, slug: str) -> Floor:
    """The floor under the item of this slug ("" for none). One query where anybody asked for it."""
    rows = [row for row in _turns_in(meeting) if (row.item.slug if row.item else "") == slug]
    spoken = _spoken(rows)
    speaking = next((row for row in rows if row.began_at and not row.ended_at), None)
    return Floor(
        speaking=_line(speaking, spoken) if speaking else None,
        waiting=tuple(_line(row, spoken) for row in queue_of(rows)),
        spoken=tuple(_times(rows)),
    )


def turn_named(meeting: Meeting, number: str) -> Turn:
    """The turn of this number in a meeting. Refuses ("not_found")."""
    rows = meeting.turns.select_related("person", "item")
    found = rows.filter(number=int(number)).first() if number.isdigit() else None
    if found is None:
        raise Refused("not_found", "This turn to speak does not exist. Nothing has changed.")
    found.meeting = meeting
    return found


def speaker_meant(meeting: Meeting, line: str) -> tuple[Person | None, str, str]:
    """Who is meant by two letters or a name among those who are present, else a guest by name; and
    what they wish: "/order" or "/reply" at the end.

    Refuses ("nobody_found", "ambiguous_person").
    """
    words = line.split()
    wish = WISHES.get(words[-1], "") if words else ""
    typed = " ".join(words[:-1] if wish else words)
    people = list(Person.objects.filter(handle__in=present_in(meeting)))
    found = _fitting(people, folded(typed)) if typed else []
    if len(found) == 1:
        return found[0], found[0].name, wish or Turn.Wish.SPEAK.value
    if found:
        names = joined((person.name for person in found), "or")
        raise Refused(
            "ambiguous_person",
            f"“{typed}” may be {names}. Type more of the name; nobody was added to the queue.",
            {"field": "who"},
        )
    if " " not in typed:
        raise Refused(
            "nobody_found",
            f"Nobody who is present fits “{typed}”. Nobody was added to the queue. Mark them "
            "present first, or write the whole name of a guest.",
            {"field": "who"},
        )
    return None, typed, wish or Turn.Wish.SPEAK.value


def _fitting(people: list[Person], typed: str) -> list[Person]:
    """An exact name decides, then initials, then how a part of the name begins."""
    names = [(person, folded(person.name)) for person in people]
    tests = (
        lambda name: name == typed,
        lambda name: "".join(part[0] for part in name.split()) == typed,
        lambda name: any(part.startswith(typed) for part in name.split()),
    )
    for fits in tests:
        found = [person for person, name in names if fits(name)]
        if found:
            return found
    return []


def _turns_in(meeting: MeetingSnapshot) -> list[Turn]:
    if not meeting.has_turns:
        return []
    body, _, slug = meeting.ref.partition("/")
    rows = Turn.objects.filter(meeting__body__slug=body, meeting__slug=slug)
    return meeting.once("turns", lambda: list(rows.select_related("person", "item")))


def _spoken(rows: Iterable[Turn]) -> frozenset[str]:
    began = (row for row in rows if row.began_at and row.wish != Turn.Wish.POINT_OF_ORDER)
    return frozenset(row.who for row in began)


def _line(row: Turn, spoken: frozenset[str]) -> TurnLine:
    wish = "" if row.wish == Turn.Wish.SPEAK else str(Turn.Wish(row.wish).label)
    return TurnLine(row.number, row.name, row.who, wish, row.began_at, row.who in spoken)


def _times(rows: Iterable[Turn]) -> Iterable[str]:
    lengths: dict[str, timedelta] = {}
    names: dict[str, str] = {}
    for row in rows:
        if row.began_at and row.ended_at:
            lengths[row.who] = lengths.get(row.who, timedelta()) + (row.ended_at - row.began_at)
            names[row.who] = row.name
    for who, length in sorted(lengths.items(), key=lambda each: -each[1]):
        seconds = int(length.total_seconds())
        words = minutes_words(seconds // 60) if seconds >= 60 else f"{seconds} s"
        yield f"{names[who]} {words}"
