"""The reviews that wait for a person, and the papers a person edits that wait for a step."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.papers.queries import hanging, my_reviews
from secretariat.foundation.people.attention import (
    Attention,
    Place,
    day_in,
    register,
    shortened,
)
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor

KIND = "paper"


def papers_waiting(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """Versions to read, and papers of one's own that hang. Seven queries at most."""
    today = day_in(body, at)
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
    mine = [each for each in hanging(body.slug, at, today) if each.paper.editor_handle]
    found += [
        Attention(
            words=shortened(f"Take “{each.paper.title}” a step on: {each.hangs[0].why}"),
            href=f"/{each.paper.ref}",
            kind=KIND,
        )
        for each in mine
        if each.paper.editor_handle == actor.person
    ]
    return found


register("papers", papers_waiting)
