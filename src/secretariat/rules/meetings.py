"""A meeting as the law and the documents see it: plain values, already reduced to what one reader
may see.

Agenda kinds, deck and minutes are computed from this snapshot and an instant, never from the
present.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from secretariat.rules.coming import CheckedIn, Said
from secretariat.rules.deck import Look
from secretariat.rules.departures import Departures, Move
from secretariat.rules.quorum import Stretch
from secretariat.rules.reading import ReadsOnce
from secretariat.rules.rulebook import RuleBook
from secretariat.rules.seats import Person, Proxy, Roster
from secretariat.rules.times import hour_words
from secretariat.rules.visibility import Audience

T = TypeVar("T")


def known_until(now: datetime, adjourned_at: datetime | None) -> datetime:
    """The instant up to which agenda and slides know the record: now, and after the meeting its
    end, so that nothing later is put before those who were there.
    """
    return now if adjourned_at is None else min(now, adjourned_at)


@dataclass(frozen=True, slots=True)
class BodySnapshot:
    """The body that meets. `vocabulary` holds its own words, e.g. liaison: "project mentor"."""

    slug: str
    name: str
    short_name: str
    organization: str
    zone: str
    mission: str = ""
    vocabulary: Mapping[str, str] = field(default_factory=dict)
    look: Look = field(default_factory=Look)

    def word(self, word: str) -> str:
        """The body's own word for one of ours, or ours."""
        return self.vocabulary.get(word, word)


@dataclass(frozen=True, slots=True)
class NoticeSnapshot:
    """The version of a standing notice that applies on the day; `read_at` once it was read out."""

    slug: str
    version: int
    title: str
    text: str
    source_words: str = ""
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AttendeeSnapshot:
    """One line of the roll call. `stretches` are (arrived, left or None) in order; `leaves_at` is
    when somebody who is there announced to leave.
    """

    person: str
    name: str
    organization: str = ""
    note: str = ""
    is_first_time: bool = False
    stretches: tuple[tuple[datetime, datetime | None], ...] = ()
    revision: int = 1
    leaves_at: datetime | None = None
    is_introduced: bool = False

    @property
    def left_at(self) -> datetime | None:
        """When the person left for good; None for somebody who is still there."""
        return self.stretches[-1][1] if self.stretches else None

    def is_present(self, at: datetime) -> bool:
        """Whether the person is there at an instant."""
        return any(
            arrived <= at and (left is None or at < left) for arrived, left in self.stretches
        )


@dataclass(frozen=True, slots=True)
class NoteSnapshot:
    """One paragraph under an item: a text block of the minutes."""

    key: str
    text: str
    depth: int = 0
    kind: str = "note"
    sequence: int = 0
    revision: int = 1
    audience: str = "public"


@dataclass(frozen=True, slots=True)
class LinkSnapshot:
    """A link or file shown with an item. `slug` names it within the item."""

    title: str
    url: str
    slug: str = ""
    audience: str = "public"


