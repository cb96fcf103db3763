"""Somebody entered twice can be put together only if every app says what becomes of its rows."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Field

from secretariat.foundation.people.absorbing import absorbers
from secretariat.foundation.people.models import Person

# column -> why it keeps the reference of its day
KEPT = {
    "records.Entry.actor_handle": "the audit trail is append-only",
}


def columns_that_name_a_person() -> Iterator[str]:
    """Relations to persons, and columns that hold their reference."""
    for model in apps.get_models():
        for field in (*model._meta.fields, *model._meta.many_to_many):
            if field.related_model is Person or is_reference(field):
                yield f"{model._meta.label}.{field.name}"


def is_reference(field: Field[object, object]) -> bool:
    return field.name.endswith("_handle")


def test_every_column_that_names_a_person_is_claimed_by_one_app() -> None:
    claimed = [column for absorber in absorbers() for column in absorber.fields]

    # An app that is missing here adds its column to its `commands/absorbing.py`.
    assert sorted(claimed) == sorted(set(columns_that_name_a_person()) - KEPT.keys())
