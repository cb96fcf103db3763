"""The ballot behind the personal link of its letter: what is asked, how it stands, and the vote of
the addressee's seat, without signing in.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from secretariat.council.motions import policy
from secretariat.council.motions.commands import cast_by_mail, object_to_carrying
from secretariat.council.motions.letters import PURPOSE
from secretariat.council.motions.models import Motion, Vote
from secretariat.council.motions.queries import (
    ballot_at,
    decision_words,
    motion_named,
    short_result,
)
from secretariat.foundation.outbox.enclosures import Enclosure, register
from secretariat.foundation.outbox.models import Receipt
from secretariat.foundation.people.queries import actor_of_person, person_named
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who holds a link, and the ballot it is about."""

    actor: Actor
    motion: Motion


def addressee_of(receipt: Receipt) -> Addressee:
    """Whom the link of this receipt is for. Refuses ("not_found") one that is about no ballot."""
    if receipt.sending.purpose != PURPOSE:
        raise Refused("not_found", "This link is not about a ballot. Open the newest mail instead.")
    person = person_named(receipt.person_handle)
    return Addressee(actor_of_person(person), motion_named(receipt.sending.ref))


def vote_by_link(who: Addressee, typed: QueryDict) -> None:
    """Give the vote of a seat through the link, or object that its vote of the meeting carries
    over. Whoever holds the link speaks for its person in this one matter, as far as that person
    speaks for the seat today. Refuses what the commands refuse.
    """
    in_person = Actor(who.actor.handle, who.actor.name, who.actor.person)
    seat = typed.get("seat", "")
    if "object" in typed:
        object_to_carrying(in_person, who.motion, seat)
        return
    choice = typed.get("choice", "")
    cast_by_mail(in_person, who.motion, seat, choice, channel=Vote.Channel.LINK)


def enclosed(receipt: Receipt, address: str) -> Enclosure | None:
    """The ballot as it stands now, for this person; nothing if either is not in the record."""
    try:
        who = addressee_of(receipt)
    except Refused:
        return None
    motion = who.motion
    is_open = motion.is_by_mail and motion.state == Motion.State.OPEN
    ballot = ballot_at(motion, clock.now()) if is_open else None
    values = {
        "motion": motion,
        "zone": motion.body.zone,
        "ballot": ballot,
        "own_lines": ballot.lines_of(who.actor.person) if ballot else (),
        "may_see_votes": policy.may_see_votes(who.actor, motion),
        "vote_url": f"{address}/ballot",
        "object_url": f"{address}/ballot",
        "short": short_result(motion),
        "result": decision_words(motion),
        "said": [] if ballot else _said(motion, who.actor.person),
    }
    return Enclosure("motions/_enclosed.html", values)


def _said(motion: Motion, person: str | None) -> list[Vote]:
    """What this person said in a ballot that is over."""
    return [row for row in motion.votes.all() if row.person and row.person.handle == person]


register(PURPOSE, enclosed)
