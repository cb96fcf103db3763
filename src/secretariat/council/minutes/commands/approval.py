"""Approval freezes the minutes; afterwards only dated errata are added."""

from __future__ import annotations

from collections.abc import Sequence

from secretariat.council.meetings.commands import note_minutes_state
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.council.meetings.snapshots import day_of
from secretariat.council.minutes import policy
from secretariat.council.minutes.commands.findable import find_as
from secretariat.council.minutes.compose import approved
from secretariat.council.minutes.editions import Editions
from secretariat.council.minutes.models import (
    Correction,
    Edition,
    Minutes,
    MinutesErratum,
    ref_of_edition,
)
from secretariat.council.minutes.queries import is_before_last_day, minutes_named
from secretariat.council.minutes.wording import resolution_text
from secretariat.council.motions.commands import move_motion
from secretariat.council.motions.models import Motion
from secretariat.foundation.people.snapshots import body_snapshot, rule_book_on
from secretariat.foundation.records.commands import act, locked, seal
from secretariat.foundation.records.queries import seal_head
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.minutes import to_plain
from secretariat.rules.visibility import Actor, Audience, require

APPROVAL = "minutes_approval"


def move_approval(actor: Actor, item: AgendaItem, refs: Sequence[str], *, word: str = "") -> Motion:
    """Move that the minutes of these references be approved, under an agenda item, as one motion.

    While corrections to one of them are still asked for, `word` says why it does not wait; the
    trail keeps it. Refuses ("nothing_chosen", "before_the_last_day", "moved_already") and whatever
    cannot be approved yet.
    """
    rows = minutes_named(refs)
    if not rows:
        raise Refused("nothing_chosen", "Tick the minutes that are to be approved.")
    body, day, why = item.meeting.body, day_of(item.meeting), " ".join(word.split())[:300]
    ref = ref_of(item.meeting, item)
    with act(actor, "minutes.move_approval", ref, body_slug=body.slug, summary=why) as this:
        require(policy.may_write(actor, body))
        locked(body)
        for row in rows:
            _refuse_unready(row)
            _refuse_early(row, why)
            _refuse_moved(row)
        motion = move_motion(
            actor,
            body,
            text=resolution_text(body_snapshot(body, day), rule_book_on(body, day), rows),
            item=item,
            decision_kind=APPROVAL,
            about_refs=[row.ref for row in rows],
        )
        this.now_is(motion=motion.ref, minutes=[row.ref for row in rows])
    return motion


def _refuse_early(minutes: Minutes, word: str) -> None:
    """Refuse to put minutes to approval while corrections are asked for, unless somebody says
    why.
    """
    if word or not is_before_last_day(minutes):
        return
    until = minutes.corrections_until_on
    assert until is not None
    raise Refused(
        "before_the_last_day",
        f"Corrections to the minutes of {day_words(day_of(minutes.meeting))} are asked for until "
        f"{day_words(until)}, and that day has not passed. Nothing has changed. Hold them back, or "
        "say in a word why they are not to wait.",
        {"field": "word"},
    )


def _refuse_moved(minutes: Minutes) -> None:
    """Refuse a second motion on the same minutes while the first is not decided."""
    waiting = Motion.objects.filter(decision_kind=APPROVAL, state__in=Motion.WAITING)
    for motion in waiting.filter(body=minutes.meeting.body).select_related("body"):
        if minutes.ref in motion.about_refs:
            raise Refused(
                "moved_already",
                f"{motion.number} puts the minutes of {day_words(day_of(minutes.meeting))} to "
                "approval already. Nothing has changed. Decide that motion, or withdraw it first.",
            )


def approve_minutes(actor: Actor, minutes: Minutes, motion: Motion) -> Minutes:
    """Freeze the minutes as the carried motion approved them, every edition sealed in the body's
    chain.

    Refuses ("not_carried", "not_released", "already_approved", "open_corrections").
    """
    body = minutes.meeting.body
    with act(actor, "minutes.approve", minutes.ref, body_slug=body.slug) as this:
        require(policy.may_write(actor, body))
        locked(body)
        minutes = locked(minutes)
        _refuse_unready(minutes)
        if motion.state != Motion.State.CARRIED:
            raise Refused("not_carried", f"{motion.ref} did not carry, so it approves nothing.")
        heads = _freeze(minutes, motion)
        minutes.approved_at, minutes.approved_by = this.at, motion
        minutes.revision += 1
        minutes.save()
        note_minutes_state(actor, minutes.meeting, Meeting.State.APPROVED)
        find_as(minutes)
        this.now_is(motion=motion.ref, is_amended=minutes.is_amended, head=heads[-1])
        this.touch(f"meeting:{minutes.meeting.ref}")
    return minutes


def _freeze(minutes: Minutes, motion: Motion) -> list[str]:
    """Freeze and seal every edition; the heads of the chain."""
    body, editions = minutes.meeting.body, Editions(minutes)
    minutes.is_amended = editions.has_changed
    how = "Approved as amended" if minutes.is_amended else "Approved"
    heads = []
    for audience in editions.audiences:
        words = f"{how} {_approved_in(motion)}."
        head = seal_head(body.slug)
        signed = approved(editions.document(audience), words, motion_ref=motion.ref, head=head)
        frozen = to_plain(signed)
        heads.append(seal(body.slug, ref_of_edition(minutes, audience), frozen).head)
        Edition.objects.update_or_create(
            minutes=minutes,
            audience=audience.value,
            defaults={"frozen": frozen, "head": heads[-1]},
        )
    return heads


def _refuse_unready(minutes: Minutes) -> None:
    day = day_words(day_of(minutes.meeting))
    if minutes.approved_at is not None:
        raise Refused("already_approved", f"The minutes of {day} are approved already.")
    if minutes.released_at is None:
        raise Refused(
            "not_released", f"The minutes of {day} are not released; nobody could read them."
        )
    waiting = minutes.corrections.filter(state=Correction.State.PROPOSED).count()
    if waiting:
        raise Refused(
            "open_corrections",
            f"{waiting} correction(s) to the minutes of {day} are still undecided. Take or decline "
            "them first, or hold these minutes back.",
        )


def _approved_in(motion: Motion) -> str:
    if motion.is_by_mail:
        return f"by mail, by {motion.number}"
    if motion.meeting is None:
        return f"by {motion.number}"
    return f"in the meeting of {day_words(day_of(motion.meeting))} by {motion.number}"


def note_erratum(
    actor: Actor,
    minutes: Minutes,
    *,
    text: str,
    source_ref: str = "",
    audience: Audience = Audience.PUBLIC,
) -> MinutesErratum:
    """Note under approved minutes that something in them is wrong, for the readers of an edition.
    Refuses ("not_approved", "no_text", "not_allowed").
    """
    body, ref = minutes.meeting.body, ref_of_edition(minutes, audience)
    with act(actor, "minutes.note_erratum", ref, body_slug=body.slug) as this:
        require(policy.may_write(actor, body))
        require(policy.may_read(actor, minutes, audience))
        if minutes.approved_at is None:
            raise Refused(
                "not_approved", "These minutes are not approved yet; correct the draft instead."
            )
        if not text.strip():
            raise Refused("no_text", "Write what is wrong and what is right.", {"field": "text"})
        erratum = MinutesErratum.objects.create(
            minutes=minutes,
            text=text.strip(),
            audience=audience.value,
            noted_at=this.at,
            noted_by=actor.name,
            source_ref=source_ref,
        )
        this.now_is(text=erratum.text)
        this.touch(f"meeting:{minutes.meeting.ref}")
    return erratum
