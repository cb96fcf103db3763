"""Tables as CSV that opens in a spreadsheet without running anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from secretariat.rules.deck import Column, Row

BYTE_ORDER_MARK = "\ufeff"
"""Tells spreadsheets that the file is UTF-8."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def rows_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Rows of texts as CSV in UTF-8. A cell that a spreadsheet would take for a formula gets an
    apostrophe before it; a lone dash stays as it is.
    """
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([_guarded(cell) for cell in row] for row in (head, *rows))
    return out.getvalue().encode()


def table_csv(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """A table of the document model as CSV: the words of the cells, without their marks."""
    head = [column.title for column in columns]
    return rows_csv(head, ([cell.words for cell in row] for row in rows))


def _guarded(cell: str) -> str:
    """The cell, made harmless for a spreadsheet."""
    is_formula = cell.startswith(FORMULA_STARTS) and len(cell.strip()) > 1
    return f"'{cell}" if is_formula else cell
