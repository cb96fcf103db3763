"""The minutes of a meeting as a document: sections of facts and text, without any file format.

Fact blocks (`Fact`, `Attendance`, `Actions`, `Table`) follow the record until the minutes are
approved and are found again by `key`; `Text` blocks belong to the secretary and stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from secretariat.rules import plain
from secretariat.rules.changes import Change, changes
from secretariat.rules.deck import Column, Look, Row
from secretariat.rules.runs import Run, Runs, linked, words

DEEPEST = 2
CLOSE = "Close"
"""What `difference` calls the place of the closing words."""


class MinutesState(StrEnum):
    DRAFT = "draft"
    RELEASED = "released"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A paragraph the secretary wrote. `depth` 0 to 2 nests it: 5.1, 5.1.1, 5.1.1.1. One that
    tells what was decided without a motion says so.
    """

    runs: Runs
    depth: int = 0
    key: str = ""
    ref: str = ""
    is_decision: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A statement from the record. `kind` names what it states ("quorum", "notice", "motion",
    "approval", "adjournment"); lines after the first explain it and are nested under it.

    With a `number` ("3a") it is the heading of a part of its item: it bears that number, and what
    follows it is counted under it.
    """

    kind: str
    key: str
    lines: tuple[Runs, ...]
    ref: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """One person of the roll call. `notes` are words: "arrived 07:10", "for Ann Lee"."""

    name: str
    organization: str = ""
    office: str = ""
    is_voting: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """The roll call, in the order it is printed. `foot` explains the voting mark."""

    key: str
    people: tuple[Attendee, ...]
    foot: str = "* voting"
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """One action item as the minutes print it: `[owners] text [STATE]`. `due` is in words; what was
    `said` of it in the meeting stands below, a line each.
    """

    owners: str
    text: Runs
    state: str = ""
    due: str = ""
    ref: str = ""
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """A list of action items under one heading of words (empty for none)."""

    key: str
    lines: tuple[ActionLine, ...]
    heading: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table from the record, such as the project table as of the meeting."""

    key: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    ref: str = ""


Block = Fact | Attendance | Actions | Table | Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One agenda item of the minutes. Without a number its lines are not numbered either."""

    title: str
    number: str = ""
    blocks: tuple[Block, ...] = ()
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """How the minutes became final; `motion_ref` names the motion, `digest` the chain's head."""

    words: str
    motion_ref: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """A dated correction after approval; the text above it stays as it was approved."""

    date_words: str
    text: Runs
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The minutes of one meeting. `zone_words` names the zone of every time in it; `lead` says what
    was out of the ordinary about the meeting: moved, extra, joint. `edition` names those for whom
    it is, where it is not for everyone.
    """

    title: str
    body_name: str
    organization_name: str
    date_words: str
    state: MinutesState
    sections: tuple[Section, ...]
    time_words: str = ""
    zone_words: str = ""
    ref: str = ""
    lead: tuple[Runs, ...] = ()
    closing: tuple[Runs, ...] = ()
    signature: Signature | None = None
    errata: tuple[Erratum, ...] = ()
    edition: str = ""
    look: Look = field(default_factory=Look)
    language: str = "en"


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line of a section with its number ("5.1.1", empty in a section without one) and its block.

    An attendance list or table has one line without number or runs; the block says what to print.
    """

    number: str
    depth: int
    runs: Runs
    block: Block


@dataclass(frozen=True, slots=True)
class NumberedSection:
    section: Section
    lines: tuple[NumberedLine, ...]


def numbered(minutes: Minutes) -> tuple[NumberedSection, ...]:
    """The sections with every line numbered: 4.1, 5.1.1; in a part of an item 3a.1. A line never
    nests more than one deeper than the line before it, whatever its depth says.
    """
    return tuple(
        NumberedSection(section, tuple(_numbered_lines(section))) for section in minutes.sections
    )


