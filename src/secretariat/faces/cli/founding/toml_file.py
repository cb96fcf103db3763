"""The same answers from a TOML file: every table and key known, every error with its place."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any, TypeVar

from django.utils.text import slugify

from secretariat.council.meetings.standing import STANDING
from secretariat.foundation.people.commands import (
    BodyFacts,
    checked_address,
    checked_slug,
    known_zone,
)
from secretariat.rules.errors import Refused

from . import checks
from .dialogue import initials, kind_of
from .plan import CouncilPlan, LookWish, Officer, SeriesWish

Value = TypeVar("Value")

KEYS = {
    "organization": ("name",),
    "body": ("name", "short_name", "slug", "zone", "kind", "mission", "list_address"),
    "roster": ("file", "seats"),
    "chair": ("name", "organization", "address"),
    "secretary": ("name", "organization", "address"),
    "rules": ("file",),
    "series": ("title", "first", "from", "to", "every_weeks", "link", "holidays"),
    "notices": tuple(each.slug.replace("-", "_") for each in STANDING),
    "look": ("accent", "accent2", "logo"),
}


def read_plan(path: Path, today: date) -> CouncilPlan:
    """The council that a file describes. Paths in it start at its folder.

    Refuses ("no_file", "malformed_plan") with the table and key, and what to write.
    """
    try:
        document = tomllib.loads(checks.file_content(path).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(
            "malformed_plan", f"{path} cannot be read as TOML: {error}. Nothing has been set up."
        ) from error
    _refuse_unknown(document)
    return _Reader(path.expanduser().absolute().parent, document, today).plan()


def _refuse_unknown(document: dict[str, Any]) -> None:
    for name, table in document.items():
        if name not in KEYS or not isinstance(table, dict):
            raise _wrong(name, f"is not a table of this file. Known are {', '.join(KEYS)}")
        for key in table:
            if key not in KEYS[name]:
                raise _wrong(f"{name}.{key}", f"is not known. Known are {', '.join(KEYS[name])}")


def _wrong(place: str, what: str) -> Refused:
    return Refused("malformed_plan", f"“{place}” {what}. Nothing has been set up.")


class _Reader:
    """Reads the values of one document, each through the check that the dialogue uses."""

    def __init__(self, folder: Path, document: dict[str, Any], today: date) -> None:
        self.folder = folder
        self.document = document
        self.today = today

    def plan(self) -> CouncilPlan:
        name = self.need("body", "name", checks.named("The name"))
        short = self.may("body", "short_name", checks.named("The short name", 40)) or initials(name)
        slug = self.may("body", "slug", checked_slug) or checked_slug(slugify(short))
        seats = self.document.get("roster", {}).get("seats", [])
        return CouncilPlan(
            organization=self.need("organization", "name", checks.named("The organization")),
            slug=slug,
            facts=self.facts(name, short),
            roster=self.file("roster", "file", checks.roster_file) or b"",
            seats=checks.seats_or_roster(";".join(map(str, seats)))[0],
            rules=self.file("rules", "file", lambda p: checks.rules_file(p, name, short, slug))
            or "",
            chair=self.officer("chair"),
            secretary=self.officer("secretary"),
            series=self.series(),
            notices=self.notices(),
            look=self.look(),
        )

    def facts(self, name: str, short: str) -> BodyFacts:
        return BodyFacts(
            name=name,
            short_name=short,
            zone=self.need("body", "zone", known_zone),
            kind=self.text("body", "kind") or kind_of(self.text("body", "name")),
            mission=self.text("body", "mission"),
            list_address=self.may("body", "list_address", checked_address) or "",
        )

    def officer(self, table: str) -> Officer | None:
        if table not in self.document:
            return None
        return Officer(
            self.need(table, "name", checks.named("The name")),
            self.text(table, "organization"),
            self.may(table, "address", checked_address) or "",
        )

    def series(self) -> SeriesWish | None:
        if "series" not in self.document:
            return None
        return SeriesWish(
            title=self.text("series", "title"),
            starts_on=self.need("series", "first", lambda t: checks.first_day(t, self.today)),
            start_time=self.need("series", "from", checks.clock_time),
            end_time=self.need("series", "to", checks.clock_time),
            every_weeks=self.may("series", "every_weeks", checks.weeks) or 2,
            link=self.text("series", "link"),
            holidays=self.may("series", "holidays", checks.holidays) or "",
        )

    def notices(self) -> dict[str, str]:
        asked = {
            each.slug: self.may(
                "notices", each.slug.replace("-", "_"), lambda t: checks.notice(t, self.folder)
            )
            for each in STANDING
        }
        return {slug: text for slug, text in asked.items() if text}

    def look(self) -> LookWish:
        name, logo = self.file("look", "logo", checks.logo_file) or ("", b"")
        return LookWish(self.text("look", "accent"), self.text("look", "accent2"), name, logo)

    def text(self, table: str, key: str) -> str:
        """A value as text; days and times as one writes them."""
        value = self.document.get(table, {}).get(key, "")
        if isinstance(value, bool) or not isinstance(value, str | int | date | time):
            raise _wrong(f"{table}.{key}", 'must be text in quotes, such as "…"')
        return f"{value:%H:%M}" if isinstance(value, time) else str(value).strip()

    def need(self, table: str, key: str, check: Callable[[str], Value]) -> Value:
        value = self.text(table, key)
        if not value:
            raise _wrong(f"{table}.{key}", f"is missing. Add it under [{table}]")
        return self._checked(table, key, value, check)

    def may(self, table: str, key: str, check: Callable[[str], Value]) -> Value | None:
        value = self.text(table, key)
        return self._checked(table, key, value, check) if value else None

    def file(self, table: str, key: str, check: Callable[[Path], Value]) -> Value | None:
        return self.may(table, key, lambda text: check(self.folder / Path(text).expanduser()))

    def _checked(self, table: str, key: str, value: str, check: Callable[[str], Value]) -> Value:
        try:
            return check(value)
        except Refused as refused:
            words = f"“{table}.{key}”: {refused.message}"
            raise Refused("malformed_plan", words, refused.details) from refused
