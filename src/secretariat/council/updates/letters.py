"""The letters about updates: the question and its reminder, readable without pictures; a link in
them is its reader's own.
"""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from secretariat.council.meetings.models import Meeting
from secretariat.council.updates.models import StandingUpdate, Update
from secretariat.rules.days import long_day_words
from secretariat.rules.times import long_instant_words, own_sentence


def subject_of(row: Update) -> str:
    """The subject: what is asked, by whom, for which day."""
    return f"Your update for the {row.standing.body.name}, {_day(row.meeting)}"


def due_day(row: Update) -> date:
    """The day until which it is asked for, where the meeting is held."""
    return row.due_at.astimezone(ZoneInfo(row.meeting.zone)).date()


def question_text(row: Update, link: str, *, is_reminder: bool, own: str = "") -> str:
    """What a letter says: for which meeting, until when, where to write it. `own` is the time zone
    that its reader chose.
    """
    standing, meeting = row.standing, row.meeting
    body = standing.body
    due = long_instant_words(row.due_at, meeting.zone)
    own_due = own_sentence(row.due_at, None, meeting.zone, own)
    asked = f"the {body.name} of {body.host.name} meets on {_when(meeting)}"
    begins = "has not heard from" if is_reminder else "asks for a short written update of"
    parts = [
        f"{asked} and {begins} {standing.name}.",
        (
            "A few lines are enough: what is new, what is coming, what you need. It is due until "
            f"{due}. {own_due}".rstrip()
        ),
        f"Write it here, without an account:\n{link}",
        (
            "You can keep a draft and change what you sent until the meeting begins. What you send "
            "stands on the agenda, for everybody to read. If there is nothing to say, say so there."
        ),
        "This link is yours alone: whoever opens it writes in your name.",
    ]
    return "\n\n".join(parts)


def _when(meeting: Meeting) -> str:
    return long_instant_words(meeting.starts_at, meeting.zone)


def _day(meeting: Meeting) -> str:
    return long_day_words(meeting.starts_at.astimezone(ZoneInfo(meeting.zone)).date())


def ends_words(standing: StandingUpdate) -> str:
    """Why a link leads to nothing to write any more."""
    return f"The meeting has begun. Write to the {standing.body.name} if something is to change."
