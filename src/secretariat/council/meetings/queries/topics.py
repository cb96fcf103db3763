"""Topics that people propose for an agenda: those that wait, and what became of one's own."""

from __future__ import annotations

from django.db.models import Q

from secretariat.council.meetings.models import Meeting, TopicProposal
from secretariat.foundation.people.models import Body
from secretariat.rules.errors import Refused
from secretariat.rules.meetings import MeetingSnapshot

State = TopicProposal.State


def topics_waiting(meeting: MeetingSnapshot) -> list[TopicProposal]:
    """What was proposed for this meeting or an earlier one and was neither taken nor declined; the
    oldest first. One query for all that asks.
    """
    rows = TopicProposal.objects.filter(
        body__slug=meeting.body.slug,
        state=State.WAITING,
        meeting__starts_at__lte=meeting.starts_at,
    )
    ordered = rows.select_related("body", "meeting", "proposer").order_by("number")
    return meeting.once("topics waiting", lambda: list(ordered))


def topic_named(body: Body, number: int) -> TopicProposal:
    """The proposal of this number. Refuses ("not_found")."""
    rows = TopicProposal.objects.filter(body=body, number=number)
    row = rows.select_related("body", "proposer", "item").first()
    if row is None:
        raise Refused("not_found", f"{body.name} has no proposal {number}. Nothing has changed.")
    return row


def own_topics(person: str | None, meeting: Meeting) -> list[TopicProposal]:
    """What a person proposed for this meeting, and what of earlier proposals still waits or came
    onto this agenda. One query; none without a person.
    """
    if person is None:
        return []
    here = Q(meeting=meeting) | Q(item__meeting=meeting)
    earlier = Q(state=State.WAITING, meeting__starts_at__lte=meeting.starts_at)
    rows = TopicProposal.objects.filter(
        here | earlier, body=meeting.body_id, proposer__handle=person
    )
    return list(rows.select_related("meeting", "item__meeting__body").order_by("number"))
