"""Refusals as pages: the right status, the words, and everything that was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from secretariat.faces.web.refusals import diff_lines
from secretariat.foundation.people.http import (
    redirect_page,
    refusals_on,
    render_page,
    seen_revision,
)
from secretariat.rules.errors import Refused

pytestmark = pytest.mark.django_db

THEIRS = "One.\nTwo, by them.\nThree."
MINE = "One.\nTwo, by me.\nThree."


def _refuse(code: str, **details: Any) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise Refused(code, "It was refused. The rest is kept.", details)

    return view


class _NoteForm(forms.Form):
    text = forms.CharField()


def _note(request: HttpRequest) -> HttpResponse:
    form = _NoteForm(request.POST)
    with refusals_on(form):
        raise Refused(request.POST["code"], "Too long by half.", {"field": "text"})
    return HttpResponse(form.errors["text"][0])


def _go(request: HttpRequest) -> HttpResponse:
    return redirect_page(request, "/tc/A-1")


def _seen(request: HttpRequest) -> HttpResponse:
    return HttpResponse(seen_revision(request))


def _plain(request: HttpRequest) -> HttpResponse:
    return render_page(request, "web/errors/400.html")


urlpatterns = [
    path("refuse", _refuse("closed")),
    path("forbid", _refuse("not_allowed")),
    path("lose", _refuse("not_found")),
    path(
        "clash", _refuse("changed_meanwhile", field="text", theirs=THEIRS, yours=MINE, revision=7)
    ),
    path(
        "clash-of-two",
        _refuse(
            "changed_meanwhile",
            theirs={"title": "A", "text": THEIRS},
            yours={"title": "A", "text": MINE},
            revision=7,
        ),
    ),
    path(
        "clash-of-lines",
        _refuse(
            "changed_meanwhile",
            theirs={"title": "Theirs", "minutes": "10"},
            yours={"title": "Mine", "minutes": "15"},
            revision=7,
        ),
    ),
    path("note", _note),
    path("go", _go),
    path("seen", _seen),
    path("plain", _plain),
]


@pytest.fixture(autouse=True)
def _pages() -> Any:
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.mark.parametrize(
    ("address", "status"), [("/refuse", 409), ("/forbid", 403), ("/lose", 404)]
)
def test_refusal_has_its_status_and_says_what_happened(
    client: Client, address: str, status: int
) -> None:
    response = client.get(address)

    assert response.status_code == status
    assert "It was refused. The rest is kept." in response.content.decode()


def test_refusal_keeps_what_was_typed_and_no_secret(client: Client) -> None:
    posted = {"reason": "A <long> story", "password": "hunter2", "empty": " "}

    html = client.post("/refuse", posted).content.decode()

    assert "A &lt;long&gt; story</textarea>" in html
    assert "hunter2" not in html
    assert html.count("readonly") == 1


def test_refusal_shows_no_field_that_nobody_typed(client: Client) -> None:
    posted = {"next": "/tc/2021-10-07/room", "reason": "A story"}

    refused = client.post("/refuse", posted).content.decode()
    clash = client.post("/clash", posted).content.decode()

    assert refused.count("readonly") == 1
    assert "/tc/2021-10-07/room" not in refused
    assert '<input type="hidden" name="next" value="/tc/2021-10-07/room">' in clash


def test_refusal_leads_back_to_the_page_it_came_from(client: Client) -> None:
    response = client.get("/refuse", headers={"referer": "http://testserver/tc/actions?state=open"})

    assert 'href="/tc/actions?state=open"' in response.content.decode()


@pytest.mark.parametrize("address", ["/forbid", "/lose"])
def test_refusal_of_what_members_may_see_leads_a_stranger_to_signing_in(
    client: Client, address: str
) -> None:
    assert 'href="/sign-in' in client.get(address).content.decode().partition("<main")[2]


def test_refusal_never_leads_to_another_site(client: Client) -> None:
    response = client.get("/refuse", headers={"referer": "https://elsewhere.example.org/trap"})

    assert "elsewhere" not in response.content.decode()


def test_refusal_for_htmx_lands_in_the_live_region(client: Client) -> None:
    response = client.post("/refuse", headers={"hx-request": "true"})

    assert response.headers["HX-Retarget"] == "#notices"
    assert response.content.decode().startswith('<div class="notice refused" role="alert">')


def test_clash_offers_both_texts_and_posts_the_new_revision(client: Client) -> None:
    html = client.post("/clash", {"text": MINE, "title": "Notes", "seen": "6"}).content.decode()

    assert 'name="text" rows="8"' in html
    assert "One.\nTwo, by them.\nTwo, by me.\nThree.</textarea>" in html
    assert '<input type="hidden" name="title" value="Notes">' in html
    assert html.count('name="seen"') == 1
    assert '<input type="hidden" name="seen" value="7">' in html
    assert 'action="/clash"' in html


def test_clash_of_several_fields_shows_those_that_differ(client: Client) -> None:
    html = client.post("/clash-of-two", {"text": MINE, "title": "A"}).content.decode()

    assert 'id="merged-text"' in html
    assert 'id="merged-title"' not in html
    assert '<input type="hidden" name="title" value="A">' in html


def test_of_short_fields_one_is_chosen_never_joined(client: Client) -> None:
    html = client.post("/clash-of-lines", {"title": "Mine", "minutes": "15"}).content.decode()

    assert html.count('type="radio"') == 4
    assert '<input type="radio" name="minutes" value="15"> 15' in html
    assert '<input type="radio" name="title" value="Theirs" checked' in html
    assert 'id="merged-title"' not in html


def test_refusals_on_puts_the_words_beside_the_field(client: Client) -> None:
    response = client.post("/note", {"text": "x", "code": "too_long"})

    assert response.content.decode() == "Too long by half."


@pytest.mark.parametrize(
    ("code", "status"), [("not_allowed", 403), ("not_found", 404), ("changed_meanwhile", 409)]
)
def test_refusals_on_leaves_what_no_form_can_mend_to_the_page(
    client: Client, code: str, status: int
) -> None:
    response = client.post("/note", {"text": "x", "code": code})

    assert response.status_code == status


def test_redirect_page_redirects_a_form(client: Client) -> None:
    response = client.post("/go")

    assert (response.status_code, response.headers["Location"]) == (302, "/tc/A-1")


def test_redirect_page_tells_htmx_to_load_a_page(client: Client) -> None:
    response = client.post("/go", headers={"hx-request": "true"})

    assert (response.status_code, response.headers["HX-Redirect"]) == (204, "/tc/A-1")


@pytest.mark.parametrize(("sent", "seen"), [("4", "4"), ("", "0"), ("-1", "0"), ("x", "0")])
def test_seen_revision_never_guesses(client: Client, sent: str, seen: str) -> None:
    response = client.post("/seen", {"seen": sent})

    assert response.content.decode() == seen


def test_diff_lines_shows_removed_before_added() -> None:
    lines = [(line.kind, line.text) for line in diff_lines("a\nb\nc", "a\nx\nc")]

    assert lines == [("same", "a"), ("removed", "b"), ("added", "x"), ("same", "c")]
