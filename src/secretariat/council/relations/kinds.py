"""The agenda kind "consultation": a statement or an answer whose deadline or vote comes near."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.conf import settings

from secretariat.council.meetings import item_texts
from secretariat.council.meetings.agenda_kinds import Offered, Outcome, Proposal, register
from secretariat.council.meetings.compose import link_paragraphs, note_blocks
from secretariat.council.meetings.markup import paragraphs
from secretariat.council.motions.queries import motion_named, motions_in
from secretariat.council.relations import commands, queries, slides
from secretariat.council.relations.snapshots import ConsultationAt
from secretariat.council.relations.wording import approval_text
from secretariat.rules.consultations import Step
from secretariat.rules.deck import AnySlide, TextSlide
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Block, Fact
from secretariat.rules.runs import Paragraph, Run, Runs, bullet, linked
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import capitalized

NAME = "consultation_review"
MINUTES = 10


class ConsultationItem:
    """`source_ref` of the item names the consultation."""

    name = NAME
    label = "Consultation or statement"

    def proposed(self, meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
        """What closes within four weeks, waits for the vote, or hangs; the last meeting before a
        deadline is named as such.
        """
        slug = meeting.body.slug
        next_on = queries.next_meeting_after(slug, meeting.starts_at)
        return [
            Proposal(
                kind=NAME,
                title=row.title,
                reason=why,
                minutes=MINUTES,
                source_ref=row.ref,
            )
            for row, why in queries.due_for(slug, at, meeting.on, next_on)
        ]

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        """Where it stands and until when; the resolution while it is in review."""
        row = _consultation(meeting, item, at)
        slide = TextSlide(
            title=item.title,
            number=item.number,
            ref=item.ref,
            notes=item.speaker_notes,
            paragraphs=(*paragraphs(item.text), *link_paragraphs(item.links)),
        )
        if row is None:
            return [slide]
        lines = slides.consultation_lines(row, meeting.on)
        found: list[AnySlide] = [replace(slide, paragraphs=(*lines, *slide.paragraphs))]
        if row.step is Step.IN_REVIEW:
            found.append(slides.resolution_slide(item.title, _text(meeting, row), ref=item.ref))
        return found

    def minuted(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Block]:
        """Where it stands at the end, what was said of it here, and the notes."""
        row = _consultation(meeting, item, at)
        if row is None:
            return note_blocks(item)
        lines: list[Runs] = [(Run(f"“{row.title}”: {_state(row, meeting)}."),)]
        lines += [linked(each.words) for each in row.steps if each.ref == item.ref and each.words]
        fact = Fact(kind="standing", key=f"{item.slug}/standing", lines=tuple(lines), ref=item.ref)
        return [fact, *note_blocks(item)]

    def offered(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> Offered:
        """Where it stands, a note for its ledger, and the button that moves its approval."""
        row = _consultation(meeting, item, at)
        if row is None:
            return Offered()
        is_moved = any(motion.is_waiting for motion in motions_in(meeting, item))
        may_move = row.step is Step.IN_REVIEW and not is_moved
        return Offered(
            template="relations/_room.html",
            context={
                "consultation": row,
                "state_words": capitalized(_state(row, meeting)),
                "may_move": may_move,
                "url": f"/{item.ref}/move-sending",
                "item_ref": item.ref,
                "back": f"/{meeting.ref}/room?item={item.slug}",
                "keys": (("v", "move the approval"),) if may_move else (),
            },
        )

    def settled(
        self,
        actor: Actor,
        meeting: MeetingSnapshot,
        item: ItemSnapshot,
        outcome: Outcome,
        at: datetime,
    ) -> None:
        """A carried motion is the vote on what it names; one that was lost sends it back to the
        draft; any other outcome leaves it in review.
        """
        if not outcome.motion_ref:
            return
        motion = motion_named(outcome.motion_ref)
        for consultation in queries.consultations_by_ref(outcome.about_refs).values():
            commands.take_vote(actor, consultation, motion)


def _consultation(
    meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime
) -> ConsultationAt | None:
    row = meeting.about(NAME, queries.consultations_by_ref).get(item.source_ref)
    return None if row is None else queries.consultation_for_all(row, at)


def _text(meeting: MeetingSnapshot, row: ConsultationAt) -> str:
    return approval_text(meeting.body.name, row.name, is_for_board=row.is_for_board)


def _state(row: ConsultationAt, meeting: MeetingSnapshot) -> str:
    until = row.deadline(meeting.on) if row.sent_on is None else ""
    return f"{row.step_words}; {until}" if until else row.step_words


def _told(meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Paragraph]:
    """Where the consultation stands and until when, with the way to its page."""
    row = _consultation(meeting, item, at)
    if row is None:
        return []
    more = bullet((Run("Every step", link=f"{settings.BASE_URL}/{row.ref}"),))
    return [*slides.consultation_lines(row, meeting.on), more]


register(ConsultationItem())
item_texts.register(NAME, _told)
