"""Logs hold no address, no sign-in link and no secret, in either form."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from secretariat.foundation.config.logs import JsonFormatter, PlainFormatter, without_secrets


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("mail to dana@example.org failed", "mail to …@… failed"),
        ("GET /sign-in/Ab_9-xyz 200", "GET /sign-in/… 200"),
        ("Not Found: /answer/Ab_9-xyz", "Not Found: /answer/…"),
        ("POST /account/confirm/a:b:c/ 302", "POST /account/confirm/…/ 302"),
        ("?code=123456&next=/tac", "?code=…&next=/tac"),
        ("passcode=987654 was sent", "passcode=… was sent"),
        ("tac/2021-10-07/4 changed", "tac/2021-10-07/4 changed"),
    ],
)
def test_secrets_are_blanked(text: str, kept: str) -> None:
    assert without_secrets(text) == kept


def record_of_a_failure() -> logging.LogRecord:
    try:
        raise ValueError("no letter for dana@example.org")
    except ValueError:
        return logging.LogRecord(
            "secretariat", logging.ERROR, "p", 1, "to %s", ("dana@example.org",), sys.exc_info()
        )


def test_plain_lines_blank_messages_and_tracebacks() -> None:
    line = PlainFormatter().format(record_of_a_failure())

    assert "ERROR secretariat: to …@…" in line
    assert "ValueError: no letter for …@…" in line


def test_json_lines_blank_messages_and_tracebacks() -> None:
    event = json.loads(JsonFormatter().format(record_of_a_failure()))

    assert (event["level"], event["logger"], event["message"]) == ("ERROR", "secretariat", "to …@…")
    assert event["traceback"].endswith("ValueError: no letter for …@…")
