"""The deck of a meeting as a document: a look and a list of slides, without any file format.

`secretariat.rules.deck_pages.paginate` splits what is too long for one slide; `to_plain` and
`from_plain` freeze a deck as JSON and read it back exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from secretariat.rules import plain
from secretariat.rules.changes import Change, changes
from secretariat.rules.runs import Paragraph, Run, Runs, as_runs, words


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Mark(StrEnum):
    """What a coloured cell says; printed with a letter too, so colour is never the only sign."""

    NONE = "none"
    TENTATIVE = "tentative"
    CHANGED = "changed"

    @property
    def letter(self) -> str:
        if self is Mark.NONE:
            return ""
        return "?" if self is Mark.TENTATIVE else "new"


@dataclass(frozen=True, slots=True)
class Look:
    """A body's colours ("#rrggbb") and logo. `logo_type` is its media type: PNG, JPEG or SVG."""

    accent: str = "#0b5cad"
    accent2: str = "#c2185b"
    logo: bytes | None = None
    logo_type: str = ""
    logo_alt: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Which slide of how many, for a list that was split, and the type size all of them share."""

    index: int
    count: int
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """What every slide has. `ref` is the public reference of its agenda item, `number` the item's
    number ("3"), `stamp` where a reused slide comes from, `foot` a line under the content.
    """

    title: str
    number: str = ""
    notes: str = ""
    ref: str = ""
    foot: str = ""
    stamp: str = ""
    part: Part | None = None

    @property
    def number_words(self) -> str:
        return f"{self.number}. " if self.number else ""

    @property
    def part_words(self) -> str:
        return f" {self.part.index}/{self.part.count}" if self.part else ""

    @property
    def heading(self) -> str:
        """The title as printed: "3. Action item review 1/2"."""
        return f"{self.number_words}{self.title}{self.part_words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover(Slide):
    """The first slide, on the accent gradient."""

    subtitle: str = ""
    date_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSlide(Slide):
    """A divider inside the deck, such as the cover of a report shown in the meeting."""

    subtitle: str = ""
    date_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSlide(Slide):
    """Paragraphs, bullets and numbered entries; none at all for an item with a title only."""

    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `weight` is its share of the width, compared with the others."""

    title: str
    align: Align = Align.LEFT
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    runs: Runs = ()
    mark: Mark = Mark.NONE

    @property
    def words(self) -> str:
        return words(self.runs)


Row = tuple[Cell, ...]


MOST_COLUMNS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSlide(Slide):
    """A table with a line before it (`lead`). Each row has exactly one cell per column; more than
    fourteen columns fit no slide.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    lead: Runs = ()

    def __post_init__(self) -> None:
        if len(self.columns) > MOST_COLUMNS:
            raise ValueError(f"table {self.title!r} has more than {MOST_COLUMNS} columns")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(
                f"table {self.title!r} has a row with another number of cells than columns"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionSlide(Slide):
    """The text the body is asked to decide, after an optional lead."""

    text: Runs
    lead: tuple[Paragraph, ...] = ()
    label: str = "RESOLVED"


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One line of the agenda. A part of another item (`is_part`) carries no number of its own."""

    title: str
    number: str = ""
    presenter: str = ""
    minutes: int | None = None
    is_part: bool = False
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaSlide(Slide):
    lines: tuple[AgendaLine, ...] = ()


AnySlide = Cover | SectionSlide | TextSlide | TableSlide | ResolutionSlide | AgendaSlide


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """A whole deck. The cover is a slide like the others, put first by whoever composes it."""

    title: str
    body_name: str
    organization_name: str
    date_words: str
    slides: tuple[AnySlide, ...]
    subtitle: str = ""
    ref: str = ""
    look: Look = field(default_factory=Look)
    language: str = "en"


def cell(content: str | tuple[Run, ...] = "", mark: Mark = Mark.NONE) -> Cell:
    """A cell from a text (its addresses become links) or runs."""
    return Cell(as_runs(content), mark)


def without_notes(deck: Deck) -> Deck:
    """The deck for those who may not read the presenter notes."""
    return replace(deck, slides=tuple(replace(slide, notes="") for slide in deck.slides))


def to_plain(deck: Deck) -> dict[str, Any]:
    """The deck as plain JSON values."""
    result: dict[str, Any] = plain.to_plain(deck)
    return result


def from_plain(value: Any) -> Deck:
    """The deck that `to_plain` wrote; refuses ("unreadable_document") anything else."""
    return plain.from_plain(Deck, value)


def slide_lines(slide: AnySlide) -> tuple[str, ...]:
    """Every line of text the slide shows below its heading, in reading order, without style."""
    lines: list[str] = []
    match slide:
        case Cover() | SectionSlide():
            lines = [slide.subtitle, slide.date_words]
        case TextSlide():
            lines = [_labelled(entry) for entry in slide.paragraphs]
        case TableSlide():
            lines = [words(slide.lead), " | ".join(column.title for column in slide.columns)]
            lines += [" | ".join(_marked(entry) for entry in row) for row in slide.rows]
        case ResolutionSlide():
            lines = [*map(_labelled, slide.lead), f"{slide.label}: {words(slide.text)}"]
        case AgendaSlide():
            lines = [agenda_words(line) for line in slide.lines]
    return tuple(line for line in (*lines, slide.stamp, slide.foot) if line)


def agenda_words(line: AgendaLine) -> str:
    """An agenda line as one text: "4. New mentor (Ann Lee, 10 min)"."""
    behind = agenda_details(line)
    start = f"{line.number}. " if line.number else ""
    return f"{start}{line.title}" + (f" ({behind})" if behind else "")


def agenda_details(line: AgendaLine) -> str:
    """Presenter and time of an agenda line: "Ann Lee, 10 min"."""
    return ", ".join(detail for detail in (line.presenter, agenda_minutes(line)) if detail)


def agenda_minutes(line: AgendaLine) -> str:
    return f"{line.minutes} min" if line.minutes else ""


def difference(before: Deck, after: Deck) -> tuple[Change, ...]:
    """What `after` says otherwise than `before`, slide by slide, matched by their headings."""
    return changes(_places(before), _places(after))


def _places(deck: Deck) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (f"Slide “{slide.heading}”", (slide.heading, *slide_lines(slide))) for slide in deck.slides
    ]


def _labelled(entry: Paragraph) -> str:
    return f"{entry.label} {entry.words}" if entry.label else entry.words


def _marked(entry: Cell) -> str:
    return f"{entry.words} [{entry.mark.letter}]" if entry.mark.letter else entry.words
