"""What is asked about a new council. A plan is complete and checked; making it asks no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from secretariat.foundation.people.commands import BodyFacts


@dataclass(frozen=True, slots=True)
class Officer:
    """Who will chair or keep the record. The address lets the person sign in."""

    name: str
    organization: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesWish:
    """The rhythm of the meetings. `holidays` names calendars to warn about, as "us, de"."""

    starts_on: date
    start_time: time
    end_time: time
    every_weeks: int = 2
    title: str = ""
    link: str = ""
    holidays: str = ""


@dataclass(frozen=True, slots=True)
class LookWish:
    """Colours and logo; what is empty stays as the program has it."""

    accent: str = ""
    accent2: str = ""
    logo_name: str = ""
    logo: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilPlan:
    """A council to be made. `roster` is the content of a CSV file, `seats` stand in its place;
    `notices` are texts by the slug of a usual notice.
    """

    organization: str
    slug: str
    facts: BodyFacts
    roster: bytes = b""
    seats: tuple[str, ...] = ()
    rules: str = ""
    chair: Officer | None = None
    secretary: Officer | None = None
    series: SeriesWish | None = None
    notices: Mapping[str, str] = field(default_factory=dict)
    look: LookWish = field(default_factory=LookWish)