def _numbered_lines(section: Section) -> Iterator[NumberedLine]:
    counts: list[int] = []
    head = section.number
    for depth, runs, block in _lines(section):
        if isinstance(block, Attendance | Table):
            yield NumberedLine("", 0, (), block)
            continue
        if isinstance(block, Fact) and block.number:
            head, counts = block.number, []
            yield NumberedLine(head, 0, runs, block)
            continue
        level = max(0, min(depth, len(counts), DEEPEST))
        counts = [*counts[: level + 1], *([0] if level == len(counts) else [])]
        counts[level] += 1
        number = ".".join([head, *map(str, counts)]) if head else ""
        yield NumberedLine(number, level, runs, block)


def _lines(section: Section) -> Iterator[tuple[int, Runs, Block]]:
    for block in section.blocks:
        match block:
            case Text():
                yield block.depth, _text_runs(block), block
            case Fact():
                for index, line in enumerate(block.lines):
                    yield min(index, 1), line, block
            case Actions():
                if block.heading:
                    yield 0, (Run(block.heading),), block
                depth = 1 if block.heading else 0
                for action in block.lines:
                    yield depth, action_runs(action), block
                    for words in action.said:
                        yield depth + 1, linked(words), block
            case Attendance() | Table():
                yield 0, (), block


def _text_runs(block: Text) -> Runs:
    mark = (Run("Decided: ", is_bold=True),) if block.is_decision else ()
    return (*mark, *block.runs)


def action_runs(line: ActionLine) -> Runs:
    """The action as it is printed: owners and state in brackets, the due date in words."""
    due = (Run(f" (due {line.due})"),) if line.due else ()
    state = (Run(f" [{line.state.upper()}]", is_bold=True),) if line.state else ()
    return (Run(f"[{line.owners or 'nobody yet'}] ", is_bold=True), *line.text, *due, *state)


def attendee_words(person: Attendee) -> str:
    """The person as the roll call prints them: "Ann Lee (Arm, Chair)*, arrived 07:10"."""
    inside = ", ".join(part for part in (person.organization, person.office) if part)
    name = f"{person.name} ({inside})" if inside else person.name
    return ", ".join([name + ("*" if person.is_voting else ""), *person.notes])


def to_plain(minutes: Minutes) -> dict[str, Any]:
    """The minutes as plain JSON values."""
    result: dict[str, Any] = plain.to_plain(minutes)
    return result


def from_plain(value: Any) -> Minutes:
    """The minutes that `to_plain` wrote; refuses ("unreadable_document") anything else."""
    return plain.from_plain(Minutes, value)


def block_to_plain(block: Block) -> dict[str, Any]:
    """One block as plain JSON values, to be kept on its own."""
    result: dict[str, Any] = plain.to_plain(block)
    return result


def block_from_plain(value: Any) -> Block:
    """The block that `block_to_plain` wrote; refuses ("unreadable_document") anything else."""
    return plain.from_plain(_AnyBlock, {"type": "_AnyBlock", "block": value}).block


@dataclass(frozen=True, slots=True)
class _AnyBlock:
    block: Block


def line_words(line: NumberedLine) -> tuple[str, ...]:
    """Everything a numbered line prints, as text: one entry, or one per person or table row."""
    match line.block:
        case Attendance(people=people):
            return tuple(attendee_words(person) for person in people)
        case Table(columns=columns, rows=rows):
            head = " | ".join(column.title for column in columns)
            return (head, *(" | ".join(entry.words for entry in row) for row in rows))
    return (f"{line.number} {words(line.runs)}".strip(),)


def difference(before: Minutes, after: Minutes) -> tuple[Change, ...]:
    """What `after` says otherwise than `before`, section by section."""
    return changes(_places(before), _places(after))


def _places(minutes: Minutes) -> list[tuple[str, list[str]]]:
    head = [minutes.title, minutes.date_words, minutes.time_words, minutes.zone_words]
    places = [("Head", [*head, *(words(line) for line in minutes.lead)])]
    for entry in numbered(minutes):
        title = f"{entry.section.number}. {entry.section.title}".removeprefix(". ")
        lines = [text for line in entry.lines for text in line_words(line)]
        places.append((f"Section “{title}”", [title, *lines]))
    places.append((CLOSE, [words(line) for line in minutes.closing]))
    return places
