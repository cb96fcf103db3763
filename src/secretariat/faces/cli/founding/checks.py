"""Checks of single answers: each gives the value or refuses in words that say what to write."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path

from secretariat.documents.reading.roster import read_roster
from secretariat.foundation.people.commands import checked_rule_book, tidy
from secretariat.foundation.people.logos import logo_type_of
from secretariat.rules.days import parse_date
from secretariat.rules.errors import Refused
from secretariat.rules.holidays import parse_calendars

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>[ap]m)?", re.IGNORECASE
)


def named(what: str, longest: int = 200) -> Callable[[str], str]:
    """A check that takes any name on one line."""
    return lambda text: tidy(text, "name", what, longest)


def first_day(text: str, today: date) -> date:
    """The day of a first meeting: a day as written, or the next such weekday, today included."""
    typed = text.strip().casefold()
    for number, name in enumerate(WEEKDAYS):
        if len(typed) >= 2 and name.startswith(typed.rstrip("s")):
            return today + timedelta(days=(number - today.weekday()) % 7)
    return exact_day(text)


def exact_day(text: str) -> date:
    """A day. Refuses ("malformed_day") a month, a quarter or words."""
    when = parse_date(text)
    if when is None or when.earliest is None or when.earliest != when.latest:
        raise Refused(
            "malformed_day", f"“{text}” is not a day. Write a weekday, or a day as 2026-01-08."
        )
    return when.earliest


def clock_time(text: str) -> time:
    """A time of day: "19:00", "7 pm". Refuses ("malformed_time")."""
    match = _TIME.fullmatch(text.strip())
    hour, minute = (int(match["hour"]), int(match["minute"] or 0)) if match else (99, 99)
    if match and match["half"]:
        is_pm = match["half"].lower() == "pm"
        hour = hour % 12 + 12 * is_pm if 1 <= hour <= 12 else 99
    if hour > 23 or minute > 59:
        raise Refused("malformed_time", f"“{text}” is not a time of day. Write it as 19:00.")
    return time(hour, minute)


def weeks(text: str) -> int:
    """How many weeks lie between two meetings. Refuses ("malformed_number")."""
    if not text.strip().isdecimal() or not 1 <= int(text) <= 52:
        raise Refused("malformed_number", f"“{text}” is not a number of weeks from 1 to 52.")
    return int(text)


def holidays(text: str) -> str:
    """The names of holiday calendars: "US de" → "us, de". Refuses ("unknown_calendar")."""
    return ", ".join(parse_calendars(text))


def seats_or_roster(text: str) -> tuple[tuple[str, ...], bytes]:
    """Names between semicolons, or the content of a roster file; a name that ends in .csv is "
    "one."""
    if text.strip().lower().endswith(".csv"):
        return (), roster_file(Path(text.strip()))
    names = tuple(tidy(part, "seats", "The name") for part in text.split(";") if part.strip())
    twice = [name for name in names if [n.casefold() for n in names].count(name.casefold()) > 1]
    if twice:
        raise Refused("same_seat", f"“{twice[0]}” stands there twice. Name each seat once.")
    return names, b""


def roster_file(path: Path) -> bytes:
    """The content of a roster. Refuses a file that is none, with each line that cannot be used."""
    content = file_content(path)
    problems = read_roster(content).problems
    if problems:
        lines = "".join(f"\n  line {problem.line}: {problem.words}" for problem in problems[:10])
        raise Refused("roster_problems", f"{path} cannot be used yet:{lines}")
    return content


def rules_file(path: Path, *names: str) -> str:
    """The text of a rule book of the body of these names. Refuses with the line."""
    try:
        text = file_content(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(
            "wrong_file", f"{path} is not a text in UTF-8. Save it again as one."
        ) from error
    checked_rule_book(text, *names)
    return text


def notice(text: str, folder: Path | None = None) -> str:
    """A notice as written, or the content of the Markdown file that is named. Refuses ("no_file",
    "wrong_file") and ("empty_file") one without text.
    """
    written = text.strip()
    if not written.lower().endswith((".md", ".txt")) or " " in written:
        return written
    path = (folder or Path()) / Path(written).expanduser()
    try:
        content = file_content(path).decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise Refused(
            "wrong_file", f"{path} is not a text in UTF-8. Save it again as one."
        ) from error
    if not content:
        raise Refused("empty_file", f"{path} is empty. Write the notice into it.")
    return content


def logo_file(path: Path) -> tuple[str, bytes]:
    """Name and content of a picture. Refuses what is no plain picture."""
    content = file_content(path)
    logo_type_of(path.name, content)
    return path.name, content


def file_content(path: Path) -> bytes:
    """What a file holds. Refuses ("no_file") what cannot be read."""
    try:
        return path.expanduser().read_bytes()
    except OSError as error:
        raise Refused(
            "no_file", f"{path} cannot be read: {error.strerror}. Write the path of a file."
        ) from error
