"""The kinds of business every meeting has: its opening, topics, any other business."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from secretariat.council.meetings.agenda_kinds import Offer, Offered, Outcome, Proposal, register
from secretariat.council.meetings.compose import note_blocks, notice_slide, text_slides
from secretariat.council.meetings.models import TopicProposal
from secretariat.council.meetings.queries.leftovers import left_over
from secretariat.council.meetings.queries.roll import (
    ever_spoke,
    first_timers,
    quorum_history,
    quorum_now,
)
from secretariat.council.meetings.queries.topics import topics_waiting
from secretariat.foundation.people.attention import shortened
from secretariat.rules.days import day_words
from secretariat.rules.deck import AnySlide, Column, TableSlide, cell
from secretariat.rules.meetings import (
    AttendeeSnapshot,
    ItemSnapshot,
    MeetingSnapshot,
    NoticeSnapshot,
)
from secretariat.rules.minutes import Attendance, Attendee, Block, Fact
from secretariat.rules.runs import Run, plain
from secretariat.rules.seats import SeatOnDay
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import capitalized, counted

ANYTHING_ELSE = "Is there anything else that is not on the agenda?"


class PlainKind:
    """What kinds have in common that act on nothing of their own."""

    def offered(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> Offered:
        """Nothing beyond what every item offers."""
        return Offered()

    def settled(
        self,
        actor: Actor,
        meeting: MeetingSnapshot,
        item: ItemSnapshot,
        outcome: Outcome,
        at: datetime,
    ) -> None:
        """Nothing follows."""


class Opening(PlainKind):
    """Notices, roll call, quorum and first-timers."""

    name = "opening"
    label = "Opening"

    def proposed(self, meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
        """Every meeting begins with it."""
        return [
            Proposal(
                kind=self.name,
                title="Welcome, roll call and introductions",
                reason="Every meeting begins with it.",
                minutes=10,
                place=0,
            )
        ]

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        """The notices, then the roster of the day with the number that makes a quorum."""
        notices = [notice_slide(n.title, n.text, n.source_words) for n in meeting.notices]
        return [*notices, *(_roster_slide(meeting, party, item, at) for party in meeting.parties)]

    def minuted(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Block]:
        """Who was there, when there was a quorum, which notices were read, and the notes."""
        blocks: list[Block] = []
        if meeting.attendees:
            voting = ever_spoke(meeting)
            people = tuple(_attendee(meeting, who, voting) for who in meeting.attendees)
            blocks.append(Attendance(key="roll-call", people=people, ref=item.ref))
            blocks += [_quorum_fact(meeting, party, item) for party in meeting.parties]
        blocks += [_notice_fact(meeting, item, each) for each in meeting.notices if each.read_at]
        return [*blocks, *note_blocks(item)]

    def offered(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> Offered:
        """The notices still to be read, and whom to welcome."""
        unread = [notice for notice in meeting.notices if notice.read_at is None]
        offer = Offer(label="Notices read", url=f"/{meeting.ref}/room/notices", key="o")
        context = {"notices": meeting.notices, "first_timers": first_timers(meeting)}
        is_begun = bool(meeting.attendees) or len(unread) < len(meeting.notices)
        offers = (offer,) if unread else ()
        return Offered("meetings/_opening.html", context, offers, has_record=is_begun)


class Topic(PlainKind):
    """Free business: a title, a presenter, a text, links and notes."""

    name = "topic"
    label = "Topic"

    def proposed(self, meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
        """What earlier meetings put off or did not reach and nobody took up again, and what people
        propose.
        """
        left = [
            Proposal(
                kind=self.name,
                title=each.title,
                reason=_left_words(each.state, each.outcome, day_words(each.on)),
                minutes=each.minutes,
                source_ref=each.ref,
            )
            for each in left_over(meeting.body.slug, meeting.starts_at, self.name)
        ]
        waiting = topics_waiting(meeting)
        return [*left, *(_topic_proposed(each, self.name) for each in waiting)]

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        """Its text, a new slide at each line of dashes."""
        return text_slides(item)

    def minuted(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Block]:
        """Its notes."""
        return note_blocks(item)


class AnyOtherBusiness(Topic):
    """What nobody planned; the end of every agenda."""

    name = "any_other_business"
    label = "Any other business"

    def proposed(self, meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
        """Every meeting ends with it."""
        return [
            Proposal(
                kind=self.name,
                title="Any other business",
                reason="Every meeting ends with it.",
                minutes=5,
                place=100,
            )
        ]

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        """Its text, or without one the question that is always asked."""
        is_empty = not item.text.strip() and not item.links
        return text_slides(replace(item, text=ANYTHING_ELSE) if is_empty else item)


def _roster_slide(
    meeting: MeetingSnapshot, party: MeetingSnapshot, item: ItemSnapshot, at: datetime
) -> TableSlide:
    """The seats of one body of the meeting, and how many of them it needs."""
    state = quorum_now(party, at)
    whose = f"{party.body.name}: quorum" if meeting.joint_with else "Quorum"
    needed = counted(state.needed, "seat")
    chairs = [handle for handle, office in meeting.offices.items() if office == "Chair"]
    listed = {person.handle for seat in party.roster.seats for person in seat.people}
    return TableSlide(
        title=item.title,
        number=item.number,
        notes=item.speaker_notes,
        ref=item.ref,
        lead=plain(f"{whose} requires {needed} or more of {state.total}."),
        columns=(Column("Member"), Column("Representative and alternates", weight=2)),
        rows=tuple(
            (cell(seat.label), cell(_people_words(seat, chairs))) for seat in party.roster.seats
        ),
        foot=f"* {meeting.body.short_name} chair" if listed & set(chairs) else "",
    )


def _people_words(seat: SeatOnDay, chairs: list[str]) -> str:
    names = [p.name + (" (*)" if p.handle in chairs else "") for p in seat.people]
    return " / ".join(names) or "vacant"


def _attendee(meeting: MeetingSnapshot, who: AttendeeSnapshot, voting: frozenset[str]) -> Attendee:
    office = meeting.offices.get(who.person, "")
    return Attendee(
        name=who.name,
        organization=who.organization,
        office=f"{meeting.body.short_name} {office}" if office else "",
        is_voting=who.person in voting,
        notes=tuple(_attendee_notes(meeting, who)),
    )


def _attendee_notes(meeting: MeetingSnapshot, who: AttendeeSnapshot) -> list[str]:
    notes = [
        f"proxy for {_label(party, proxy.seat)}"
        for party in meeting.parties
        for proxy in party.proxies
        if proxy.person.handle == who.person
    ]
    for arrived, left in who.stretches:
        if meeting.called_at and arrived > meeting.called_at:
            notes.append(f"arrived {meeting.clock(arrived)}")
        if left and left != meeting.adjourned_at:
            notes.append(f"left {meeting.clock(left)}")
    if who.is_first_time:
        notes.append("first meeting")
    return [*notes, who.note] if who.note else notes


def _label(party: MeetingSnapshot, slug: str) -> str:
    return next((seat.label for seat in party.roster.seats if seat.slug == slug), slug)


def _quorum_fact(meeting: MeetingSnapshot, party: MeetingSnapshot, item: ItemSnapshot) -> Fact:
    """When one body of the meeting had a quorum, by its own rules."""
    zone, is_joint = ZoneInfo(meeting.zone), bool(meeting.joint_with)
    whose = f"Quorum of the {party.body.name}" if is_joint else "Quorum"
    lines = tuple(
        (Run(f"{whose} {interval.words(zone)}: {interval.state.sentence}"),)
        for interval in quorum_history(party)
    )
    key = f"quorum-{party.body.slug}" if is_joint else "quorum"
    return Fact(kind="quorum", key=key, lines=lines, ref=item.ref)


def _notice_fact(meeting: MeetingSnapshot, item: ItemSnapshot, notice: NoticeSnapshot) -> Fact:
    read = meeting.clock(notice.read_at) if notice.read_at else ""
    words = f"“{notice.title}” was read at {read} (version {notice.version})."
    return Fact(kind="notice", key=f"notice-{notice.slug}", lines=((Run(words),),), ref=item.ref)


def _topic_proposed(topic: TopicProposal, kind: str) -> Proposal:
    return Proposal(
        kind=kind,
        title=topic.title,
        reason=shortened(f"Proposed by {topic.proposer.name}: {topic.why}"),
        minutes=topic.minutes,
        source_ref=topic.ref,
        text=topic.why,
    )


def _left_words(state: str, outcome: str, day: str) -> str:
    how = "not reached" if state == "skipped" else "put off"
    return capitalized(f"{how} on {day}") + (f": {outcome}" if outcome else ".")


register(Opening())
register(Topic(), is_default=True)
register(AnyOtherBusiness())
