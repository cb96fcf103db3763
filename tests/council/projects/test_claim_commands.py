"""The ledger of claims: what is accepted, what is refused in words, and that nothing is lost."""

from __future__ import annotations

from datetime import date

import pytest

from secretariat.council.projects import commands
from secretariat.council.projects.commands import Origin
from secretariat.council.projects.models import Claim, MilestoneColumn, Project
from secretariat.foundation.people.models import Body
from secretariat.foundation.records.models import Entry, Feed
from secretariat.rules.claims import Certainty
from secretariat.rules.errors import Refused
from tests.council.projects.tables import (
    MEMBER,
    NOW,
    SECRETARY,
    STAFF,
    TODAY,
    column,
    people_column,
    project,
)


@pytest.fixture
def beacon(body: Body) -> Project:
    return project(body)


@pytest.fixture
def charter(body: Body) -> MilestoneColumn:
    return column(body, "Charter")


def test_record_claim_keeps_the_text_as_written(beacon: Project, charter: MilestoneColumn) -> None:
    claim = commands.record_claim(
        STAFF,
        beacon,
        charter,
        text=" FEB 2021  (DEC 2021?) ",
        said_on=date(2024, 5, 2),
        origin=Origin("tc/2024-05-02/3", "Meeting of 2 May 2024", "Said by the mentor."),
    )

    assert (claim.text, claim.certainty, claim.number) == ("FEB 2021 (DEC 2021?)", "tentative", 1)
    assert (claim.said_on, claim.recorded_at) == (date(2024, 5, 2), NOW)
    assert claim.recorded_by == "Bo Lamp"
    entry = Entry.objects.latest("id")
    assert (entry.command, entry.ref) == ("projects.record_claim", "tc/projects/beacon/charter")
    assert entry.before == {"text": ""}
    assert entry.after["text"] == "FEB 2021 (DEC 2021?)"
    assert entry.source is not None
    assert entry.source.words == "Meeting of 2 May 2024"
    assert Feed.objects.get(topic="meeting:tc/2024-05-02").version == 1


