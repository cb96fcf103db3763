"""What of the minutes hangs: not drafted, not released, not approved, corrections unanswered."""

from __future__ import annotations

from datetime import date, datetime

from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.snapshots import day_of
from secretariat.council.minutes import policy
from secretariat.council.minutes.models import Correction, Minutes
from secretariat.council.minutes.queries import (
    corrections_unanswered,
    unapproved_of,
    undrafted_meetings,
)
from secretariat.foundation.people.attention import shortened
from secretariat.foundation.people.loose_ends import Act, LooseEnd, register
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.days import day_words
from secretariat.rules.hanging import Hanging, minutes_hang
from secretariat.rules.visibility import Actor

KIND = "minutes"


def minutes_ends(actor: Actor, body: Body, at: datetime) -> list[LooseEnd]:
    """Minutes of the body without approval, from the adjourned meeting on, and corrections nobody
    decided on. Three queries.
    """
    may_write, today = bool(policy.may_write(actor, body)), day_in(body, at)
    undrafted = undrafted_meetings(body).select_related("body").order_by("starts_at")
    return [
        *(_undrafted(row, today, may_write=may_write) for row in undrafted),
        *(_unapproved(actor, row, today, may_write=may_write) for row in unapproved_of(body)),
        *(_unanswered(row, may_write=may_write) for row in corrections_unanswered(actor, body)),
    ]


def _undrafted(meeting: Meeting, today: date, *, may_write: bool) -> LooseEnd:
    adjourned = day_in(meeting.body, meeting.adjourned_at or meeting.ends_at)
    (hang,) = minutes_hang(
        adjourned_on=adjourned, drafted_on=None, released_on=None, until_on=None, today=today
    )
    here = f"/{meeting.ref}/minutes"
    acts = (Act("Draft them", f"{here}/draft"),) if may_write else ()
    return _end(meeting, hang, acts, may_read=may_write)


def _unapproved(actor: Actor, row: Minutes, today: date, *, may_write: bool) -> LooseEnd:
    meeting, body = row.meeting, row.meeting.body
    (hang,) = minutes_hang(
        adjourned_on=day_of(meeting),
        drafted_on=day_in(body, row.drafted_at),
        released_on=day_in(body, row.released_at) if row.released_at else None,
        until_on=row.corrections_until_on,
        today=today,
    )
    here = f"/{row.ref}"
    acts: tuple[Act, ...] = (Act("Release them", f"{here}#release", is_form=True),)
    if row.released_at is not None:
        acts = (Act("Send them to the members", f"{here}/send", is_form=True),)
    may_read = bool(policy.may_read(actor, row))
    return _end(meeting, hang, acts if may_write else (), may_read=may_read)


def _end(meeting: Meeting, hang: Hanging, acts: tuple[Act, ...], *, may_read: bool) -> LooseEnd:
    ref = f"{meeting.ref}/minutes"
    words = f"Minutes of {day_words(day_of(meeting))}"
    # Who may not read them yet is led to the meeting.
    href = f"/{ref}" if may_read else f"/{meeting.ref}"
    return LooseEnd(ref, words, href, KIND, hang.why, hang.since_on, "", acts)


def _unanswered(row: Correction, *, may_write: bool) -> LooseEnd:
    minutes = row.minutes
    here = f"/{minutes.ref}/corrections"
    acts = [Act("Decide on it", here, is_form=True)]
    if row.kind in (Correction.Kind.LINE, Correction.Kind.MISSING):
        acts.insert(0, Act("Take it", f"{here}/{row.number}", {"take": "1"}))
    return LooseEnd(
        f"{minutes.ref}/corrections/{row.number}",
        f"Correction to the minutes of {day_words(day_of(minutes.meeting))}: "
        f"{shortened(row.text_after)}",
        here,
        KIND,
        f"proposed by {row.proposer_name}, not answered yet",
        day_in(minutes.meeting.body, row.proposed_at),
        "",
        tuple(acts) if may_write else (),
    )


register("minutes", minutes_ends)
