"""A roster as CSV, in the very columns that reading takes back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

COLUMNS = ("seat", "organizations", "representative", "alternates", "from", "to", "office")


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLine:
    """One line of the file, already in words. `address` is written only when it is asked for."""

    seat: str = ""
    organizations: tuple[str, ...] = ()
    representative: str = ""
    alternates: tuple[str, ...] = ()
    address: str = ""
    from_on: date | None = None
    to_on: date | None = None
    offices: tuple[str, ...] = ()


def roster_csv(lines: Iterable[RosterLine]) -> bytes:
    """The roster without addresses: what anybody may have."""
    return _csv([list(COLUMNS), *(_cells(line) for line in lines)])


def roster_csv_with_addresses(lines: Iterable[RosterLine]) -> bytes:
    """The roster with the representatives' addresses: for officers only."""
    rows = [[*_cells(line), line.address] for line in lines]
    return _csv([[*COLUMNS, "address"], *rows])


def _cells(line: RosterLine) -> list[str]:
    return [
        line.seat,
        "; ".join(line.organizations),
        line.representative or ("vacant" if line.seat else ""),
        "; ".join(line.alternates),
        line.from_on.isoformat() if line.from_on else "",
        line.to_on.isoformat() if line.to_on else "",
        "; ".join(office.replace("_", " ") for office in line.offices),
    ]


def _csv(rows: list[list[str]]) -> bytes:
    # The mark tells spreadsheets that the file is UTF-8.
    out = io.StringIO()
    out.write("\ufeff")
    csv.writer(out, lineterminator="\r\n").writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def _safe(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell
