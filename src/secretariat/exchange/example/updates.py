"""Which bodies give the example council an update before each meeting."""

from __future__ import annotations

from secretariat.council.updates.commands import StandingFields, owe_updates
from secretariat.exchange.example.facts import facts
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor


def fill_updates(actor: Actor, body: Body) -> None:
    """Every body that is on the agenda with an update, in the order of the deck."""
    for told in facts("updates")["standing"]:
        fields = StandingFields(
            name=told["name"],
            from_on=told["from_on"],
            is_asked_by_itself=told["is_asked_by_itself"],
            source_words=told["source"],
        )
        owe_updates(actor, body, fields)
