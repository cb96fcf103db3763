"""Talks as plain values, as they stood at an instant, and as the rules look at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from secretariat.council.meetings.models import Meeting
from secretariat.council.talks.models import (
    Invitation,
    Slot,
    Talk,
    TalkMaterial,
    TalkSpeaker,
    WebinarClaim,
)
from secretariat.rules.days import date_words, parse_date
from secretariat.rules.errors import Refused
from secretariat.rules.talks import (
    ENDED_STATES,
    STATE_WORDS,
    TalkFacts,
    TalkState,
    speaker_words,
    talk_words,
)

HELD = frozenset(
    {
        Meeting.State.ADJOURNED,
        Meeting.State.DRAFTED,
        Meeting.State.RELEASED,
        Meeting.State.APPROVED,
    }
)
SLIDES = (TalkMaterial.Kind.SLIDES, TalkMaterial.Kind.RECORDING)


@dataclass(frozen=True, slots=True)
class TalkAt:
    """One talk at an instant. `words` name it as lists do, `full_words` as reports do.

    `webinar` says what came of it as a webinar ("Outreach webinar Sep 2021"); empty for nothing.
    """

    ref: str
    words: str
    full_words: str
    speakers: str
    state: TalkState
    url: str = ""
    organization: str = ""
    is_own: bool = False
    given_on: date | None = None
    webinar: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to come."""
        return self.state not in ENDED_STATES

    @property
    def state_words(self) -> str:
        """The state as a person says it."""
        return STATE_WORDS[self.state]


def talk_at(talk: Talk, at: datetime) -> TalkAt | None:
    """The talk as it stood; None for one nobody had recorded yet. Reads steps, speakers and what
    came of it.
    """
    steps = [step for step in talk.steps.all() if step.at <= at]
    if not steps:
        return None
    words = label_of(talk)
    full = talk.full_title or words
    return TalkAt(
        ref=talk.ref,
        words=words,
        full_words=full,
        speakers=speakers_of(talk),
        state=TalkState(steps[-1].state),
        url=talk.url,
        organization=talk.organization_words,
        is_own=bool(talk.about_ref),
        given_on=talk.given_on,
        webinar=webinar_of(talk, at),
    )


def label_of(talk: Talk) -> str:
    """The talk as lists name it."""
    return talk_words(talk.title, talk.organization_words, is_certain=talk.is_certain)


def speakers_of(talk: Talk) -> str:
    """Its speakers with their organizations. Reads `speakers`."""
    return ", ".join(
        speaker_words(each.name, each.organization_words, is_certain=each.is_certain)
        for each in talk.speakers.all()
    )


def webinar_of(talk: Talk, at: datetime) -> str:
    """What came of it as a webinar by then. Reads `webinar_claims`."""
    said = [claim for claim in talk.webinar_claims.all() if claim.at <= at]
    return claim_words(said[-1]) if said else ""


def claim_words(claim: WebinarClaim) -> str:
    """A claim with its date in the one form: "Outreach webinar Sep 2021"."""
    try:
        when = parse_date(claim.text)
    except Refused:
        when = None
    return f"{claim.by_words} webinar {date_words(when) if when else claim.text}"


def facts_of(talk: Talk, at: datetime) -> TalkFacts:
    """What the rules look at. Reads steps, slots with their meetings, materials, reminders and
    invitations; not whether the speakers can be written to (`invited`).
    """
    zone = ZoneInfo(talk.body.zone)
    steps = list(talk.steps.all())
    since = steps[-1].at.astimezone(zone).date() if steps else at.astimezone(zone).date()
    waiting = [slot for slot in talk.slots.all() if slot.state == Slot.State.PLANNED]
    bound = [slot.meeting for slot in waiting if slot.meeting is not None]
    days = sorted(row.starts_at.astimezone(ZoneInfo(row.zone)).date() for row in bound)
    reminders = list(talk.reminders.all())
    said = {each.answer for each in talk.invitations.all() if each.stands}
    return TalkFacts(
        state=TalkState(talk.state),
        since_on=since,
        coordinator=talk.coordinator.name if talk.coordinator else "",
        is_accepted=talk.is_public,
        slot_on=days[0] if days else None,
        has_slot=bool(bound),
        is_slot_over=any(is_over(row, at) for row in bound),
        has_slides=any(each.kind in SLIDES for each in talk.materials.all()),
        needs_no_slides=bool(talk.no_slides_reason),
        reminded_on=reminders[-1].on if reminders else None,
        wants_other_day=Invitation.Answer.OTHER_DAY.value in said,
        has_declined=Invitation.Answer.DECLINED.value in said,
    )


def is_over(meeting: Meeting, at: datetime) -> bool:
    """Whether a meeting can take no talk any more: held, cancelled, or its time has passed."""
    is_past = meeting.ends_at <= at and meeting.state != Meeting.State.CALLED
    return is_past or meeting.state in HELD or meeting.state == Meeting.State.CANCELLED


def invited(talk: Talk) -> list[TalkSpeaker]:
    """The speakers to whom an invitation can go."""
    return [each for each in talk.speakers.all() if each.mail_address]
