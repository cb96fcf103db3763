"""Reading a CSV file as people save it: comma, semicolon or tab, with or without a byte-order mark.

Every cell keeps the line it stands on, so that an error can name it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from secretariat.rules.errors import Refused

MAX_BYTES = 2 * 1024 * 1024
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# A spreadsheet takes a cell that begins so for a formula; the writer puts an apostrophe before it.
_FORMULA = ("'=", "'+", "'-", "'@")


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row: the line it begins on, and its cells by column in small letters."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A table with its columns in the order of the file."""

    columns: tuple[str, ...]
    rows: tuple[CsvRow, ...]


def read_csv(content: bytes) -> CsvTable:
    """The table in a file. Empty rows are left out.

    Refuses ("empty_file", "file_too_large"), ("wrong_file") a workbook or another binary file,
    ("unknown_encoding"), ("no_table") a file without a header, ("ragged_row") with its line.
    """
    text = text_of(content)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    columns: tuple[str, ...] = ()
    rows = []
    line = 1
    try:
        for cells in lines:
            clean = [_clean(cell) for cell in cells]
            if any(clean) and not columns:
                columns = tuple(cell.casefold() for cell in clean)
                _check_columns(columns)
            elif any(clean):
                rows.append(CsvRow(line, _named(columns, clean, line)))
            line = lines.line_num + 1
    except csv.Error as error:
        raise Refused(
            "ragged_row",
            f"Line {lines.line_num} cannot be read as CSV ({error}). A quote is probably not "
            "closed there. Nothing has changed.",
            {"line": lines.line_num},
        ) from error
    return CsvTable(columns, tuple(rows))


def text_of(content: bytes) -> str:
    """The text of a CSV file. Refuses what is no text, as `read_csv` does."""
    if not content.strip():
        raise Refused("empty_file", "The file is empty. Choose it again; nothing has changed.")
    if len(content) > MAX_BYTES:
        raise Refused("file_too_large", "A table of people has at most 2 MB. Nothing has changed.")
    mark = next((mark for mark in _BYTE_ORDER_MARKS if content.startswith(mark)), b"")
    if content.startswith(_WORKBOOKS) or (b"\x00" in content and not mark):
        raise Refused(
            "wrong_file",
            "This is not a CSV file but a workbook or another binary file. In the spreadsheet, "
            "save it as “CSV UTF-8” and choose that file. Nothing has changed.",
        )
    try:
        return content.decode(_BYTE_ORDER_MARKS.get(mark, "utf-8"))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Refused(
            "unknown_encoding",
            f"Line {line} holds a letter that is not written in UTF-8, so names would come out "
            "wrong. In the spreadsheet, save it as “CSV UTF-8”. Nothing has changed.",
            {"line": line},
        ) from error


def _delimiter(text: str) -> str:
    """The separator that the header uses most."""
    header = next(line for line in text.splitlines() if line.strip())
    return max(",;\t", key=header.count)


def _clean(cell: str) -> str:
    value = " ".join(cell.split())
    return value[1:] if value.startswith(_FORMULA) else value


def _check_columns(columns: tuple[str, ...]) -> None:
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise Refused(
            "no_table",
            f"The column “{twice[0]}” stands in the header twice. Remove one. Nothing has changed.",
        )


def _named(columns: tuple[str, ...], cells: list[str], line: int) -> dict[str, str]:
    extra = [cell for cell in cells[len(columns) :] if cell]
    if extra:
        raise Refused(
            "ragged_row",
            f"Line {line} has more cells than the header has columns (“{extra[0]}” is left over). "
            "Put values that contain a comma or semicolon in quotes. Nothing has changed.",
            {"line": line},
        )
    padded = [*cells, *[""] * (len(columns) - len(cells))]
    return {name: cell for name, cell in zip(columns, padded, strict=False) if name}
