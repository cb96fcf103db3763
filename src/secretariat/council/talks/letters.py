"""The letters about talks: the invitation, its answer, reminders. All can be read without pictures
or tracking; a link in them is its reader's own.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings

from secretariat.council.talks.models import Slot, Talk
from secretariat.council.talks.snapshots import label_of
from secretariat.rules.days import day_words, long_day_words
from secretariat.rules.talks import GUIDELINES, Reminder, ReminderTo


def invitation_text(talk: Talk, link: str, guidelines: str, *, asks: str = "") -> str:
    """The letter to a speaker, with the talk, its slot, the guidelines and the speaker's link."""
    body = talk.body
    when = slot_words(talk)
    parts = [
        (
            f"the {body.name} of {body.host.name} invites you to speak about “{talk.title}”"
            f"{f' {when}' if when else ''}."
        ),
        asks.strip(),
        "What the council expects of a talk:\n\n" + (guidelines or GUIDELINES).strip(),
        (
            "Say whether you will speak, correct what is said about the talk, and send your "
            f"slides, all without an account:\n{link}"
        ),
        "This link is yours alone: whoever opens it answers in your name.",
    ]
    return "\n\n".join(part for part in parts if part)


def answer_text(talk: Talk, speaker: str, answer: str, note: str) -> str:
    """The letter to the coordinator: what the speaker answered."""
    said = f"\n\n“{note}”" if note else ""
    page = f"{settings.BASE_URL}/{talk.ref}"
    return f"{speaker} answered about “{label_of(talk)}”: {answer}.{said}\n\n{page}"


def reminder_text(talk: Talk, due: Reminder, link: str) -> str:
    """The letter that asks somebody to act, with where to do it."""
    when = slot_words(talk)
    about = f"“{label_of(talk)}”" + (f", {when}," if when else "")
    if due.to is ReminderTo.SPEAKER:
        asks = f"about your talk {about} for the {talk.body.name}: please {due.asks}."
    else:
        asks = f"about the talk {about} which you coordinate: please {due.asks}."
    return f"{asks}\n\n{link}\n\nYou are not reminded again within a week."


def slot_words(talk: Talk) -> str:
    """When and for how long, with the zone: "on Thursday 7 October 2021 at 07:00 PDT (30 min)"."""
    waiting = [slot for slot in talk.slots.all() if slot.state == Slot.State.PLANNED]
    if not waiting:
        return ""
    slot = waiting[0]
    if slot.meeting is None:
        return f"{slot.wish} ({slot.minutes} min)" if slot.wish else ""
    start = slot.meeting.starts_at.astimezone(ZoneInfo(slot.meeting.zone))
    return (
        f"in the meeting of {long_day_words(start.date())}, which begins at {start:%H:%M %Z} "
        f"({slot.minutes} min)"
    )


def subject_words(talk: Talk) -> str:
    """The talk in the subject of a letter."""
    when = next((each.meeting for each in talk.slots.all() if each.meeting is not None), None)
    day = f", {day_words(when.starts_at.astimezone(ZoneInfo(when.zone)).date())}" if when else ""
    return f"{talk.title}{day}"
