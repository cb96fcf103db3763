"""Who is given the link, the passcode and the recording of which meeting."""

from __future__ import annotations

from collections.abc import Iterable

from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.sight import Access, access_by, sight_of
from secretariat.rules.visibility import Actor


def access_to(actor: Actor, meeting: Meeting) -> Access:
    """How one reader joins one meeting. One query for somebody signed in."""
    return accesses(actor, [meeting])[meeting.pk]


def accesses(actor: Actor, meetings: Iterable[Meeting]) -> dict[int, Access]:
    """The same for many meetings, by their row. One query for all those of which somebody signed in
    is not given the call anyway.
    """
    seen = [(row, sight_of(actor, row)) for row in meetings]
    asked = [row for row, sight in seen if not (sight.sees_link and sight.sees_passcode)]
    presented: set[int] = set()
    if actor.person and asked:
        items = AgendaItem.objects.filter(meeting__in=asked, presenters__handle=actor.person)
        presented = set(items.values_list("meeting_id", flat=True))
    return {row.pk: access_by(row, sight, is_presenter=row.pk in presented) for row, sight in seen}
