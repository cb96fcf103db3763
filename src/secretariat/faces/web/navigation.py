"""The pages of a body in the order of the header. A page appears once its address exists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.urls import Resolver404, resolve


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the header; `key` follows `g` on the keyboard."""

    path: str
    label: str
    key: str


PLACES = (
    Place("", "Home", "h"),
    Place("/calendar", "Meetings", "c"),
    Place("/minutes", "Minutes", "m"),
    Place("/decisions", "Decisions", "d"),
    Place("/actions", "Actions", "a"),
    Place("/projects", "Projects", "p"),
    Place("/members", "Members", "s"),
    Place("/rules", "Rules", "r"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A place as a link of one body."""

    href: str
    label: str
    keys: str
    is_current: bool


@cache
def exists(path: str) -> bool:
    """Whether some app answers this address. Asked once per address and process."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def leads_somewhere(path: str) -> bool:
    """Whether some app answers this address; for addresses of which there are many."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def links(body_slug: str, current_path: str) -> list[Link]:
    """The header's links for a body, the one that leads to the current page marked."""
    home = f"/{body_slug}"
    found = [p for p in PLACES if exists(f"/body{p.path}")]
    return [
        Link(home + p.path, p.label, f"g {p.key}", _is_current(home + p.path, home, current_path))
        for p in found
    ]


def _is_current(href: str, home: str, path: str) -> bool:
    return path == href or (href != home and path.startswith((f"{href}/", f"{href}.")))
