"""Every subject says what its letter wants; no letter of the product leaves in another way."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.foundation.outbox.subjects import Asks, asked_by, subject_line
from tests.house.source import modules

DAY = date(2031, 10, 14)
OURS = "foundation/outbox/"


@pytest.mark.parametrize(
    ("asks", "by_on", "line"),
    [
        (Asks.ACTION, DAY, "Minutes: action required by 14 Oct"),
        (Asks.ACTION, None, "Minutes: action required"),
        (Asks.ANSWER, DAY, "Minutes: please answer by 14 Oct"),
        (Asks.NOTHING, DAY, "Minutes: for information"),
    ],
)
def test_subject_ends_in_what_is_wanted_and_until_when(
    asks: Asks, by_on: date | None, line: str
) -> None:
    assert subject_line("Minutes", asks, by_on) == line


def test_subject_that_says_it_in_the_words_of_its_sender_stays() -> None:
    said = "Minutes, please hurry: action required by 9 Oct"

    assert subject_line(said, Asks.NOTHING, DAY) == said


@pytest.mark.parametrize(
    "subject", ["Minutes", "Action required: read", "Minutes: for information, really", ""]
)
def test_other_endings_do_not_say_it(subject: str) -> None:
    assert asked_by(subject) is None


@given(st.text(max_size=400), st.sampled_from(Asks), st.none() | st.dates())
def test_any_subject_says_it_on_one_line_that_mail_programs_show(
    about: str, asks: Asks, by_on: date | None
) -> None:
    line = subject_line(about, asks, by_on)

    assert asked_by(line) is not None
    assert asked_by(about) is not None or (asked_by(line) == asks and len(line) <= 200)
    assert subject_line(line, Asks.NOTHING) == line


def calls(name: str) -> list[str]:
    """Where the product calls a function of this name, outside of the outbox itself."""
    return [
        module.at(node)
        for module in modules()
        if not module.path.startswith(OURS)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name
    ]


@pytest.mark.parametrize("name", ["letter", "message_of", "queue_mail", "send_mail"])
def test_no_letter_leaves_but_by_the_outbox_which_says_what_it_wants(name: str) -> None:
    assert calls(name) == []


def test_sign_in_code_says_what_it_is() -> None:
    root = Path(__file__).resolve().parents[3] / "src" / "secretariat"
    (subject,) = root.rglob("login_code_subject.txt")

    assert subject.read_text(encoding="utf-8").strip() == "Your code to sign in: please enter it"
