"""Reading the tables of a rule book strictly: each key once, and what is left over is refused.

Shares are written as a sentence a person can check: "more than 1/2 of the seats present". A refusal
names the line and says what to write there.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, NoReturn

from secretariat.rules.errors import Refused
from secretariat.rules.thresholds import Base, Threshold

_BASES = {
    "seats present": Base.PRESENT,
    "seats": Base.ALL,
    "all seats": Base.ALL,
    "votes cast": Base.CAST,
}
_NEEDS = re.compile(
    r"(?P<how>more than|at least) (?P<parts>\d{1,3})/(?P<of>\d{1,3}) of (?:the )?(?P<base>[a-z ]+)"
)


def parse_threshold(needs: str) -> Threshold | None:
    """Read "more than 1/2 of the seats present"; None if it does not read so."""
    match = _NEEDS.fullmatch(" ".join(needs.split()).lower())
    base = _BASES.get(match["base"]) if match else None
    if match is None or base is None:
        return None
    parts, of, is_strict = int(match["parts"]), int(match["of"]), match["how"] == "more than"
    if not 1 <= parts <= of or (parts == of and is_strict):
        return None
    return Threshold(base, parts, of, is_strict)


class Table:
    """One table of the document; `left` holds the keys nobody has read yet."""

    def __init__(self, text: str, path: str, values: dict[str, Any]) -> None:
        self.text = text
        self.path = path
        self.left = dict(values)

    def refuse(self, key: str, what: str) -> NoReturn:
        """Refuse the document because of this key, with its line and what to write."""
        line = _line_of(self.text, self.path, key)
        place = f"{self.path}.{key}".strip(".")
        raise Refused(
            "malformed_rule_book",
            f"Line {line} of the rule book, “{place}”: {what}. Nothing has changed.",
            {"line": line, "place": place},
        )

    def table(self, key: str, *, required: bool = True) -> Table:
        """A table inside this one; an empty one if it may be missing."""
        path = f"{self.path}.{key}".strip(".")
        if key not in self.left and required:
            self.refuse(key, f"is missing: add [{path}] with what it needs and its source")
        value = self.left.pop(key, {})
        if not isinstance(value, dict):
            self.refuse(key, f"must be a table: begin it with [{path}]")
        return Table(self.text, path, value)

    def words(self, key: str, *, required: bool = False) -> str:
        """Text, without blanks around it."""
        value = self.left.pop(key, "")
        if not isinstance(value, str) or (required and not value.strip()):
            self.refuse(key, f'must be text in quotes: {key} = "…"')
        return str(value).strip()

    def number(self, key: str, default: int, *, least: int = 1) -> int:
        """A whole number between `least` and 9999."""
        value = self.left.pop(key, default)
        if type(value) is not int or not least <= value <= 9999:
            self.refuse(key, f"must be a whole number from {least} to 9999")
        return int(value)

    def flag(self, key: str, *, default: bool) -> bool:
        """true or false."""
        value = self.left.pop(key, default)
        if not isinstance(value, bool):
            self.refuse(key, "must be true or false, without quotes")
        return value

    def day(self, key: str) -> date:
        """A day."""
        value = self.left.pop(key, None)
        if type(value) is not date:
            self.refuse(key, f"must be a day without quotes: {key} = 2030-03-07")
        return value

    def threshold(self) -> Threshold:
        """The share under the key `needs`."""
        value = self.left.get("needs")
        threshold = parse_threshold(value) if isinstance(value, str) else None
        if threshold is None:
            self.refuse(
                "needs",
                'write it as "more than 1/2 of the seats present", "at least 2/3 of all seats" or '
                '"more than 1/2 of the votes cast"',
            )
        del self.left["needs"]
        return threshold

    def finish(self) -> None:
        """Refuse whatever nobody has read."""
        for key in self.left:
            self.refuse(key, "is not known here: correct the spelling or remove it")


def _line_of(text: str, path: str, key: str) -> int:
    """The line a key stands on, or that of its table; 1 if neither is found."""
    here, table_line, wanted = "", 1, f"{path}.{key}".strip(".")
    for number, line in enumerate(text.splitlines(), start=1):
        header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line)
        if header:
            here = header[1].replace(" ", "")
            if f"{here}.".startswith(f"{wanted}."):
                return number
            table_line = number if here == path else table_line
        elif here == path and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return table_line
