"""The open actions behind the personal link of a letter, answered there without signing in: in
"Your actions" and in the digest.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from secretariat.council.actions import policy, queries
from secretariat.council.actions.letters import PURPOSE
from secretariat.council.actions.models import Action
from secretariat.council.actions.queries.owing import answered_since
from secretariat.foundation.outbox.enclosures import Enclosure, register, register_end
from secretariat.foundation.outbox.models import Receipt
from secretariat.foundation.people.queries import (
    actor_of_person,
    body_named,
    day_in,
    person_named,
)
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor

# The digest is a letter of people; it encloses what of it can be answered at once.
ENCLOSED_IN = (PURPOSE, "digest")
LIFETIME = timedelta(days=30)


def enclosed(receipt: Receipt, address: str) -> Enclosure | None:
    """What this person still owes, as the record stands now, and what the person ended since."""
    try:
        person, body = person_named(receipt.person_handle), body_named(receipt.sending.body_slug)
    except Refused:
        return None
    actor = actor_of_person(person)
    values = {
        "actions": queries.my_actions(actor, body),
        "answered": answered_since(actor, body, receipt.sending.sent_at),
        "today": day_in(body, clock.now()),
        "address": address,
    }
    if receipt.sending.purpose != PURPOSE and not (values["actions"] or values["answered"]):
        return None
    return Enclosure("actions/_enclosed.html", values)


def owned_by(receipt: Receipt, number: str) -> tuple[Actor, Action]:
    """The action of this number, and its owner who holds the link: it is the right to answer what
    one owns, and to nothing else. Refuses ("not_found").
    """
    actor = actor_of_person(person_named(receipt.person_handle))
    ref = f"{receipt.sending.body_slug}/{number}"
    if receipt.sending.purpose in ENCLOSED_IN:
        action = queries.readable_action(actor, ref)
        if policy.is_owner(actor, action):
            return actor, action
    raise Refused(
        "not_found",
        f"{number} is not among what this link is for: perhaps somebody else owns it now. Nothing "
        "has changed.",
    )


def ends_at(receipt: Receipt) -> datetime:
    """A month after it was sent."""
    return receipt.sending.sent_at + LIFETIME


for _purpose in ENCLOSED_IN:
    register(_purpose, enclosed)
register_end(PURPOSE, ends_at)
