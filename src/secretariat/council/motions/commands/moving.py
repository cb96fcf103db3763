"""Putting motions before a meeting: moved, seconded, reworded, put aside, taken up again.

A motion is numbered in its body and year under the body's lock and keeps its number for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max

from secretariat.council.meetings.commands.frame import must_be_recordable, touch_joint
from secretariat.council.meetings.commands.settling import count_as_reached
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.snapshots import day_of
from secretariat.council.motions import policy
from secretariat.council.motions.commands.frame import (
    index,
    motion_act,
    must_be_of_the_room,
    must_become,
    tell,
    words_given,
)
from secretariat.council.motions.commands.presiding import give_chair_back
from secretariat.council.motions.models import Motion
from secretariat.council.motions.snapshots import moment_in, room_of, terms_of_day
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.records.commands import act, guard_revision, locked
from secretariat.rules import seats as law
from secretariat.rules.errors import Refused
from secretariat.rules.motions import may_move_motion
from secretariat.rules.rulebook import GENERAL
from secretariat.rules.visibility import Actor, require

State = Motion.State


def move_motion(
    actor: Actor,
    body: Body,
    *,
    text: str,
    item: AgendaItem,
    decision_kind: str = GENERAL,
    mover: Person | None = None,
    seconder: Person | None = None,
    about_refs: Sequence[str] = (),
) -> Motion:
    """Put a motion of one body under an agenda item: its seats move, second and vote, by its rules.
    `about_refs` name what the motion decides about, such as minutes.

    Mover and seconder, where named, speak for two seats. Refuses ("words_missing", "not_a_mover",
    "no_rule", "wrong_state", "not_allowed", "other_body" of one that does not hold the meeting).
    """
    words = words_given(text, "text", "what is moved, as it would be resolved")
    with act(actor, "motions.move_motion", body.slug, body_slug=body.slug) as this:
        require(policy.may_record(actor, item.meeting))
        meeting = locked(item.meeting)
        meeting.body = item.meeting.body
        must_be_recordable(meeting)
        must_hold(body, meeting)
        row = Motion(
            body=body,
            meeting=meeting,
            item=item,
            text=words,
            decision_kind=decision_kind or GENERAL,
            about_refs=list(about_refs),
            mover=mover,
            seconder=seconder,
            moved_at=this.at,
        )
        _check_movers(row, meeting, this.at)
        row.year, row.sequence = next_number(body, meeting)
        row.save()
        index(row)
        this.ref = row.ref
        this.summary = f"Moved under “{item.title}”"[:300]
        this.touch(f"meeting:{meeting.ref}")
        touch_joint(this, meeting)
        count_as_reached(actor, item)
        this.now_is(text=words, kind=row.decision_kind, item=item.title, **_names(row))
    return row


def name_movers(
    actor: Actor, motion: Motion, *, mover: Person | None, seconder: Person | None
) -> Motion:
    """Name who moves and who seconds a motion, before the vote. Refuses ("not_a_mover",
    "wrong_state").
    """
    with motion_act(actor, "name_movers", motion) as (this, row, meeting):
        _must_wait(row, "gets its mover and seconder")
        this.was(**_names(row))
        row.mover, row.seconder = mover, seconder
        _check_movers(row, meeting, this.at)
        row.save(update_fields=["mover", "seconder"])
        this.summary = ", ".join(filter(None, _moved_by(row))) or "Nobody named"
        this.now_is(**_names(row))
    return row


def edit_motion(
    actor: Actor, motion: Motion, *, text: str, decision_kind: str, seen: int
) -> Motion:
    """Reword a motion before the vote, or say what kind of decision it is.

    Refuses ("changed_meanwhile", "wrong_state", "words_missing", "no_rule").
    """
    new = words_given(text, "text", "what is moved, as it would be resolved")
    with motion_act(actor, "edit_motion", motion) as (this, row, meeting):
        _must_wait(row, "is reworded")
        this.was(text=row.text, kind=row.decision_kind)
        guard_revision(row, seen, {"text": new, "decision_kind": decision_kind})
        row.text, row.decision_kind = new, decision_kind
        terms_of_day(row, meeting)
        row.save(update_fields=["text", "decision_kind", "revision"])
        index(row)
        this.summary = "Reworded before the vote"
        this.now_is(text=row.text, kind=row.decision_kind)
    return row


def defer_motion(actor: Actor, motion: Motion, *, words: str = "") -> Motion:
    """Put a motion off to a later meeting; `words` say why."""
    return _put_aside(actor, "defer_motion", motion, State.DEFERRED, words)


def table_motion(actor: Actor, motion: Motion, *, words: str = "") -> Motion:
    """Lay a motion on the table, without a day to take it up again; `words` say why."""
    return _put_aside(actor, "table_motion", motion, State.TABLED, words)


def withdraw_motion(actor: Actor, motion: Motion, *, words: str = "") -> Motion:
    """Take a motion back undecided; `words` say why."""
    return _put_aside(actor, "withdraw_motion", motion, State.WITHDRAWN, words)


def take_up_again(actor: Actor, motion: Motion) -> Motion:
    """Put a deferred, tabled or withdrawn motion before the same meeting once more."""
    with motion_act(actor, "take_up_again", motion) as (this, row, _):
        if row.is_decided:
            raise Refused(
                "wrong_state",
                f"{row.number} was {row.get_state_display()}. Nothing has changed. Move it anew, "
                "or open the decision again if it was a slip.",
            )
        must_be_of_the_room(row)
        must_become(row, State.MOVED)
        this.was(state=row.state, explanation=row.explanation)
        row.state, row.explanation, row.closed_at = State.MOVED, "", None
        row.save(update_fields=["state", "explanation", "closed_at"])
        index(row)
        this.summary = "Taken up again"
        this.now_is(state=row.state)
    return row


_ASIDE_WORDS = {
    State.DEFERRED: "Deferred to a later meeting",
    State.TABLED: "Tabled",
    State.WITHDRAWN: "Withdrawn",
}


def _put_aside(actor: Actor, verb: str, motion: Motion, state: str, words: str) -> Motion:
    why = " ".join(words.split())
    with motion_act(actor, verb, motion) as (this, row, meeting):
        must_become(row, state)
        this.was(state=row.state)
        row.state, row.closed_at = state, this.at
        said = _ASIDE_WORDS[State(state)]
        row.explanation = f"{said}: {why.rstrip('.')}." if why else f"{said}."
        row.save(update_fields=["state", "closed_at", "explanation"])
        index(row)
        give_chair_back(row, meeting)
        tell(actor, row, row.explanation)
        this.summary = row.explanation[:300]
        this.now_is(state=row.state, explanation=row.explanation)
    return row


def must_hold(body: Body, meeting: Meeting) -> None:
    """Refuse ("other_body") a motion of a body that does not hold the meeting."""
    if body.pk != meeting.body_id and not meeting.joint_bodies.filter(pk=body.pk).exists():
        raise Refused(
            "other_body",
            f"{body.name} does not hold this meeting, so nothing can be moved for it. Nothing has "
            "changed; choose a body of the meeting.",
            {"field": "body"},
        )


def next_number(body: Body, meeting: Meeting) -> tuple[int, int]:
    """The year of the meeting and the next number in it. Holds the body's lock from here on."""
    locked(body)
    year = day_of(meeting).year
    last = Motion.objects.filter(body=body, year=year).aggregate(last=Max("sequence"))["last"]
    return year, (last or 0) + 1


