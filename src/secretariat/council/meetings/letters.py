"""The letters to the members about a meeting: its agenda, or that it does not take place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings

from secretariat.council.meetings.compose import agenda_lines
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.policy import document_sight
from secretariat.council.meetings.queries.access import access_to
from secretariat.council.meetings.queries.finding import bodies_of
from secretariat.council.meetings.snapshots import day_of, snapshot_for
from secretariat.foundation.outbox.commands import Letter, send_to_people
from secretariat.foundation.outbox.models import Sending
from secretariat.foundation.outbox.queries import unreached_among
from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.outbox.replies import reply_to
from secretariat.foundation.outbox.subjects import Asks, subject_line
from secretariat.foundation.people.queries import actor_of_person, person_named
from secretariat.foundation.people.queries.mailing import (
    list_to_write_to,
    people_reached_and_not,
    people_to_write_to,
)
from secretariat.foundation.people.queries.zones import zones_chosen
from secretariat.foundation.records import clock
from secretariat.rules.days import day_words
from secretariat.rules.deck import agenda_words
from secretariat.rules.errors import Refused
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.times import long_instant_words, long_span_words, own_sentence
from secretariat.rules.visibility import Actor, Audience
from secretariat.rules.wording import joined

AGENDA, CANCELLATION = "agenda", "cancellation"


def letter_about(meeting: Meeting) -> dict[str, str]:
    """Subject and text as proposed; the sender may change both before sending. A cancelled meeting
    has no agenda to send: the letter says that it does not take place, and why.
    """
    snapshot = snapshot_for(meeting, document_sight(Audience.PUBLIC))
    names = [each.body.short_name for each in snapshot.parties]
    is_cancelled = meeting.state == Meeting.State.CANCELLED
    subject, text = _cancellation(snapshot) if is_cancelled else _agenda(snapshot)
    greeting = f"Dear members of the {joined(snapshot.body_names, 'and the')},"
    return {"subject": f"[{joined(names)}] {subject}", "text": f"{greeting}\n\n{text}"}


def _agenda(meeting: MeetingSnapshot) -> tuple[str, str]:
    items = "\n".join(
        ("   " if line.is_part else "") + agenda_words(line) for line in agenda_lines(meeting)
    )
    remarks = "".join(f"\n{line}" for line in meeting.departures.lines)
    text = (
        f"we meet on {_when(meeting)}.{remarks}\n\nThis is the agenda:\n\n{items}\n\n"
        f"With texts and links: {settings.BASE_URL}/{meeting.ref}\n\n"
        "Please say whether you come; if you cannot, your alternate may sit for you."
    )
    moved = " (moved)" if meeting.departures.moved_words else ""
    return subject_line(f"Agenda of {day_words(meeting.on)}{moved}", Asks.ANSWER, meeting.on), text


def _cancellation(meeting: MeetingSnapshot) -> tuple[str, str]:
    following = ""
    if meeting.next_meeting_at:
        when = long_instant_words(meeting.next_meeting_at, meeting.zone)
        following = f"\n\nThe next meeting is on {when}."
    reason = meeting.cancelled_reason.rstrip(". ")
    text = (
        f"the meeting of {_when(meeting)}, does not take place: {reason}.{following}\n\n"
        f"{settings.BASE_URL}/{meeting.ref}"
    )
    return subject_line(f"The meeting of {day_words(meeting.on)} is cancelled", Asks.NOTHING), text


def _when(meeting: MeetingSnapshot) -> str:
    return long_span_words(meeting.starts_at, meeting.ends_at, meeting.zone)


def recipients_of(meeting: Meeting) -> list[Recipient]:
    """The people of every body that holds it, on its day, who have an address; each once."""
    day = day_of(meeting)
    found = [each for body in bodies_of(meeting) for each in people_to_write_to(body, day)]
    return list({each.handle: each for each in found}.values())


def letter_frame(actor: Actor, meeting: Meeting) -> dict[str, Any]:
    """Whom a letter about it reaches and does not reach, and who gets the answers. At most five
    queries and one a body.
    """
    day = day_of(meeting)
    found = [people_reached_and_not(body, day) for body in bodies_of(meeting)]
    recipients = list({each.handle: each for able, _ in found for each in able}.values())
    without = {each.pk: each.name for _, lacking in found for each in lacking}
    dead = unreached_among([each.address for each in recipients])
    return {
        "recipients": recipients,
        "out_of_reach": list(without.values()),
        "unreached": [
            (each.name, dead[each.address.lower()].reason)
            for each in recipients
            if each.address.lower() in dead
        ],
        "reply_to": reply_to(meeting.body.slug, actor.person or "", clock.now()),
    }


def tells_call(meeting: Meeting) -> bool:
    """Whether its letter says besides how to join a call."""
    return meeting.state != Meeting.State.CANCELLED and bool(meeting.link or meeting.passcode)


def _for_one(meeting: Meeting, recipient: Recipient, own: str) -> Recipient:
    """The recipient with what this mail alone says: when it is on the clock that this person chose,
    and how to join, as far as the person is given link and passcode.
    """
    access = access_to(actor_of_person(person_named(recipient.handle)), meeting)
    when = own_sentence(meeting.starts_at, meeting.ends_at, meeting.zone, own)
    lines = [when] if when else []
    lines += [f"Join the call: {access.link}"] if access.link else []
    lines += [f"Passcode: {access.passcode}"] if access.passcode else []
    return replace(recipient, private="\n".join(lines))


def send_letter(
    actor: Actor, meeting: Meeting, *, subject: str, text: str, to_list: bool
) -> Sending:
    """Send a published agenda, or word of a cancellation, to the members, and to their lists if
    asked. With an agenda, each person is told when that is on the clock the person chose, and how
    to join the call, as far as link and passcode are for that person; a list is not.

    Refuses ("not_published") an agenda that its readers could not open.
    """
    is_cancelled = meeting.state == Meeting.State.CANCELLED
    if meeting.published_at is None and not is_cancelled:
        raise Refused("not_published", "Publish the agenda first, so that it can be read.")
    recipients = recipients_of(meeting)
    if not is_cancelled:
        zones = zones_chosen(each.handle for each in recipients)
        recipients = [_for_one(meeting, each, zones.get(each.handle, "")) for each in recipients]
    if to_list:
        lists = [each for body in bodies_of(meeting) for each in list_to_write_to(body)]
        recipients = [*recipients, *lists]
    letter = Letter(
        ref=meeting.ref,
        body_slug=meeting.body.slug,
        purpose=CANCELLATION if is_cancelled else AGENDA,
        subject=subject,
        text=text,
        asks=Asks.NOTHING if is_cancelled else Asks.ANSWER,
        answer_by_on=None if is_cancelled else day_of(meeting),
    )
    return send_to_people(actor, letter, recipients)
