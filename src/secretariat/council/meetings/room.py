"""What the live views show of a meeting itself: where it is, its agenda, how quorum stands.

Registered on import.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from secretariat.council.meetings import item_facts, live_parts, seat_panels
from secretariat.council.meetings.item_texts import item_texts
from secretariat.council.meetings.live_parts import LivePart, Moment, View
from secretariat.council.meetings.presided import past_stretches
from secretariat.council.meetings.queries.coming import (
    EARLY,
    ask_words,
    by_answer,
    forecast_of,
    leaving_words,
    quorum_news,
    waiting_in,
)
from secretariat.council.meetings.queries.floor import floor_of
from secretariat.council.meetings.queries.pace import clock_of, is_going_on
from secretariat.council.meetings.queries.roll import quorum_history, quorum_now
from secretariat.council.meetings.queries.viewing import agenda_rows, times_of
from secretariat.rules.agenda import ItemState
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Block, Fact
from secretariat.rules.presiding import presided_words, who_presides
from secretariat.rules.runs import Run
from secretariat.rules.visibility import Actor, Role
from secretariat.rules.wording import joined

PRESIDING = "presiding"
EVERYWHERE = frozenset({View.SEAT, View.PROJECTOR, View.PAGE})
IN_SEAT = frozenset({View.SEAT})


def here(moment: Moment) -> Mapping[str, Any]:
    """Where the meeting is: not begun, at an item, at one the reader does not see, or over."""
    meeting = moment.meeting
    return {
        "is_going_on": meeting.called_at is not None and meeting.adjourned_at is None,
        "following": _following(meeting, moment.item),
        "presides": presides_words(meeting, moment.at),
    }


def presides_words(meeting: MeetingSnapshot, at: datetime) -> str:
    """Who presides now, as far as the reader may know; empty before the call and after the end."""
    found = who_presides(meeting, at) if meeting.called_at is not None else None
    return found.words if found else ""


def presided(meeting: MeetingSnapshot, _at: datetime) -> dict[str, list[Block]]:
    """Who presided in place of somebody recused, as facts of the minutes by the slug of the
    item.
    """
    found: dict[str, list[Block]] = {}
    items = {item.slug: item.ref for item in meeting.items}
    for stretch in past_stretches(meeting):
        if stretch.item not in items:
            continue
        key = f"presiding-{stretch.person}-{stretch.about or stretch.item}"
        lines = ((Run(presided_words(stretch)),),)
        fact = Fact(kind=PRESIDING, key=key, lines=lines, ref=items[stretch.item])
        found.setdefault(stretch.item, []).append(fact)
    return found


def _following(meeting: MeetingSnapshot, item: ItemSnapshot | None) -> ItemSnapshot | None:
    """The item that comes next: the first open one after the one on the table."""
    slugs = [each.slug for each in meeting.items]
    after = slugs.index(item.slug) + 1 if item else 0
    return next((each for each in meeting.items[after:] if each.state == ItemState.OPEN), None)


def state(moment: Moment) -> Mapping[str, Any]:
    """The state of the meeting, as its page says it."""
    return {"state": moment.meeting.state}


def agenda(moment: Moment) -> Mapping[str, Any] | None:
    """Every item with its state."""
    return {"items": moment.meeting.items} if moment.meeting.items else None


def lines(moment: Moment) -> Mapping[str, Any] | None:
    """The agenda of the meeting's page, with what the record says under each item."""
    meeting = moment.meeting
    told = item_texts(meeting, meeting.items, moment.at, on_page=True)
    rows = agenda_rows(meeting, times_of(moment.whole), told)
    return {"lines": rows, "meeting": meeting} if rows else None


def quorum(moment: Moment) -> Mapping[str, Any] | None:
    """How many seats are present, for each body that holds the meeting; how it came about for
    members. How many is public during the call, who is not.
    """
    if moment.whole.called_at is None:
        return None
    parties = [_of_party(party, moment) for party in moment.whole.parties]
    return {"parties": parties, "is_joint": len(parties) > 1}


def _of_party(party: MeetingSnapshot, moment: Moment) -> Mapping[str, Any]:
    state, is_member = quorum_now(party, moment.at), moment.is_member
    return {
        "body": party.body,
        "state": state,
        "history": _history(party),
        "ask": ask_words(party, state, moment.at) if is_member else "",
        "leaving": leaving_words(party, moment.at) if is_member else "",
    }


def _history(party: MeetingSnapshot) -> list[str]:
    zone = ZoneInfo(party.zone)
    return [each.words(zone) for each in quorum_history(party)]


