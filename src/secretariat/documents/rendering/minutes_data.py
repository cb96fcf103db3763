"""Minutes, agendas and lists as plain drawing instructions for the PDF template."""

from __future__ import annotations

from typing import Any

from secretariat.documents.rendering.deck_data import look_data, runs_data
from secretariat.documents.rendering.list_files import ListFile, filled_columns
from secretariat.documents.rendering.look import MARK_FILL
from secretariat.documents.rendering.words import softened, tidy
from secretariat.rules import deck_layout as layout
from secretariat.rules.agenda_document import AgendaDocument
from secretariat.rules.deck import agenda_details
from secretariat.rules.measure import longest_word, text_width
from secretariat.rules.minutes import (
    Attendance,
    Attendee,
    Minutes,
    MinutesState,
    NumberedLine,
    Signature,
    Table,
    numbered,
)
from secretariat.rules.runs import DOT, Paragraph, Runs, linked, paragraph, plain, words

Data = dict[str, Any]

TEXT_WIDTH = 459
"""A4 less the margins, in points."""
ACROSS_WIDTH = 706
SIZE, TABLE_SIZE = 10.5, 8.5
ROOMY = 600
"""A text of this width or more, in points, counts as long when columns share the page."""
STATE_WORDS = {
    MinutesState.DRAFT: "DRAFT",
    MinutesState.RELEASED: "RELEASED FOR COMMENT",
    MinutesState.APPROVED: "APPROVED",
}


def minutes_data(minutes: Minutes) -> Data:
    """The whole minutes for the template."""
    return {
        "document_title": f"{minutes.title}, {minutes.date_words}",
        "title": _flowing(plain(minutes.title), 22),
        "author": minutes.organization_name,
        "language": minutes.language,
        "over": " · ".join(filter(None, (minutes.organization_name, minutes.body_name))),
        "when": when_words(minutes),
        "across": False,
        "state": minutes.state.value,
        "state_words": state_words(minutes),
        "foot_line": f"Minutes · {minutes.date_words} · {state_words(minutes).lower()}",
        "lead": [_paragraph(Paragraph(line)) for line in minutes.lead],
        "sections": [
            {
                "number": entry.section.number,
                "title": _flowing(plain(entry.section.title), 13),
                "details": "",
                "lines": [_line(line) for line in entry.lines],
            }
            for entry in numbered(minutes)
        ],
        "closing": [_flowing(line) for line in minutes.closing],
        "signature": _signature(minutes.signature) if minutes.signature else None,
        "errata": [
            {"date": _soft(erratum.date_words, SIZE), "runs": _flowing(erratum.text)}
            for erratum in minutes.errata
        ],
        **look_data(minutes.look, minutes.organization_name),
    }


def state_words(minutes: Minutes) -> str:
    """The state in capitals, with those for whom the edition is where it is not for everyone."""
    words = STATE_WORDS[minutes.state]
    return f"{words} · FOR {minutes.edition.upper()}" if minutes.edition else words


def _signature(signature: Signature) -> Data:
    return {
        "words": _soft(signature.words, SIZE, TEXT_WIDTH - 20),
        "digest": _soft(signature.digest, SIZE, TEXT_WIDTH - 140),
    }


def agenda_data(agenda: AgendaDocument) -> Data:
    """An agenda for the same template: entries as sections, the presenter beside the title."""
    state = agenda.state_words.upper()
    foot_line = " · ".join(filter(None, ("Agenda", agenda.date_words, agenda.state_words)))
    return {
        "document_title": f"{agenda.title}, {agenda.date_words}",
        "title": _flowing(plain(agenda.title), 22),
        "author": agenda.organization_name,
        "language": agenda.language,
        "over": " · ".join(filter(None, (agenda.organization_name, agenda.body_name))),
        "when": when_words(agenda),
        "across": False,
        "state": "agenda",
        "state_words": state,
        "foot_line": foot_line,
        "lead": [_paragraph(entry) for entry in agenda.lead],
        "sections": [
            {
                "number": entry.line.number,
                "title": _flowing(plain(entry.line.title), 13),
                "details": agenda_details(entry.line),
                "lines": [_paragraph(paragraph) for paragraph in entry.paragraphs],
            }
            for entry in agenda.entries
        ],
        "closing": [_flowing(plain(agenda.foot))] if agenda.foot else [],
        "signature": None,
        "errata": [],
        **look_data(agenda.look, agenda.organization_name),
    }


