"""The letter with which minutes go to the members."""

from __future__ import annotations

from django.conf import settings

from secretariat.council.meetings import letters as meetings
from secretariat.council.meetings.queries.finding import bodies_of
from secretariat.council.meetings.snapshots import day_of
from secretariat.council.minutes.editions import Editions
from secretariat.council.minutes.models import Minutes, ref_of_edition
from secretariat.foundation.outbox.commands import Letter, send_to_people
from secretariat.foundation.outbox.models import Sending
from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.outbox.subjects import Asks, subject_line
from secretariat.foundation.people.queries.mailing import list_to_write_to
from secretariat.rules.days import day_words, long_day_words
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Audience
from secretariat.rules.wording import joined


def minutes_letter(minutes: Minutes) -> dict[str, str]:
    """Subject and text as proposed; the sender may change both before sending."""
    bodies, day = bodies_of(minutes.meeting), day_of(minutes.meeting)
    until = minutes.corrections_until_on
    ask = (
        f"Please read them and propose corrections until {long_day_words(until)}."
        if until
        else "Please read them."
    )
    text = (
        f"Dear members of the {joined((each.name for each in bodies), 'and the')},\n\n"
        f"the draft minutes of the meeting of {long_day_words(day)} can be read here:\n"
        f"{settings.BASE_URL}/{_edition_of_members(minutes)}\n\n{ask} "
        "They are put to approval in the next meeting."
    )
    names = joined(each.short_name for each in bodies)
    return {
        "subject": subject_line(
            f"[{names}] Draft minutes of {day_words(day)}", _asks(minutes), until
        ),
        "text": text,
    }


def _asks(minutes: Minutes) -> Asks:
    return Asks.ACTION if minutes.corrections_until_on else Asks.NOTHING


def _edition_of_members(minutes: Minutes) -> str:
    """The reference of the edition that holds all that the members may read."""
    return ref_of_edition(minutes, Editions(minutes).fitting(Audience.MEMBERS))


def recipients_of(minutes: Minutes) -> list[Recipient]:
    """The people of every body that held the meeting, on its day, who have an address."""
    return meetings.recipients_of(minutes.meeting)


def send_minutes(
    actor: Actor, minutes: Minutes, *, subject: str, text: str, to_list: bool
) -> Sending:
    """Send released minutes to the members, and to the list if asked. Refuses ("not_released")."""
    if minutes.released_at is None:
        raise Refused("not_released", "Release the minutes first, so that they can be read.")
    recipients = recipients_of(minutes)
    if to_list:
        lists = [each for body in bodies_of(minutes.meeting) for each in list_to_write_to(body)]
        recipients = [*recipients, *lists]
    letter = Letter(
        ref=minutes.ref,
        body_slug=minutes.meeting.body.slug,
        purpose="minutes",
        subject=subject,
        text=text,
        asks=_asks(minutes),
        answer_by_on=minutes.corrections_until_on,
    )
    return send_to_people(actor, letter, recipients)
