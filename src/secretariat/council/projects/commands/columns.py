"""The columns of a body's milestone table. One that holds claims is retired, never removed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from secretariat.council.projects import policy
from secretariat.council.projects.models import MilestoneColumn
from secretariat.foundation.people.models import Body
from secretariat.foundation.records.commands import Act, act, guard_revision, locked
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require

from .words import RESERVED_COLUMNS, checked_words, free_slug, not_in_future

LONGEST_LABEL = 60
Kind = MilestoneColumn.Kind


def add_milestone_column(
    actor: Actor,
    body: Body,
    *,
    label: str,
    slug: str = "",
    not_before: MilestoneColumn | None = None,
    listed_from_on: date | None = None,
) -> MilestoneColumn:
    """Add a column of dated claims, shown in tables from a day on (in all if none is given).

    `not_before` is the milestone that should come first. Refuses ("not_allowed", "words_missing",
    "label_taken").
    """
    with act(
        actor, "projects.add_milestone_column", _columns_ref(body), body_slug=body.slug
    ) as this:
        require(policy.may_arrange_table(actor, body))
        column = MilestoneColumn(not_before=not_before, listed_from_on=listed_from_on)
        return _added(this, locked(body), column, label, slug)


def add_words_column(
    actor: Actor, body: Body, *, label: str, slug: str = "", listed_from_on: date | None = None
) -> MilestoneColumn:
    """Add a column that says something of a project that is no date, such as who proposed it.

    Refuses as above.
    """
    with act(actor, "projects.add_words_column", _columns_ref(body), body_slug=body.slug) as this:
        require(policy.may_arrange_table(actor, body))
        column = MilestoneColumn(kind=Kind.WORDS, listed_from_on=listed_from_on)
        return _added(this, locked(body), column, label, slug)


def add_people_column(
    actor: Actor,
    body: Body,
    *,
    label: str,
    role: str = "liaison",
    slug: str = "",
    listed_from_on: date | None = None,
) -> MilestoneColumn:
    """Add a column that prints the people appointed to a project in a role. Refuses as above."""
    with act(actor, "projects.add_people_column", _columns_ref(body), body_slug=body.slug) as this:
        require(policy.may_arrange_table(actor, body))
        column = MilestoneColumn(kind=Kind.PEOPLE, role=role, listed_from_on=listed_from_on)
        return _added(this, locked(body), column, label, slug)


def change_column(
    actor: Actor,
    column: MilestoneColumn,
    *,
    label: str,
    not_before: MilestoneColumn | None,
    seen: int,
) -> MilestoneColumn:
    """Change a column's heading and the milestone that should come before it. Its claims stay.

    Refuses ("not_allowed", "changed_meanwhile", "words_missing", "label_taken", "circular_order").
    """
    with act(actor, "projects.change_column", column.ref, body_slug=column.body.slug) as this:
        require(policy.may_arrange_table(actor, column.body))
        column = locked(column)
        label = _free_label(column.body, label, except_for=column)
        _check_not_circular(column, not_before)
        guard_revision(column, seen, {"label": label})
        this.was(label=column.label, not_before=_slug(column.not_before))
        column.label, column.not_before = label, not_before
        column.save(update_fields=["label", "not_before", "revision"])
        this.now_is(label=label, not_before=_slug(not_before))
    return column


def order_columns(actor: Actor, body: Body, *, order: Sequence[str]) -> None:
    """Put the columns into this order of short names. Refuses ("not_allowed")."""
    with act(actor, "projects.order_columns", _columns_ref(body), body_slug=body.slug) as this:
        require(policy.may_arrange_table(actor, body))
        rows = list(locked(body).milestone_columns.all())
        place = {slug: index for index, slug in enumerate(order)}
        wanted = sorted(rows, key=lambda row: place.get(row.slug, len(order)))
        for position, row in enumerate(wanted, start=1):
            row.position = position
        MilestoneColumn.objects.bulk_update(wanted, ["position"])
        this.was(order=[row.slug for row in rows])
        this.now_is(order=[row.slug for row in wanted])


def retire_column(
    actor: Actor, column: MilestoneColumn, *, on: date, reason: str, seen: int
) -> MilestoneColumn:
    """Show a column for the last time on a day; its claims and the tables until then stay.

    Refuses ("not_allowed", "changed_meanwhile", "already_retired", "words_missing", "in_future").
    """
    with act(actor, "projects.retire_column", column.ref, body_slug=column.body.slug) as this:
        require(policy.may_arrange_table(actor, column.body))
        column = locked(column)
        if column.retired_on is not None:
            raise Refused(
                "already_retired",
                f"The column “{column.label}” is retired already. Nothing has changed.",
            )
        words = checked_words(reason, "The reason", "reason", 300)
        not_in_future(column.body, on, "The last day of the column", "on")
        guard_revision(column, seen, {"retired_reason": words})
        column.retired_on, column.retired_reason = on, words
        column.save(update_fields=["retired_on", "retired_reason", "revision"])
        this.now_is(retired_on=on, retired_reason=words)
    return column


def restore_column(actor: Actor, column: MilestoneColumn, *, seen: int) -> MilestoneColumn:
    """Put a retired column back: the inverse of `retire_column`.

    Refuses ("not_allowed", "changed_meanwhile", "not_retired").
    """
    with act(actor, "projects.restore_column", column.ref, body_slug=column.body.slug) as this:
        require(policy.may_arrange_table(actor, column.body))
        column = locked(column)
        if column.retired_on is None:
            raise Refused(
                "not_retired", f"The column “{column.label}” is in use. Nothing has changed."
            )
        guard_revision(column, seen, {"label": column.label})
        this.was(retired_on=column.retired_on, retired_reason=column.retired_reason)
        column.retired_on, column.retired_reason = None, ""
        column.save(update_fields=["retired_on", "retired_reason", "revision"])
    return column


def remove_column(actor: Actor, column: MilestoneColumn) -> None:
    """Take away a column that never held a claim. Refuses ("not_allowed", "column_in_use")."""
    with act(actor, "projects.remove_column", column.ref, body_slug=column.body.slug) as this:
        require(policy.may_arrange_table(actor, column.body))
        column = locked(column)
        if column.claims.exists():
            raise Refused(
                "column_in_use",
                f"“{column.label}” holds claims, and claims are never deleted. "
                "Retire the column instead: later tables leave it out, earlier ones keep it.",
            )
        this.was(label=column.label)
        column.delete()


def _added(
    this: Act, body: Body, column: MilestoneColumn, label: str, slug: str
) -> MilestoneColumn:
    column.label = _free_label(body, label)
    taken = set(body.milestone_columns.values_list("slug", flat=True))
    column.slug = free_slug(slug or column.label, taken, RESERVED_COLUMNS, 40, "column")
    last = body.milestone_columns.order_by("-position").first()
    column.body, column.position = body, (last.position if last else 0) + 1
    column.save()
    this.ref = column.ref
    this.now_is(label=column.label, kind=column.kind, role=column.role)
    return column


def _free_label(body: Body, label: str, except_for: MilestoneColumn | None = None) -> str:
    words = checked_words(label, "The heading of the column", "label", LONGEST_LABEL)
    others = body.milestone_columns.all()
    if except_for is not None:
        others = others.exclude(pk=except_for.pk)
    if words.casefold() == "project" or others.filter(label__iexact=words).exists():
        raise Refused(
            "label_taken",
            f"There is a column “{words}” already, perhaps a retired one. Choose another heading, "
            "or restore that column.",
            {"field": "label"},
        )
    return words


def _check_not_circular(column: MilestoneColumn, before: MilestoneColumn | None) -> None:
    step = before
    while step is not None:
        if step.pk == column.pk:
            raise Refused(
                "circular_order",
                f"“{column.label}” cannot come after “{before}”, which itself comes after it. "
                "Nothing has changed; choose an earlier milestone.",
                {"field": "not_before"},
            )
        step = step.not_before


def _slug(column: MilestoneColumn | None) -> str:
    return column.slug if column else ""


def _columns_ref(body: Body) -> str:
    return f"{body.slug}/projects/columns"