@dataclass(frozen=True, slots=True)
class ItemSnapshot:
    """One agenda item. `number` is printed ("4"; empty for a part), `label` is in the reference
    ("5a").
    """

    ref: str
    slug: str
    kind: str
    title: str
    number: str = ""
    label: str = ""
    part_of: str = ""
    presenters: tuple[str, ...] = ()
    presenter_people: tuple[str, ...] = ()
    minutes: int = 0
    text: str = ""
    speaker_notes: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    source_ref: str = ""
    state: str = "open"
    outcome: str = ""
    notes: tuple[NoteSnapshot, ...] = ()
    links: tuple[LinkSnapshot, ...] = ()
    revision: int = 1
    audience: str = "public"
    proposed_by: str = ""
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    parked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HeldSnapshot:
    """An item that was taken up among fewer people than the reader belongs to: nothing of it but
    its number and for whom it was. `after` is the item before it that the reader sees, `part_of`
    the one it is part of, if the reader sees that.
    """

    number: str
    audience: Audience
    after: str = ""
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class PresidingSnapshot:
    """A stretch in which somebody else presides, since `instead_of` is recused; `item` is the slug
    of the item it is for, `about` the motion.
    """

    person: str
    name: str
    instead_of: str = ""
    instead_of_name: str = ""
    item: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class PartySnapshot:
    """Another body of a joint meeting, with its own roster, law and proxies of the day."""

    body: BodySnapshot
    roster: Roster
    rule_book: RuleBook
    proxies: tuple[Proxy, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingSnapshot(ReadsOnce):
    """One meeting on one day: its plan, its items in order, its roll call and the law of that day.

    `chair` presides on the day, `secretary` records it (`…_person` are their handles); `offices`
    are the body's offices by person, in words ("Chair"). `joint_with` are the other bodies of a
    joint meeting, `presiding` is who has taken over the chair; `parties` counts it for each.
    `audiences` are those the reader belongs to for whom the snapshot is made; `held` stands for
    items that are for others. What people `said` of coming, and who `checked_in` and waits to be
    confirmed, stays with the members and counts until the end. `read` keeps what is read for the
    meeting beside it, so that several documents of one reading read it once.
    """

    ref: str
    slug: str
    body: BodySnapshot
    kind: str
    state: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    roster: Roster
    rule_book: RuleBook
    title: str = ""
    chair: str = ""
    chair_person: str = ""
    secretary: str = ""
    secretary_person: str = ""
    offices: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    passcode: str = ""
    recording_url: str = ""
    published_at: datetime | None = None
    called_at: datetime | None = None
    adjourned_at: datetime | None = None
    current: str = ""
    cancelled_reason: str = ""
    items: tuple[ItemSnapshot, ...] = ()
    attendees: tuple[AttendeeSnapshot, ...] = ()
    proxies: tuple[Proxy, ...] = ()
    presiding: PresidingSnapshot | None = None
    notices: tuple[NoticeSnapshot, ...] = ()
    next_meeting_at: datetime | None = None
    occasion: str = ""
    moves: tuple[Move, ...] = ()
    joint_with: tuple[PartySnapshot, ...] = ()
    audiences: frozenset[Audience] = frozenset({Audience.PUBLIC})
    held: tuple[HeldSnapshot, ...] = ()
    said: tuple[Said, ...] = ()
    checked_in: tuple[CheckedIn, ...] = ()
    has_turns: bool = False
    read: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def about(self, kind: str, read: Callable[[Sequence[str]], Mapping[str, T]]) -> Mapping[str, T]:
        """What the items of a kind are about, by reference; `read` is asked once for them all."""
        refs = [each.source_ref for each in self.items if each.kind == kind]
        return self.once(f"{kind}: {', '.join(refs)}", lambda: read(refs))

    @property
    def on(self) -> date:
        """The day of the meeting in its own zone."""
        return self.starts_at.astimezone(ZoneInfo(self.zone)).date()

    @property
    def parties(self) -> tuple[MeetingSnapshot, ...]:
        """The meeting as each of its bodies counts it, by its own roster, rule book and proxies;
        the convening body first. The record is the same in all.
        """
        return (self, *(self._counted_by(party) for party in self.joint_with))

    def party(self, body_slug: str) -> MeetingSnapshot:
        """The meeting as this body counts it; as the convening one does for any other body."""
        named = (each for each in self.parties if each.body.slug == body_slug)
        return next(named, self)

    def _counted_by(self, party: PartySnapshot) -> MeetingSnapshot:
        return replace(
            self,
            body=party.body,
            roster=party.roster,
            rule_book=party.rule_book,
            proxies=party.proxies,
            joint_with=(),
        )

    @property
    def body_names(self) -> tuple[str, ...]:
        """The names of all bodies that hold the meeting, the convening one first."""
        return tuple(each.body.name for each in self.parties)

    @property
    def departures(self) -> Departures:
        """What is out of the ordinary about it: moved, cancelled, extra, joint."""
        return Departures(
            starts_at=self.starts_at,
            zone=self.zone,
            kind=self.kind,
            occasion=self.occasion,
            cancelled_reason=self.cancelled_reason,
            moves=self.moves,
            bodies=self.body_names,
        )

    def item(self, slug: str) -> ItemSnapshot:
        """The item of this slug."""
        return next(item for item in self.items if item.slug == slug)

    def parts_of(self, slug: str) -> tuple[ItemSnapshot, ...]:
        """The parts of an item, in order."""
        return tuple(item for item in self.items if item.part_of == slug)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Everybody's stays, as the quorum rules take them."""
        return tuple(
            Stretch(Person(who.person, who.name), arrived, left)
            for who in self.attendees
            for arrived, left in who.stretches
        )

    @property
    def leaving(self) -> dict[str, datetime]:
        """When those who announced it will leave, by handle."""
        return {each.person: each.leaves_at for each in self.attendees if each.leaves_at}

    def clock(self, at: datetime) -> str:
        """The time of an instant on the meeting's own clock: "07:05"."""
        return hour_words(at, self.zone)

    def local(self, at: datetime) -> datetime:
        """An instant in the meeting's own zone."""
        return at.astimezone(ZoneInfo(self.zone))
