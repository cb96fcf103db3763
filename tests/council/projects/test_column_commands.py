"""The columns: added, renamed, ordered, retired; removed only while nothing was ever claimed."""

from __future__ import annotations

import pytest

from secretariat.council.projects import commands
from secretariat.council.projects.models import MilestoneColumn
from secretariat.foundation.people.models import Body
from secretariat.foundation.records.models import Entry
from secretariat.rules.errors import Refused
from tests.council.projects.tables import (
    SECRETARY,
    STAFF,
    TODAY,
    column,
    people_column,
    project,
)


def test_add_column_puts_it_last(body: Body) -> None:
    first = column(body, "Council approved")

    second = column(body, "Board approved", not_before=first)

    assert (second.slug, second.position, second.not_before) == ("board-approved", 2, first)
    assert Entry.objects.latest("id").after == {
        "label": "Board approved",
        "kind": "milestone",
        "role": "",
    }


def test_people_column_knows_its_role(body: Body) -> None:
    added = people_column(body)

    assert (added.kind, added.role) == (MilestoneColumn.Kind.PEOPLE, "liaison")


def test_columns_are_changed_by_officers_only(body: Body) -> None:
    with pytest.raises(Refused) as refused:
        commands.add_milestone_column(STAFF, body, label="Charter")

    assert refused.value.code == "not_allowed"
    assert not MilestoneColumn.objects.exists()


@pytest.mark.parametrize(
    ("label", "code"),
    [("charter", "label_taken"), ("Project", "label_taken"), (" ", "words_missing")],
)
def test_add_column_refuses(body: Body, label: str, code: str) -> None:
    column(body, "Charter")

    with pytest.raises(Refused) as refused:
        column(body, label)

    assert (refused.value.code, refused.value.details["field"]) == (code, "label")


def test_change_column_renames_and_keeps_the_address(body: Body) -> None:
    added = column(body, "Charter")

    changed = commands.change_column(
        SECRETARY, added, label="Technical charter", not_before=None, seen=1
    )

    assert (changed.label, changed.slug, changed.revision) == ("Technical charter", "charter", 2)
    with pytest.raises(Refused) as refused:
        commands.change_column(SECRETARY, added, label="Rules", not_before=None, seen=1)
    assert refused.value.code == "changed_meanwhile"


def test_change_column_refuses_an_order_that_bites_its_tail(body: Body) -> None:
    first = column(body, "Council approved")
    second = column(body, "Board approved", not_before=first)

    with pytest.raises(Refused) as refused:
        commands.change_column(
            SECRETARY, first, label="Council approved", not_before=second, seen=1
        )

    assert refused.value.code == "circular_order"


def test_order_columns_puts_them_where_they_are_wanted(body: Body) -> None:
    for label in ("Charter", "Review", "Webinar"):
        column(body, label)

    commands.order_columns(SECRETARY, body, order=["webinar", "charter", "review"])

    assert [one.slug for one in body.milestone_columns.all()] == ["webinar", "charter", "review"]


def test_a_column_with_claims_is_retired_never_removed(body: Body) -> None:
    added = column(body, "Webinar")
    commands.record_claim(SECRETARY, project(body), added, text="Yes")

    with pytest.raises(Refused) as refused:
        commands.remove_column(SECRETARY, added)
    retired = commands.retire_column(
        SECRETARY, added, on=TODAY, reason="Webinars are talks now.", seen=1
    )

    assert refused.value.code == "column_in_use"
    assert (retired.retired_on, retired.retired_reason) == (TODAY, "Webinars are talks now.")
    assert retired.claims.count() == 1


def test_restore_column_is_the_inverse_of_retiring(body: Body) -> None:
    added = column(body, "Webinar")
    commands.retire_column(SECRETARY, added, on=TODAY, reason="Talks now.", seen=1)

    restored = commands.restore_column(SECRETARY, added, seen=2)

    assert (restored.retired_on, restored.retired_reason) == (None, "")
    with pytest.raises(Refused) as refused:
        commands.restore_column(SECRETARY, added, seen=3)
    assert refused.value.code == "not_retired"


def test_remove_column_takes_away_an_empty_one(body: Body) -> None:
    added = column(body, "Webinar")

    commands.remove_column(SECRETARY, added)

    assert not MilestoneColumn.objects.exists()
    assert Entry.objects.latest("id").before == {"label": "Webinar"}
