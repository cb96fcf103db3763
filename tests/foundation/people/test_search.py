"""Search finds seats and people under every public name, and never under a private one."""

from __future__ import annotations

from datetime import date

import pytest

from secretariat.foundation.people import commands
from secretariat.foundation.people.commands import NewPerson
from secretariat.foundation.records.queries import search
from secretariat.rules.visibility import PUBLIC_ACTOR, Role
from tests import factories as make

pytestmark = pytest.mark.django_db
CHAIR = make.actor(Role.CHAIR)
DAY = date(2021, 10, 7)


def found(text: str) -> list[str]:
    return sorted(find.ref for find in search(text, PUBLIC_ACTOR))


def test_seat_and_person_are_found_by_name_and_by_former_company() -> None:
    body = make.body()
    lighthouse = commands.found_organization(CHAIR, "Lighthouse")
    ada = commands.add_person(CHAIR, NewPerson(name="Ada Quill", organization=lighthouse))
    seat = commands.add_seat(CHAIR, body, [lighthouse])
    commands.begin_representative(CHAIR, seat, ada, from_on=date(2021, 1, 1))
    assert found("quill") == ["people/ada-quill", "tc/members/lighthouse"]

    dockside = commands.found_organization(CHAIR, "Dockside")
    commands.change_company(CHAIR, ada, to=dockside, from_on=DAY)
    commands.rename_organization(CHAIR, lighthouse, name="Beacon", from_on=DAY, seen=1)

    assert found("dockside") == ["people/ada-quill"]
    assert found("beacon") == ["people/ada-quill", "tc/members/lighthouse"]
    assert found("lighthouse") == ["people/ada-quill", "tc/members/lighthouse"]


def test_private_spelling_finds_the_person_for_those_who_keep_people_and_for_nobody_else() -> None:
    member, keepers = make.actor(Role.MEMBER), [CHAIR, make.actor(Role.STAFF)]
    ada = commands.add_person(CHAIR, NewPerson(name="Ada Quill", aliases=("Adda Kwyll",)))
    commands.correct_person(CHAIR, ada, name="Ada Feather", seen=1)

    for hidden in ("kwyll", "quill"):
        assert search(hidden, PUBLIC_ACTOR) == search(hidden, member) == []
        for keeper in keepers:
            assert [find.ref for find in search(hidden, keeper)] == ["people/ada-quill"]
    assert [find.ref for find in search("ada", CHAIR)] == ["people/ada-quill"]

    ada.refresh_from_db()
    commands.remove_alias(CHAIR, ada, "Adda Kwyll")
    assert search("kwyll", CHAIR) == []


def test_public_spelling_finds_the_person_and_a_private_one_never_does() -> None:
    ada = commands.add_person(CHAIR, NewPerson(name="Ada Quill", aliases=("Adda Kwyll",)))
    commands.add_alias(CHAIR, ada, "Addie Quil")
    assert found("kwyll") == found("addie") == []

    commands.add_alias(CHAIR, ada, "Adah", is_public=True)
    assert found("adah") == ["people/ada-quill"]
    assert found("kwyll") == found("addie") == []

    commands.remove_alias(CHAIR, ada, "Adah")
    assert found("adah") == []


def test_former_name_of_a_person_finds_nothing_in_public() -> None:
    body = make.body()
    ada = commands.add_person(CHAIR, NewPerson(name="Ada Former"))
    seat = commands.add_seat(CHAIR, body, [], label="At large")
    term = commands.begin_representative(CHAIR, seat, ada)
    commands.correct_person(CHAIR, ada, name="Ada Quill", seen=1)
    assert found("former") == []
    assert found("quill") == ["people/ada-former", "tc/members/at-large"]

    commands.withdraw_term(CHAIR, term, reason="Wrong seat")
    assert found("quill") == ["people/ada-former"]
