"""The invented foundation, its council and its board, with their seats, people and rules."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from secretariat.council.meetings.commands import SeriesPlan, create_series
from secretariat.council.meetings.models import Series
from secretariat.foundation.people import commands
from secretariat.foundation.people.models import Body, Organization, Person
from secretariat.foundation.people.queries import actor_of_person
from secretariat.foundation.records import clock
from secretariat.rules.visibility import Actor, Audience

ORGANIZATION = "Tidelamp Foundation (fictitious)"
ZONE = ZoneInfo("Europe/Lisbon")
BEGAN_ON, FIRST_MEETING = date(2021, 1, 4), date(2021, 8, 11)
WITH_ACCOUNTS = ("Maren Tidewell", "Bo Larkspur", "Hanno Brisk", "Greta Holmvik")
INVENTED = (
    "Everything here is invented: the organizations, the people and what they decided. This "
    "council shows how the record keeps votes, amended minutes, errata, and moved and joint "
    "meetings."
)
RHYTHM = SeriesPlan(
    title="Meetings of the Tidelamp Technical Council",
    starts_on=FIRST_MEETING,
    start_time=time(15),
    end_time=time(16, 30),
    every_weeks=3,
    zone=ZONE.key,
)


@dataclass(frozen=True, slots=True)
class Tidelamp:
    """The two bodies, the council's rhythm, its people by name, and who keeps both records."""

    council: Body
    board: Body
    series: Series
    people: dict[str, Person]
    secretary: Actor

    def member(self, name: str) -> Actor:
        """Somebody of the story, acting."""
        return actor_of_person(self.people[name], FIRST_MEETING)


def local(day: date, at: time) -> datetime:
    """An instant on the council's own clock."""
    return datetime.combine(day, at, tzinfo=ZONE)


def found_tidelamp(actor: Actor) -> Tidelamp:
    """Both bodies as they stand since January 2021."""
    told = tomllib.loads(_text("tidelamp.toml"))
    with clock.fixed(local(BEGAN_ON, time(9))):
        names = [*told["people"].values(), *told["bodies"][0]["seats"]]
        companies = {name: commands.found_organization(actor, name) for name in sorted({*names})}
        people = {
            name: commands.add_person(
                actor, commands.NewPerson(name=name, organization=companies[company])
            )
            for name, company in told["people"].items()
        }
        council, board = (_body(actor, each, companies, people) for each in told["bodies"])
        for name in WITH_ACCOUNTS:
            commands.open_account(actor, people[name], f"{people[name].handle}@example.org")
        secretary = actor_of_person(people["Bo Larkspur"], BEGAN_ON)
        series = create_series(secretary, council, RHYTHM, slug="meetings")
    return Tidelamp(council, board, series, people, secretary)


def _body(
    actor: Actor,
    told: dict[str, Any],
    companies: dict[str, Organization],
    people: dict[str, Person],
) -> Body:
    facts = commands.BodyFacts(
        name=told["name"],
        short_name=told["short_name"],
        zone=ZONE.key,
        kind=told["kind"],
        mission=INVENTED,
        list_address=told["list_address"],
        draft_audience=Audience.PUBLIC,
    )
    body = commands.begin_council(
        actor,
        organization=ORGANIZATION,
        slug=told["slug"],
        facts=facts,
        rules=_text(told["rules"]),
    )
    for company, names in told["seats"].items():
        seat = commands.add_seat(actor, body, [companies[company]], from_on=BEGAN_ON)
        for name in names[:1]:
            commands.begin_representative(actor, seat, people[name], from_on=BEGAN_ON)
        for name in names[1:]:
            commands.begin_alternate(actor, seat, people[name], from_on=BEGAN_ON)
    for kind, name in told["offices"].items():
        commands.begin_office(actor, body, kind, people[name], from_on=BEGAN_ON)
    colours = {"accent": told["accent"], "accent2": told["accent2"]}
    return commands.choose_colours(actor, body, seen=body.revision, **colours)


def _text(name: str) -> str:
    return files(__package__).joinpath("data", name).read_text(encoding="utf-8")
