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
    is_more: bool = False


PLACES = (
    Place("", "Home", "h"),
    Place("/calendar", "Meetings", "c"),
    Place("/minutes", "Minutes", "m"),
    Place("/decisions", "Decisions", "d"),
    Place("/actions", "Actions", "a"),
    Place("/projects", "Projects", "p"),
    Place("/members", "Members", "s"),
    Place("/talks", "Talks", "k", is_more=True),
    Place("/events", "Events", "v", is_more=True),
    Place("/updates", "Updates", "e", is_more=True),
    Place("/relations", "Relations", "o", is_more=True),
    Place("/consultations", "Consultations", "u", is_more=True),
    Place("/papers", "Papers", "w", is_more=True),
    Place("/glossary", "Glossary", "l", is_more=True),
    Place("/reports", "Reports", "n", is_more=True),
    Place("/elections", "Elections", "i", is_more=True),
    Place("/referrals", "Referrals", "f", is_more=True),
    Place("/notices", "Notices", "t", is_more=True),
    Place("/conduct", "Code of conduct", "q", is_more=True),
    Place("/rules", "Rules", "r", is_more=True),
    Place("/loose-ends", "Loose ends", "x", is_more=True),
    Place("/mail", "Mail", "y", is_more=True),
)
MEMBERS_ONLY = {"/loose-ends"}
OFFICERS_ONLY = {"/mail"}


@dataclass(frozen=True, slots=True)
class Link:
    """A place as a link of one body."""

    href: str
    label: str
    keys: str
    is_current: bool
    is_more: bool = False


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


def links(
    body_slug: str, current_path: str, *, is_member: bool = False, is_officer: bool = False
) -> list[Link]:
    """The header's links for a body, the one that leads to the current page marked; those that
    stand in the menu "More" say so.
    """
    found = [p for p in PLACES if exists(f"/body{p.path}")]
    hidden = (set() if is_member else MEMBERS_ONLY) | (set() if is_officer else OFFICERS_ONLY)
    shown = [p for p in found if p.path not in hidden]
    return [_link(place, f"/{body_slug}", current_path) for place in shown]


def _link(place: Place, home: str, current_path: str) -> Link:
    href = home + place.path
    is_current = _is_current(href, home, current_path)
    return Link(href, place.label, f"g {place.key}", is_current, place.is_more)


def _is_current(href: str, home: str, path: str) -> bool:
    return path == href or (href != home and path.startswith((f"{href}/", f"{href}.")))
