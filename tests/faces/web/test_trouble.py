"""What keeps the record from being used is told in words; a fault of the program is not excused."""

from __future__ import annotations

import sqlite3

import pytest
from django.db import Error, InternalError, OperationalError
from django.test import RequestFactory

from secretariat.faces.web.trouble import AWAY, BUSY, FULL, trouble_page, trouble_words


class _ServerError(Exception):
    """What the driver of PostgreSQL raises, by its code; none where the connection broke."""

    def __init__(self, sqlstate: str | None) -> None:
        super().__init__("as the server says it")
        self.sqlstate = sqlstate


def raised(error: Error, cause: Exception) -> Error:
    """The error as Django raises it from its cause."""
    error.__cause__ = cause
    return error


def sqlite(words: str) -> Error:
    return raised(OperationalError(words), sqlite3.OperationalError(words))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (sqlite("database or disk is full"), FULL),
        (sqlite("disk I/O error"), FULL),
        (sqlite("database is locked"), BUSY),
        (sqlite("no such table: meetings_note"), ""),
        (raised(OperationalError(), _ServerError("53100")), FULL),
        (raised(InternalError(), _ServerError("25006")), FULL),
        (raised(OperationalError(), _ServerError("40P01")), BUSY),
        (raised(OperationalError(), _ServerError("57P01")), AWAY),
        (raised(OperationalError(), _ServerError("53300")), AWAY),
        (raised(OperationalError(), _ServerError(None)), AWAY),
        (raised(InternalError(), _ServerError("XX000")), ""),
        (Error("nothing behind it"), ""),
    ],
)
def test_trouble_of_the_record_is_told_in_words(error: Error, words: str) -> None:
    assert trouble_words(error) == words


def test_trouble_page_keeps_what_was_typed() -> None:
    request = RequestFactory().post("/tc/2021-10-07/1/notes", {"text": "Fog & rain"})

    answer = trouble_page(request, sqlite("disk I/O error"))

    assert answer is not None
    page = answer.content.decode()
    assert answer.status_code == 503
    assert FULL in page
    assert "Nothing was half done" in page
    assert "Fog &amp; rain</textarea>" in page


def test_trouble_answers_htmx_with_a_notice_for_the_live_region() -> None:
    request = RequestFactory().post("/tc/2021-10-07/1/notes", headers={"HX-Request": "true"})

    answer = trouble_page(request, sqlite("database is locked"))

    assert answer is not None
    assert answer.headers["HX-Retarget"] == "#notices"
    assert answer.content.decode().startswith('<div class="notice refused" role="alert">')
    assert BUSY in answer.content.decode()


def test_fault_of_the_program_is_left_to_the_fault_page() -> None:
    request = RequestFactory().get("/tc")

    assert trouble_page(request, sqlite("no such table: meetings_note")) is None
