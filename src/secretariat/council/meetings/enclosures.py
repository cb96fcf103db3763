"""The meeting behind the personal link of its agenda: how to join and what is on the agenda, as the
addressee may know it, without signing in.
"""

from __future__ import annotations

from datetime import datetime

from secretariat.council.meetings.commands import hear_answer
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.finding import meeting_of_ref
from secretariat.council.meetings.queries.viewing import meeting_view
from secretariat.foundation.outbox.enclosures import (
    Enclosure,
    register,
    register_end,
    register_hearing_all,
)
from secretariat.foundation.outbox.models import Receipt
from secretariat.foundation.people.queries import actor_of_person, person_named
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused


def enclosed(receipt: Receipt, _address: str) -> Enclosure | None:
    """The meeting as it stands now, for this person; nothing if either is not in the record."""
    try:
        meeting = meeting_of_ref(receipt.sending.ref)
        person = person_named(receipt.person_handle)
    except Refused:
        return None
    view = meeting_view(meeting, actor_of_person(person), clock.now())
    return Enclosure("meetings/_enclosed.html", {"row": meeting, "view": view})


def heard(receipt: Receipt) -> None:
    """Let the answer to the letter be the person's word on whether they come. To a meeting that is
    not in the record there is nothing to say: the answer stays with its letter.
    """
    try:
        meeting = meeting_of_ref(receipt.sending.ref)
    except Refused:
        return
    hear_answer(receipt, meeting)


def ends_at(receipt: Receipt) -> datetime | None:
    """Nobody says any more whether they come once the meeting is over, however late it began."""
    try:
        meeting = meeting_of_ref(receipt.sending.ref)
    except Refused:
        return None
    is_on = meeting.state == Meeting.State.CALLED
    return None if is_on else meeting.adjourned_at or meeting.ends_at


register("agenda", enclosed)
register_end("agenda", ends_at)
register_hearing_all("agenda", heard)
register("cancellation", enclosed)
