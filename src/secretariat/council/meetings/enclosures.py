"""The meeting behind the personal link of its agenda: how to join and what is on the agenda, as the
addressee may know it, without signing in.
"""

from __future__ import annotations

from secretariat.council.meetings.queries.finding import meeting_of_ref
from secretariat.council.meetings.queries.viewing import meeting_view
from secretariat.foundation.outbox.enclosures import Enclosure, register
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


register("agenda", enclosed)
register("cancellation", enclosed)
