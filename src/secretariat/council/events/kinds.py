"""The agenda kind "event follow-up": an event that is over, until somebody says what came of it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from secretariat.council.events import commands, queries, slides
from secretariat.council.events.queries import EventHanging
from secretariat.council.events.snapshots import EventAt, event_at
from secretariat.council.meetings import item_texts
from secretariat.council.meetings.agenda_kinds import Offered, Outcome, Proposal, register
from secretariat.council.meetings.compose import link_paragraphs, note_blocks, text_slides
from secretariat.council.meetings.markup import paragraphs
from secretariat.council.meetings.queries.finding import body_of
from secretariat.foundation.people.queries import day_in
from secretariat.rules.agenda import ItemState
from secretariat.rules.deck import AnySlide, TextSlide
from secretariat.rules.events import EventState, is_for_agenda
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Block, Fact
from secretariat.rules.runs import Paragraph, Run, Runs, bullet
from secretariat.rules.visibility import Actor, Audience
from secretariat.rules.wording import counted

NAME = "event_follow_up"
MINUTES = 10


class EventFollowUp:
    """`source_ref` of the item names the event. Settling the item says that it is followed up."""

    name = NAME
    label = "Event follow-up"

    def proposed(self, meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
        """Every event of which something waits: over and not followed up, open questions, deadlines
        of which nobody said what came.
        """
        body = body_of(meeting)
        known = queries.events_at(body, at, sees_inside=True)
        when = max(at, meeting.starts_at)
        hanging = queries.hanging_of(known, when, meeting.on, at)
        due = (each for each in hanging if is_for_agenda(each.event.facts, when, meeting.on))
        return [_proposal(each) for each in due]

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        """Who was there and what is to follow; the programme where sessions are recorded."""
        event = _event(meeting, item, at)
        if event is None:
            return text_slides(item)
        notes = slides.follow_up_paragraphs(event)
        own = (*paragraphs(item.text), *link_paragraphs(item.links))
        programme = slides.session_paragraphs(event)
        if programme and not notes:
            return [_slide(item, (*programme, *own))]
        first: list[AnySlide] = [_slide(item, (*notes, *own))]
        return [*first, _sheet(item, f"{event.name}: sessions", programme)] if programme else first

    def minuted(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Block]:
        """Who was there, what was noted of it, and whether it is followed up."""
        event = _event(meeting, item, at)
        if event is None:
            return note_blocks(item)
        lines: list[Runs] = [(Run(f"{event.name}, {event.days}: {event.state_words}."),)]
        attended = slides.attended_words(event)
        lines += [(Run(f"{attended}."),)] if attended else []
        for note in event.notes:
            lines += [slides.note_runs(each) for each in (note, *note.under)]
        fact = Fact(kind="event", key=f"{item.slug}/event", lines=tuple(lines), ref=item.ref)
        return [fact, *note_blocks(item)]

    def offered(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> Offered:
        """The notes with one click to make an action of each, and a line for another."""
        event = _event(meeting, item, at)
        if event is None:
            return Offered()
        opens = [each for note in event.notes for each in (note, *note.under) if each.is_open]
        words = counted(
            len(opens), "question is open and stays so", "questions are open and stay so"
        )
        return Offered(
            template="events/_room.html",
            context={
                "event": event,
                "item_ref": item.ref,
                "attended": slides.attended_words(event),
            },
            left=(f"{words}.",) if opens else (),
        )

    def settled(
        self,
        actor: Actor,
        meeting: MeetingSnapshot,
        item: ItemSnapshot,
        outcome: Outcome,
        at: datetime,
    ) -> None:
        """Settled means followed up; put off or not reached, the event waits for the next one."""
        row = queries.event_of_ref(item.source_ref)
        is_done = outcome.state == ItemState.SETTLED.value and not outcome.motion_ref
        if row is None or not is_done or row.followed_up_at or row.cancelled_at:
            return
        if row.last_on >= day_in(row.body, at):
            return
        words = outcome.words or item.outcome or f"Dealt with in the meeting of {meeting.slug}"
        commands.follow_up_event(actor, row, words=words, ref=item.ref)


def _event(meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> EventAt | None:
    """The event of an item as the readers of the snapshot may see it."""
    row = meeting.about(NAME, queries.events_by_ref).get(item.source_ref)
    if row is None:
        return None
    slug = meeting.body.slug
    items = meeting.once("items carrying notes", lambda: queries.items_carrying(slug))
    inside = item.audience != Audience.PUBLIC.value
    return event_at(row, at, day_in(row.body, at), items, sees_inside=inside)


def _proposal(each: EventHanging) -> Proposal:
    event = each.event
    reason = "; ".join(hang.why for hang in each.hangs)
    is_done = event.state in (EventState.FOLLOWED_UP, EventState.CANCELLED)
    title = f"{event.name}: open questions" if is_done else f"{event.name} follow-up"
    is_ahead = event.state in (EventState.ANNOUNCED, EventState.UNDER_WAY)
    return Proposal(
        kind=NAME,
        title=event.name if is_ahead else title,
        reason=f"{reason[:1].upper()}{reason[1:]}.",
        minutes=MINUTES,
        source_ref=event.ref,
    )


def _slide(item: ItemSnapshot, lines: tuple[Paragraph, ...]) -> TextSlide:
    return TextSlide(
        title=item.title,
        number=item.number,
        ref=item.ref,
        notes=item.speaker_notes,
        paragraphs=lines,
    )


def _sheet(item: ItemSnapshot, title: str, lines: list[Paragraph]) -> TextSlide:
    return TextSlide(title=title, ref=item.ref, paragraphs=tuple(lines))


def _told(meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Paragraph]:
    """When and where the event is or was, who was there, and what is to follow."""
    event = _event(meeting, item, at)
    if event is None:
        return []
    more = bullet((Run("Sessions and deadlines", link=f"{settings.BASE_URL}/{event.ref}"),))
    return [Paragraph(slides.head_runs(event)), *slides.follow_up_paragraphs(event), more]


register(EventFollowUp())
item_texts.register(NAME, _told)
