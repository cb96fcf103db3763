"""Every address of the interface, with the references that its own lists give."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from secretariat.faces.api.v1 import document
from tests.journeys.pages import Page, Visitor

LIST_OF = re.compile(r"(?P<list>.*/(?P<word>[a-z]+))/\{(?P<name>\w+)\}(?P<rest>/.*)?")
FEEDS = ("feed.atom", "feed.json", "dates.ics")


def plain(page: Page) -> dict[str, Any]:
    """What an answer holds."""
    values: dict[str, Any] = json.loads(page.content)
    return values


def every_read(visitor: Visitor) -> dict[str, Page]:
    """What this reader gets at every address: all of each body, all that a list names, and the
    feeds.
    """
    found: dict[str, Page] = {}
    bodies = [each["slug"] for each in plain(visitor.open("/api/v1/bodies"))["items"]]
    for path in _addresses(visitor, bodies):
        found[path] = visitor.open(path)
    for body in bodies:
        found |= {f"/{body}/{feed}": visitor.open(f"/{body}/{feed}") for feed in FEEDS}
    return found


def _addresses(visitor: Visitor, bodies: list[str]) -> Iterator[str]:
    for path in document()["paths"]:
        if path.endswith("/search"):
            yield from (f"{path}?q={word}" for word in ("beacon", "wreck", "gramine", "reef"))
        elif path.endswith("/people/{handle}"):
            yield path.replace("{handle}", "dave-thaler")
            yield path.replace("{handle}", "ashley-weltz")
        elif "{body}" not in path:
            yield path
        for body in bodies if "{body}" in path else ():
            yield from _of_body(visitor, path.replace("{body}", body))


def _of_body(visitor: Visitor, path: str) -> Iterator[str]:
    parts = LIST_OF.fullmatch(path)
    if parts is None:
        yield path
        return
    if parts["name"] == "version":
        yield path.replace("{version}", "1")
        return
    for name in sorted(_names(visitor, parts["list"])):
        yield f"{parts['list']}/{name}{parts['rest'] or ''}"


def _names(visitor: Visitor, path: str) -> set[str]:
    """The last parts of the references in a list that a path under it can take."""
    state = "&state=all" if path.endswith("/actions") else ""
    answer = plain(visitor.open(f"{path}?limit=200{state}"))
    rows = answer.get("items", answer.get("projects", []))
    names = {str(row["ref"]).rpartition("/")[2] for row in rows}
    return {name for name in names if not path.endswith("/decisions") or name.startswith("M-")}
