"""Agenda rows as the items of `rules.agenda`, which orders and numbers them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from secretariat.council.meetings.models import AgendaItem
from secretariat.rules.agenda import Item, Numbered, arranged, numbered


def law_items(rows: Iterable[AgendaItem]) -> list[Item]:
    """The rows as the rules take them, in the order given."""
    listed = list(rows)
    slugs = {row.pk: row.slug for row in listed}
    return [Item(row.slug, slugs.get(row.part_of_id or 0, ""), row.minutes) for row in listed]


def in_order(rows: Sequence[AgendaItem]) -> list[AgendaItem]:
    """The rows with every part right behind its item."""
    found = {row.slug: row for row in rows}
    return [found[item.slug] for item in arranged(law_items(rows))]


def numbers_of(rows: Sequence[AgendaItem]) -> dict[str, Numbered]:
    """Number and label of each item by slug; what the call to order froze stays as it is."""
    frozen = {row.slug: row.number for row in rows if row.number}
    return {each.slug: _frozen(each, frozen.get(each.slug)) for each in numbered(law_items(rows))}


def _frozen(each: Numbered, label: str | None) -> Numbered:
    if not label:
        return each
    return replace(each, label=label, number=label if each.number else "")
