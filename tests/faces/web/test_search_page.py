"""Search through its page: grouped, marked, forgiving, and no wider than what one may see."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secretariat.foundation.records.commands import make_findable
from secretariat.rules.visibility import Audience
from tests import factories
from tests.council.meetings.conftest import Council
from tests.faces.web.conftest import SignIn, page, words

pytestmark = pytest.mark.django_db


def put(ref: str, kind: str, title: str, text: str = "", audience: str = "public") -> None:
    make_findable(
        ref,
        kind=kind,
        title=title,
        text=text,
        audience=Audience(audience),
        on=date(2021, 10, 7),
    )


def found(html: str) -> list[str]:
    return re.findall(r'<a href="([^"]+)" data-row-focus>', html)


def test_page_without_words_explains_itself(client: Client, council: Council) -> None:
    html = page(client, "/tc/search")

    assert "Try a name, a reference such as A-17" in html
    assert "autofocus" in html


def test_finds_are_grouped_by_kind_the_best_kind_first(client: Client, council: Council) -> None:
    put("tc/2021-10-07/4", "agenda item", "Lights", "The lighthouse is dark.")
    put("tc/A-1", "action", "Lighthouse", "Buy a lamp.")
    put("tc/2021-10-07/6", "agenda item", "Other", "Another lighthouse.")
    put("tc/x", "oddity", "Odd", "A lighthouse of sorts.")

    html = page(client, "/tc/search?q=lighthouse")

    headings = re.findall(r'<h2 id="kind-\d+">.*?</svg> ([^<]+)</h2>', html)
    assert headings[0] == "Actions"
    assert set(headings) == {"Actions", "Agenda items", "Oddity"}
    assert len(found(html)) == 4
    assert "4 finds for “lighthouse”" in html


def test_finds_are_marked_and_typed_markup_is_harmless(client: Client, council: Council) -> None:
    put("tc/1", "motion", "<b>Lamp</b>", "Say <script>alert(1)</script> to the lamp.")

    html = page(client, "/tc/search?q=lamp")

    assert "&lt;b&gt;Lamp&lt;/b&gt;" in html
    assert "Say &lt;script&gt;alert(1)&lt;/script&gt; to the <mark>lamp</mark>." in html


def test_search_in_one_body_offers_all_bodies(client: Client, council: Council) -> None:
    factories.body("gb", "Governing Board")
    put("tc/1", "motion", "Lamp")
    put("gb/1", "motion", "Lamp")

    here, everywhere = page(client, "/tc/search?q=lamp"), page(client, "/search?q=lamp")

    assert found(here) == ["/tc/1"]
    assert 'href="/search?q=lamp"' in here
    assert sorted(found(everywhere)) == ["/gb/1", "/tc/1"]


def test_what_is_for_members_is_found_by_members(
    client: Client, signed_in: SignIn, council: Council
) -> None:
    put("tc/1", "notes", "Lamp", audience="members")

    assert found(page(client, "/tc/search?q=lamp")) == []
    assert found(page(signed_in("Ben"), "/tc/search?q=lamp")) == ["/tc/1"]


@pytest.mark.parametrize("typed", ["%00", "'%22--", "%F0%9F%9C%81", "*", "a" * 5000, "%FF", "_"])
def test_garbage_finds_nothing_in_words(client: Client, council: Council, typed: str) -> None:
    html = page(client, f"/tc/search?q={typed}")

    assert "Nothing found" in words(html) or "Try a name" in html


def test_many_finds_are_cut_and_said_so(client: Client, council: Council) -> None:
    for number in range(61):
        put(f"tc/A-{number}", "action", f"Lamp {number}")

    html = page(client, "/tc/search?q=lamp")

    assert len(found(html)) == 60
    assert "The first 60 finds" in html
    assert "There is more. Add a word" in html


def test_page_takes_as_many_queries_for_three_finds_as_for_one(
    client: Client, council: Council
) -> None:
    counts = []
    for refs in (["tc/1"], ["tc/2", "tc/3"]):
        for ref in refs:
            put(ref, "motion", "Lamp")
        with CaptureQueriesContext(connection) as captured:
            page(client, "/tc/search?q=lamp")
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_page_answers_only_reading(client: Client, council: Council) -> None:
    assert client.post("/tc/search?q=lamp").status_code == 405
