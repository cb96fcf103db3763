"""Accounts and one-time links: who may open a way in, and that each link works once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from secretariat.foundation.people import commands, policy
from secretariat.foundation.people.commands import sign_in
from secretariat.foundation.people.models import Account, SignInLink
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.rules.visibility import Role
from tests import factories as make
from tests.foundation.people.conftest import refusal, trail

pytestmark = pytest.mark.django_db
CHAIR, OPERATOR = make.actor(Role.CHAIR, "cyd-moss"), make.operator()


def test_open_account_for_a_person_keeps_the_address_out_of_the_trail() -> None:
    ada = make.person("Ada Quill")
    make.seat(make.body(), "Lighthouse", ada)

    account = commands.open_account(CHAIR, ada, " Ada@Example.org ")

    ada.refresh_from_db()
    assert (account.email, account.person, ada.address) == (
        "ada@example.org",
        ada,
        "ada@example.org",
    )
    assert not account.has_usable_password()
    assert trail()[2:] == ("people/ada-quill", {}, {"account": "opened"})
    assert "example.org" not in str(list(Entry.objects.values()))


def test_open_account_is_refused_twice_without_and_with_a_taken_address() -> None:
    ada, ben = make.person("Ada Quill"), make.person("Ben Tarn")
    commands.open_account(CHAIR, ada, "ada@example.org")
    opening = commands.open_account
    assert refusal(opening, CHAIR, ada, "other@example.org").code == "has_account"
    assert refusal(opening, CHAIR, ben, "ada@example.org").code == "address_taken"
    assert refusal(opening, CHAIR, ben, " ").code == "missing"


def test_officer_of_one_body_cannot_open_the_way_into_another() -> None:
    ada = make.person("Ada Quill")
    make.seat(make.body(), "Lighthouse", ada)
    make.office(make.body("board", "Board"), "secretary", ada)
    refused = refusal(commands.open_account, CHAIR, ada, "thief@example.org")
    assert refused.code == "not_allowed"
    account = commands.open_account(OPERATOR, ada, "ada@example.org")
    changing = refusal(commands.change_sign_in_address, CHAIR, account, "thief@example.org")
    assert changing.code == "not_allowed"


def test_officer_cannot_take_over_an_operator() -> None:
    ada = make.person("Ada Quill")
    account = make.account(ada, is_operator=True)
    refused = refusal(commands.change_sign_in_address, CHAIR, account, "thief@example.org")
    assert refused.code == "not_allowed"


def test_change_of_address_makes_open_links_useless() -> None:
    account = make.account(make.person("Ada Quill"))
    path = commands.issue_sign_in_link(OPERATOR, account)
    commands.change_sign_in_address(CHAIR, account, "new@example.org")
    assert Account.objects.get().email == "new@example.org"
    assert refusal(commands.redeem_sign_in_link, path.rpartition("/")[2]).code == "unusable_link"


def test_close_and_reopen_account() -> None:
    account = make.account(make.person("Ada Quill"))
    commands.close_account(CHAIR, account)
    assert not Account.objects.get().is_active
    assert refusal(commands.issue_sign_in_link, OPERATOR, Account.objects.get()).code == (
        "account_closed"
    )
    commands.reopen_account(CHAIR, account)
    assert Account.objects.get().is_active


def test_last_operator_stays() -> None:
    first = commands.open_operator_account(OPERATOR, "first@example.org")
    assert refusal(commands.end_operator, OPERATOR, first).code == "last_operator"
    assert refusal(commands.close_account, OPERATOR, first).code == "last_operator"
    second = make.account(make.person("Ada Quill"))
    commands.make_operator(OPERATOR, second)
    commands.end_operator(OPERATOR, first)
    assert list(Account.objects.filter(is_operator=True)) == [second]


def test_operators_are_made_by_operators_only() -> None:
    account = make.account(make.person("Ada Quill"))
    assert refusal(commands.make_operator, CHAIR, account).code == "not_allowed"
    assert refusal(commands.issue_sign_in_link, CHAIR, account).code == "not_allowed"
    assert refusal(commands.open_operator_account, CHAIR, "x@example.org").code == "not_allowed"


def test_link_signs_in_once_and_keeps_only_a_digest() -> None:
    account = make.account(make.person("Ada Quill"))
    token = commands.issue_sign_in_link(OPERATOR, account).removeprefix("/sign-in/")

    assert token not in str(list(SignInLink.objects.values()))
    assert commands.redeem_sign_in_link(token) == account

    assert trail()[:3] == ("ada-quill", "people.redeem_sign_in_link", "people/ada-quill")
    assert refusal(commands.redeem_sign_in_link, token).code == "unusable_link"
    assert token not in str(list(Entry.objects.values()))


def test_link_is_too_old_after_thirty_minutes_of_real_time() -> None:
    account = make.account(make.person("Ada Quill"))
    token = commands.issue_sign_in_link(OPERATOR, account).removeprefix("/sign-in/")
    SignInLink.objects.update(
        expires_at=SignInLink.objects.get().expires_at - sign_in.LIFETIME - timedelta(seconds=1)
    )
    assert refusal(commands.redeem_sign_in_link, token).code == "unusable_link"


def test_new_link_makes_the_former_useless() -> None:
    account = make.account(make.person("Ada Quill"))
    former = commands.issue_sign_in_link(OPERATOR, account).removeprefix("/sign-in/")
    commands.issue_sign_in_link(OPERATOR, account)
    assert refusal(commands.redeem_sign_in_link, former).code == "unusable_link"


def test_link_that_never_was_says_the_same_as_a_used_one() -> None:
    assert refusal(commands.redeem_sign_in_link, "nothing").code == "unusable_link"


@pytest.mark.parametrize(
    ("zone", "hour", "is_served"),
    [
        # Midnight has passed in London and not in Los Angeles, where it is still the last day.
        ("America/Los_Angeles", 2, True),
        ("Europe/London", 2, False),
        # In Auckland the next day has begun long before that.
        ("Pacific/Auckland", -8, False),
        ("Europe/London", -8, True),
    ],
)
def test_office_ends_with_its_last_day_where_the_body_meets(
    zone: str, hour: int, is_served: bool
) -> None:
    ada = make.person("Ada Quill")
    make.office(make.body(zone=zone), "chair", ada)
    ada.offices.update(to_on=date(2021, 10, 7))
    midnight = datetime(2021, 10, 8, tzinfo=UTC)

    with clock.fixed(midnight + timedelta(hours=hour)):
        assert policy.bodies_served(ada) == ({"tc"} if is_served else set())
