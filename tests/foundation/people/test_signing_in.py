"""Signing in: a mailed code, a one-time link that needs a button, one's own page, setting up."""

from __future__ import annotations

import re
from datetime import date

import pytest
from allauth.mfa import app_settings
from allauth.utils import get_form_class
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings

from secretariat.foundation.people import commands
from secretariat.foundation.people.attention import Attention, register, unregister
from secretariat.foundation.people.models import Account, Body, SignInLink
from secretariat.rules.edits import state_number
from tests import factories as make

pytestmark = pytest.mark.django_db
LOCMEM = override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")


@pytest.fixture(autouse=True)
def _no_codes_counted_before() -> None:
    """The library counts codes per address across tests."""
    cache.clear()


def mailed_code() -> str:
    found = re.search(
        r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", str(mail.outbox[0].body), re.MULTILINE
    )
    assert found is not None
    return found[1]


def signed_in(client: Client) -> bool:
    return bool(client.get("/me").status_code == 200)


@LOCMEM
def test_code_by_mail_signs_in_and_leads_to_ones_own_page(client: Client) -> None:
    make.account(make.person("Ada Quill"), "ada@example.org")

    client.post("/account/login/code/", {"email": "Ada@example.org"})
    response = client.post("/account/login/code/confirm/", {"code": mailed_code()})

    assert response.headers["Location"] == "/me"
    assert signed_in(client)
    assert mail.outbox[0].subject == "Your code to sign in: please enter it"
    assert "It works for ten minutes" in str(mail.outbox[0].body)


@LOCMEM
def test_unknown_address_gets_the_same_page_and_no_mail(client: Client) -> None:
    make.account(make.person("Ada Quill"), "ada@example.org")
    pages = []
    for address in ("ada@example.org", "stranger@example.org"):
        response = Client().post("/account/login/code/", {"email": address}, follow=True)
        pages.append(response.content.decode().replace(address, ""))
    tokens = re.compile(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]*')
    assert tokens.sub("", pages[0]) == tokens.sub("", pages[1])
    assert "has been sent" not in pages[1]
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]


@LOCMEM
def test_closed_account_gets_no_way_in(client: Client) -> None:
    make.account(make.person("Ada Quill"), "ada@example.org", is_active=False)
    client.post("/account/login/code/", {"email": "ada@example.org"})
    assert not signed_in(client)


def test_there_is_no_registration(client: Client) -> None:
    client.post("/account/signup/", {"email": "new@example.org"})
    assert not Account.objects.exists()


@pytest.mark.parametrize(
    ("wanted", "leads"),
    [("/tc/members", "/tc/members"), ("https://evil.example.org/", "/me"), ("//evil", "/me")],
)
@LOCMEM
def test_sign_in_leads_back_only_within_this_site(client: Client, wanted: str, leads: str) -> None:
    make.account(make.person("Ada Quill"), "ada@example.org")
    client.post("/account/login/code/", {"email": "ada@example.org", "next": wanted})
    response = client.post("/account/login/code/confirm/", {"code": mailed_code(), "next": wanted})
    assert response.headers["Location"] == leads


def test_link_waits_for_the_button_and_works_once(client: Client) -> None:
    account = make.account(make.person("Ada Quill"))
    path = commands.issue_sign_in_link(make.operator(), account)

    for _ in range(2):
        page = client.get(path)
        assert "Press the button" in page.content.decode()
        assert "no-store" in page.headers["Cache-Control"]
    assert not signed_in(client)
    assert client.post(path).headers["Location"] == "/me"
    assert signed_in(client)

    again = Client().post(path)
    assert again.status_code == 409
    assert "has been used or is older than 30 minutes" in again.content.decode()


def test_link_leads_to_the_home_of_the_one_body_somebody_belongs_to(client: Client) -> None:
    ada = make.person("Ada Quill")
    make.office(make.body(), "chair", ada)
    path = commands.issue_sign_in_link(make.operator(), make.account(ada))

    assert client.post(path).headers["Location"] == "/tc"


