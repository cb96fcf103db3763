"""The joint of the house: what an agenda kind is, and the register of kinds.

A kind of business is one file, `kinds.py`, in the app that owns the business. It registers an
object with the five functions below; agenda, deck, room and minutes ask for them and know no kind
by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from secretariat.foundation.config.discovery import load_from_apps
from secretariat.rules.deck import AnySlide
from secretariat.rules.errors import Refused
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Block
from secretariat.rules.visibility import Actor, Audience


@dataclass(frozen=True, slots=True)
class Proposal:
    """Business that a kind would put on an agenda, and why. `source_ref` keeps it from being
    proposed twice.

    `place` orders the standing business: 0 opens a meeting, 50 is where topics stand, 100 closes
    it. `part_of_kind` makes it a part of the item of that kind, without a number of its own.
    """

    kind: str
    title: str
    reason: str
    minutes: int = 0
    source_ref: str = ""
    place: int = 50
    part_of_kind: str = ""
    text: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    audience: Audience = Audience.PUBLIC


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that may be done to an item in the room: a button that posts `fields` to `url`."""

    label: str
    url: str
    fields: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    hint: str = ""
    is_primary: bool = False


@dataclass(frozen=True, slots=True)
class OfferedMotion:
    """A motion that is ready to be moved under an item: its words, the kind of decision, and the
    references of what it decides about.
    """

    text: str
    decision_kind: str = ""
    about_refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """What a kind offers in the room: a panel of its own (template and values) and buttons.

    `left` says in sentences what was not dealt with yet and what becomes of it: "6 actions not
    reviewed: they stay as they are."; the room names it before the item is settled. `has_record`
    says that something of the kind's own was recorded in this meeting, such as an action reviewed:
    an item that was only looked at counts as not reached. `motion` can be moved by one key as it
    stands; a kind offers it only while nothing more has to be chosen or said.
    """

    template: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    offers: tuple[Offer, ...] = ()
    left: tuple[str, ...] = ()
    has_record: bool = False
    motion: OfferedMotion | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an item, or a motion under it, ended. `about_refs` are what a motion decided about."""

    state: str
    words: str = ""
    motion_ref: str = ""
    about_refs: tuple[str, ...] = ()


class AgendaKind(Protocol):
    """A kind of business. Each function gets the meeting's snapshot and an instant, never the
    present.
    """

    name: str
    label: str

    def proposed(self, meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
        """What this kind would put on the agenda, each with its reason and minutes."""

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        """Its slides."""

    def minuted(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Block]:
        """Its blocks of the minutes: facts of its own, and the notes under the item."""

    def offered(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> Offered:
        """What may be done to it in the room."""

    def settled(
        self,
        actor: Actor,
        meeting: MeetingSnapshot,
        item: ItemSnapshot,
        outcome: Outcome,
        at: datetime,
    ) -> None:
        """What follows from an outcome; runs in the transaction that closes the item or motion."""


_kinds: dict[str, AgendaKind] = {}
_defaults: list[str] = []
_deciding: dict[str, Callable[[ItemSnapshot], bool]] = {}


def register(kind: AgendaKind, *, is_default: bool = False) -> AgendaKind:
    """Add a kind of business. The name is permanent: it is stored with every item.

    One kind is the default: what an item is that nobody gave another kind.
    """
    _kinds[kind.name] = kind
    if is_default:
        _defaults[:] = [kind.name]
    return kind


def default_kind() -> str:
    """The name of the kind of plain business."""
    load_from_apps("kinds")
    return _defaults[0]


def unregister(name: str) -> None:
    """Take a kind out again (for a kind defined only in a test)."""
    _kinds.pop(name, None)


def kind_named(name: str) -> AgendaKind:
    """The kind of this name. Refuses ("unknown_kind") a name nobody registered."""
    load_from_apps("kinds")
    if name not in _kinds:
        raise Refused(
            "unknown_kind",
            f"No kind of business is called “{name}”. Known are {', '.join(sorted(_kinds))}.",
        )
    return _kinds[name]


def offered_under(meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> Offered:
    """What the item's kind offers in the room, asked once for all parts of a page."""
    readers = ", ".join(sorted(meeting.audiences))
    what = f"offered under {item.slug} to {readers} at {at.isoformat()}"
    return meeting.once(what, lambda: kind_named(item.kind).offered(meeting, item, at))


def all_kinds() -> list[AgendaKind]:
    """Every registered kind, by label."""
    load_from_apps("kinds")
    return sorted(_kinds.values(), key=lambda kind: kind.label)


def needs_quorum_if(name: str, decides: Callable[[ItemSnapshot], bool]) -> None:
    """Say which items an app decides under, so that they need a quorum."""
    _deciding[name] = decides


def needs_quorum(item: ItemSnapshot) -> bool:
    """Whether something is to be decided under this item. No query."""
    load_from_apps("kinds")
    return any(decides(item) for decides in _deciding.values())
