"""One line of a roster file, written with the same commands as by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches

from django.db.models import F, Q

from secretariat.documents.reading.roster import NamedPerson, RosterRow
from secretariat.foundation.people.models import (
    Account,
    Affiliation,
    Body,
    Office,
    Organization,
    OrganizationName,
    Person,
    Seat,
    SeatHolding,
    Term,
)
from secretariat.foundation.people.queries.mergers import successor
from secretariat.foundation.people.queries.persons import folded, namesakes, organization_of
from secretariat.foundation.people.snapshots import roster_on
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import joined

from .accounts import open_account
from .offices import begin_office
from .organizations import found_organization
from .periods import day_before
from .persons import NewPerson, add_affiliation, add_person, change_company, set_address
from .seats import add_seat, end_holding, share_seat
from .terms import begin_alternate, begin_representative, end_term

_HEAD, _DEPUTY = Term.Capacity.REPRESENTATIVE, Term.Capacity.ALTERNATE


class RowWriter:
    """Writes one line and notes in `changes`, in words, everything that was not so before."""

    def __init__(self, actor: Actor, body: Body, row: RosterRow, on: date) -> None:
        self.actor = actor
        self.body = body
        self.row = row
        self.on = on
        self.changes: list[str] = []
        self.seat: Seat | None = None
        self.is_new_seat = False
        self.holders: list[Organization] = []

    def write(self) -> None:
        """Write the line; refuses as the commands do, with nothing of the line kept by its "
        "caller."""
        if self.row.seat:
            self.holders = [self._organization(name) for name in self._holder_names()]
            self.seat = self._seat()
            self._write_terms(self.seat)
        who = self.row.representative
        if who is not None and (self.row.offices or self.row.address):
            person = self._person(who)
            self._write_offices(person)
            self._write_address(person)

    @property
    def begins_on(self) -> date | None:
        """The first day of what the line begins: as written, or, where the seat is there already,
        the day of the import.
        """
        if self.row.from_on is not None or self.is_new_seat:
            return self.row.from_on
        return self.on

    # --- The seat and who holds it ---------------------------------------------------------------

    def _holder_names(self) -> tuple[str, ...]:
        named = self.row.organizations
        return (self.row.seat,) if named is None and self._known_seat() is None else named or ()

    def _known_seat(self) -> Seat | None:
        wanted = self.row.seat.casefold()
        seats = roster_on(self.body, self.on).seats
        slugs = [seat.slug for seat in seats if wanted in (seat.label.casefold(), seat.slug)]
        known: Seat | None = Seat.objects.filter(body=self.body, slug__in=slugs[:1]).first()
        return known

    def _organization(self, name: str) -> Organization:
        borne = OrganizationName.objects.filter(name__iexact=name).values("organization")
        found = Organization.objects.filter(Q(name__iexact=name) | Q(pk__in=borne))
        known = found.order_by(F("merged_on").desc(nulls_first=True), "name").first()
        if known is not None:
            return successor(known, self.on)
        self.changes.append(f"Add the organization {name}")
        return found_organization(self.actor, name)

    def _seat(self) -> Seat:
        seat = self._known_seat()
        if seat is None:
            self.is_new_seat = True
            since = f" from {day_words(self.row.from_on)}" if self.row.from_on else ""
            held = joined([one.name for one in self.holders])
            by = f", held by {held}" if held and held != self.row.seat else ""
            self.changes.append(f"Add the seat {self.row.seat}{by}{since}")
            return add_seat(
                self.actor, self.body, self.holders, label=self.row.seat, from_on=self.row.from_on
            )
        if self.row.organizations:
            self._write_holders(seat)
        return seat

    def _write_holders(self, seat: Seat) -> None:
        held = list(
            SeatHolding.objects.on(self.on).filter(seat=seat).select_related("organization")
        )
        known = [holding.organization for holding in held]
        for one in self.holders:
            if one not in known:
                self.changes.append(f"{seat.label} is now held by {one.name}")
                share_seat(self.actor, seat, one, from_on=self.on)
        for holding in held:
            if holding.organization not in self.holders:
                self.changes.append(
                    f"{seat.label} is no longer held by {holding.organization.name}"
                )
                end_holding(self.actor, holding, last_on=day_before(self.on))

    # --- Who speaks for it -----------------------------------------------------------------------

    def _write_terms(self, seat: Seat) -> None:
        terms = list(Term.objects.on(self.on).filter(seat=seat).select_related("person"))
        heads = [term for term in terms if term.capacity == _HEAD]
        deputies = [term for term in terms if term.capacity == _DEPUTY]
        wanted = [self._person(who) for who in self.row.alternates or ()]
        head = self._person(self.row.representative) if self.row.representative else None
        if self.row.alternates is not None:
            self._end_all([t for t in deputies if t.person not in (*wanted, head)])
        if head is None:
            self._end_all(heads)
        elif head not in [term.person for term in heads]:
            self._begin_head(seat, head, heads)
        self._end_head(seat)
        for person in wanted:
            if person not in [term.person for term in deputies]:
                self.changes.append(f"{person.name} becomes alternate of {seat.label}")
                begin_alternate(self.actor, seat, person, from_on=self._not_before(seat))

    def _begin_head(self, seat: Seat, head: Person, heads: Iterable[Term]) -> None:
        before = joined([term.person.name for term in heads])
        instead = f" in place of {before}" if before else ""
        self.changes.append(f"{head.name} becomes representative of {seat.label}{instead}")
        begin_representative(self.actor, seat, head, from_on=self._not_before(seat))

    def _not_before(self, seat: Seat) -> date | None:
        """The day the line's terms begin, never before the seat itself."""
        begins, first = self.begins_on, seat.from_on
        return max(begins, first) if begins and first else begins or first

    def _end_head(self, seat: Seat) -> None:
        if self.row.to_on is None:
            return
        term = Term.objects.filter(seat=seat, capacity=_HEAD, to_on__isnull=True).first()
        if term is not None:
            self.changes.append(f"{term.person.name} serves until {day_words(self.row.to_on)}")
            end_term(self.actor, term, last_on=self.row.to_on)

    def _end_all(self, terms: Iterable[Term]) -> None:
        for term in terms:
            what = term.get_capacity_display().lower()
            self.changes.append(f"{term.person.name} is no longer {what} of {term.seat.label}")
            end_term(self.actor, term, last_on=day_before(self.on))

    # --- The person ------------------------------------------------------------------------------

    def _person(self, who: NamedPerson) -> Person:
        person = Person.objects.filter(handle=who.name).first() or self._known_person(who)
        if person is None:
            return self._new_person(who)
        if who.organization:
            self._write_company(person, who.organization)
        return person

    def _known_person(self, who: NamedPerson) -> Person | None:
        found = namesakes(who.name)
        if len(found) > 1:
            where = {folded(who.organization), *(folded(one.name) for one in self.holders)}
            found = [one for one in found if folded(one.organization) in where] or found
        if len(found) > 1:
            known = joined([f"{one.handle} ({one.organization or 'independent'})" for one in found])
            raise Refused(
                "ambiguous_person",
                f"Several people are called {who.name}: {known}. Write which one is meant, such as "
                f"“{found[0].handle}”.",
            )
        return Person.objects.get(handle=found[0].handle) if found else None

    def _new_person(self, who: NamedPerson) -> Person:
        company = self._organization(who.organization) if who.organization else None
        if company is None and len(self.holders) == 1:
            company = self.holders[0]
        names = Person.objects.values_list("name", flat=True)
        near = get_close_matches(who.name, names, n=1, cutoff=0.85)
        hint = f" (not the same as {near[0]}?)" if near else ""
        self.changes.append(f"Add {who.name}{f', {company.name}' if company else ''}{hint}")
        return add_person(self.actor, NewPerson(name=who.name, organization=company))

    def _write_company(self, person: Person, name: str) -> None:
        now = organization_of(person, self.on)
        if folded(name) in [folded(part) for part in (now, *now.split("/"))]:
            return
        company = self._organization(name)
        self.changes.append(f"{person.name} now speaks from {company.name}")
        if Affiliation.objects.filter(person=person).exists():
            change_company(self.actor, person, to=company, from_on=self.on)
        else:
            add_affiliation(self.actor, person, company)

    def _write_offices(self, person: Person) -> None:
        for kind in self.row.offices:
            held = Office.objects.on(self.on).filter(body=self.body, kind=kind, person=person)
            if held.exists():
                continue
            word = Office.Kind(kind).label.lower()
            self.changes.append(f"{person.name} becomes {word}")
            begin_office(self.actor, self.body, kind, person, from_on=self._office_from(kind))

    def _office_from(self, kind: str) -> date | None:
        """An office nobody ever held begins as the line says; else not before the import."""
        is_first = not Office.objects.filter(body=self.body, kind=kind).exists()
        return self.row.from_on if is_first or self.row.from_on else self.on

    def _write_address(self, person: Person) -> None:
        """A new address is where letters go, and how somebody without an account signs in."""
        address = self.row.address
        if not address or address == person.address:
            return
        if not Account.objects.filter(person=person).exists():
            self.changes.append(f"{person.name} can sign in with the address given")
            open_account(self.actor, person, address)
            person.refresh_from_db()
        if person.address != address:
            self.changes.append(f"Letters to {person.name} go to the address given")
            set_address(self.actor, person, address)
