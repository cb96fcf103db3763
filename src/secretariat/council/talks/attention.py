"""What of the talks waits for a person: suggestions, speakers to ask, approvals of one's seat."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.talks import policy
from secretariat.council.talks.models import WebinarRound
from secretariat.council.talks.queries import my_talks, open_rounds, suggestions_of
from secretariat.council.talks.snapshots import facts_of, label_of
from secretariat.foundation.people.attention import (
    Attention,
    Place,
    day_in,
    register,
    shortened,
)
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.snapshots import roster_on
from secretariat.rules.talks import hanging
from secretariat.rules.visibility import Actor

KIND = "talk"


def suggestions_waiting(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """For those who keep the talks: what strangers suggested. One query."""
    del at
    if not policy.may_keep_talks(actor, body):
        return []
    return [
        Attention(f"Look at the suggested talk “{shortened(talk.title)}”", f"/{talk.ref}", KIND)
        for talk in suggestions_of(body)
    ]


def talks_to_move(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """For who asks the speaker: what is missing. As many queries for any number of talks."""
    today = day_in(body, at)
    found = ((talk, hanging(facts_of(talk, at), today)) for talk in my_talks(actor, body))
    return [
        Attention(
            f"Move the talk “{label_of(talk)}” on: {why}",
            f"/{talk.ref}",
            KIND,
            due_on=facts_of(talk, at).slot_on,
            place=Place.SOON if why.endswith("overdue") else Place.WAITING,
        )
        for talk, why in found
        if why
    ]


def approvals_waiting(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """For who represents a seat: choices of webinars where the seat has said nothing."""
    rounds = [r for r in open_rounds(body) if r.way == WebinarRound.Way.APPROVALS]
    if not rounds or actor.person is None:
        return []
    seats = roster_on(body, day_in(body, at)).seats
    mine = [s for s in seats if actor.person in {each.handle for each in s.people}]
    return [
        Attention(
            f"Say for {seat.label} which talks should become webinars",
            f"/{row.ref}",
            "vote",
            due_on=row.closes_on,
        )
        for row in rounds
        for seat in mine
        if seat.slug not in {given.seat.slug for given in row.approvals.all()}
    ]


register("talk suggestions", suggestions_waiting)
register("talks to move", talks_to_move)
register("webinar approvals", approvals_waiting)
