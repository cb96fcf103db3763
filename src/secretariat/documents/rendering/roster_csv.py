"""A roster as CSV, in the very columns that reading takes back, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from secretariat.documents.rendering.csv import rows_csv

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
    return rows_csv(COLUMNS, map(_cells, lines))


def roster_csv_with_addresses(lines: Iterable[RosterLine]) -> bytes:
    """The roster with the representatives' addresses: for officers only."""
    rows = ([*_cells(line), line.address] for line in lines)
    return rows_csv((*COLUMNS, "address"), rows)


def roster_json(lines: Iterable[RosterLine], head: Mapping[str, Any]) -> bytes:
    """The roster without addresses as JSON: the values of `head`, then the lines as `members`. A
    day that is not known is null.
    """
    members = [
        {
            "seat": line.seat,
            "organizations": list(line.organizations),
            "representative": line.representative,
            "alternates": list(line.alternates),
            "from": line.from_on.isoformat() if line.from_on else None,
            "to": line.to_on.isoformat() if line.to_on else None,
            "offices": [office.replace("_", " ") for office in line.offices],
        }
        for line in lines
    ]
    return json.dumps({**head, "members": members}, indent=2, ensure_ascii=False).encode()


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
