"""Owners of actions: the typed line, the names and the people they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.errors import Refused
from secretariat.rules.owners import (
    ActionLine,
    KnownPerson,
    Owner,
    OwnerKind,
    expanded,
    owner_words,
    parse_action_line,
    resolve_owner,
    split_by_owner,
)
from tests.rules.councils import someone

PEOPLE = [
    KnownPerson("thomas-fern", "Thomas Fern"),
    KnownPerson("thomas-hill", "Thomas Hill"),
    KnownPerson("ashley-moor", "Ashley Moor", ("Ash",)),
    KnownPerson("dave", "Dave"),
]
ROLES = {"project mentor": "liaison", "voting members": "member"}


@pytest.mark.parametrize(
    ("line", "parsed"),
    [
        (
            "[Dave/Ashley] Schedule the reviews /due 21 OCT 2021",
            ActionLine(("Dave", "Ashley"), "Schedule the reviews", "21 OCT 2021"),
        ),
        (
            "[Thomas H/Eric V]  VM  terminology",
            ActionLine(("Thomas H", "Eric V"), "VM terminology"),
        ),
        ("[Dan & Aeva] x", ActionLine(("Dan", "Aeva"), "x")),
        ("[Sandy and Andy] x", ActionLine(("Sandy", "Andy"), "x")),
        ("[TBD] Find a room", ActionLine((), "Find a room")),
        ("[] Find a room", ActionLine((), "Find a room")),
        ("Find a room", ActionLine((), "Find a room")),
        ("[ALL] Vote /due after the summit", ActionLine(("ALL",), "Vote", "after the summit")),
        (
            "Read https://example.org/due/x [draft]",
            ActionLine((), "Read https://example.org/due/x [draft]"),
        ),
    ],
)
def test_action_line_is_read_as_typed(line: str, parsed: ActionLine) -> None:
    assert parse_action_line(line) == parsed


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("", "malformed_action"),
        ("[Dave]", "malformed_action"),
        ("[Dave] " + "x" * 1000, "malformed_action"),
        ("[Dave] Do it /due 32 OCT 2021", "malformed_date"),
    ],
)
def test_action_line_without_sense_is_refused(line: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_action_line(line)
    assert refused.value.code == code


names = st.text("abcdefgh ", min_size=1).map(str.strip).filter(lambda s: s not in ("", "and"))


@given(st.lists(st.sampled_from(["Dave", "Ashley", "Thomas F."]), max_size=3), names)
def test_printed_action_line_reads_back(owners: list[str], text: str) -> None:
    line = parse_action_line(f"[{'/'.join(owners)}] {text}")
    assert line == ActionLine(tuple(owners), " ".join(text.split()))


@pytest.mark.parametrize(
    ("label", "owner"),
    [
        ("Thomas Fern", Owner(OwnerKind.PERSON, "Thomas Fern", person="thomas-fern")),
        ("Thomas F.", Owner(OwnerKind.PERSON, "Thomas F.", person="thomas-fern")),
        ("thomas h", Owner(OwnerKind.PERSON, "thomas h", person="thomas-hill")),
        ("Ashley", Owner(OwnerKind.PERSON, "Ashley", person="ashley-moor")),
        ("ash", Owner(OwnerKind.PERSON, "ash", person="ashley-moor")),
        ("Project Mentors", Owner(OwnerKind.ROLE, "Project Mentors", role="liaison")),
        ("Voting members", Owner(OwnerKind.ROLE, "Voting members", role="member")),
        ("ALL", Owner(OwnerKind.ALL, "ALL")),
    ],
)
def test_owner_is_found_by_the_names_people_use(label: str, owner: Owner) -> None:
    assert resolve_owner(label, PEOPLE, ROLES) == owner


@pytest.mark.parametrize(
    ("label", "code", "words"),
    [
        ("Thomas", "ambiguous_person", "Thomas Fern or Thomas Hill"),
        ("Ashly", "unknown_person", "Did you mean Ashley Moor?"),
        ("Thomas Fe", "unknown_person", "Did you mean Thomas Fern"),
        ("Zebra", "unknown_person", "add the person first"),
    ],
)
def test_owner_who_is_not_sure_is_refused(label: str, code: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        resolve_owner(label, PEOPLE, ROLES)
    assert refused.value.code == code
    assert words in refused.value.message


def test_owners_mean_the_people_of_that_day_each_once() -> None:
    ada, ben, cyd = (someone(name) for name in ("Ada", "Ben", "Cyd"))
    owners = [
        Owner(OwnerKind.ROLE, "Project mentors", role="liaison"),
        Owner(OwnerKind.PERSON, "Ada", person="ada"),
        Owner(OwnerKind.ROLE, "Editors", role="editor"),
    ]
    people = {"ada": ada, "ben": ben, "cyd": cyd}
    assert expanded(owners, people, {"liaison": [ben, ada]}, [cyd]) == (ben, ada)
    assert expanded([Owner(OwnerKind.ALL, "ALL")], people, {}, [cyd, ada]) == (cyd, ada)
    assert owner_words(owners) == "Project mentors/Ada/Editors"
    assert owner_words([]) == "nobody yet"


def test_action_is_split_into_one_for_each_person() -> None:
    assert split_by_owner([someone("Ada"), someone("Ben")]) == (
        Owner(OwnerKind.PERSON, "Ada", person="ada"),
        Owner(OwnerKind.PERSON, "Ben", person="ben"),
    )
    with pytest.raises(Refused) as refused:
        split_by_owner([someone("Ada")])
    assert refused.value.code == "nothing_to_split"