def test_link_leads_to_ones_own_page_when_one_belongs_to_several_bodies(client: Client) -> None:
    ada = make.person("Ada Quill")
    for slug in ("tc", "gb"):
        make.office(make.body(slug, slug.upper()), "chair", ada)
    path = commands.issue_sign_in_link(make.operator(), make.account(ada))

    assert client.post(path).headers["Location"] == "/me"


def test_my_page_lists_what_waits_in_every_body(client: Client) -> None:
    ada = make.person("Ada Quill")
    for slug in ("tc", "gb"):
        make.office(make.body(slug, slug.upper()), "chair", ada)
    client.force_login(make.account(ada))
    late = Attention("Answer the letter", "/tc/x", "mail", date(2020, 1, 1))
    register("test", lambda _actor, body, _at: [late] if body.slug == "tc" else [])

    page = client.get("/me").content.decode()
    unregister("test")

    waits = {
        slug: page.partition(f'id="needs-{slug}"')[2].partition("</section>")[0]
        for slug in ("tc", "gb")
    }
    assert "Answer the letter" in waits["tc"]
    assert "Overdue" in waits["tc"]
    assert "Nothing waits for me here." in waits["gb"]


def test_my_page_tells_who_i_am_and_what_i_may_do(client: Client) -> None:
    ada = make.person("Ada Quill")
    body = make.body()
    make.office(body, "chair", ada)
    make.seat(body, "Lighthouse", ada)
    client.force_login(make.account(ada, is_operator=True))

    page = client.get("/me").content.decode()

    assert "I am a representative or alternate and the chair." in page
    assert "ada-quill@example.org" in page
    assert "Operator" in page
    assert "/account/2fa/" in page


def test_my_page_of_somebody_without_a_role_says_whom_to_ask(client: Client) -> None:
    make.body()
    client.force_login(make.account(make.person("Ada Quill")))
    assert "Today I hold no seat, office or other role." in client.get("/me").content.decode()


def test_my_page_asks_strangers_to_sign_in(client: Client) -> None:
    assert client.get("/me").headers["Location"].startswith("/account/login/")


def test_new_installation_leads_the_operator_to_a_first_body(client: Client) -> None:
    assert "/setup" in client.get("/").content.decode()
    assert "./secretariat sign-in" in client.get("/setup").content.decode()
    assert client.post("/setup", {}).status_code == 403

    client.force_login(make.account(None, "op@example.org", is_operator=True))
    values = {
        "organization": "Open Harbour Foundation", "name": "Technical Council",
        "short_name": "TC", "slug": "", "kind": "council", "zone": "Europe/Berlin",
    }  # fmt: skip
    response = client.post("/setup", values, follow=True)

    assert response.redirect_chain == [("/tc/settings", 302)]
    page = response.content.decode()
    assert "Technical Council is there. Next: who sits in it?" in page
    assert "Go on with" in page
    assert Body.objects.get().rule_books.get().version == 1


def test_set_up_refuses_in_the_form_what_cannot_be(client: Client) -> None:
    client.force_login(make.account(None, "op@example.org", is_operator=True))
    values = {
        "organization": "Open Harbour", "name": "Technical Council", "short_name": "TC",
        "slug": "setup", "kind": "council", "zone": "UTC",
    }  # fmt: skip
    response = client.post("/setup", values)
    assert response.status_code == 409
    assert "is taken, by another body or by a page" in response.content.decode()
    assert not Body.objects.exists()


def test_accounts_are_the_operators(client: Client) -> None:
    ada = make.person("Ada Quill")
    make.account(ada)
    assert client.get("/setup/accounts").status_code == 403
    client.force_login(make.account(None, "op@example.org", is_operator=True))

    assert "Ada Quill" in client.get("/setup/accounts").content.decode()
    client.post("/setup/accounts/ada-quill/make-operator")
    assert Account.objects.get(person=ada).is_operator
    client.post("/setup/accounts/ada-quill/end-operator")
    assert not Account.objects.get(person=ada).is_operator
    client.post("/setup/accounts/new", {"address": "second@example.org"})
    assert Account.objects.filter(is_operator=True).count() == 2


def test_operator_makes_a_link_for_somebody_whom_no_mail_reaches(client: Client) -> None:
    make.account(make.person("Ada Quill"))
    client.force_login(make.account(None, "op@example.org", is_operator=True))
    page = client.post("/setup/accounts/ada-quill/link").content.decode()
    found = re.search(r"(/sign-in/[\w-]+)", page)
    assert found is not None
    assert SignInLink.objects.count() == 1
    assert Client().post(found[1]).headers["Location"] == "/me"


