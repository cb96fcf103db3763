"""Files at their references: what they are called, what they may do, who may have them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from secretariat.foundation.records import exports
from secretariat.foundation.records.exports import Export, Wanted
from secretariat.rules.errors import Refused
from tests import factories
from tests.council.meetings.conftest import Council
from tests.faces.web.conftest import SignIn, page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_export(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only `…/2021-10-07/paper` and `…/list` can be exported, as what was asked for."""
    exports.formats_of("nothing")  # What apps register would else go into the list of this test.
    monkeypatch.setattr(exports, "_exports", list[Export]())

    def made(wanted: Wanted) -> bytes:
        if wanted.ref.startswith("gb/") and wanted.actor.person is None:
            raise Refused("not_allowed", "This is for members only.")
        asked = f"{wanted.ref} {wanted.format} {wanted.as_of} {wanted.actor.handle}"
        return asked.encode()

    everything = tuple(exports.MEDIA_TYPES)
    exports.register(r"(?P<body>[a-z]+)/\d{4}-\d\d-\d\d/paper", everything, made)
    exports.register(r"(?P<body>[a-z]+)/list", ("csv",), made)


@pytest.mark.parametrize(
    ("to", "media_type", "manner"),
    [
        ("html", "text/html; charset=utf-8", "inline"),
        ("pdf", "application/pdf", "inline"),
        ("md", "text/markdown; charset=utf-8", "attachment"),
        ("json", "application/json", "attachment"),
        ("csv", "text/csv; charset=utf-8", "attachment"),
        ("ics", "text/calendar; charset=utf-8", "attachment"),
        ("atom", "application/atom+xml; charset=utf-8", "attachment"),
        (
            "pptx",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "attachment",
        ),
    ],
)
def test_file_says_what_it_is_and_how_it_is_meant(
    client: Client, to: str, media_type: str, manner: str
) -> None:
    answer = client.get(f"/tc/2021-10-07/paper.{to}")

    assert answer.content.decode() == f"tc/2021-10-07/paper {to} None public"
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Content-Disposition"] == (
        f'{manner}; filename="tc-2021-10-07-paper.{to}"'
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_page_among_the_files_runs_in_a_box_of_its_own(client: Client) -> None:
    policy = client.get("/tc/2021-10-07/paper.html").headers["Content-Security-Policy"]

    assert policy.startswith("sandbox allow-scripts")
    assert "allow-same-origin" not in policy
    assert "default-src 'none'" in policy
    assert "connect-src" not in policy


def test_other_files_keep_the_policy_of_pages(client: Client) -> None:
    policy = client.get("/tc/2021-10-07/paper.pdf").headers["Content-Security-Policy"]

    assert "unsafe" not in policy


def test_file_is_made_as_of_the_day_asked_for(client: Client) -> None:
    answer = client.get("/tc/list.csv?as_of=2021-09-29")

    assert answer.content.decode() == f"tc/list csv {date(2021, 9, 29)} public"


@pytest.mark.parametrize("day", ["yesterday", "2021-13-01", "29.9.2021"])
def test_day_that_is_none_is_explained(client: Client, day: str) -> None:
    html = page(client, f"/tc/list.csv?as_of={day}", 400)

    assert "is not a day. Write it as 2030-03-07" in html


def test_file_is_made_for_who_asks(signed_in: SignIn, council: Council) -> None:
    answer = signed_in("Ben").get("/tc/list.csv")

    assert answer.content.decode() == "tc/list csv None ben-stone"


def test_file_one_may_not_have_is_refused_as_a_page(client: Client) -> None:
    factories.body("gb", "Governing Board")

    assert "This is for members only." in page(client, "/gb/list.csv", 403)


def test_format_a_thing_does_not_have_is_answered_with_those_it_has(client: Client) -> None:
    html = page(client, "/tc/list.pdf", 404)

    assert "tc/list can be exported as csv, not as “pdf”." in html


def test_thing_that_cannot_be_exported_is_answered_in_words(client: Client) -> None:
    assert "is not a reference that can be exported" in page(client, "/tc/nothing.pdf", 404)


@pytest.mark.parametrize(
    "address", ["/static/x.pdf", "/demo/x.pdf", "/tc/list.exe", "/TC/list.pdf"]
)
def test_other_addresses_are_no_files(client: Client, address: str) -> None:
    assert "can be exported" not in page(client, address, 404)


def test_head_tells_the_same_without_the_file(client: Client) -> None:
    whole, head = client.get("/tc/list.csv"), client.head("/tc/list.csv")

    assert head.content == b""
    for name in ("Content-Type", "Content-Disposition", "ETag", "Content-Length"):
        assert head.headers[name] == whole.headers[name]


def test_file_that_is_known_already_is_not_sent_again(client: Client) -> None:
    first = client.get("/tc/list.csv")
    again = client.get("/tc/list.csv", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_page_that_is_known_already_keeps_its_policy_and_so_its_look(client: Client) -> None:
    address = "/tc/2021-10-07/paper.html"
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)
    for answer in (first, again):
        assert "style-src 'unsafe-inline'" in answer.headers["Content-Security-Policy"]


def test_file_is_kept_by_no_proxy(client: Client) -> None:
    assert client.get("/tc/list.csv").headers["Cache-Control"] == "private, no-cache"


def test_files_are_only_read(client: Client) -> None:
    assert client.post("/tc/list.csv").status_code == 405