def _check_movers(row: Motion, meeting: Meeting, at: datetime) -> None:
    """Refuse ("no_rule") a kind of decision without a rule, and movers who speak for no seat."""
    terms = terms_of_day(row, meeting)
    if row.mover is None:
        if row.seconder is not None:
            raise Refused(
                "not_a_mover",
                "Somebody seconds the motion, but nobody moves it. Name the mover too, or leave "
                "both out. Nothing has changed.",
                {"field": "mover"},
            )
        return
    speaking = room_of(meeting, row.body).speaking(terms, moment_in(meeting, at))
    seconder = _as_law(row.seconder) if row.seconder else None
    decision = may_move_motion(speaking, _as_law(row.mover), seconder)
    if not decision.allowed:
        raise Refused(
            "not_a_mover",
            f"{decision.reason} Nothing has changed. Correct the roll call, or name somebody who "
            "speaks for a seat.",
            {"field": "mover"},
        )


def _as_law(person: Person) -> law.Person:
    return law.Person(person.handle, person.name)


def _must_wait(row: Motion, wish: str) -> None:
    if row.state != State.MOVED:
        raise Refused(
            "wrong_state",
            f"{row.number} is {row.get_state_display()}; a motion {wish} only before the vote. "
            "Nothing has changed.",
        )


def _moved_by(row: Motion) -> tuple[str, str]:
    mover = f"Moved by {row.mover.name}" if row.mover else ""
    return mover, f"seconded by {row.seconder.name}" if row.seconder else ""


def _names(row: Motion) -> dict[str, str]:
    return {
        "mover": row.mover.name if row.mover else "",
        "seconder": row.seconder.name if row.seconder else "",
    }
