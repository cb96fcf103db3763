"""From adjournment to released minutes."""

from __future__ import annotations

from datetime import date

from secretariat.council.meetings.commands import note_minutes_state
from secretariat.council.meetings.models import Meeting
from secretariat.council.minutes import policy
from secretariat.council.minutes.commands.comparing import note_release
from secretariat.council.minutes.commands.findable import find_as
from secretariat.council.minutes.editions import Editions
from secretariat.council.minutes.models import Edition, Minutes
from secretariat.foundation.people.queries import today
from secretariat.foundation.records.commands import Act, act, locked
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.minutes import to_plain
from secretariat.rules.visibility import Actor, require


def draft_minutes(actor: Actor, meeting: Meeting) -> Minutes:
    """The minutes of an adjourned meeting, begun if nobody has. Refuses ("not_adjourned")."""
    require(policy.may_write(actor, meeting.body))
    known = Minutes.objects.filter(meeting=meeting).select_related("meeting__body").first()
    return known if known is not None else begin_minutes(actor, meeting)


def begin_minutes(actor: Actor, meeting: Meeting) -> Minutes:
    """Begin the minutes of an adjourned meeting. Refuses ("not_adjourned", "already_drafted")."""
    ref = f"{meeting.ref}/minutes"
    with act(actor, "minutes.draft", ref, body_slug=meeting.body.slug) as this:
        require(policy.may_write(actor, meeting.body))
        return _begun(this, locked(meeting))


def begin_at_adjournment(actor: Actor, meeting: Meeting) -> None:
    """Begin the minutes in the command that adjourns, which has authorised it. Minutes that are
    there already, since they were worked on before the meeting went on, stand again.
    """
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is not None:
        note_minutes_state(actor, meeting, Meeting.State.DRAFTED)
        return
    ref = f"{meeting.ref}/minutes"
    with act(actor, "minutes.draft", ref, body_slug=meeting.body.slug) as this:
        _begun(this, meeting)


def take_draft_back(actor: Actor, meeting: Meeting) -> None:
    """Take a draft back that nobody worked on, as its meeting goes on. The caller has authorised
    it.
    """
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None or draft_stays(meeting):
        return
    with act(actor, "minutes.take_draft_back", minutes.ref, body_slug=meeting.body.slug) as this:
        this.was(drafted_at=minutes.drafted_at, drafted_by=minutes.drafted_by)
        note_minutes_state(actor, meeting, Meeting.State.ADJOURNED)
        minutes.delete()


def draft_stays(meeting: Meeting) -> str:
    """That a draft is kept when its meeting goes on: one that was released before or corrected."""
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None or not (minutes.revision > 1 or minutes.corrections.exists()):
        return ""
    return (
        "The draft minutes were worked on already, so they are kept. They follow the record and "
        "stand again when the meeting is adjourned."
    )


def _begun(this: Act, meeting: Meeting) -> Minutes:
    if Minutes.objects.filter(meeting=meeting).exists():
        raise Refused("already_drafted", f"The minutes of {meeting.ref} are drafted already.")
    if meeting.adjourned_at is None:
        raise Refused(
            "not_adjourned",
            "The meeting is not adjourned yet. Adjourn it first; its notes are kept.",
        )
    by = this.actor.name
    minutes = Minutes.objects.create(meeting=meeting, drafted_at=this.at, drafted_by=by)
    note_minutes_state(this.actor, meeting, Meeting.State.DRAFTED)
    this.touch(f"meeting:{meeting.ref}")
    return minutes


def release_minutes(actor: Actor, minutes: Minutes, *, corrections_until_on: date) -> Minutes:
    """Let those read the draft whom the body lets, and take corrections until a day.

    Releasing again moves that day. Refuses ("already_approved", "past_day").
    """
    with act(actor, "minutes.release", minutes.ref, body_slug=minutes.meeting.body.slug) as this:
        require(policy.may_write(actor, minutes.meeting.body))
        minutes = locked(minutes)
        _refuse_approved(minutes)
        if corrections_until_on < today(minutes.meeting.body):
            raise Refused(
                "past_day",
                f"{day_words(corrections_until_on)} has passed. Choose today or a later day.",
                {"field": "corrections_until_on"},
            )
        this.was(corrections_until_on=minutes.corrections_until_on)
        is_first = minutes.released_at is None
        if is_first:
            minutes.released_at = this.at
            _keep_released(minutes)
            note_release(minutes)
        minutes.corrections_until_on = corrections_until_on
        minutes.revision += 1
        minutes.save()
        if is_first:
            note_minutes_state(actor, minutes.meeting, Meeting.State.RELEASED)
        find_as(minutes)
        this.now_is(corrections_until_on=corrections_until_on)
        this.touch(f"meeting:{minutes.meeting.ref}")
    return minutes


def recall_minutes(actor: Actor, minutes: Minutes, *, reason: str) -> Minutes:
    """Take released minutes back into drafting. Refuses ("no_reason", "already_approved")."""
    with act(actor, "minutes.recall", minutes.ref, body_slug=minutes.meeting.body.slug) as this:
        require(policy.may_write(actor, minutes.meeting.body))
        minutes = locked(minutes)
        _refuse_approved(minutes)
        if not reason.strip():
            raise Refused("no_reason", "Say in a few words why the minutes are taken back.")
        minutes.released_at = None
        minutes.editions.all().delete()
        minutes.revision += 1
        minutes.save(update_fields=["released_at", "revision"])
        note_minutes_state(actor, minutes.meeting, Meeting.State.DRAFTED)
        find_as(minutes)
        this.now_is(reason=reason)
        this.touch(f"meeting:{minutes.meeting.ref}")
    return minutes


def _keep_released(minutes: Minutes) -> None:
    """Keep every edition as it is released."""
    editions = Editions(minutes)
    for audience in editions.audiences:
        released = to_plain(editions.document(audience))
        Edition.objects.create(minutes=minutes, audience=audience.value, released=released)


def _refuse_approved(minutes: Minutes) -> None:
    if minutes.approved_at is not None:
        raise Refused(
            "already_approved",
            f"The minutes of {minutes.meeting.ref} are approved and do not change any more. "
            "Note an erratum under them instead.",
        )
