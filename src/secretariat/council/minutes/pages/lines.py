"""The lines of the minutes on a page, each with what its reader may do to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from secretariat.council.minutes.queries import ACTIONS, line_key
from secretariat.rules.minutes import Attendance, NumberedLine, Section, Text, numbered
from secretariat.rules.minutes import Minutes as Document


@dataclass(frozen=True, slots=True)
class Reader:
    """What the reader of an edition may do. Corrections are proposed under `base`; `rooms` are the
    slugs of the items by reference, for those who write notes.
    """

    base: str
    meeting_ref: str = ""
    may_correct: bool = False
    may_say_who: bool = False
    may_write: bool = False
    may_keep_roll: bool = False
    rooms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of the minutes with where to propose a correction and, for writers, to change it."""

    line: NumberedLine
    correct_url: str = ""
    edit_url: str = ""


@dataclass(frozen=True, slots=True)
class PageSection:
    """One section of the minutes with its lines, and where to say what is missing there; for
    writers, where to note it down.
    """

    section: Section
    lines: tuple[PageLine, ...]
    missing_url: str = ""
    is_writer: bool = False


def sections_for(reader: Reader, document: Document) -> list[PageSection]:
    """The sections of an edition as this reader sees them."""
    return [
        PageSection(
            entry.section,
            tuple(_page_line(reader, line, index) for index, line in enumerate(entry.lines)),
            _missing_url(reader, entry.section),
            is_writer=reader.may_write and entry.section.ref in reader.rooms,
        )
        for entry in numbered(document)
    ]


def _page_line(reader: Reader, line: NumberedLine, index: int) -> PageLine:
    if isinstance(line.block, Attendance):
        add = f"/{reader.meeting_ref}/roll-call/add?{urlencode({'next': reader.base})}"
        return PageLine(
            line,
            f"{reader.base}/presence" if reader.may_say_who else "",
            add if reader.may_keep_roll else "",
        )
    correct = f"{reader.base}/correct?{urlencode({'line': line_key(line, index)})}"
    is_open = reader.may_correct and bool(line.runs)
    return PageLine(line, correct if is_open else "", _edit_url(line) if reader.may_write else "")


def _missing_url(reader: Reader, section: Section) -> str:
    """Where to say what is missing under a heading; for writers, where to note it down."""
    if reader.may_write and section.ref in reader.rooms:
        query = urlencode({"item": reader.rooms[section.ref], "focus": "note"})
        return f"/{reader.meeting_ref}/room?{query}"
    if not reader.may_correct or not (section.ref or section.blocks):
        return ""
    under = section.ref.rpartition("/")[2] or ACTIONS
    return f"{reader.base}/missing?{urlencode({'under': under})}"


def missing_action_url(reader: Reader, document: Document) -> str:
    """Where to say that an action is missing, in minutes that list none."""
    has_list = any(section.blocks and not section.ref for section in document.sections)
    is_offered = reader.may_correct and not has_list
    return f"{reader.base}/missing?{urlencode({'under': ACTIONS})}" if is_offered else ""


def _edit_url(line: NumberedLine) -> str:
    if not isinstance(line.block, Text):
        return ""
    return f"/{line.block.ref}/notes/{line.block.key.rpartition('-')[2]}"
