"""What votes make of a consultation: the body's own motion, and the answer of the board."""

from __future__ import annotations

from secretariat.council.meetings.models import AgendaItem
from secretariat.council.motions.commands import move_motion
from secretariat.council.motions.models import Motion
from secretariat.council.motions.policy import may_decide
from secretariat.council.referrals.models import Referral
from secretariat.council.relations.commands.frame import consultation_act, take_step
from secretariat.council.relations.models import Consultation
from secretariat.council.relations.wording import approval_text
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import act
from secretariat.rules.consultations import Step, step_after_board, step_after_vote
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Audience, Decision, allow


def move_sending(actor: Actor, item: AgendaItem, consultation: Consultation) -> Motion:
    """Move under an agenda item that the answer or statement be approved as drafted.

    Refuses ("not_in_review") and what moving a motion refuses.
    """
    if consultation.step != Step.IN_REVIEW.value:
        raise Refused(
            "not_in_review",
            f"“{consultation.title}” is {consultation.step_words}. Put it into review first, so "
            "that everybody has read it. Nothing has changed.",
        )
    body = item.meeting.body
    ref = f"{item.meeting.ref}/{item.number or item.slug}"
    name, is_for_board = consultation.name, consultation.is_for_board
    with act(actor, "relations.move_sending", ref, body_slug=body.slug) as this:
        motion = move_motion(
            actor,
            body,
            text=approval_text(body.name, name, is_for_board=is_for_board),
            item=item,
            about_refs=[consultation.ref],
        )
        this.summary = f"{motion.number} moves it"
    return motion


def take_vote(actor: Actor, consultation: Consultation, motion: Motion) -> Consultation:
    """Let the result of a motion about it take effect: carried is voted, lost goes back to the
    draft. Whoever may record the result may. A result that changes nothing leaves it as it is.
    """

    def may(who: Actor, _what: Consultation) -> Decision:
        return may_decide(who, motion)

    after = _after(consultation, motion)
    if after.value == consultation.step:
        return consultation
    with consultation_act(actor, "take_vote", consultation, may) as (this, row):
        on = day_in(row.body, motion.closed_at or this.at)
        take_step(this, row, after, words=motion.explanation, ref=motion.ref, on=on)
        row.voted_ref = motion.ref if after is Step.VOTED else ""
    return row


def _after(consultation: Consultation, motion: Motion) -> Step:
    step = Step(consultation.step)
    is_undone = step is Step.VOTED and consultation.voted_ref == motion.ref
    if is_undone and motion.state == Motion.State.LOST:
        return Step.DRAFTING
    return step_after_vote(step, motion.state)


def hear_board(actor: Actor, consultation: Consultation, referral: Referral) -> Consultation:
    """Let the answer to a referral about it take effect: agreed approves it, declined sends it back
    to the draft, an answer in words is kept in the ledger and decides nothing.

    Whoever gave the answer may. An answer to anything else changes nothing. What a referral for the
    members says is not told here.
    """
    is_about_it = referral.about_ref == consultation.ref and bool(referral.outcome)
    is_decided = referral.outcome != Referral.Outcome.OTHER
    after = step_after_board(Step(consultation.step), is_approved=referral.is_agreed)
    if not is_about_it or not is_decided or after.value == consultation.step:
        return consultation

    def may(_who: Actor, _what: Consultation) -> Decision:
        return allow()

    with consultation_act(actor, "hear_board", consultation, may) as (this, row):
        on = min(referral.answered_on or day_in(row.body, this.at), day_in(row.body, this.at))
        ref = referral.answer_ref or referral.ref
        is_public = referral.audience == Audience.PUBLIC.value
        said = f": {referral.answer}" if is_public else ""
        words = f"{referral.to_body.name}{said}"
        take_step(this, row, after, words=words, ref=ref, on=on)
        row.approved_ref = ref if after is Step.BOARD_APPROVED else ""
    return row
