"""Persons are added once, found under every spelling, and change company without losing a role."""

from __future__ import annotations

from datetime import date

import pytest

from secretariat.foundation.people import commands, policy, queries
from secretariat.foundation.people.commands import NewPerson
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.models import Entry
from secretariat.rules.visibility import PUBLIC_ACTOR, Role
from tests import factories as make
from tests.foundation.people.conftest import refusal, trail

pytestmark = pytest.mark.django_db
CHAIR = make.actor(Role.CHAIR)
DAY = date(2021, 10, 7)


def test_add_person_keeps_organization_spellings_and_address() -> None:
    lighthouse = make.organization("Lighthouse")

    ada = commands.add_person(
        CHAIR,
        NewPerson(
            name="Ada  Quill",
            known_as="Ada Q.",
            address="Ada@Example.org",
            organization=lighthouse,
            aliases=("Ada Kwill", "ada quill", "AQ"),
        ),
    )

    assert (ada.handle, ada.name, ada.address) == ("ada-quill", "Ada Quill", "ada@example.org")
    assert sorted(ada.aliases.values_list("text", flat=True)) == ["AQ", "Ada Kwill"]
    assert queries.organization_of(ada, DAY) == "Lighthouse"
    assert trail()[4] == {"name": "Ada Quill", "organization": "Lighthouse", "has_address": True}


def test_add_person_gives_a_handle_to_names_without_latin_letters() -> None:
    assert commands.add_person(CHAIR, NewPerson(name="张伟")).handle == "person"
    assert commands.add_person(CHAIR, NewPerson(name="王芳")).handle == "person-2"


@pytest.mark.parametrize("typed", ["Émile Quill", "emile quill", "Emil Kwill"])
def test_add_person_refuses_somebody_who_is_there_under_any_spelling(typed: str) -> None:
    emile = make.person("Émile Quill", of=make.organization("Lighthouse"))
    commands.add_alias(CHAIR, emile, "Emil Kwill")

    refused = refusal(commands.add_person, CHAIR, NewPerson(name=typed))

    assert (refused.code, refused.details["handles"]) == ("same_name", ["emile-quill"])
    assert "Émile Quill (Lighthouse)" in refused.message


def test_add_person_takes_a_second_person_of_the_same_name_when_told_so() -> None:
    make.person("Simon Abel")
    second = commands.add_person(
        CHAIR, NewPerson(name="Simon Abel"), not_the_same_as=["simon-abel"]
    )
    assert second.handle == "simon-abel-2"


def test_add_person_refuses_what_is_no_address() -> None:
    refused = refusal(commands.add_person, CHAIR, NewPerson(name="Ada Quill", address="ada@"))
    assert (refused.code, refused.details["field"]) == ("malformed_address", "address")
    assert not Person.objects.exists()


def test_correct_person_finds_the_person_under_the_former_name_and_tells_nobody() -> None:
    ada = make.person("Ada Quil")

    commands.correct_person(CHAIR, ada, name="Ada Quill", known_as="Ada", seen=1)

    assert [p.name for p in queries.persons_matching("ada quil")] == ["Ada Quill"]
    assert not ada.aliases.get(text="Ada Quil").is_public
    assert "Ada Quil'" not in str(list(Entry.objects.values()))
    assert trail()[3:] == ({}, {"name": "Ada Quill", "known_as": "Ada"})


def test_correct_person_tells_the_second_editor_what_the_first_wrote() -> None:
    ada = make.person("Ada Quil")
    commands.correct_person(CHAIR, ada, name="Ada Quill", seen=1)
    refused = refusal(commands.correct_person, CHAIR, ada, name="Ada Kwill", seen=1)
    assert refused.code == "changed_meanwhile"
    assert (refused.details["yours"]["name"], refused.details["theirs"]["name"]) == (
        "Ada Kwill",
        "Ada Quill",
    )


def test_alias_is_refused_when_it_says_nothing_new_and_can_be_taken_back() -> None:
    ada = make.person("Ada Quill")
    commands.add_alias(CHAIR, ada, "AQ")
    assert refusal(commands.add_alias, CHAIR, ada, "aq").code == "same_name"
    commands.remove_alias(CHAIR, ada, "AQ")
    assert not ada.aliases.exists()
    assert refusal(commands.remove_alias, CHAIR, ada, "AQ").code == "not_found"


