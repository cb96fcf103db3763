"""The organizations, persons, seats, offices, notices and rules of the example council."""

from __future__ import annotations

from typing import Any

from secretariat.council.meetings.commands import (
    NoticeText,
    SeriesPlan,
    adopt_notice,
    create_series,
)
from secretariat.council.meetings.models import Series
from secretariat.exchange.example.facts import facts, text_of
from secretariat.foundation.people import commands
from secretariat.foundation.people.models import Body, Organization, Person, Seat
from secretariat.rules.visibility import Actor

Organizations = dict[str, Organization]
People = dict[str, Person]


def fill_council(actor: Actor) -> Body:
    """The body with its people, rules and notices."""
    council = facts("council")
    organizations = _organizations(actor, council)
    people = _people(actor, organizations)
    body = _body(actor, council)
    _seats(actor, body, council["seats"], organizations, people)
    for office in council["offices"]:
        commands.begin_office(
            actor, body, office["kind"], people[office["person"]], from_on=office["from_on"]
        )
    for notice in council["notices"]:
        text = NoticeText(
            slug=notice["slug"],
            title=notice["title"],
            text=notice["text"],
            source_words=notice["source"],
            position=notice["position"],
        )
        adopt_notice(actor, body, text, from_on=notice["from_on"])
    return body


def fill_series(actor: Actor, body: Body) -> Series:
    """The rhythm of its meetings."""
    told = dict(facts("council")["series"])
    slug = told.pop("slug")
    return create_series(actor, body, SeriesPlan(**told, zone=body.zone), slug=slug)


def _organizations(actor: Actor, council: dict[str, Any]) -> Organizations:
    found = {}
    for slug, name in council["organizations"].items():
        earlier = council["former_names"].get(slug)
        organization = commands.found_organization(actor, earlier["name"] if earlier else name)
        if earlier:
            organization = commands.rename_organization(
                actor,
                organization,
                name=name,
                from_on=earlier["renamed_on"],
                seen=organization.revision,
            )
        found[slug] = organization
    return found


def _people(actor: Actor, organizations: Organizations) -> People:
    found: People = {}
    for entry in facts("people")["people"]:
        new = commands.NewPerson(
            name=entry["name"],
            known_as=entry.get("known_as", ""),
            address=f"{entry['handle']}@example.org",
            aliases=tuple(entry.get("aliases", ())),
        )
        person = commands.add_person(actor, new, not_the_same_as=list(found))
        for place in entry.get("affiliations", ()):
            commands.add_affiliation(
                actor,
                person,
                organizations[place["organization"]],
                from_on=place.get("from_on"),
                to_on=place.get("to_on"),
            )
        found[entry["handle"]] = person
    return found


def _body(actor: Actor, council: dict[str, Any]) -> Body:
    host = commands.found_organization(
        actor, council["organization"]["name"], website=council["organization"]["website"]
    )
    told = council["body"]
    body_facts = commands.BodyFacts(
        name=told["name"],
        short_name=told["short_name"],
        zone=told["zone"],
        mission=told["mission"],
        list_address=told["list_address"],
        vocabulary=told["vocabulary"],
    )
    body = commands.create_body(actor, host, told["slug"], body_facts)
    body = commands.choose_colours(
        actor, body, accent=told["accent"], accent2=told["accent2"], seen=body.revision
    )
    commands.add_rule_book(
        actor, body, text_of("rules.toml"), seen=0, adopted_by="The council's public policies"
    )
    return body


def _seats(
    actor: Actor,
    body: Body,
    seats: list[dict[str, Any]],
    organizations: Organizations,
    people: People,
) -> None:
    for entry in seats:
        holders = [organizations[slug] for slug in entry["organizations"]]
        seat = commands.add_seat(
            actor, body, holders, label=entry["label"], from_on=entry.get("from_on")
        )
        _terms(actor, seat, entry, people)


def _terms(actor: Actor, seat: Seat, entry: dict[str, Any], people: People) -> None:
    term = entry["representative"]
    commands.begin_representative(actor, seat, people[term["person"]], from_on=term.get("from_on"))
    for other in entry.get("alternates", ()):
        commands.begin_alternate(actor, seat, people[other["person"]], from_on=other.get("from_on"))
