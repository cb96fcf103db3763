"""The roster and the rule book of a day as files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from secretariat.documents.rendering.list_files import ListFile
from secretariat.documents.rendering.list_formats import LIST_FORMATS, list_written
from secretariat.documents.rendering.roster_csv import (
    RosterLine,
    roster_csv,
    roster_csv_with_addresses,
    roster_json,
)
from secretariat.foundation.people import policy, queries
from secretariat.foundation.people.models import Body, Office, Person, Term
from secretariat.foundation.people.queries.bodies import MembersTable, SeatLine
from secretariat.foundation.people.snapshots import look_of, parsed
from secretariat.foundation.records.exports import Wanted, register
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.rulebook_words import rule_sentences
from secretariat.rules.visibility import require


def members_file(wanted: Wanted) -> bytes:
    """Seats, people and offices of a day, without addresses."""
    body = queries.body_named(wanted.parts["body"])
    day = wanted.as_of or queries.today(body)
    lines = roster_lines(body, day)
    if wanted.format == "json":
        return roster_json(lines, {"ref": wanted.ref, "as_of": day.isoformat()})
    return roster_csv(lines)


def members_csv_with_addresses(wanted: Wanted) -> bytes:
    """The same with the representatives' addresses. Refuses ("not_allowed") all but officers."""
    body = queries.body_named(wanted.parts["body"])
    require(policy.may_run_body(wanted.actor, body, "export the roster with addresses"))
    return roster_csv_with_addresses(roster_lines(body, wanted.as_of or queries.today(body)))


def roster_lines(body: Body, day: date) -> list[RosterLine]:
    """The lines of a roster file: the seats, then offices of people who represent none."""
    table = queries.members_table(body, day)
    handles = {p.handle for line in table.seats for p in line.seat.people}
    handles |= {office.person.handle for office in table.offices}
    people = {p.handle: p for p in Person.objects.filter(handle__in=handles)}
    where = queries.organizations_of(people.values(), day)
    ends = Term.objects.on(day).filter(seat__body=body, capacity=Term.Capacity.REPRESENTATIVE)
    last = {(seat, who): to for seat, who, to in ends.values_list(
        "seat__slug", "person__handle", "to_on"
    )}  # fmt: skip
    names = _Names(people, where)
    return [
        *(_seat_line(line, table, names, last) for line in table.seats),
        *_office_lines(table, names),
    ]


def rules_file(wanted: Wanted) -> bytes:
    """The rule book in force on a day, in sentences with their sources; the JSON has the text it
    was read from too. Refuses ("not_found") where there is none.
    """
    body = queries.body_named(wanted.parts["body"])
    day = wanted.as_of or queries.today(body)
    version = queries.current_version(queries.rule_book_versions(body), day)
    if version is None:
        raise Refused("not_found", f"The {body.name} has no rule book yet.")
    sentences = rule_sentences(parsed(version.text))
    file = ListFile(
        title=f"Rules of the {body.name}",
        about=f"Version {version.version}, valid from {day_words(version.valid_from_on)}.",
        keys=("heading", "rule", "source"),
        titles=("About", "Rule", "Source"),
        rows=tuple((each.heading, each.sentence, each.source) for each in sentences),
        look=look_of(body),
    )
    head = {
        "ref": wanted.ref,
        "as_of": day.isoformat(),
        "version": version.version,
        "valid_from": version.valid_from_on.isoformat(),
        "adopted_by": version.adopted_by,
        "toml": version.text,
    }
    return list_written(file, wanted.format, head, "rules", wanted.dated)


class _Names:
    """How the file names people: with the organization wherever the seat does not say it."""

    def __init__(self, people: dict[str, Person], where: dict[int, str]) -> None:
        self.people = people
        self.where = where

    def written(self, handle: str, holders: Iterable[str] = ()) -> str:
        person = self.people[handle]
        organization = self.where.get(person.pk, "")
        is_said = not organization or list(holders) == [organization]
        return person.name if is_said else f"{person.name} ({organization})"


def _seat_line(
    line: SeatLine, table: MembersTable, names: _Names, last: dict[tuple[str, str], date | None]
) -> RosterLine:
    seat, head = line.seat, line.seat.representative
    return RosterLine(
        seat=seat.label,
        organizations=seat.organizations,
        representative=names.written(head.handle, seat.organizations) if head else "",
        alternates=tuple(names.written(p.handle, seat.organizations) for p in seat.alternates),
        address=names.people[head.handle].address if head else "",
        from_on=line.since_on,
        to_on=last.get((seat.slug, head.handle)) if head else None,
        offices=_offices_of(table, head.handle) if head else (),
    )


def _offices_of(table: MembersTable, handle: str) -> tuple[str, ...]:
    return tuple(office.kind for office in table.offices if office.person.handle == handle)


def _office_lines(table: MembersTable, names: _Names) -> list[RosterLine]:
    heads = {line.seat.representative.handle for line in table.seats if line.seat.representative}
    others: dict[str, Office] = {}
    for office in table.offices:
        if office.person.handle not in heads:
            others.setdefault(office.person.handle, office)
    return [
        RosterLine(
            representative=names.written(handle),
            address=office.person.address,
            from_on=office.from_on,
            offices=_offices_of(table, handle),
        )
        for handle, office in others.items()
    ]


register(r"(?P<body>[a-z][a-z0-9-]*)/members", ("csv", "json"), members_file)
register(r"(?P<body>[a-z][a-z0-9-]*)/members-with-addresses", ("csv",), members_csv_with_addresses)
register(r"(?P<body>[a-z][a-z0-9-]*)/rules", LIST_FORMATS, rules_file)
