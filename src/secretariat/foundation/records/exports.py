"""The registry of exports: which references can leave as which formats, and what makes the bytes.

Apps register in their `exports.py`; the command line, the pages and the API all ask `export`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from secretariat.foundation.config.discovery import load_from_apps
from secretariat.foundation.records import clock
from secretariat.foundation.records.queries import last_done
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor

MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One request for an export. `parts` are the named groups of the reference."""

    actor: Actor
    ref: str
    parts: Mapping[str, str]
    format: str
    as_of: date | None = None

    def until(self, zone: str) -> datetime:
        """The instant up to which the record is told: the end of the day asked for in that zone, or
        now.
        """
        if self.as_of is None:
            return clock.now()
        after = datetime.combine(self.as_of + timedelta(days=1), time(), ZoneInfo(zone))
        return after - timedelta.resolution

    @property
    def dated(self) -> datetime | None:
        """When anything on the record of the body was last done: the date of a file that follows
        the record. One query.
        """
        return last_done(self.parts["body"])


@dataclass(frozen=True, slots=True)
class Exported:
    """A finished file."""

    name: str
    media_type: str
    content: bytes


Maker = Callable[[Wanted], bytes]


@dataclass(frozen=True, slots=True)
class Export:
    """One kind of export: the references it answers to, its formats, what makes it."""

    pattern: re.Pattern[str]
    formats: tuple[str, ...]
    make: Maker
    has_days: bool = True


_exports: list[Export] = []


def register(pattern: str, formats: tuple[str, ...], make: Maker, *, has_days: bool = True) -> None:
    """Offer references that match `pattern` as files. `make` answers with bytes or refuses; without
    `has_days` it has no earlier states that could be asked for.
    """
    _exports.append(Export(re.compile(pattern), formats, make, has_days))


def exports_known() -> tuple[Export, ...]:
    """Every kind of export there is."""
    load_from_apps("exports")
    return tuple(_exports)


def formats_of(ref: str) -> tuple[str, ...]:
    """The formats a reference can be exported to; none if it cannot."""
    load_from_apps("exports")
    return next((each.formats for each in _exports if each.pattern.fullmatch(ref)), ())


def export(actor: Actor, ref: str, to: str, as_of: date | None = None) -> Exported:
    """The file of a reference. Refuses ("not_exportable", "unknown_format", "no_days") with what is
    possible instead.
    """
    load_from_apps("exports")
    for each in _exports:
        found = each.pattern.fullmatch(ref)
        if found is None:
            continue
        if to not in each.formats:
            raise Refused(
                "unknown_format",
                f"{ref} can be exported as {', '.join(each.formats)}, not as “{to}”.",
            )
        if as_of is not None and not each.has_days:
            raise Refused(
                "no_days",
                f"{ref} is kept as it stands, not day by day, so it has no state of {as_of}. Ask "
                "for it without a day. Projects, actions, decisions, members, rules, the calendar "
                "and the deck can be had as of a day.",
            )
        content = each.make(Wanted(actor, ref, found.groupdict(), to, as_of))
        return Exported(f"{ref.replace('/', '-')}.{to}", MEDIA_TYPES[to], content)
    raise Refused(
        "not_exportable",
        f"“{ref}” is not a reference that can be exported. Examples: tc/2021-10-07/deck, "
        "tc/2021-10-07/minutes, tc/projects, tc/actions.",
    )
