"""What of the meetings hangs: those past without an outcome, business put off and not taken up
again, proposed topics without an answer.
"""

from __future__ import annotations

from datetime import datetime

from secretariat.council.meetings import policy
from secretariat.council.meetings.models import AgendaItem, Meeting, TopicProposal
from secretariat.council.meetings.queries.leftovers import put_off
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor, Audience, may_see

State = Meeting.State
UNENDED = (State.PLANNED, State.PUBLISHED, State.CALLED)


def past_without_outcome(body: Body, at: datetime) -> list[Meeting]:
    """The meetings a body convened whose time has passed, and that were neither adjourned nor
    cancelled; the oldest first. One query.
    """
    rows = Meeting.objects.filter(body=body, state__in=UNENDED, ends_at__lt=at)
    return list(rows.select_related("body", "chair", "secretary").order_by("starts_at"))


def items_put_off(actor: Actor, body: Body, at: datetime, kind: str) -> list[AgendaItem]:
    """What `put_off` finds, as far as the actor may see it. One query."""
    seen = [each.value for each in Audience if may_see(actor, body.slug, each)]
    return list(put_off(body.slug, at, kind).filter(audience__in=seen))


def topics_unanswered(actor: Actor, body: Body) -> list[TopicProposal]:
    """The topics proposed and neither taken nor declined: all for whoever answers them, to others
    their own; the oldest first. One query.
    """
    rows = TopicProposal.objects.filter(body=body, state=TopicProposal.State.WAITING)
    if not policy.may_plan(actor, body):
        rows = rows.filter(proposer__handle=actor.person or "")
    return list(rows.select_related("body", "meeting__body", "proposer").order_by("number"))
