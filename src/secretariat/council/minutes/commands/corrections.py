"""Corrections to released minutes: proposed by those who were there, taken or declined by the
writers.
"""

from __future__ import annotations

from datetime import datetime

from secretariat.council.meetings.commands import edit_note
from secretariat.council.meetings.queries.finding import note_by_key
from secretariat.council.minutes import policy
from secretariat.council.minutes.commands.findable import find_as
from secretariat.council.minutes.models import Correction, Minutes, ref_of_edition
from secretariat.council.minutes.queries import block_line
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.commands import act, locked
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Audience, Decision, require


def propose_correction(
    actor: Actor,
    minutes: Minutes,
    *,
    block_key: str,
    text_after: str,
    reason: str = "",
    audience: Audience = Audience.PUBLIC,
) -> Correction:
    """Propose that a line of an edition say something else; its readers see the proposal.

    Refuses ("no_text", "no_such_block", "nothing_changed", "not_allowed").
    """
    ref = ref_of_edition(minutes, audience)
    with act(actor, "minutes.propose_correction", ref, body_slug=_slug(minutes)) as this:
        require(policy.may_propose_correction(actor, minutes, audience))
        minutes = locked(minutes)
        before = block_line(minutes, block_key, audience).words
        after = text_after.strip()
        if not after:
            raise Refused(
                "no_text", "Write what the minutes should say instead.", {"field": "text_after"}
            )
        if after == before.strip():
            raise Refused(
                "nothing_changed", "This is what the minutes say already.", {"field": "text_after"}
            )
        correction = Correction.objects.create(
            minutes=minutes,
            number=minutes.corrections.count() + 1,
            audience=audience.value,
            block_key=block_key,
            block_words=before[:300],
            text_before=before,
            text_after=after,
            reason=reason.strip()[:500],
            proposer=Person.objects.filter(handle=actor.person or "").first(),
            proposer_name=actor.name,
            proposed_at=this.at,
        )
        this.was(text=before)
        this.now_is(text=after, reason=reason)
        this.touch(f"meeting:{minutes.meeting.ref}")
    return correction


def take_correction(actor: Actor, correction: Correction, *, answer: str = "") -> Correction:
    """Take a correction: a note gets the proposed text; a fact is put right where it is kept.

    Minutes that changed since their release are approved "as amended". Refuses
    ("already_decided"), and ("fact_unchanged") while the record still says what the correction
    objects to.
    """
    minutes = correction.minutes
    with act(actor, "minutes.take_correction", _ref(correction), body_slug=_slug(minutes)) as this:
        require(_may_decide(actor, correction))
        correction = _undecided(correction)
        line = block_line(minutes, correction.block_key, Audience(correction.audience))
        if line.is_note:
            note = note_by_key(minutes.meeting, correction.block_key)
            edit_note(actor, note, text=correction.text_after, seen=note.revision)
        elif line.words == correction.text_before:
            raise Refused(
                "fact_unchanged",
                "This line is a fact of the record. Put it right where it is kept (the roll "
                "call, the motion, the action); the minutes follow. Then take the correction.",
            )
        _decide(correction, Correction.State.TAKEN, actor, this.at, answer)
        find_as(minutes)
        this.was(text=correction.text_before)
        this.now_is(text=correction.text_after, proposed_by=correction.proposer_name)
        this.touch(f"meeting:{minutes.meeting.ref}")
    return correction


def decline_correction(actor: Actor, correction: Correction, *, answer: str) -> Correction:
    """Decline a correction, saying why. Refuses ("no_reason", "already_decided")."""
    minutes = correction.minutes
    with act(
        actor, "minutes.decline_correction", _ref(correction), body_slug=_slug(minutes)
    ) as this:
        require(_may_decide(actor, correction))
        correction = _undecided(correction)
        if not answer.strip():
            raise Refused("no_reason", "Say why, so that the proposer knows.", {"field": "answer"})
        _decide(correction, Correction.State.DECLINED, actor, this.at, answer)
        this.now_is(declined=correction.text_after, answer=answer)
        this.touch(f"meeting:{minutes.meeting.ref}")
    return correction


def _undecided(correction: Correction) -> Correction:
    correction = locked(correction)
    if correction.state != Correction.State.PROPOSED:
        raise Refused(
            "already_decided",
            f"{correction.decided_by} has {correction.state} this correction already.",
        )
    return correction


def _decide(
    correction: Correction, state: Correction.State, actor: Actor, at: datetime, answer: str
) -> None:
    correction.state = state
    correction.decided_at = at
    correction.decided_by = actor.name
    correction.answer = answer.strip()[:500]
    correction.revision += 1
    correction.save()


def _may_decide(actor: Actor, correction: Correction) -> Decision:
    minutes = correction.minutes
    may_write = policy.may_write(actor, minutes.meeting.body)
    if not may_write:
        return may_write
    return policy.may_read(actor, minutes, Audience(correction.audience))


def _ref(correction: Correction) -> str:
    return ref_of_edition(correction.minutes, Audience(correction.audience))


def _slug(minutes: Minutes) -> str:
    return minutes.meeting.body.slug
