"""Somebody who was entered by mistake: the record forgets a person whom nothing in it names."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from secretariat.foundation.people import policy
from secretariat.foundation.people.absorbing import absorbers
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.commands import act, forget_findable, locked
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require

# What belongs to the entry itself and goes with it.
_OF_THE_ENTRY = frozenset({
    "people.PersonAlias.person", "people.Affiliation.person", "people.MailChoice.person",
})  # fmt: skip


def withdraw_person(actor: Actor, person: Person) -> None:
    """Take a person out of the record who was entered by mistake. The audit trail keeps that.

    Refuses ("still_named") somebody whom the record names anywhere.
    """
    with act(actor, "people.withdraw_person", f"people/{person.handle}") as this:
        require(policy.may_keep_persons(actor, "take people out of the record"))
        person = locked(person)
        if is_named(person):
            raise Refused(
                "still_named",
                f"{person.name} is named elsewhere in the record and stays in it. Nothing has "
                "changed.",
            )
        this.was(name=person.name)
        this.says(f"{person.name} was entered by mistake and is not in the record any more.")
        forget_findable(f"people/{person.handle}")
        person.delete()


def is_named(person: Person) -> bool:
    """Whether anything but the entry itself names the person, an account and a former reference
    included. One query for each column of the record that may.
    """
    return any(_names(column, person) for column in _columns())


def _columns() -> list[str]:
    claimed = {column for absorber in absorbers() for column in absorber.fields}
    pointing = {
        f"{field.related_model._meta.app_label}.{field.related_model.__name__}.{field.field.name}"
        for field in Person._meta.get_fields(include_hidden=True)
        if isinstance(field, models.ForeignObjectRel) and not _is_link_table(field)
    }
    return sorted((claimed | pointing) - _OF_THE_ENTRY)


def _is_link_table(field: models.ForeignObjectRel) -> bool:
    """Whether it is the hidden table of a many-to-many column, which is asked by that column."""
    return bool(field.related_model._meta.auto_created)


def _names(column: str, person: Person) -> bool:
    model, _, name = column.rpartition(".")
    rows = apps.get_model(model)._default_manager
    is_text = isinstance(apps.get_model(model)._meta.get_field(name), models.CharField)
    return bool(rows.filter(**{name: person.handle if is_text else person}).exists())
