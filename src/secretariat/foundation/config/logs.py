"""What is logged and how: one line per event, never a code, a link that signs in, or an address.

Mail addresses and one-time links are personal or secret; a log is copied around more freely than
the database. The filter below is the last line, not the first: code must not log them at all.
"""

from __future__ import annotations

import json
import logging
import re
from typing import Any

_SECRETS = (
    (re.compile(r"(/(?:enter|sign-in|confirm|reset|answer)/)[\w.:~-]+"), r"\1…"),
    (
        re.compile(r"((?:token|key|code|password|passcode|secret)=)[^&\s\"']+", re.IGNORECASE),
        r"\1…",
    ),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "…@…"),
)


def without_secrets(text: str) -> str:
    """The text with sign-in links, secrets in queries and mail addresses blanked."""
    for pattern, blank in _SECRETS:
        text = pattern.sub(blank, text)
    return text


class PlainFormatter(logging.Formatter):
    """One readable line; tracebacks follow on their own lines."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


class JsonFormatter(logging.Formatter):
    """One JSON object per line, for log collectors."""

    def format(self, record: logging.LogRecord) -> str:
        event = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
        }
        if record.exc_info:
            event["traceback"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(event, ensure_ascii=False)


def logging_settings(*, level: str, form: str) -> dict[str, Any]:
    """Django's LOGGING: everything to standard error, at `level`, as `text` or `json`."""
    formatter = {"text": PlainFormatter, "json": JsonFormatter}[form]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": f"{formatter.__module__}.{formatter.__qualname__}"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "secretariat": {"level": level},
            "django": {"level": level if level != "DEBUG" else "INFO"},
            # Each answer has its line already; only faults are worth another.
            "django.request": {"level": "ERROR"},
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "WARNING"},
        },
    }
