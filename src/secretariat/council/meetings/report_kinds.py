"""What a report to another body is made of: the register of its chapters.

A report is a list of chapters, as a meeting is a list of agenda items. The app that owns a noun
registers how its noun is reported; `reports` composes them and knows none by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, TypeVar, runtime_checkable

from secretariat.foundation.config.discovery import load_from_apps
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import body_named
from secretariat.rules.deck import AnySlide
from secretariat.rules.errors import Refused
from secretariat.rules.reading import ReadsOnce
from secretariat.rules.report_choices import Choice
from secretariat.rules.reports import Baseline

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ChapterSnapshot:
    """One chapter: its kind, its title, what the kind needs to know (`options`), and the words that
    the editor adds below what the record gives (`text`, Markdown). `listed_as` is its line in the
    table of contents; empty for none.
    """

    kind: str
    title: str
    options: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    stamp: str = ""
    listed_as: str = ""


@dataclass(frozen=True, slots=True)
class ReportSnapshot(ReadsOnce):
    """The report a chapter is drawn for: whose record, the days it covers (both included), and the
    report before (`baseline`), with which it is compared: its day, or the days it can have had.
    `chapters` are those of the whole report, in order.
    """

    body_slug: str
    ref: str
    from_on: date
    to_on: date
    baseline: Baseline | None = None
    chapters: tuple[ChapterSnapshot, ...] = ()
    read: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def body(self) -> Body:
        """Whose record it is. One query for all chapters."""
        return self.once("body", lambda: body_named(self.body_slug))


class ReportKind(Protocol):
    """A kind of chapter. One with a `place` (0 to 100) says where it stands in a first draft."""

    name: str
    label: str

    def reported(
        self, report: ReportSnapshot, chapter: ChapterSnapshot, at: datetime
    ) -> list[AnySlide]:
        """The slides of a chapter, as the record gives them at an instant."""


@runtime_checkable
class DoubtingKind(Protocol):
    """A kind of chapter that says which of its facts it cannot tell, each with the reason."""

    def doubts(self, report: ReportSnapshot, chapter: ChapterSnapshot, at: datetime) -> list[str]:
        """What the rules cannot give, in sentences."""


@runtime_checkable
class ChoosingKind(Protocol):
    """A kind of chapter whose editor may choose something beside its words: its `options`."""

    def choices(self, body_slug: str, at: datetime) -> tuple[Choice, ...]:
        """What there is to choose, from the record at an instant."""


_kinds: dict[str, ReportKind] = {}


def register(kind: ReportKind) -> ReportKind:
    """Add a kind of chapter. The name is permanent: it is stored with every chapter."""
    _kinds[kind.name] = kind
    return kind


def unregister(name: str) -> None:
    """Take a kind out again (for one defined only in a test)."""
    _kinds.pop(name, None)


def report_kind(name: str) -> ReportKind:
    """The kind of this name. Refuses ("unknown_kind") a name nobody registered."""
    load_from_apps("chapters")
    if name not in _kinds:
        known = ", ".join(sorted(_kinds))
        raise Refused("unknown_kind", f"No kind of chapter is called “{name}”. Known are {known}.")
    return _kinds[name]


def choices_of(name: str, body_slug: str, at: datetime) -> tuple[Choice, ...]:
    """What may be chosen about a chapter of this kind; most have nothing. Refuses
    ("unknown_kind").
    """
    kind = report_kind(name)
    return kind.choices(body_slug, at) if isinstance(kind, ChoosingKind) else ()


def report_kinds() -> list[ReportKind]:
    """Every registered kind, by label."""
    load_from_apps("chapters")
    return sorted(_kinds.values(), key=lambda kind: kind.label)
