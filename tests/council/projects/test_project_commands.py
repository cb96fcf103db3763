"""Adding, renaming, ending and ordering the rows of the table."""

from __future__ import annotations

from datetime import date

import pytest

from secretariat.council.projects import commands
from secretariat.council.projects.models import Project
from secretariat.foundation.people.models import Body
from secretariat.foundation.records.models import Entry, SearchRow
from secretariat.rules.errors import Refused
from tests.council.projects.tables import MEMBER, SECRETARY, STAFF, TODAY, project


def test_add_project_puts_it_last_with_an_address_and_a_trail(body: Body) -> None:
    project(body, "Beacon")

    added = commands.add_project(STAFF, body, name="  Tide  Tables for Linux ")

    assert (added.name, added.slug) == ("Tide Tables for Linux", "tide-tables-for-linux")
    assert (added.position, added.listed_from_on) == (2, TODAY)
    entry = Entry.objects.latest("id")
    assert (entry.command, entry.ref) == (
        "projects.add_project",
        "tc/projects/tide-tables-for-linux",
    )
    assert entry.after == {"name": "Tide Tables for Linux", "listed_from_on": "2024-05-16"}
    assert SearchRow.objects.get(ref=added.ref).title == "Tide Tables for Linux"


def test_add_project_is_refused_to_members_and_leaves_nothing(body: Body) -> None:
    with pytest.raises(Refused) as refused:
        commands.add_project(MEMBER, body, name="Beacon")

    assert refused.value.code == "not_allowed"
    assert not Project.objects.exists()
    assert not Entry.objects.filter(command="projects.add_project").exists()


@pytest.mark.parametrize(
    ("name", "listed", "code"),
    [
        ("   ", TODAY, "words_missing"),
        ("beacon", TODAY, "name_taken"),
        ("Tide", date(2024, 5, 17), "in_future"),
        ("T" * 201, TODAY, "words_too_long"),
    ],
)
def test_add_project_refuses(body: Body, name: str, listed: date, code: str) -> None:
    project(body, "Beacon")

    with pytest.raises(Refused) as refused:
        commands.add_project(SECRETARY, body, name=name, listed_from_on=listed)

    assert refused.value.code == code
    assert Project.objects.count() == 1


def test_project_in_another_script_gets_an_address(body: Body) -> None:
    assert [project(body, name).slug for name in ("灯台", "منارة")] == ["project", "project-2"]


def test_add_project_never_takes_the_address_of_a_page(body: Body) -> None:
    assert project(body, "Columns").slug == "columns-2"


def test_rename_project_keeps_the_address_and_the_former_name(body: Body) -> None:
    added = project(body, "Beacon")

    renamed = commands.rename_project(
        SECRETARY, added, name="Lantern", from_on=date(2024, 2, 1), seen=added.revision
    )

    assert (renamed.name, renamed.slug, renamed.revision) == ("Lantern", "beacon", 2)
    former = renamed.former_names.get()
    assert (former.name, former.from_on, former.to_on) == ("Beacon", None, date(2024, 1, 31))
    assert SearchRow.objects.get(ref=renamed.ref).text == "Beacon"


def test_rename_project_twice_leaves_no_gap_between_the_names(body: Body) -> None:
    added = project(body, "Beacon")
    commands.rename_project(SECRETARY, added, name="Lantern", from_on=date(2024, 2, 1), seen=1)

    commands.rename_project(SECRETARY, added, name="Lamp", from_on=date(2024, 4, 1), seen=2)

    names = [(one.name, one.from_on, one.to_on) for one in added.former_names.all()]
    assert names == [
        ("Beacon", None, date(2024, 1, 31)),
        ("Lantern", date(2024, 2, 1), date(2024, 3, 31)),
    ]


@pytest.mark.parametrize(
    ("name", "day", "seen", "code"),
    [
        ("Lamp", date(2024, 2, 1), 2, "before_last_rename"),
        ("Lamp", date(2024, 5, 17), 2, "in_future"),
        ("Tide", date(2024, 4, 1), 2, "name_taken"),
        ("Lantern", date(2024, 4, 1), 2, "unchanged"),
        ("Lamp", date(2024, 4, 1), 1, "changed_meanwhile"),
    ],
)
def test_rename_project_refuses(body: Body, name: str, day: date, seen: int, code: str) -> None:
    added = project(body, "Beacon")
    project(body, "Tide")
    commands.rename_project(SECRETARY, added, name="Lantern", from_on=date(2024, 2, 1), seen=1)

    with pytest.raises(Refused) as refused:
        commands.rename_project(SECRETARY, added, name=name, from_on=day, seen=seen)

    assert refused.value.code == code
    assert Project.objects.get(pk=added.pk).name == "Lantern"


def test_describe_project_says_who_was_faster(body: Body) -> None:
    added = project(body)
    commands.describe_project(SECRETARY, added, summary="A light.", website="", seen=1)

    with pytest.raises(Refused) as refused:
        commands.describe_project(STAFF, added, summary="A lamp.", website="", seen=1)

    assert refused.value.code == "changed_meanwhile"
    assert refused.value.details["theirs"]["summary"] == "A light."
    assert refused.value.details["yours"]["summary"] == "A lamp."


def test_end_project_needs_a_reason_and_keeps_the_row(body: Body) -> None:
    added = project(body)

    with pytest.raises(Refused) as refused:
        commands.end_project(SECRETARY, added, on=TODAY, reason=" ", seen=1)
    ended = commands.end_project(SECRETARY, added, on=TODAY, reason="Its maintainers left.", seen=1)

    assert (refused.value.code, refused.value.details["field"]) == ("words_missing", "reason")
    assert (ended.ended_on, ended.ended_reason) == (TODAY, "Its maintainers left.")
    assert Entry.objects.latest("id").after == {
        "ended_on": "2024-05-16",
        "ended_reason": "Its maintainers left.",
    }


def test_end_project_is_for_officers_and_once_only(body: Body) -> None:
    added = project(body)
    with pytest.raises(Refused) as by_staff:
        commands.end_project(STAFF, added, on=TODAY, reason="Gone.", seen=1)
    commands.end_project(SECRETARY, added, on=TODAY, reason="Gone.", seen=1)
    with pytest.raises(Refused) as again:
        commands.end_project(SECRETARY, added, on=TODAY, reason="Gone again.", seen=2)

    assert by_staff.value.code == "not_allowed"
    assert again.value.code == "already_ended"
    assert "Gone." in again.value.message


def test_resume_project_is_the_inverse_of_ending(body: Body) -> None:
    added = project(body)
    commands.end_project(SECRETARY, added, on=TODAY, reason="Gone.", seen=1)

    resumed = commands.resume_project(SECRETARY, added, reason="New maintainers came.", seen=2)

    assert (resumed.ended_on, resumed.ended_reason) == (None, "")
    assert Entry.objects.latest("id").before["ended_reason"] == "Gone."
    with pytest.raises(Refused, match="has not ended"):
        commands.resume_project(SECRETARY, added, reason="Once more.", seen=3)


def test_order_projects_puts_rows_where_they_are_wanted(body: Body) -> None:
    for name in ("Anchor", "Beacon", "Compass"):
        project(body, name)

    commands.order_projects(SECRETARY, body, order=["compass", "anchor"])

    assert [one.slug for one in body.projects.all()] == ["compass", "anchor", "beacon"]
