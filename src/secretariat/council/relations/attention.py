"""What one drafts whose day comes near, and what one owes outside."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.relations.models import Owed
from secretariat.council.relations.queries import my_consultations
from secretariat.foundation.people.attention import Attention, Place, register, shortened
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.consultations import BEFORE_SENDING
from secretariat.rules.visibility import Actor

DRAFTING, OWING = "consultation", "relation"


def outside_waiting(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """Consultations to draft or to take further, and debts to other organizations. Three
    queries.
    """
    today = day_in(body, at)
    found = [
        Attention(
            words=shortened(f"Take “{row.title}” a step on: it is {row.step_words}"),
            href=f"/{row.ref}",
            kind=DRAFTING,
            due_on=row.closes_on if row.step in BEFORE_SENDING else None,
            place=Place.SOON,
        )
        for row in my_consultations(actor, body, at, today)
    ]
    mine = Owed.objects.filter(
        relation__body=body, state=Owed.State.OPEN, person__handle=actor.person
    )
    return found + [
        Attention(
            words=shortened(f"{row.relation.name}: {row.text}"),
            href=f"/{body.slug}/relations/{row.relation.slug}#owed",
            kind=OWING,
            due_on=row.due_on,
        )
        for row in mine.select_related("relation__organization")
    ]


register("relations", outside_waiting)
