"""Where one is signed in: listed with the program and the day, ended by oneself or the operator."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from secretariat.foundation.people import commands, queries, signed_in
from secretariat.foundation.people.devices import device_words
from secretariat.foundation.people.models import Account, Attempts, SignIn
from tests import factories as make
from tests.foundation.people.conftest import refusal, trail

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0"
)


@pytest.fixture
def ada() -> Account:
    return make.account(make.person("Ada Quill"))


def browser_of(account: Account, user_agent: str = FIREFOX) -> Client:
    """A browser that signed in by a one-time link."""
    client = Client(headers={"user-agent": user_agent})
    client.post(commands.issue_sign_in_link(make.operator(), account))
    return client


def is_in(client: Client) -> bool:
    return bool(client.get("/me").status_code == 200)


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox on Linux"),
        (IPHONE, "Safari on an iPhone"),
        (EDGE, "Edge on Windows"),
        ("curl/8.5.0", "An unknown program"),
        ("", "An unknown program"),
        ("<script>Linux</script>", "A browser on Linux"),
    ],
)
def test_device_is_told_in_words_and_never_in_the_browsers_own(user_agent: str, words: str) -> None:
    assert device_words(user_agent) == words


def test_my_page_lists_my_browsers_and_says_which_one_this_is(ada: Account) -> None:
    here = browser_of(ada)
    browser_of(ada, IPHONE)

    page = here.get("/me").content.decode()

    table = page.partition('id="sign-ins"')[2].partition("</table>")[0]
    assert "Firefox on Linux" in table
    assert "a one-time link" in table
    assert table.count("This browser") == 1
    assert re.findall(r"End this sign-in<span[^>]*>: ([^,]+),", table) == ["Safari on an iPhone"]


def test_nothing_is_kept_of_where_a_request_came_from() -> None:
    kept = {field.name for field in SignIn._meta.fields}

    assert kept == {"id", "key", "account", "session_key", "way", "device", "began_on", "seen_on"}


def test_browser_that_i_end_is_signed_out_at_once(ada: Account) -> None:
    here, lost = browser_of(ada), browser_of(ada, IPHONE)
    key = SignIn.objects.get(device="Safari on an iPhone").key

    here.post(f"/me/sign-ins/{key}/end")

    assert is_in(here)
    assert not is_in(lost)
    assert lost.post("/me/sign-ins/end").status_code == 403
    assert [row.device for row in queries.sign_ins_of(ada)] == ["Firefox on Linux"]
    assert trail() == (
        "ada-quill", "people.end_sign_in", "people/ada-quill", {},
        {"device": "Safari on an iPhone"},
    )  # fmt: skip


def test_all_but_this_one_end_together(ada: Account) -> None:
    here, *others = browser_of(ada), browser_of(ada, IPHONE), browser_of(ada, EDGE)

    answer = here.post("/me/sign-ins/end", follow=True)

    assert "Signed out in 2 other browsers." in answer.content.decode()
    assert is_in(here)
    assert not any(is_in(each) for each in others)


def test_sign_in_of_somebody_else_is_not_mine_to_end(ada: Account) -> None:
    ben = make.account(make.person("Ben Tarn"))
    hers, his = browser_of(ada), browser_of(ben)
    key = SignIn.objects.get(account=ada).key

    assert his.post(f"/me/sign-ins/{key}/end").status_code == 404
    assert his.post(f"/setup/accounts/ada-quill/sign-ins/{key}/end").status_code == 403
    assert his.post("/setup/accounts/ada-quill/sign-ins/end").status_code == 403
    assert his.get("/setup/accounts/ada-quill/sign-ins").status_code == 403
    assert is_in(hers)


def test_officers_do_not_see_where_their_people_are_signed_in(ada: Account) -> None:
    cyd = make.person("Cyd Moss")
    make.office(make.body(), "chair", cyd)
    browser_of(ada)

    chair = queries.actor_for(make.account(cyd))

    assert refusal(commands.end_sign_ins, chair, ada).code == "not_allowed"


def test_operator_sees_and_ends_the_sign_ins_of_an_account(ada: Account) -> None:
    one, two = browser_of(ada), browser_of(ada, IPHONE)
    operator = browser_of(make.account(None, "op@example.org", is_operator=True), EDGE)

    page = operator.get("/setup/accounts/ada-quill/sign-ins").content.decode()
    assert "Where Ada Quill is signed in" in page
    assert "Firefox on Linux" in page

    key = SignIn.objects.get(device="Firefox on Linux").key
    operator.post(f"/setup/accounts/ada-quill/sign-ins/{key}/end")
    assert (is_in(one), is_in(two)) == (False, True)
    operator.post("/setup/accounts/ada-quill/sign-ins/end")
    assert not is_in(two)
    assert is_in(operator)


def test_signing_out_takes_the_browser_off_the_list(ada: Account) -> None:
    browser_of(ada).post("/sign-out")

    assert not SignIn.objects.exists()


def test_closed_account_is_signed_out_everywhere_and_for_good(ada: Account) -> None:
    client = browser_of(ada)
    commands.close_account(make.operator(), ada)
    commands.reopen_account(make.operator(), ada)

    assert not is_in(client)


def test_day_last_used_follows_the_browser(ada: Account) -> None:
    signed_in._seen_on.cache_clear()
    with time_machine.travel(datetime(2031, 3, 6, 12, 0, tzinfo=UTC), tick=False):
        client = browser_of(ada)
    with time_machine.travel(datetime(2031, 3, 8, 12, 0, tzinfo=UTC), tick=False):
        client.get("/me")
        (row,) = queries.sign_ins_of(ada)

    assert (row.began_on.day, row.seen_on.day) == (6, 8)


def test_sign_in_that_ran_out_is_neither_listed_nor_kept(ada: Account) -> None:
    with time_machine.travel(datetime(2031, 3, 6, tzinfo=UTC), tick=False):
        browser_of(ada)
    with time_machine.travel(datetime(2031, 3, 21, tzinfo=UTC), tick=False):
        assert queries.sign_ins_of(ada) == []
        assert commands.forget_ended_sign_ins() == 1

    assert not SignIn.objects.exists()
    assert not Session.objects.exists()


def test_codes_asked_for_are_counted_where_all_processes_count(ada: Account) -> None:
    Client().post("/account/login/code/", {"email": "ada-quill@example.org"})

    assert Attempts.objects.exists()