def test_record_claim_takes_a_certainty_that_the_marks_do_not_show(
    beacon: Project, charter: MilestoneColumn
) -> None:
    claim = commands.record_claim(
        SECRETARY, beacon, charter, text="15 SEP 2021", certainty=Certainty.TENTATIVE
    )

    assert claim.certainty == "tentative"


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("32 OCT 2019", "malformed_date", "Oct 2019 has days 1 to 31"),
        ("(Oct 2021?", "malformed_claim", "a parenthesis without its partner"),
        ("5/6/2021", "malformed_date", "day and month cannot be told apart"),
        ("x" * 121, "malformed_claim", "the longest allowed is 120"),
        ("Yes\nNo", "malformed_claim", "a line break"),
    ],
)
def test_record_claim_refuses_a_malformed_value_in_the_words_of_the_rules(
    beacon: Project, charter: MilestoneColumn, text: str, code: str, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        commands.record_claim(SECRETARY, beacon, charter, text=text)

    assert (refused.value.code, refused.value.details["field"]) == (code, "text")
    assert words in refused.value.message
    assert not Claim.objects.exists()


def test_record_claim_is_refused_to_members(beacon: Project, charter: MilestoneColumn) -> None:
    with pytest.raises(Refused) as refused:
        commands.record_claim(MEMBER, beacon, charter, text="Yes")

    assert refused.value.code == "not_allowed"
    assert not Claim.objects.exists()


def test_record_claim_refuses_what_was_said_tomorrow(
    beacon: Project, charter: MilestoneColumn
) -> None:
    with pytest.raises(Refused) as refused:
        commands.record_claim(SECRETARY, beacon, charter, text="Yes", said_on=date(2024, 5, 17))

    assert (refused.value.code, refused.value.details["field"]) == ("in_future", "said_on")


def test_record_claim_refuses_what_the_cell_says_already(
    beacon: Project, charter: MilestoneColumn
) -> None:
    commands.record_claim(SECRETARY, beacon, charter, text="Yes")

    with pytest.raises(Refused) as refused:
        commands.record_claim(SECRETARY, beacon, charter, text="Yes")

    assert refused.value.code == "unchanged"
    assert Claim.objects.count() == 1


def test_record_claim_refuses_a_people_column_and_says_where_to_go(
    body: Body, beacon: Project
) -> None:
    with pytest.raises(Refused) as refused:
        commands.record_claim(SECRETARY, beacon, people_column(body), text="Ann")

    assert refused.value.code == "people_column"
    assert "Appoint a person" in refused.value.message


def test_record_claim_refuses_a_retired_column(beacon: Project, charter: MilestoneColumn) -> None:
    retired = commands.retire_column(SECRETARY, charter, on=TODAY, reason="Unused.", seen=1)

    with pytest.raises(Refused) as refused:
        commands.record_claim(SECRETARY, beacon, retired, text="Yes")

    assert refused.value.code == "column_retired"


def test_record_claim_tells_the_second_of_two_people(
    beacon: Project, charter: MilestoneColumn
) -> None:
    commands.record_claim(SECRETARY, beacon, charter, text="Yes", seen=0)

    with pytest.raises(Refused) as refused:
        commands.record_claim(STAFF, beacon, charter, text="MAY 2024", seen=0)

    assert refused.value.code == "changed_meanwhile"
    assert refused.value.details == {
        "yours": {"text": "MAY 2024"},
        "theirs": {"text": "Yes"},
        "revision": 1,
    }
    assert [claim.text for claim in Claim.objects.all()] == ["Yes"]
    commands.record_claim(STAFF, beacon, charter, text="MAY 2024", seen=1)
    assert [claim.number for claim in Claim.objects.all()] == [1, 2]


def test_correct_claim_supersedes_and_keeps_the_old_one(
    beacon: Project, charter: MilestoneColumn
) -> None:
    wrong = commands.record_claim(
        SECRETARY,
        beacon,
        charter,
        text="3 SEP 2020",
        said_on=date(2024, 5, 2),
        origin=Origin("tc/2024-05-02/3", "Meeting of 2 May 2024"),
    )

    right = commands.correct_claim(
        SECRETARY, wrong, text="17 SEP 2020", reason="The heading bore a wrong date."
    )

    assert (right.supersedes, right.said_on, right.number) == (wrong, wrong.said_on, 2)
    assert (right.note, right.source_ref) == ("The heading bore a wrong date.", "tc/2024-05-02/3")
    assert Claim.objects.get(pk=wrong.pk).text == "3 SEP 2020"
    entry = Entry.objects.latest("id")
    assert (entry.command, entry.before["text"]) == ("projects.correct_claim", "3 SEP 2020")


@pytest.mark.parametrize(
    ("text", "reason", "code"),
    [
        ("17 SEP 2020", " ", "words_missing"),
        ("32 SEP 2020", "Typed wrongly.", "malformed_date"),
        ("3 SEP 2020", "Typed wrongly.", "unchanged"),
    ],
)
def test_correct_claim_refuses(
    beacon: Project, charter: MilestoneColumn, text: str, reason: str, code: str
) -> None:
    wrong = commands.record_claim(SECRETARY, beacon, charter, text="3 SEP 2020")

    with pytest.raises(Refused) as refused:
        commands.correct_claim(SECRETARY, wrong, text=text, reason=reason)

    assert refused.value.code == code
    assert Claim.objects.count() == 1


def test_correct_claim_refuses_one_that_was_replaced_already(
    beacon: Project, charter: MilestoneColumn
) -> None:
    wrong = commands.record_claim(SECRETARY, beacon, charter, text="3 SEP 2020")
    commands.correct_claim(SECRETARY, wrong, text="17 SEP 2020", reason="Wrong heading.")

    with pytest.raises(Refused) as refused:
        commands.correct_claim(SECRETARY, wrong, text="18 SEP 2020", reason="Wrong again.")

    assert refused.value.code == "already_replaced"
    assert "17 SEP 2020" in refused.value.message
