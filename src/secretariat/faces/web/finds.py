"""What search found, as the page shows it: by kind, the best kind first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from secretariat.foundation.records.queries import Find

# kind of a findable thing -> heading and drawing; others are shown under their own word
KINDS = {
    "action": ("Actions", "flag"),
    "agenda item": ("Agenda items", "list"),
    "area of focus": ("Areas of focus", "flag"),
    "benefit": ("Benefits of projects", "slides"),
    "body": ("Bodies", "seat"),
    "consultation": ("Consultations and statements", "clock"),
    "definition": ("Definitions", "document"),
    "event": ("Events", "calendar"),
    "expectation": ("Expectations of projects", "slides"),
    "meeting": ("Meetings", "calendar"),
    "minutes": ("Minutes", "document"),
    "motion": ("Motions and decisions", "gavel"),
    "notes": ("Notes of meetings", "edit"),
    "notice": ("Notices", "document"),
    "paper": ("Papers", "document"),
    "person": ("People", "person"),
    "project": ("Projects", "slides"),
    "referral": ("Referrals", "right"),
    "relation": ("Relations", "link"),
    "report": ("Reports", "document"),
    "rules": ("Rule books", "key"),
    "seat": ("Seats", "seat"),
    "talk": ("Talks", "slides"),
    "update": ("Updates of other bodies", "edit"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """The finds of one kind, in the order of search."""

    heading: str
    icon: str
    finds: tuple[Find, ...]


def groups(finds: Iterable[Find]) -> list[Group]:
    """The finds by kind; the kind of the best find comes first."""
    by_kind: dict[str, list[Find]] = {}
    for find in finds:
        by_kind.setdefault(find.kind, []).append(find)
    return [_group(kind, found) for kind, found in by_kind.items()]


def _group(kind: str, found: list[Find]) -> Group:
    heading, icon = KINDS.get(kind, (kind.capitalize(), "document"))
    return Group(heading, icon, tuple(found))
