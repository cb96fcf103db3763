"""What of the talks waits for a person: suggestions, speakers to ask, approvals of one's seat."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.talks import policy
from secretariat.council.talks.models import Talk
from secretariat.council.talks.queries import rounds_to_approve, talks_for
from secretariat.council.talks.snapshots import facts_of, label_of
from secretariat.foundation.people.attention import Attention, Place, register, shortened
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.people.snapshots import roster_on
from secretariat.rules.talks import hanging
from secretariat.rules.visibility import Actor

KIND = "talk"


def talks_waiting(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """For those who keep the talks, what strangers suggested; for who asks a speaker, what is
    missing. One query, seven where any talk waits.
    """
    may_keep = bool(policy.may_keep_talks(actor, body))
    rows = talks_for(actor, body, with_suggestions=may_keep)
    found = (_suggested(row) if not row.is_public else _to_move(row, body, at) for row in rows)
    return [each for each in found if each is not None]


def _suggested(talk: Talk) -> Attention:
    return Attention(f"Look at the suggested talk “{shortened(talk.title)}”", f"/{talk.ref}", KIND)


def _to_move(talk: Talk, body: Body, at: datetime) -> Attention | None:
    facts = facts_of(talk, at)
    why = hanging(facts, day_in(body, at))
    if not why:
        return None
    return Attention(
        f"Move the talk “{label_of(talk)}” on: {why}",
        f"/{talk.ref}",
        KIND,
        due_on=facts.slot_on,
        place=Place.SOON if why.endswith("overdue") else Place.WAITING,
    )


def approvals_waiting(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """For who represents a seat: choices of webinars where the seat has said nothing."""
    today = day_in(body, at)
    rounds = rounds_to_approve(body, today) if actor.person else []
    if not rounds:
        return []
    seats = roster_on(body, today).seats
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


register("talks", talks_waiting)
register("webinar approvals", approvals_waiting)