def test_change_company_ends_the_old_one_the_day_before_and_keeps_the_seat() -> None:
    body = make.body()
    old, new = make.organization("Old"), make.organization("New")
    ada = make.person("Ada Quill", of=old)
    make.seat(body, "Lighthouse", ada)

    commands.change_company(CHAIR, ada, to=new, from_on=DAY)

    assert queries.organization_of(ada, date(2021, 10, 6)) == "Old"
    assert queries.organization_of(ada, DAY) == "New"
    assert queries.holders_of(body, "members", DAY) == [ada]
    assert trail()[3:] == (
        {"organization": "Old"},
        {"organization": "New", "from_on": "2021-10-07"},
    )


def test_change_company_to_none_leaves_an_independent() -> None:
    ada = make.person("Ada Quill", of=make.organization("Old"))
    commands.change_company(CHAIR, ada, to=None, from_on=DAY)
    assert queries.organization_of(ada, DAY) == ""


def test_change_company_is_refused_to_the_same_and_twice_on_one_day() -> None:
    old, new = make.organization("Old"), make.organization("New")
    ada = make.person("Ada Quill", of=old)
    change = commands.change_company
    assert refusal(change, CHAIR, ada, to=old, from_on=DAY).code == "same_organization"
    change(CHAIR, ada, to=new, from_on=DAY)
    assert refusal(change, CHAIR, ada, to=old, from_on=DAY).code == "wrong_period"


def test_add_affiliation_stands_beside_another_but_not_over_itself() -> None:
    one, two = make.organization("One"), make.organization("Two")
    ada = make.person("Ada Quill", of=one)
    add = commands.add_affiliation
    add(CHAIR, ada, two, from_on=DAY)
    assert queries.organization_of(ada, DAY) == "One/Two"
    assert refusal(add, CHAIR, ada, two, from_on=date(2021, 1, 1)).code == "same_organization"
    backwards = refusal(add, CHAIR, ada, one, from_on=DAY, to_on=date(2021, 1, 1))
    assert backwards.code == "wrong_period"


def test_address_is_set_by_the_person_or_the_officers_and_stays_out_of_the_trail() -> None:
    ada = make.person("Ada Quill")
    make.seat(make.body(), "Lighthouse", ada)
    herself = make.actor(Role.MEMBER)
    commands.set_address(herself, ada, "ada@example.org")
    commands.set_address(make.actor(Role.SECRETARY, "ben-tarn"), ada, "quill@example.org")

    stranger = make.actor(Role.MEMBER, "cyd-moss")
    assert refusal(commands.set_address, stranger, ada, "x@example.org").code == "not_allowed"
    assert "example.org" not in str(list(Entry.objects.values()))
    assert trail()[3:] == ({"has_address": True}, {"has_address": True})


def test_address_is_shown_to_its_person_and_to_officers_of_all_bodies_served() -> None:
    ada = make.person("Ada Quill")
    make.seat(make.body(), "Lighthouse", ada)
    may = policy.may_see_address
    officer = make.actor(Role.SECRETARY, "ben-tarn")
    assert may(make.actor(Role.MEMBER), ada)
    assert may(officer, ada)
    assert not may(PUBLIC_ACTOR, ada)
    assert not may(make.actor(Role.MEMBER, "cyd-moss"), ada)
    make.office(make.body("board", "Board"), "chair", ada)
    assert not may(officer, ada)


def test_persons_are_not_added_by_the_public() -> None:
    refused = refusal(commands.add_person, PUBLIC_ACTOR, NewPerson(name="Ada Quill"))
    assert (refused.code, "Sign in first" in refused.message) == ("not_allowed", True)


def test_address_that_may_not_be_seen_is_not_replaced_by_who_saw_an_older_one() -> None:
    ada, secretary = make.person("Ada Quill"), make.actor(Role.SECRETARY, "ben-tarn")
    seen = ada.revision
    commands.set_address(secretary, ada, "ada@example.org", seen=seen)

    refused = refusal(commands.set_address, secretary, ada, "quill@example.org", seen=seen)

    assert refused.code == "changed_meanwhile"
    assert "ada@example.org" not in f"{refused.message} {refused.details}"
    ada.refresh_from_db()
    assert ada.address == "ada@example.org"