def news(moment: Moment) -> Mapping[str, Any] | None:
    """How quorum was gained or lost last; who came or left, for members."""
    found = [
        (party.body.short_name, quorum_news(party, with_names=moment.is_member))
        for party in moment.whole.parties
    ]
    told = [(name, words) for name, words in found if words]
    return {"news": told, "is_joint": len(found) > 1} if told else None


def coming(moment: Moment) -> Mapping[str, Any] | None:
    """Before the call to order, for members: how quorum would stand by what was said."""
    if moment.meeting.called_at is not None or not moment.is_member or not moment.meeting.said:
        return None
    return {"forecast": forecast_of(moment.meeting), "answers": by_answer(moment.meeting.said)}


def waiting(moment: Moment) -> Mapping[str, Any] | None:
    """For members: who checked in and waits for the secretary. They count for nothing yet."""
    if not moment.is_member or moment.meeting.adjourned_at is not None:
        return None
    found = waiting_in(moment.meeting, moment.at)
    return {"waiting": found} if found else None


def own_check_in(actor: Actor, meeting: MeetingSnapshot, at: datetime) -> Mapping[str, Any] | None:
    """Whether this person is in the roll call, or checked in, and what they may do about it. Of the
    meeting as everybody counts it only their own line is shown.
    """
    may_take_part = any(
        actor.has(party.body.slug, Role.MEMBER, Role.STAFF) for party in meeting.parties
    )
    is_near = meeting.called_at is not None or meeting.starts_at - EARLY <= at
    if not may_take_part or not is_near or meeting.adjourned_at is not None:
        return None
    lines = [who for who in meeting.attendees if who.person == actor.person]
    words = [each for each in meeting.checked_in if each.person.handle == actor.person]
    here = [who for who in lines if who.is_present(at)]
    seats = [party.roster.seats_of(actor.person or "") for party in meeting.parties]
    return {
        "meeting": meeting,
        "here": next(iter(here), None),
        "left": next((who for who in lines if who.left_at), None),
        "checked_in": next(iter(words), None),
        "seats": joined(seat.label for found in seats for seat in found),
        "url": f"/{meeting.ref}/room/check-in",
    }


seat_panels.register("meetings/_check_in.html", own_check_in)


def item_clock(moment: Moment) -> Mapping[str, Any] | None:
    """How long the item has been on the table; nothing of one that the reader does not see."""
    if moment.item is None or not is_going_on(moment.meeting):
        return None
    clock = clock_of(moment.meeting, moment.item.slug, moment.at)
    return {"clock": clock} if clock else None


def speakers(moment: Moment) -> Mapping[str, Any] | None:
    """Who has the floor and who waits, for members."""
    is_closed = moment.is_closed_part or not is_going_on(moment.meeting)
    if is_closed or not moment.is_member:
        return None
    floor = floor_of(moment.meeting, moment.meeting.current)
    return {"floor": floor} if floor.is_used else None


def my_turn(actor: Actor, meeting: MeetingSnapshot, _at: datetime) -> Mapping[str, Any] | None:
    """Whether it is this person's turn, else their place in the queue, else how to ask."""
    if not actor.person or not is_going_on(meeting) or not meeting.current:
        return None
    floor = floor_of(meeting, meeting.current)
    places = [place for place, line in enumerate(floor.waiting, 1) if line.who == actor.person]
    is_mine = floor.speaking is not None and floor.speaking.who == actor.person
    return {
        "speaking": floor.speaking if is_mine else None,
        "waiting": floor.waiting[places[0] - 1] if places else None,
        "place": places[0] if places else 0,
        "url": f"/{meeting.ref}/room/speakers",
    }


for part in (
    LivePart("state", "meetings/live/_state.html", state, frozenset({View.SEAT, View.PAGE}), 0),
    LivePart("here", "meetings/live/_here.html", here, EVERYWHERE, place=10),
    LivePart(
        "clock", "meetings/live/_clock.html", item_clock, frozenset({View.SEAT, View.PROJECTOR}), 12
    ),
    LivePart("speakers", "meetings/live/_speakers.html", speakers, frozenset({View.SEAT}), 40),
    LivePart("quorum", "meetings/live/_quorum.html", quorum, EVERYWHERE, place=60),
    LivePart("coming", "meetings/live/_coming.html", coming, IN_SEAT, place=50),
    LivePart("quorum-news", "meetings/live/_quorum_news.html", news, EVERYWHERE, place=55),
    LivePart("checked-in", "meetings/live/_checked_in.html", waiting, IN_SEAT, place=65),
    LivePart("agenda", "meetings/live/_agenda.html", agenda, frozenset({View.SEAT}), place=80),
    LivePart("lines", "meetings/live/_lines.html", lines, frozenset({View.PAGE}), place=80),
):
    live_parts.register(part)
seat_panels.register("meetings/_my_turn.html", my_turn)
item_facts.register(PRESIDING, presided)
