"""Corrections to released minutes, taken or declined by the writers."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.actions.commands import raise_action
from secretariat.council.meetings.commands import (
    add_note,
    add_to_roll_call,
    correct_stays,
    edit_note,
)
from secretariat.council.meetings.queries.finding import item_named, note_by_key
from secretariat.council.meetings.queries.stays import read_stays
from secretariat.council.meetings.queries.whom import NEW
from secretariat.council.minutes import policy
from secretariat.council.minutes.commands.findable import find_as
from secretariat.council.minutes.models import Correction, Minutes, ref_of_edition
from secretariat.council.minutes.queries import ACTIONS, block_line
from secretariat.foundation.records.commands import act, locked
from secretariat.rules.actions import parse_action_line
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Audience, Decision, narrowest, require


def take_correction(
    actor: Actor, correction: Correction, *, answer: str = "", choice: str = ""
) -> Correction:
    """Take a correction: a note gets the proposed text, a missing line is written, somebody who was
    there enters the roll call or gets other times; any other fact is put right where it is kept.

    `choice` says whom a name means: a handle, or "new". Minutes that changed since their release
    are approved "as amended". Refuses ("already_decided"), ("ambiguous_person", "unknown_person")
    while a name is open, and ("fact_unchanged") while the record still says what the correction
    objects to, and ("no_reason") a word on the whole taken without saying what was changed.
    """
    minutes = correction.minutes
    with act(actor, "minutes.take_correction", _ref(correction), body_slug=_slug(minutes)) as this:
        require(_may_decide(actor, correction))
        correction = _undecided(correction)
        _take(actor, correction, choice, answer)
        _decide(correction, Correction.State.TAKEN, actor, this.at, answer)
        find_as(minutes)
        this.was(text=correction.text_before)
        this.now_is(text=correction.text_after, proposed_by=correction.proposer_name)
        this.touch(f"meeting:{minutes.meeting.ref}")
    return correction


def _take(actor: Actor, correction: Correction, choice: str, answer: str) -> None:
    match correction.kind:
        case Correction.Kind.REMARK:
            if not answer.strip():
                raise Refused(
                    "no_reason",
                    "Put it right where it belongs, then say here what you changed, so that the "
                    "proposer knows.",
                    {"field": "answer"},
                )
        case Correction.Kind.MISSING:
            _take_missing(actor, correction)
        case Correction.Kind.PRESENCE:
            _take_presence(actor, correction, choice)
        case _:
            _take_line(actor, correction)


def _take_line(actor: Actor, correction: Correction) -> None:
    minutes = correction.minutes
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


def _take_missing(actor: Actor, correction: Correction) -> None:
    meeting, words = correction.minutes.meeting, correction.text_after
    audience = Audience(correction.details["audience"])
    if correction.block_key != ACTIONS:
        item = item_named(meeting, correction.block_key)
        add_note(actor, item, words, audience=narrowest(Audience(item.audience), audience))
        return
    read = parse_action_line(words)
    raise_action(
        actor,
        meeting.body,
        text=read.text,
        owners=read.owners,
        due=read.due,
        raised_ref=meeting.ref,
        audience=audience,
    )


def _take_presence(actor: Actor, correction: Correction, choice: str) -> None:
    meeting, said = correction.minutes.meeting, correction.details
    stays = read_stays(meeting, said["stays"])
    reason = f"Correction {correction.number} of {correction.proposer_name}"
    handle = said["person"] or (choice if choice != NEW else "")
    line = meeting.attendances.filter(person__handle=handle).select_related("person").first()
    if line is not None:
        correct_stays(actor, meeting, line.person, stays, reason=reason)
        return
    meant = said["person"] or choice
    add_to_roll_call(actor, meeting, said["who"], stays, reason=reason, choice=meant)


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
