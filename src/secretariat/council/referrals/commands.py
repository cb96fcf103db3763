"""Every write of referrals: sending, taking up, answering, taking note, withdrawing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from secretariat.council.actions.queries import checked_link
from secretariat.council.motions.models import Motion
from secretariat.council.referrals import listeners, policy
from secretariat.council.referrals.models import Referral
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import Act, act, locked, make_findable
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Audience, Decision, require

State, Outcome = Referral.State, Referral.Outcome
OUTCOMES = {Motion.State.CARRIED: Outcome.AGREED, Motion.State.LOST: Outcome.DECLINED}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReferral:
    """What is asked of another body. `papers` are web addresses or references of the record."""

    question: str
    about_ref: str = ""
    papers: Sequence[str] = ()
    due_on: date | None = None
    audience: Audience = Audience.PUBLIC


def refer(actor: Actor, body: Body, to_body: Body, new: NewReferral) -> Referral:
    """Hand a question with its papers to another body; it is proposed for that body's next agenda.

    Refuses ("words_missing", "same_body", "bad_link", "not_allowed").
    """
    question = _words(new.question, "question", "what the other body is asked")
    papers = [checked_link(link) for link in new.papers]
    if body.pk == to_body.pk:
        raise Refused(
            "same_body",
            "A body refers something to another body, not to itself. Nothing was sent. Put it on "
            "the next agenda instead.",
            {"field": "to_body"},
        )
    with act(actor, "referrals.refer", body.slug, body_slug=body.slug) as this:
        require(policy.may_refer(actor, body))
        locked(body)
        row = Referral(
            from_body=body,
            to_body=to_body,
            sequence=_next_number(body),
            question=question,
            about_ref=new.about_ref,
            papers=papers,
            due_on=new.due_on,
            audience=new.audience.value,
            sent_at=this.at,
            sent_on=day_in(body, this.at),
            sent_by=actor.name,
        )
        row.save()
        this.ref = row.ref
        this.summary = f"To {to_body.short_name}: {question}"[:300]
        this.now_is(to=to_body.name, question=question, about=row.about_ref, papers=papers)
        _tell_both(this, row)
    return row


def take_up_referral(actor: Actor, referral: Referral, *, item_ref: str = "") -> Referral:
    """Say that the body has begun to deal with it. `item_ref` is the agenda item, if any. Refuses
    ("wrong_state", "not_allowed").
    """
    with _referral_act(actor, "take_up", referral, policy.may_answer, item_ref) as (this, row):
        _must_be(row, State.WAITING)
        row.state, row.taken_up_at = State.TAKEN_UP, this.at
    return row


def answer_referral(
    actor: Actor, referral: Referral, *, outcome: str, answer: str, answer_ref: str = ""
) -> Referral:
    """Answer in words: agreed, declined, or something else. A later answer replaces an earlier one;
    the trail keeps both.

    Refuses ("unknown_outcome", "words_missing", "wrong_state", "not_allowed").
    """
    words = _words(answer, "answer", "the answer")
    if outcome not in Outcome.values:
        raise Refused(
            "unknown_outcome",
            "Say whether the body agreed, declined, or answers in words. Nothing has changed.",
            {"field": "outcome"},
        )
    with _referral_act(actor, "answer", referral, policy.may_answer) as (this, row):
        _answer(this, row, outcome, words, answer_ref)
    return row


def answer_by_motion(actor: Actor, referral: Referral, motion: Motion) -> Referral:
    """Take the result of the asked body's motion as its answer. Whoever recorded the result may.

    Refuses ("not_an_answer") a motion of another body or one that was not decided.
    """
    if motion.body_id != referral.to_body_id or not motion.is_decided:
        raise Refused(
            "not_an_answer",
            f"{motion.number} is no answer to {referral.number}: it is of another body, or not "
            "decided yet. Nothing has changed.",
        )

    def may(who: Actor, what: Referral, item_ref: str) -> Decision:
        del what, item_ref
        return policy.may_answer_by(who, motion)

    with _referral_act(actor, "answer", referral, may) as (this, row):
        words = f"{motion.text} {motion.explanation}".strip()
        _answer(this, row, OUTCOMES[Motion.State(motion.state)], words, motion.ref)
    return row


def note_answer(actor: Actor, referral: Referral, *, item_ref: str = "") -> Referral:
    """The asking body takes note of the answer; nothing hangs any more. Refuses ("wrong_state")."""
    with _referral_act(actor, "note_answer", referral, policy.may_follow, item_ref) as (this, row):
        if not row.is_unnoted:
            raise Refused(
                "wrong_state", f"{row.number} has no answer that waits. Nothing has changed."
            )
        row.noted_at = this.at
    return row


def withdraw_referral(actor: Actor, referral: Referral, *, reason: str) -> Referral:
    """Take a question back before it is answered. Refuses ("words_missing", "wrong_state")."""
    words = _words(reason, "reason", "why it is withdrawn")[:500]
    with _referral_act(actor, "withdraw", referral, policy.may_follow) as (this, row):
        _must_be(row, *Referral.OPEN_STATES)
        row.state, row.reason = State.WITHDRAWN, words
        this.summary = words[:300]
    return row


@contextmanager
def _referral_act(
    actor: Actor,
    verb: str,
    referral: Referral,
    may: Callable[[Actor, Referral, str], Decision],
    item_ref: str = "",
) -> Iterator[tuple[Act, Referral]]:
    # An answer is an act of the body that was asked, and stands in its history.
    body = referral.to_body if verb in {"take_up", "answer"} else referral.from_body
    with act(actor, f"referrals.{verb}", referral.ref, body_slug=body.slug) as this:
        require(may(actor, referral, item_ref))
        row = locked(referral)
        row.from_body, row.to_body = referral.from_body, referral.to_body
        this.was(state=row.state, answer=row.answer)
        yield this, row
        row.revision += 1
        row.save()
        this.now_is(state=row.state, answer=row.answer)
        _tell_both(this, row)


def _answer(this: Act, row: Referral, outcome: str, words: str, answer_ref: str) -> None:
    _must_be(row, State.WAITING, State.TAKEN_UP, State.ANSWERED)
    row.state, row.outcome, row.answer = State.ANSWERED, outcome, words
    row.answer_ref = answer_ref
    row.answered_at, row.answered_on = this.at, day_in(row.to_body, this.at)
    row.answered_by, row.noted_at = this.actor.name, None
    this.summary = f"{row.get_outcome_display().capitalize()}: {words}"[:300]
    row.save()
    listeners.tell(this.actor, row, this.at)


def _tell_both(this: Act, row: Referral) -> None:
    this.touch(f"body:{row.from_body.slug}")
    this.touch(f"body:{row.to_body.slug}")
    make_findable(
        row.ref,
        kind="referral",
        title=f"{row.number} to {row.to_body.short_name}: {row.question}",
        text=" ".join(part for part in (row.question, row.answer, row.reason) if part),
        audience=Audience(row.audience),
        on=row.sent_on,
    )


def _must_be(row: Referral, *states: str) -> None:
    if row.state not in states:
        raise Refused(
            "wrong_state",
            f"{row.number} is {row.get_state_display()} already. Nothing has changed.",
        )


def _next_number(body: Body) -> int:
    last = Referral.objects.filter(from_body=body).aggregate(last=Max("sequence"))["last"]
    return (last or 0) + 1


def _words(text: str, field: str, what: str) -> str:
    words = text.strip()
    if not words:
        raise Refused("words_missing", f"Write {what}. Nothing has changed.", {"field": field})
    return words
