"""A step of an adopted timeline that comes near, for everybody of the body."""

from __future__ import annotations

from datetime import datetime, timedelta

from secretariat.elections import queries
from secretariat.foundation.people.attention import Attention, Place, register
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.elections import SOON_DAYS, STEP_WORDS, next_step
from secretariat.rules.visibility import Actor

KIND = "election"


def steps_ahead(_actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """The next step of each timeline, two weeks before its day. Two queries."""
    today = day_in(body, at)
    found = []
    for each in queries.timelines_at(body.slug, at):
        coming = next_step(each.days, today)
        is_on = not each.is_over and each.current.adopted_on is not None
        if is_on and coming and coming[1] - today <= timedelta(days=SOON_DAYS):
            words = f"{each.title}: {STEP_WORDS[coming[0]].lower()}"
            found.append(
                Attention(
                    words=words,
                    href=f"/{each.ref}",
                    kind=KIND,
                    due_on=coming[1],
                    place=Place.SOON,
                )
            )
    return found


register("elections", steps_ahead)
