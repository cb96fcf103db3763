"""Who speaks for a side of a relation, from when to when."""

from __future__ import annotations

from datetime import date

from secretariat.council.relations.commands.relations import may_keep, relation_act
from secretariat.council.relations.models import Contact, Relation
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.commands import locked
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.texts import given
from secretariat.rules.visibility import Actor


def name_contact(
    actor: Actor,
    relation: Relation,
    *,
    side: str,
    person: Person | None = None,
    name: str = "",
    role: str = "",
    address: str = "",
    from_on: date | None = None,
) -> Contact:
    """Name who speaks for a side: a person of the record, or a name; the address stays inside.

    Refuses ("not_allowed", "words_missing", "known_already", "unknown_side").
    """
    words = person.name if person is not None else given(name, "name", "The name")
    if side not in Contact.Side.values:
        raise Refused("unknown_side", "Say whether it is our side or theirs. Nothing has changed.")
    with relation_act(actor, "name_contact", relation, may_keep) as (this, row):
        standing = row.contacts.filter(side=side, name__iexact=words, to_on__isnull=True)
        if standing.exists():
            raise Refused(
                "known_already",
                f"{words} is a contact already. End that first, or leave it. Nothing has changed.",
                {"field": "name"},
            )
        made = Contact.objects.create(
            relation=row,
            side=side,
            person=person,
            name=words,
            role=" ".join(role.split())[:120],
            address=address.strip()[:254],
            from_on=from_on,
        )
        # The trail is read by more people than the names of the other side are for.
        is_ours = side == Contact.Side.OURS
        this.summary = f"Our side: {words}" if is_ours else "Their side"
        this.now_is(side=made.get_side_display(), **({"name": words} if is_ours else {}))
    return made


def end_contact(actor: Actor, contact: Contact, *, last_on: date) -> Contact:
    """Let a contact end with a day. Refuses ("not_allowed", "already_ended", "wrong_period")."""
    with relation_act(actor, "end_contact", contact.relation, may_keep) as (this, _):
        row = locked(contact)
        if row.to_on is not None:
            raise Refused(
                "already_ended",
                f"That contact ended on {day_words(row.to_on)} already. Nothing has changed.",
            )
        if row.from_on is not None and last_on < row.from_on:
            raise Refused(
                "wrong_period",
                f"It began on {day_words(row.from_on)}; the last day cannot come before. Nothing "
                "has changed.",
                {"field": "last_on"},
            )
        row.to_on = last_on
        row.save(update_fields=["to_on"])
        this.now_is(side=row.get_side_display(), to_on=last_on)
    return row
