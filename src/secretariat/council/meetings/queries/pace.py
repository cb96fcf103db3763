"""How a meeting goes: the clock of its item, when it ends at this pace, what is parked, and what to
take while there is a quorum.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from secretariat.council.meetings.agenda_kinds import needs_quorum
from secretariat.council.meetings.models import ItemStay
from secretariat.council.meetings.queries.floor import Floor, floor_of
from secretariat.council.meetings.queries.roll import quorum_now
from secretariat.rules.agenda import ItemState
from secretariat.rules.meetings import AttendeeSnapshot, ItemSnapshot, MeetingSnapshot
from secretariat.rules.pace import (
    Forecast,
    Leaving,
    PacedItem,
    Pull,
    Quorum,
    Stay,
    clock_words,
    current_of,
    forecast,
    spent,
    what_to_pull,
)
from secretariat.rules.quorum import Stretch, quorum_at
from secretariat.rules.seats import Person


@dataclass(frozen=True, slots=True)
class Clock:
    """How long an item has been on the table. `since` is when it would have begun without a break;
    `words` how that stands now.
    """

    since: datetime
    planned: int
    words: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class Course:
    """How the meeting goes, for whoever runs it. Empty before the call and after the end."""

    clock: Clock | None = None
    forecast: str = ""
    parked: tuple[ItemSnapshot, ...] = ()
    pull: Pull | None = None
    pull_words: str = ""
    floor: Floor = field(default_factory=Floor)


def is_going_on(meeting: MeetingSnapshot) -> bool:
    """Whether the meeting was called to order and has not ended."""
    return meeting.called_at is not None and meeting.adjourned_at is None


def course_of(meeting: MeetingSnapshot, at: datetime) -> Course:
    """How the meeting goes at an instant. One query, two where anybody asked for the floor. The
    snapshot must show the roll call.
    """
    if not is_going_on(meeting):
        return Course()
    expected = forecast_of(meeting, at)
    pull = pull_of(meeting, expected, at)
    return Course(
        clock=clock_of(meeting, meeting.current, at),
        forecast=expected.words(meeting.zone),
        parked=parked_in(meeting),
        pull=pull,
        pull_words=pull.words(meeting.zone) if pull else "",
        floor=floor_of(meeting, meeting.current),
    )


def stays_in(meeting: MeetingSnapshot) -> list[Stay]:
    """The stays of all items. One query."""
    body, _, slug = meeting.ref.partition("/")
    rows = ItemStay.objects.filter(item__meeting__body__slug=body, item__meeting__slug=slug)
    found = rows.values_list("item__slug", "from_at", "to_at")
    return meeting.once("stays", lambda: [Stay(*row) for row in found])


def clock_of(meeting: MeetingSnapshot, slug: str, at: datetime) -> Clock | None:
    """The clock of an item that is on the table; None for any other."""
    stays = stays_in(meeting) if slug else []
    if not slug or current_of(stays) != slug:
        return None
    length, planned = spent(stays, slug, at), meeting.item(slug).minutes
    minutes = int(length.total_seconds() // 60)
    is_over = bool(planned) and minutes > planned
    return Clock(at - length, planned, clock_words(minutes, planned), is_over)


def forecast_of(meeting: MeetingSnapshot, at: datetime) -> Forecast:
    """When the meeting ends at this pace."""
    return forecast(_paced(meeting), stays_in(meeting), at, meeting.ends_at)


def parked_in(meeting: MeetingSnapshot) -> tuple[ItemSnapshot, ...]:
    """The open items that were set aside, without their parts."""
    parked = [item for item in meeting.items if item.parked_at and item.state == ItemState.OPEN]
    slugs = {item.slug for item in parked}
    return tuple(item for item in parked if item.part_of not in slugs)


def pull_of(meeting: MeetingSnapshot, expected: Forecast, at: datetime) -> Pull | None:
    """What to take next because a body of the meeting is about to lose its quorum."""
    items, needing = _paced(meeting), [i.slug for i in meeting.items if needs_quorum(i)]
    if not needing:
        return None
    for party in meeting.parties:
        state = quorum_now(party, at)
        quorum = Quorum(state.present, state.total, state.needed)
        leavings = list(_leavings(party, at))
        found = what_to_pull(expected, items, needing, quorum, leavings, current=meeting.current)
        if found is not None:
            return found
    return None


def leaves_at_of(who: AttendeeSnapshot) -> datetime | None:
    """When somebody said that they leave; None if they said nothing."""
    said: datetime | None = getattr(who, "leaves_at", None)
    return said


def _leavings(party: MeetingSnapshot, at: datetime) -> Iterator[Leaving]:
    """Each announced leaving with the seats that are present after it and those before it."""
    here = [who for who in party.attendees if who.is_present(at)]
    said = [(leaves, who) for who in here if (leaves := leaves_at_of(who)) and leaves > at]
    for leaves, who in said:
        left = {other.person for until, other in said if until <= leaves}
        stretches = [
            Stretch(Person(each.person, each.name), at) for each in here if each.person not in left
        ]
        state = quorum_at(
            party.roster,
            party.rule_book.quorum,
            stretches,
            leaves,
            party.proxies,
            may_hold_two=party.rule_book.proxies.may_hold_two,
        )
        yield Leaving(leaves, who.name, state.present)


def _paced(meeting: MeetingSnapshot) -> list[PacedItem]:
    return [
        PacedItem(
            item.slug,
            item.title,
            item.minutes,
            item.part_of,
            is_open=item.state == ItemState.OPEN,
            is_parked=item.parked_at is not None,
        )
        for item in meeting.items
    ]
