"""The reviews that wait for a person, and the papers a person edits that wait for a step."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.papers.queries import edits_papers, hanging, my_reviews
from secretariat.foundation.people.attention import Attention, Place, register, shortened
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.visibility import Actor

KIND = "paper"


def papers_waiting(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """Versions to read, and papers of one's own that hang. Two queries for most
    people, seven for an editor.
    """
    if actor.person is None:
        return []
    found = [
        Attention(
            words=shortened(f"Review {review.version.name}"),
            href=f"/{review.version.ref}",
            kind=KIND,
            due_on=review.version.review_until_on,
            place=Place.SOON,
        )
        for review in my_reviews(actor, body)
    ]
    if not edits_papers(actor, body):
        return found
    hangs = hanging(body.slug, at, day_in(body, at))
    return found + [
        Attention(
            words=shortened(f"Take “{each.paper.title}” a step on: {each.hangs[0].why}"),
            href=f"/{each.paper.ref}",
            kind=KIND,
        )
        for each in hangs
        if each.paper.editor_handle == actor.person
    ]


register("papers", papers_waiting)
