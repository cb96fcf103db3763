"""The outside bodies of the example council, recorded on the day its report named them."""

from __future__ import annotations

from datetime import time

from secretariat.council.relations.commands import RelationFacts, add_relation
from secretariat.exchange.example.facts import facts, local
from secretariat.foundation.people.commands import found_organization
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import organization_called
from secretariat.foundation.records import clock
from secretariat.rules.relations import RelationKind
from secretariat.rules.visibility import Actor

AFTER_THE_CALL = time(12)


def fill_relations(actor: Actor, body: Body) -> None:
    """Every outside body by kind, in the order of the report."""
    known = facts("relations")
    for told in known["relations"]:
        with clock.fixed(local(told.get("added_on", known["added_on"]), AFTER_THE_CALL)):
            name = told["organization"]
            organization = organization_called(name) or found_organization(actor, name)
            add_relation(
                actor,
                body,
                RelationFacts(
                    organization=organization,
                    kind=RelationKind(told["kind"]),
                    source_words=told.get("source", known["source"]),
                ),
            )
