"""Rosters as people save them: read where they can be, refused in words where they cannot."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.documents.reading.csv_table import read_csv
from secretariat.documents.reading.roster import NamedPerson, read_roster
from secretariat.documents.rendering.roster_csv import (
    RosterLine,
    roster_csv,
    roster_csv_with_addresses,
)
from secretariat.rules.errors import Refused

FULL = """\
seat,organizations,representative,alternates,address,from,to,office
Red/Blue,Red; Blue,Lily Moor (Red),Dim Holt (Blue); Ada Quill,lily@example.org,2021-01-01,1 Dec 2021
Lighthouse,Lighthouse,Ben Tarn,,,,,Chair
,,Cyd Moss,,cyd@example.org,,,secretary; staff
"""


def file(text: str) -> bytes:
    return text.encode()


def test_roster_is_read_with_shared_seats_offices_and_days() -> None:
    roster = read_roster(file(FULL))

    assert roster.problems == ()
    red, light, office = roster.rows
    assert (red.line, red.seat, red.organizations) == (2, "Red/Blue", ("Red", "Blue"))
    assert red.representative == NamedPerson("Lily Moor", "Red")
    assert red.alternates == (NamedPerson("Dim Holt", "Blue"), NamedPerson("Ada Quill"))
    assert (red.address, red.from_on, red.to_on) == (
        "lily@example.org",
        date(2021, 1, 1),
        date(2021, 12, 1),
    )
    assert (light.alternates, light.offices) == ((), ("chair",))
    assert (office.seat, office.offices) == ("", ("secretary", "staff"))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_roster_is_read_whatever_the_spreadsheet_writes(separator: str, encoding: str) -> None:
    text = separator.join(["Seat", "Representative"]) + "\r\n" + separator.join(["A", "Zoë Ó"])
    rows = read_roster(text.encode(encoding)).rows
    assert [(row.seat, row.representative) for row in rows] == [("A", NamedPerson("Zoë Ó"))]
    assert (rows[0].organizations, rows[0].alternates) == (None, None)


@pytest.mark.parametrize(
    ("cell", "name", "organization"),
    [
        ("Zhipeng (Howard) Huang", "Zhipeng (Howard) Huang", ""),
        ("Zhipeng (Howard) Huang (Reef)", "Zhipeng (Howard) Huang", "Reef"),
        ("Lily Moor(Red)", "Lily Moor", "Red"),
        ("M. U. Sardar", "M. U. Sardar", ""),
    ],
)
def test_only_the_last_parentheses_name_an_organization(
    cell: str, name: str, organization: str
) -> None:
    (row,) = read_roster(file(f"seat,representative\nA,{cell}\n")).rows
    assert row.representative == NamedPerson(name, organization)


def test_vacant_seat_has_nobody() -> None:
    rows = read_roster(file("seat,representative\nA,vacant\nB,\nC,–\n")).rows
    assert [row.representative for row in rows] == [None, None, None]


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", "empty_file", "is empty"),
        (b"PK\x03\x04rest", "wrong_file", "save it as “CSV UTF-8”"),
        (b"seat\x00", "wrong_file", "binary"),
        ("seat,representative\nA,Zoë".encode("latin-1"), "unknown_encoding", "Line 2"),
        (b"a,b\n1,2", "not_a_roster", "needs the columns seat and representative"),
        (b"seat,names\nA,B", "not_a_roster", "Add the column representative"),
        (b"seat,representative,phone\nA,B,1", "not_a_roster", "“phone” is not known"),
        (b"seat,representative,seat\nA,B,C", "no_table", "twice"),
        (b"seat,representative\nA,B,C", "ragged_row", "Line 2 has more cells"),
        (b'seat,representative\nA,"B\nC', "ragged_row", "quote is probably not closed"),
        (b"seat,representative\n" + b"A,B\n" * 1001, "not_a_roster", "1001 rows"),
        (b"x" * (2 * 1024 * 1024 + 1), "file_too_large", "2 MB"),
    ],
)
def test_file_that_is_no_roster_is_refused_in_words(content: bytes, code: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read_roster(content)
    assert refused.value.code == code
    assert words in refused.value.message


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("A,,ada (,,,,,", "cannot be read as a person"),
        ("A,,Ada,,ada at example,,,", "is not one mail address"),
        ("A,,Ada,,,Oct 2021,,", "is not a day. Write it as 2030-03-07"),
        ("A,,Ada,,,31 Feb 2021,,", "has days 1 to 28"),
        ("A,,Ada,,,2021-10-07,2021-10-06,", "last day lies before"),
        ("A,,Ada,,,,,king", "“king” is not an office"),
        (",,Ada,,,,,", "neither a seat nor an office"),
        (",,,,,,,chair", "needs the person's name"),
        (",,Ada,Ben,,,,chair", "Alternates belong to a seat"),
        ("A,,,,,,,chair", "none is named"),
        ("A,,Ada,ADA,,,,", "stands in the line twice"),
    ],
)
def test_line_that_cannot_be_used_is_named_with_what_to_write(line: str, words: str) -> None:
    roster = read_roster(file(FULL.splitlines()[0] + "\nX,,Ben,,,,,\n" + line + "\n"))
    assert [problem.line for problem in roster.problems] == [3]
    assert words in roster.problems[0].words
    assert [row.seat for row in roster.rows] == ["X"]


def test_seat_and_representative_that_repeat_are_problems_of_the_second_line() -> None:
    roster = read_roster(file("seat,representative\nA,Ada\na,Ben\nB,ADA\n"))
    assert [(p.line, p.words) for p in roster.problems] == [
        (3, "The seat “a” stands in line 2 already. Put it on one line."),
        (4, "ADA represents the seat in line 2 already. One seat each."),
    ]


def test_line_numbers_count_lines_of_the_file() -> None:
    table = read_csv(file('seat,representative\n\n"A\nB",Ada\nC,Ben\n'))
    assert [(row.line, row.cells["seat"]) for row in table.rows] == [(3, "A B"), (5, "C")]


NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="();\"'@"),
    min_size=1,
    max_size=20,
)


@given(st.lists(NAMES, min_size=2, max_size=6, unique_by=str.casefold))
def test_written_roster_is_read_back_as_it_was(names: list[str]) -> None:
    seat, person, *others = (f"n{name}" for name in names)
    line = RosterLine(
        seat=f"={seat}", organizations=(seat,), representative=person, alternates=tuple(others),
        from_on=date(2021, 1, 1), offices=("vice_chair",),
    )  # fmt: skip

    (row,) = read_roster(roster_csv([line])).rows

    assert (row.seat, row.organizations) == (line.seat, line.organizations)
    assert row.representative == NamedPerson(person)
    assert row.alternates == tuple(NamedPerson(name) for name in others)
    assert (row.from_on, row.offices) == (line.from_on, line.offices)


def test_addresses_are_written_only_where_they_are_asked_for() -> None:
    line = RosterLine(seat="A", representative="Ada Quill", address="ada@example.org")
    assert b"ada@example.org" not in roster_csv([line])
    (row,) = read_roster(roster_csv_with_addresses([line])).rows
    assert row.address == "ada@example.org"