def test_operator_changes_an_account_that_is_nobodys(client: Client, db: None) -> None:
    own = make.account(None, "first@example.org", is_operator=True)
    other = make.account(None, "other@example.org", is_operator=True)
    client.force_login(own)
    page = client.get("/setup/accounts").content.decode()
    assert f"/setup/accounts/{other.key}/address" in page
    assert f"/setup/accounts/{other.key}/person" in page

    seen = state_number(other.email)
    sent = {"address": "second@example.org", "seen": str(seen)}
    client.post(f"/setup/accounts/{other.key}/address", sent)
    other.refresh_from_db()
    assert other.email == "second@example.org"
    page = client.post(f"/setup/accounts/{other.key}/link").content.decode()
    assert "One-time link for the operator" in page

    client.post(f"/setup/accounts/{other.key}/close")
    other.refresh_from_db()
    assert not other.is_active
    client.post(f"/setup/accounts/{other.key}/reopen")
    client.post(f"/setup/accounts/{other.key}/end-operator")
    other.refresh_from_db()
    assert (other.is_active, other.is_operator) == (True, False)


def test_operator_links_an_account_to_its_person(client: Client, db: None) -> None:
    ada = make.person("Ada Quill")
    make.office(make.body(), "chair", ada)
    own = make.account(None, "first@example.org", is_operator=True)
    client.force_login(own)

    done = client.post(f"/setup/accounts/{own.key}/person", {"person": "ada-quill"}, follow=True)

    assert "The account is Ada Quill’s now" in done.content.decode()
    own.refresh_from_db()
    ada.refresh_from_db()
    assert (own.person, own.is_operator, ada.address) == (ada, True, "first@example.org")
    me = client.get("/me").content.decode()
    assert "the chair" in me
    assert client.get("/setup/accounts/ada-quill/address").status_code == 200


def test_account_is_not_linked_to_somebody_who_has_one_and_not_twice(
    client: Client, db: None
) -> None:
    ada, ben = make.person("Ada Quill"), make.person("Ben Tarn")
    make.account(ada)
    own = make.account(None, "first@example.org", is_operator=True)
    client.force_login(own)
    path = f"/setup/accounts/{own.key}/person"

    taken = client.post(path, {"person": "ada-quill"})
    assert taken.status_code == 409
    assert "Ada Quill can already sign in" in taken.content.decode()

    client.post(path, {"person": "ben-tarn"})
    cyd = make.person("Cyd Moss")
    again = client.post("/setup/accounts/ben-tarn/person", {"person": cyd.handle})
    assert "This account is Ben Tarn’s" in again.content.decode()
    own.refresh_from_db()
    assert own.person == ben


def test_accounts_take_no_act_they_do_not_know(client: Client, db: None) -> None:
    own = make.account(None, "first@example.org", is_operator=True)
    client.force_login(own)

    assert client.post(f"/setup/accounts/{own.key}/forget").status_code == 404
    assert client.post("/setup/accounts/account-0/close").status_code == 404
    own.refresh_from_db()
    assert own.is_operator


def test_accounts_are_changed_by_operators_only(client: Client, db: None) -> None:
    nobodys = make.account(None, "first@example.org", is_operator=True)
    cyd = make.person("Cyd Moss")
    make.office(make.body(), "chair", cyd)
    client.force_login(make.account(cyd))

    for act in ("address", "person"):
        assert client.get(f"/setup/accounts/{nobodys.key}/{act}").status_code == 403
    for act in ("close", "end-operator", "link"):
        assert client.post(f"/setup/accounts/{nobodys.key}/{act}").status_code == 403


def test_form_to_add_a_passkey_speaks_of_signing_in_and_not_of_passwords() -> None:
    kind = get_form_class(app_settings.FORMS, "add_webauthn", None)

    words = kind(user=make.account(make.person("Ada Quill"))).as_p()

    assert "Sign in with this passkey alone" in words
    assert "asswordless:" not in words
    assert "Enabling" not in words
