"""People who are not expected: a guest in one line, and somebody who speaks for a seat as proxy."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.frame import (
    NOT_FROZEN,
    meeting_act,
    must_be,
    must_be_recordable,
)
from secretariat.council.meetings.commands.roll_call import mark_present
from secretariat.council.meetings.models import Attendance, Meeting, Proxy
from secretariat.council.meetings.queries.whom import NEW, GuestLine, Whom, parse_guest, whom
from secretariat.council.meetings.snapshots import day_of
from secretariat.foundation.people.commands.organizations import found_organization
from secretariat.foundation.people.commands.persons import NewPerson, add_person
from secretariat.foundation.people.models import Body, Organization, OrganizationName, Person, Seat
from secretariat.foundation.people.queries.persons import namesakes, person_named
from secretariat.foundation.people.snapshots import roster_on, rule_book_on
from secretariat.rules.errors import Refused
from secretariat.rules.seats import SeatOnDay
from secretariat.rules.visibility import Actor


def add_guest(
    actor: Actor,
    meeting: Meeting,
    line: str,
    *,
    choice: str = "",
    arrived_at: datetime | None = None,
) -> Attendance:
    """Mark somebody present who is written as "Name (Organization)", entering who is new.

    `choice` answers the question whom a name means: a handle, or "new". Refuses
    ("ambiguous_person", "unknown_person") with the candidates while that is open, so that nobody
    enters the record by a misprint; also ("malformed_guest", "already_present", "wrong_state").
    """
    typed = parse_guest(line)
    with meeting_act(actor, "add_guest", meeting, policy.may_run, summary=line.strip()[:300]) as (
        this,
        row,
    ):
        must_be_recordable(row)
        person = meant_by(row, line, choice)
        if person is None:
            person = entered(actor, row, typed)
            this.now_is(entered=f"people/{person.handle}")
        attendance = mark_present(actor, row, person, arrived_at=arrived_at)
        this.now_is(person=person.name)
    return attendance


def give_proxy(
    actor: Actor,
    meeting: Meeting,
    seat_slug: str,
    person: Person,
    *,
    given_by: str = "",
    body: Body | None = None,
) -> Proxy:
    """Let a person from elsewhere speak for a seat in this meeting; of a joint one, for a seat of
    this body of it.

    Refuses ("proxies_not_allowed", "unknown_seat", "speaks_already", "holds_another_seat").
    """
    with meeting_act(actor, "give_proxy", meeting, policy.may_run) as (this, row):
        must_be(row, NOT_FROZEN, "no proxy can be noted any more")
        whose = body or row.body
        seat = _seat_for_proxy(row, whose, seat_slug, person)
        Proxy.objects.filter(meeting=row, seat__body=whose, seat__slug=seat_slug).delete()
        proxy = Proxy.objects.create(
            meeting=row,
            seat=Seat.objects.get(body=whose, slug=seat_slug),
            person=person,
            given_by=" ".join(given_by.split())[:200],
        )
        this.now_is(seat=seat.label, person=person.name, given_by=proxy.given_by)
    return proxy


def take_proxy_back(
    actor: Actor, meeting: Meeting, seat_slug: str, *, body: Body | None = None
) -> None:
    """End a proxy. Refuses ("not_found")."""
    with meeting_act(actor, "take_proxy_back", meeting, policy.may_run) as (this, row):
        must_be(row, NOT_FROZEN, "no proxy can be changed any more")
        given = row.proxies.filter(seat__body=body or row.body, seat__slug=seat_slug)
        proxy = given.select_related("seat", "person").first()
        if proxy is None:
            raise Refused("not_found", "Nobody has a proxy for this seat. Nothing has changed.")
        this.was(seat=proxy.seat.label, person=proxy.person.name)
        proxy.delete()


def meant_by(meeting: Meeting, line: str, choice: str) -> Person | None:
    """The person of the record who is meant; None for somebody new."""
    if choice == NEW:
        _refuse_twice(meeting, parse_guest(line))
        return None
    if choice:
        return person_named(choice)
    found = whom(meeting, line).must_mean_somebody()
    if found.is_open:
        raise _whom(found)
    return person_named(found.handle)


def _refuse_twice(meeting: Meeting, typed: GuestLine) -> None:
    """Refuse ("already_present") the same new guest a second time, as by a key pressed twice."""
    there = meeting.attendances.values_list("printed_name", "printed_organization")
    if (typed.name, typed.organization) in there:
        raise Refused(
            "already_present",
            f"{typed.name} is in the roll call already. Nothing has changed.",
            {"field": "who"},
        )


def _whom(found: Whom) -> Refused:
    name = found.typed.name
    code, words = "ambiguous_person", f"“{name}” may mean somebody who is in the record already."
    if not found.is_known:
        code, words = "unknown_person", f"Nobody called “{name}” is in the record."
    return Refused(
        code,
        f"{words} Choose who it is, or say that this is somebody new; nobody was marked present "
        "yet.",
        {
            "field": "who",
            "candidates": [asdict(each) for each in found.candidates],
            "name": name,
            "organization": found.typed.organization,
        },
    )


def entered(actor: Actor, meeting: Meeting, typed: GuestLine) -> Person:
    """Somebody new, entered as typed. The caller has authorised the act: running a meeting includes
    entering its guests, also for a chair of the day.
    """
    actor, organization = replace(actor, is_operator=True), None
    if typed.organization:
        organization = _organization_called(typed.organization)
        organization = organization or found_organization(actor, typed.organization)
    others = [each.handle for each in namesakes(typed.name)]
    new = NewPerson(name=typed.name, organization=organization, from_on=day_of(meeting))
    return add_person(actor, new, not_the_same_as=others)


def _organization_called(name: str) -> Organization | None:
    borne = OrganizationName.objects.filter(name__iexact=name).select_related("organization")
    row = borne.order_by("-from_on", "-id").first()
    return row.organization if row else Organization.objects.filter(name__iexact=name).first()


def _seat_for_proxy(meeting: Meeting, body: Body, seat_slug: str, person: Person) -> SeatOnDay:
    day = day_of(meeting)
    rules = rule_book_on(body, day).proxies
    if not rules.are_allowed:
        source = f" ({rules.source})" if rules.source else ""
        raise Refused(
            "proxies_not_allowed",
            f"The rule book lets nobody from elsewhere speak for a seat{source}. Nothing has "
            "changed.",
        )
    roster = roster_on(body, day)
    seat = roster.seat(seat_slug)
    if any(each.handle == person.handle for each in seat.people):
        raise Refused(
            "speaks_already",
            f"{person.name} is a representative or alternate of {seat.label} and needs no proxy.",
        )
    other = [each.label for each in roster.seats_of(person.handle)]
    held = meeting.proxies.filter(person=person, seat__body=body).exclude(seat__slug=seat_slug)
    other += held.values_list("seat__label", flat=True)
    if other and not rules.may_hold_two:
        raise Refused(
            "holds_another_seat",
            f"{person.name} speaks for {other[0]}, and the rule book gives nobody two votes. "
            "Choose somebody else; nothing has changed.",
        )
    return seat
