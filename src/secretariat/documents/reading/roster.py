"""Reading a roster from CSV: who speaks for which seat, and who holds an office.

Each line that cannot be used becomes a problem with its number and what to write; only a file that
is no roster at all is refused as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from secretariat.documents.reading.csv_table import CsvRow, read_csv
from secretariat.rules.days import parse_date
from secretariat.rules.errors import Refused

COLUMNS = (
    "seat", "organizations", "representative", "alternates", "address", "from", "to", "office",
)  # fmt: skip
OFFICES = ("chair", "vice_chair", "secretary", "staff")
MAX_ROWS = 1000
_REQUIRED = ("seat", "representative")
_SAME = {"organization": "organizations", "alternate": "alternates"}
# Only what stands in parentheses at the end is an organization: "Zhipeng (Howard) Huang (Reef)".
_CELL = re.compile(r"(?P<name>[^(].*?)(?:\s*\((?P<of>[^()]+)\))?")
_ADDRESS = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person as the file names one: "Lily Moor (Red Hat)" or a handle."""

    name: str
    organization: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One line of the file. Without a seat it gives an office to its person only.

    `organizations` and `alternates` are None where the file has no such column: a new seat is then
    named after its organization, and alternates stay as they are.
    """

    line: int
    seat: str = ""
    organizations: tuple[str, ...] | None = None
    representative: NamedPerson | None = None
    alternates: tuple[NamedPerson, ...] | None = None
    address: str = ""
    from_on: date | None = None
    to_on: date | None = None
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a line, and what to write instead."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class RosterFile:
    """What a file says, and what in it cannot be used."""

    rows: tuple[RosterRow, ...]
    problems: tuple[Problem, ...]


def read_roster(content: bytes) -> RosterFile:
    """The roster in a CSV file.

    Refuses what `read_csv` refuses, and ("not_a_roster") missing or unknown columns and too many
    rows.
    """
    table = read_csv(content)
    columns = [_SAME.get(name, name) for name in table.columns if name]
    _check_columns(columns)
    if len(table.rows) > MAX_ROWS:
        raise Refused(
            "not_a_roster",
            f"The file has {len(table.rows)} rows; a roster has at most {MAX_ROWS}. Nothing has "
            "changed.",
        )
    rows, problems = [], []
    for found in table.rows:
        try:
            rows.append(_row(found))
        except Refused as refused:
            problems.append(Problem(found.line, refused.message))
    problems += _repeated(rows)
    return RosterFile(tuple(rows), tuple(_by_line(problems)))


def _by_line(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.line)


def _check_columns(columns: list[str]) -> None:
    missing = [name for name in _REQUIRED if name not in columns]
    unknown = [name for name in columns if name not in COLUMNS]
    if missing:
        found = ", ".join(columns) or "none"
        raise Refused(
            "not_a_roster",
            f"A roster needs the columns {' and '.join(_REQUIRED)}; the first line has {found}. "
            f"Add the column {missing[0]}, or start from an exported roster. Nothing has changed.",
        )
    if unknown:
        raise Refused(
            "not_a_roster",
            f"The column “{unknown[0]}” is not known. Known are {', '.join(COLUMNS)}. Rename or "
            "remove it. Nothing has changed.",
        )


def _row(found: CsvRow) -> RosterRow:
    cells = {_SAME.get(name, name): value for name, value in found.cells.items()}
    representative = _person(cells.get("representative", ""))
    for name in (cells.get("seat", ""), *_parts(cells.get("organizations", ""))):
        _refuse_address(name, "a seat or an organization")
    row = RosterRow(
        line=found.line,
        seat=cells.get("seat", ""),
        organizations=_parts(cells["organizations"]) if "organizations" in cells else None,
        representative=representative,
        alternates=_people(cells["alternates"]) if "alternates" in cells else None,
        address=_address(cells.get("address", "")),
        from_on=_day(cells.get("from", ""), "from"),
        to_on=_day(cells.get("to", ""), "to"),
        offices=tuple(_office(part) for part in _parts(cells.get("office", ""))),
    )
    _check_row(row)
    return row


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in cell.split(";")) if part)


def _person(cell: str) -> NamedPerson | None:
    if not cell or cell.casefold() in ("vacant", "-", "–", "tbd"):
        return None
    _refuse_address(cell, "a person's name")
    match = _CELL.fullmatch(cell)
    is_closed = cell.count("(") == cell.count(")")
    if match is None or not is_closed or len(match["name"]) > 200:
        raise _wrong(f"“{cell}” cannot be read as a person. Write a name, or name (organization)")
    return NamedPerson(match["name"], match["of"] or "")


def _refuse_address(cell: str, wanted: str) -> None:
    if _ADDRESS.fullmatch(cell):
        raise _wrong(
            f"“{cell}” is a mail address where {wanted} should stand. Are two columns swapped? An "
            "address stands in the column address"
        )


def _people(cell: str) -> tuple[NamedPerson, ...]:
    return tuple(person for person in map(_person, _parts(cell)) if person)


def _address(cell: str) -> str:
    if cell and not _ADDRESS.fullmatch(cell):
        raise _wrong(f"“{cell}” is not one mail address. Write it as name@example.org")
    return cell.lower()


def _day(cell: str, column: str) -> date | None:
    if not cell:
        return None
    when = parse_date(cell)
    if when is None or when.earliest is None or when.earliest != when.latest:
        raise _wrong(f"“{cell}” in the column {column} is not a day. Write it as 2030-03-07")
    return when.earliest


def _office(text: str) -> str:
    office = text.casefold().replace(" ", "_").replace("-", "_")
    if office not in OFFICES:
        known = ", ".join(OFFICES).replace("_", " ")
        raise _wrong(f"“{text}” is not an office. Possible are {known}")
    return office


def _check_row(row: RosterRow) -> None:
    if not row.seat and not row.offices:
        raise _wrong("The line has neither a seat nor an office. Fill in one of the two")
    if not row.seat and row.representative is None:
        raise _wrong(
            "An office without a seat needs the person's name in the column representative"
        )
    if not row.seat and row.alternates:
        raise _wrong("Alternates belong to a seat. Fill in the seat, or remove them")
    if row.representative is None and (row.offices or row.address or row.to_on):
        raise _wrong("Office, address and last day belong to a representative, and none is named")
    if row.from_on and row.to_on and row.to_on < row.from_on:
        raise _wrong("The last day lies before the first. Write the earlier day under from")
    people = [p.name.casefold() for p in (row.representative, *(row.alternates or ())) if p]
    twice = next((name for name in people if people.count(name) > 1), "")
    if twice:
        raise _wrong(f"“{twice}” stands in the line twice. Name each person once")


def _repeated(rows: list[RosterRow]) -> list[Problem]:
    """Seats that stand in the file twice, and people who represent two."""
    problems, seats, people = [], dict[str, int](), dict[tuple[str, str], int]()
    for row in rows:
        first = seats.setdefault(row.seat.casefold(), row.line) if row.seat else row.line
        if first != row.line:
            words = f"The seat “{row.seat}” stands in line {first} already. Put it on one line."
            problems.append(Problem(row.line, words))
        who = row.representative
        if row.seat and who:
            key = (who.name.casefold(), who.organization.casefold())
            first = people.setdefault(key, row.line)
            if first != row.line:
                words = f"{who.name} represents the seat in line {first} already. One seat each."
                problems.append(Problem(row.line, words))
    return problems


def _wrong(what: str) -> Refused:
    return Refused("malformed_row", f"{what}.")