def list_data(file: ListFile) -> Data:
    """A list for the same template: one table, the page turned."""
    file = filled_columns(file)
    return {
        "document_title": file.title,
        "title": _flowing(plain(file.title), 22),
        "author": "",
        "language": "en",
        "over": "",
        "when": file.about,
        "across": True,
        "state": "list",
        "state_words": "",
        "foot_line": file.title,
        "lead": [_list_table(file)] if file.rows else [_paragraph(paragraph("Nothing is listed."))],
        "sections": [],
        "closing": [],
        "signature": None,
        "errata": [],
        **look_data(file.look, file.title),
    }


def _list_table(file: ListFile) -> Data:
    """The table of a list: room for every column's longest word, the rest by how long its texts
    are.
    """
    columns = list(zip(*file.rows, strict=True))
    longest = [
        min(max(longest_word(plain(text), TABLE_SIZE) for text in (title, *texts)), ROOMY / 5) + 10
        for title, texts in zip(file.titles, columns, strict=True)
    ]
    lengths = [min(text_width(max(texts, key=len), TABLE_SIZE), ROOMY) for texts in columns]
    left = max(ACROSS_WIDTH - sum(longest), 0) / max(sum(lengths), 1)
    widths = [word + text * left for word, text in zip(longest, lengths, strict=True)]
    return {
        "kind": "table",
        "caption": "",
        "widths": widths,
        "aligns": ["left"] * len(widths),
        "head": [
            _flowing(plain(title), TABLE_SIZE, width - 8)
            for title, width in zip(file.titles, widths, strict=True)
        ],
        "rows": [
            [
                {"runs": _flowing(linked(text), TABLE_SIZE, width - 8), "fill": ""}
                for text, width in zip(row, widths, strict=True)
            ]
            for row in file.rows
        ],
    }


def _paragraph(entry: Paragraph) -> Data:
    label = entry.label if entry.label.strip() else ""
    return {
        "kind": "line",
        "number": "" if label == DOT else label,
        "is_plain": not label,
        "depth": entry.level,
        "runs": _flowing(entry.runs, width=TEXT_WIDTH - 40 * (entry.level + 1)),
    }


def when_words(minutes: Minutes | AgendaDocument) -> str:
    """Date, time and zone in one line."""
    return ", ".join(filter(None, (minutes.date_words, minutes.time_words, minutes.zone_words)))


def _flowing(runs: Runs, size: float = SIZE, width: float = TEXT_WIDTH) -> list[Data]:
    return runs_data(softened(tidy(runs), width, size))


def _line(line: NumberedLine) -> Data:
    match line.block:
        case Attendance(people=people, foot=foot):
            written = [_person(person) for person in people]
            return {"kind": "attendance", "people": written, "foot": _soft(foot, SIZE)}
        case Table():
            return _table(line.block)
    return {
        "kind": "line",
        "number": line.number,
        "is_plain": False,
        "depth": line.depth,
        "runs": _flowing(line.runs, width=TEXT_WIDTH - 40 * (line.depth + 1)),
    }


def _person(person: Attendee) -> Data:
    return {
        "name": _soft(person.name, SIZE),
        "inside": _soft(", ".join(filter(None, (person.organization, person.office))), SIZE),
        "is_voting": person.is_voting,
        "notes": _soft(", ".join(person.notes), SIZE),
    }


def _soft(text: str, size: float, width: float = TEXT_WIDTH / 2 - 40) -> str:
    """A text on its own with places to break in words wider than a column."""
    return words(softened(plain(text), width, size))


def _table(table: Table) -> Data:
    texts = [
        [layout.head_runs(column), *(layout.shown(row[index]) for row in table.rows)]
        for index, column in enumerate(table.columns)
    ]
    needs = [
        min(max(longest_word(text, TABLE_SIZE) for text in column) + 8, TEXT_WIDTH / 2)
        for column in texts
    ]
    return {
        "kind": "table",
        "caption": _soft(table.caption, SIZE, TEXT_WIDTH),
        "widths": needs,
        "aligns": [column.align for column in table.columns],
        "head": [
            _flowing(column[0], TABLE_SIZE, need) for column, need in zip(texts, needs, strict=True)
        ],
        "rows": [
            [
                {
                    "runs": _flowing(layout.shown(cell), TABLE_SIZE, need - 8),
                    "fill": MARK_FILL.get(cell.mark, ""),
                }
                for cell, need in zip(row, needs, strict=True)
            ]
            for row in table.rows
        ],
    }
