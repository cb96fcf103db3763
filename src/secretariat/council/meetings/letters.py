"""The letter with which an agenda goes to the members."""

from __future__ import annotations

from django.conf import settings

from secretariat.council.meetings.compose import agenda_lines
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.policy import document_sight
from secretariat.council.meetings.snapshots import day_of, snapshot_for
from secretariat.foundation.outbox.commands import Letter, Recipient, send_to_people
from secretariat.foundation.outbox.models import Sending
from secretariat.foundation.people.queries.mailing import list_to_write_to, people_to_write_to
from secretariat.rules.days import day_words, long_day_words
from secretariat.rules.deck import agenda_words
from secretariat.rules.errors import Refused
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.visibility import Actor, Audience

PURPOSE = "agenda"


def agenda_letter(meeting: Meeting) -> dict[str, str]:
    """Subject and text as proposed; the sender may change both before sending."""
    snapshot = snapshot_for(meeting, document_sight(Audience.PUBLIC))
    body = meeting.body
    items = "\n".join(
        ("   " if line.is_part else "") + agenda_words(line) for line in agenda_lines(snapshot)
    )
    text = (
        f"Dear members of the {body.name},\n\n"
        f"we meet on {_when(snapshot)}. This is the agenda:\n\n{items}\n\n"
        f"With texts and links: {settings.BASE_URL}/{meeting.ref}\n\n"
        "Please say whether you come; if you cannot, your alternate may sit for you."
    )
    subject = f"[{body.short_name}] Agenda of {day_words(snapshot.on)}: please say whether you come"
    return {"subject": subject, "text": text}


def _when(meeting: MeetingSnapshot) -> str:
    start, end = meeting.local(meeting.starts_at), meeting.local(meeting.ends_at)
    return f"{long_day_words(meeting.on)}, {start:%H:%M} to {end:%H:%M} {start.tzname()}"


def recipients_of(meeting: Meeting) -> list[Recipient]:
    """The people of the body on the day of the meeting who have an address."""
    return people_to_write_to(meeting.body, day_of(meeting))


def send_agenda(
    actor: Actor, meeting: Meeting, *, subject: str, text: str, to_list: bool
) -> Sending:
    """Send a published agenda to the members, and to the list if asked.

    Refuses ("not_published") an agenda that its readers could not open.
    """
    if meeting.published_at is None:
        raise Refused("not_published", "Publish the agenda first, so that it can be read.")
    recipients = recipients_of(meeting)
    if to_list:
        recipients = [*recipients, *list_to_write_to(meeting.body)]
    letter = Letter(
        ref=meeting.ref,
        body_slug=meeting.body.slug,
        purpose=PURPOSE,
        subject=subject,
        text=text,
        answer_by_on=day_of(meeting),
    )
    return send_to_people(actor, letter, recipients)
