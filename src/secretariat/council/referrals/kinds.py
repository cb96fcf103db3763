"""The agenda kind "referred question": what another body asks, or its answer to what was asked."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.meetings import item_texts
from secretariat.council.meetings.agenda_kinds import Offered, Outcome, Proposal, register
from secretariat.council.meetings.compose import note_blocks, text_slides
from secretariat.council.meetings.queries.finding import body_of
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries import motion_named, motions_in
from secretariat.council.referrals.commands import (
    answer_by_motion,
    note_answer,
    take_up_referral,
)
from secretariat.council.referrals.models import Referral
from secretariat.council.referrals.queries import (
    answers_to_note,
    find_referral,
    referrals_by_ref,
    unanswered_by,
)
from secretariat.council.referrals.slides import answer_fact, referral_paragraphs, title_words
from secretariat.rules.days import day_words
from secretariat.rules.deck import AnySlide, TextSlide
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Block
from secretariat.rules.runs import Paragraph
from secretariat.rules.visibility import Actor

NAME = "referred_question"
SETTLED = "settled"


class ReferralKind:
    """Proposed to the body that was asked until it has answered, and to the asking one when the
    answer has come.
    """

    name = NAME
    label = "Referral from another body"

    def proposed(self, meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
        """What others wait for, and answers that came back, each with who asked and by when."""
        body = body_of(meeting)
        asked = [_proposal(row, _asked_words(row)) for row in unanswered_by(body)]
        return asked + [_proposal(row, _answered_words(row)) for row in answers_to_note(body)]

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        """The question, its papers, by when an answer is wanted, and the answer once there is
        one.
        """
        referral = meeting.about(NAME, referrals_by_ref).get(item.source_ref)
        if referral is None:
            return text_slides(item)
        first = TextSlide(
            title=item.title,
            number=item.number,
            ref=item.ref,
            notes=item.speaker_notes,
            paragraphs=referral_paragraphs(referral, at),
        )
        return [first, *(text_slides(item) if item.text else [])]

    def minuted(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Block]:
        """What was asked, the answer given by then, and the notes."""
        referral = meeting.about(NAME, referrals_by_ref).get(item.source_ref)
        facts: list[Block] = [answer_fact(referral, item.ref, at)] if referral else []
        return [*facts, *note_blocks(item)]

    def offered(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> Offered:
        """A form that puts the motion which answers it, while it waits for this body."""
        referral = meeting.about(NAME, referrals_by_ref).get(item.source_ref)
        if referral is None:
            return Offered()
        is_moved = any(motion.is_waiting for motion in motions_in(meeting, item))
        is_asked = referral.to_body.slug == meeting.body.slug and referral.is_open
        context = {
            "referral": referral,
            "may_move": is_asked and not is_moved and meeting.called_at is not None,
            "url": f"/{item.ref}/motions",
            "text": referral.question if is_asked else "",
            "next": f"/{meeting.ref}/room?item={item.slug}",
        }
        return Offered(template="referrals/_room.html", context=context)

    def settled(
        self,
        actor: Actor,
        meeting: MeetingSnapshot,
        item: ItemSnapshot,
        outcome: Outcome,
        at: datetime,
    ) -> None:
        """A decided motion is the answer; without one the referral is taken up, or its answer
        noted.
        """
        referral = find_referral(item.source_ref)
        if referral is None or referral.state == Referral.State.WITHDRAWN:
            return
        if outcome.motion_ref:
            _hear_motion(actor, referral, outcome)
        elif outcome.state == SETTLED and meeting.body.slug == referral.to_body.slug:
            if referral.state == Referral.State.WAITING:
                take_up_referral(actor, referral, item_ref=item.ref)
        elif outcome.state == SETTLED and referral.is_unnoted:
            note_answer(actor, referral, item_ref=item.ref)


def _hear_motion(actor: Actor, referral: Referral, outcome: Outcome) -> None:
    """A motion about something else, such as the order of business, is no answer."""
    motion = motion_named(outcome.motion_ref)
    is_about_it = not outcome.about_refs or referral.ref in outcome.about_refs
    if motion.state in Motion.DECIDED and motion.body_id == referral.to_body_id and is_about_it:
        answer_by_motion(actor, referral, motion)


def _proposal(row: Referral, reason: str) -> Proposal:
    return Proposal(
        kind=NAME,
        title=title_words(row),
        reason=reason,
        minutes=10,
        source_ref=row.ref,
        place=40,
    )


def _asked_words(row: Referral) -> str:
    by = f", who asks for an answer by {day_words(row.due_on)}" if row.due_on else ""
    return f"Referred on {day_words(row.sent_on)} by {row.from_body.name}{by}."


def _answered_words(row: Referral) -> str:
    on = day_words(row.answered_on) if row.answered_on else ""
    return f"{row.to_body.name} answered on {on}: {row.get_outcome_display()}."


def _told(meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> tuple[Paragraph, ...]:
    """Who asks what, and the answer if it came."""
    row = meeting.about(NAME, referrals_by_ref).get(item.source_ref)
    return () if row is None else referral_paragraphs(row, at)


register(ReferralKind())
item_texts.register(NAME, _told)
