"""Who said that they come, what that means for quorum, who checked in, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from secretariat.council.meetings.models import Coming, Meeting
from secretariat.council.meetings.queries.finding import bodies_of
from secretariat.council.meetings.queries.roll import quorum_history
from secretariat.council.meetings.snapshot_coming import answers_of
from secretariat.council.meetings.snapshots import day_of
from secretariat.foundation.people.snapshots import roster_on, rule_book_on
from secretariat.rules.coming import (
    CheckedIn,
    Forecast,
    Said,
    asking_words,
    forecast,
    foreseen_loss,
    whom_to_ask,
)
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.quorum import QuorumState
from secretariat.rules.seats import Person, Roster
from secretariat.rules.times import hour_words
from secretariat.rules.visibility import Audience
from secretariat.rules.wording import joined

EARLY = timedelta(hours=1)
"""So long before its start people may check in to a meeting."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who checked in and waits for the secretary, with the seats they would sit for."""

    who: CheckedIn
    seats: str


def rosters_of(meeting: Meeting) -> list[Roster]:
    """The rosters of the day of the bodies that hold a meeting. Two queries a body."""
    day = day_of(meeting)
    return [roster_on(body, day) for body in bodies_of(meeting)]


def alternates_in(rosters: Iterable[Roster], handle: str) -> list[Person]:
    """Who may sit for a person: the others of their seats."""
    seats = [seat for roster in rosters for seat in roster.seats_of(handle)]
    found = {p.handle: p for seat in seats for p in seat.people if p.handle != handle}
    return list(found.values())


def answer_of(meeting: Meeting, handle: str) -> Coming | None:
    """What a person said of coming. One query."""
    rows = Coming.objects.filter(meeting=meeting, person__handle=handle)
    return rows.select_related("alternate").first()


def forecast_of(snapshot: MeetingSnapshot) -> Forecast:
    """How quorum would stand by what was said. The snapshot must be for members."""
    return forecast(snapshot.roster, snapshot.rule_book.quorum, snapshot.said)


def forecast_words(meeting: Meeting) -> str:
    """The same in a sentence, without reading the rest of the meeting; empty where nobody has said
    anything, and from the call to order on. Up to four queries.
    """
    said = answers_of(meeting) if meeting.called_at is None else ()
    if not said:
        return ""
    day = day_of(meeting)
    rules = rule_book_on(meeting.body, day)
    return forecast(roster_on(meeting.body, day), rules.quorum, said).sentence


def by_answer(said: Sequence[Said]) -> list[tuple[str, list[Said]]]:
    """What was said, by answer in the order in which they are offered, those not given left out."""
    known = [(words, [each for each in said if each.answer == value])
             for value, words in Coming.Answer.choices]  # fmt: skip
    return [(words, people) for words, people in known if people]


def waiting_in(snapshot: MeetingSnapshot, at: datetime) -> list[Waiting]:
    """Who checked in and is neither confirmed nor turned away nor marked by the secretary."""
    here = {who.person for who in snapshot.attendees if who.is_present(at)}
    seats = [seat for party in snapshot.parties for seat in party.roster.seats]
    return [
        Waiting(each, joined(s.label for s in seats if each.person in s.people))
        for each in snapshot.checked_in
        if not each.turned_away and each.person.handle not in here
    ]


def ask_words(snapshot: MeetingSnapshot, state: QuorumState, at: datetime) -> str:
    """Whom to ask while quorum is not reached; empty for those who are no members."""
    if Audience.MEMBERS not in snapshot.audiences or snapshot.adjourned_at is not None:
        return ""
    checked_in = {each.who.person.handle for each in waiting_in(snapshot, at)}
    left = {who.person for who in snapshot.attendees if not who.is_present(at)}
    return asking_words(state, whom_to_ask(state, snapshot.said, checked_in, left))


def leaving_words(snapshot: MeetingSnapshot, at: datetime) -> str:
    """When quorum will be lost by what people announced: "Quorum will be lost at 08:30, when Ada
    Quill leaves."; empty where it will not, and for those who do not see the roll call.
    """
    if not snapshot.leaving or snapshot.adjourned_at is not None:
        return ""
    loss = foreseen_loss(
        snapshot.roster,
        snapshot.rule_book.quorum,
        snapshot.stretches,
        snapshot.leaving,
        at,
        snapshot.proxies,
        may_hold_two=snapshot.rule_book.proxies.may_hold_two,
    )
    if loss is None:
        return ""
    names = joined(person.name for person in loss.people)
    verb = "leaves" if len(loss.people) == 1 else "leave"
    return f"Quorum will be lost at {hour_words(loss.at, snapshot.zone)}, when {names} {verb}."


def quorum_news(snapshot: MeetingSnapshot, *, with_names: bool) -> str:
    """How quorum was gained or lost last: "Quorum lost at 09:12 when Ada left." Empty until it
    changed, and after the meeting; without names for those who do not see who is there.
    """
    history = quorum_history(snapshot)
    if len(history) < 2 or snapshot.adjourned_at is not None:
        return ""
    last = history[-1]
    if with_names:
        return f"Quorum {last.words(ZoneInfo(snapshot.zone))}."
    word = "reached" if last.is_reached else "lost"
    return f"Quorum {word} at {hour_words(last.from_at, snapshot.zone)}."
