"""What of the minutes waits for a person: to read and correct them, or to work on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import Count, Q

from secretariat.council.meetings.snapshots import day_of
from secretariat.council.minutes import policy
from secretariat.council.minutes.models import Correction, Minutes
from secretariat.council.minutes.queries import undrafted_meetings
from secretariat.foundation.outbox.queries import read_by
from secretariat.foundation.people.attention import Attention, Place, register
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.days import day_words
from secretariat.rules.visibility import MEMBER_ROLES, Actor, Audience, may_see


def minutes_waiting(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """What of the minutes waits for the actor. Three queries."""
    rows = unapproved_minutes(actor, body)
    read = minutes_to_read(actor, body, at, rows)
    return [*read, *minutes_to_write(actor, body, rows)]


def minutes_to_read(
    actor: Actor, body: Body, at: datetime, unapproved: Sequence[Minutes]
) -> list[Attention]:
    """For members: released minutes, those of joint meetings too, as long as corrections are asked
    for and the person has not said to have read them. One query.
    """
    if actor.person is None or not actor.has(body.slug, *MEMBER_ROLES):
        return []
    today = day_in(body, at)
    rows = [row for row in unapproved if row.released_at and _is_asked(row, today)]
    read = read_by(actor.person, *{row.meeting.body.slug for row in rows}) if rows else frozenset()
    return [
        Attention(
            f"Read the draft minutes of {_day(row)} and propose corrections",
            f"/{row.ref}",
            "minutes",
            row.corrections_until_on,
        )
        for row in rows
        if row.ref not in read
    ]


def minutes_to_write(actor: Actor, body: Body, unapproved: Sequence[Minutes]) -> list[Attention]:
    """For those who write them: minutes to draft, to release, corrections to decide. One query."""
    if not policy.may_write(actor, body):
        return []
    meetings = undrafted_meetings(body).select_related("body")
    found = [
        Attention(
            f"Draft the minutes of {day_words(day_of(meeting))}",
            f"/{meeting.ref}/minutes",
            "minutes",
            place=Place.SOON,
        )
        for meeting in meetings
    ]
    ours = [row for row in unapproved if row.meeting.body_id == body.pk]
    return [*found, *(each for row in ours for each in _of_minutes(row))]


def _of_minutes(row: Minutes) -> Iterator[Attention]:
    proposed = getattr(row, "proposed", 0)
    if row.released_at is None:
        yield Attention(
            f"Release the minutes of {_day(row)}", f"/{row.ref}", "minutes", place=Place.SOON
        )
    if proposed:
        corrections = "a correction" if proposed == 1 else f"{proposed} corrections"
        words = f"Decide on {corrections} to the minutes of {_day(row)}"
        yield Attention(words, f"/{row.ref}/corrections", "minutes", place=Place.SOON)


def unapproved_minutes(actor: Actor, body: Body) -> list[Minutes]:
    """The minutes nobody approved yet, of joint meetings with other bodies too, with how many
    corrections the actor could decide.
    """
    joint = body.joint_meetings.values("pk")
    rows = Minutes.objects.filter(Q(meeting__body=body) | Q(meeting__in=joint), approved_at=None)
    allowed = [each.value for each in Audience if may_see(actor, body.slug, each)]
    proposed = Q(corrections__state=Correction.State.PROPOSED, corrections__audience__in=allowed)
    waiting = Count("corrections", filter=proposed)
    return list(rows.select_related("meeting__body").annotate(proposed=waiting))


def _is_asked(row: Minutes, today: date) -> bool:
    return row.corrections_until_on is None or row.corrections_until_on >= today


def _day(row: Minutes) -> str:
    return day_words(day_of(row.meeting))


register("minutes", minutes_waiting)
