"""The letters about talks: the invitation, its answer, reminders. All can be read without pictures
or tracking; a link in them is its reader's own.
"""

from __future__ import annotations

from django.conf import settings

from secretariat.council.meetings.snapshots import day_of
from secretariat.council.talks.models import Invitation, Slot, Talk
from secretariat.council.talks.snapshots import label_of
from secretariat.rules.days import day_words, long_day_words
from secretariat.rules.talks import GUIDELINES, Reminder, ReminderTo
from secretariat.rules.times import clock_words, own_sentence, utc_words


def invitation_text(
    talk: Talk, link: str, guidelines: str, *, asks: str = "", own: str = ""
) -> str:
    """The letter to a speaker, with the talk, its slot, the guidelines and the speaker's link;
    `own` is the time zone that the speaker chose.
    """
    body = talk.body
    when = slot_words(talk)
    parts = [
        (
            f"the {body.name} of {body.host.name} invites you to speak about “{talk.title}”"
            f"{f' {when}' if when else ''}."
        ),
        own_slot_words(talk, own),
        asks.strip(),
        "What the council expects of a talk:\n\n" + (guidelines or GUIDELINES).strip(),
        (
            "Say whether you will speak, correct what is said about the talk, and send your "
            f"slides, all without an account:\n{link}"
        ),
        "This link is yours alone: whoever opens it answers in your name.",
    ]
    return "\n\n".join(part for part in parts if part)


def answer_text(talk: Talk, invitation: Invitation) -> str:
    """The letter about what a speaker answered."""
    said = f"\n\n“{invitation.note}”" if invitation.note else ""
    words = Invitation.Answer(invitation.answer).label
    answered = f"{invitation.speaker_name} answered about “{label_of(talk)}”: {words}."
    return f"{answered}{said}\n\n{page_of(talk)}"


def asks_text(talk: Talk, by: str) -> str:
    """The letter to who is to ask the speaker."""
    parts = [
        f"{by} names you as who asks the speaker of “{label_of(talk)}” for the {talk.body.name}.",
        "Its page has what is known, and sends the invitation with a link for the answer:",
        page_of(talk),
    ]
    return "\n\n".join(parts)


def accepted_text(talk: Talk) -> str:
    """The letter to who suggested a talk that is among the talks now."""
    parts = [
        f"thank you: the {talk.body.name} took your suggestion “{talk.title}” among its talks.",
        "Somebody of the council asks the speaker next and finds a meeting. Its page says where:",
        page_of(talk),
    ]
    return "\n\n".join(parts)


def declined_text(talk: Talk, reason: str) -> str:
    """The letter to who suggested a talk that will not be given."""
    parts = [
        f"thank you for suggesting “{talk.title}” to the {talk.body.name}. It will not be given.",
        f"“{reason}”",
        f"Other suggestions are welcome:\n{settings.BASE_URL}/{talk.body.slug}/talks/suggest",
    ]
    return "\n\n".join(parts)


def moved_text(talk: Talk, link: str, reason: str, own: str = "") -> str:
    """The letter to a speaker whose talk has another day, with the speaker's new link."""
    when = slot_words(talk)
    where = f"stands {when} now" if when else "has no day at the moment; a new one is sought"
    parts = [
        f"your talk “{talk.title}” for the {talk.body.name} {where}.",
        own_slot_words(talk, own),
        f"“{reason}”" if reason else "",
        f"Say here whether that suits you, without an account:\n{link}",
        "This link is yours alone and takes the place of the one before it.",
    ]
    return "\n\n".join(part for part in parts if part)


def page_of(talk: Talk) -> str:
    """The address of the talk's page."""
    return f"{settings.BASE_URL}/{talk.ref}"


def reminder_text(talk: Talk, due: Reminder, link: str, own: str = "") -> str:
    """The letter that asks somebody to act, with where to do it."""
    when = slot_words(talk)
    about = f"“{label_of(talk)}”" + (f", {when}," if when else "")
    if due.to is ReminderTo.SPEAKER:
        asks = f"about your talk {about} for the {talk.body.name}: please {due.asks}."
    else:
        asks = f"about the talk {about} which you coordinate: please {due.asks}."
    parts = [asks, own_slot_words(talk, own), link, "You are not reminded again within a week."]
    return "\n\n".join(filter(None, parts))


def slot_words(talk: Talk) -> str:
    """When and for how long, in the zone of the meeting and in UTC, which a speaker elsewhere can
    reckon with.
    """
    slot = _planned(talk)
    if slot is None:
        return ""
    if slot.meeting is None:
        return f"{slot.wish} ({slot.minutes} min)" if slot.wish else ""
    at, zone = slot.meeting.starts_at, slot.meeting.zone
    utc = utc_words(at, zone)
    return (
        f"in the meeting of {long_day_words(day_of(slot.meeting))}, which begins at "
        f"{clock_words(at, zone)}{f', {utc}' if utc else ''} ({slot.minutes} min)"
    )


def own_slot_words(talk: Talk, own: str) -> str:
    """When the meeting of the slot begins on the clock of a reader who chose one."""
    slot = _planned(talk)
    meeting = slot.meeting if slot else None
    return own_sentence(meeting.starts_at, None, meeting.zone, own) if meeting else ""


def _planned(talk: Talk) -> Slot | None:
    return next((each for each in talk.slots.all() if each.state == Slot.State.PLANNED), None)


def subject_words(talk: Talk) -> str:
    """The talk in the subject of a letter, with the day of the slot that is to come."""
    planned = (each for each in talk.slots.all() if each.state == Slot.State.PLANNED)
    when = next((each.meeting for each in planned if each.meeting is not None), None)
    day = f", {day_words(day_of(when))}" if when else ""
    return f"{talk.title}{day}"
