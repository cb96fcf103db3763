"""Persons: added, corrected, found under other spellings, working somewhere else."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from secretariat.foundation.people import policy
from secretariat.foundation.people.models import (
    Affiliation,
    FormerHandle,
    Organization,
    Person,
    PersonAlias,
)
from secretariat.foundation.people.queries.persons import folded, namesakes
from secretariat.foundation.people.snapshots import name_of
from secretariat.foundation.records.commands import act, guard_revision, locked
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require
from secretariat.rules.wording import joined

from .findability import make_person_findable, make_seats_of_person_findable
from .periods import (
    check_period,
    day_before,
    end_on,
    free_slug,
    overlaps,
    period_words,
    tidy,
    touch_bodies_of_person,
)

# Words that are pages beside those of the people.
PAGES = ("new", "doubles")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """What is known of a person who enters the record."""

    name: str
    known_as: str = ""
    address: str = ""
    organization: Organization | None = None
    from_on: date | None = None
    aliases: tuple[str, ...] = ()


def add_person(actor: Actor, new: NewPerson, *, not_the_same_as: Collection[str] = ()) -> Person:
    """Enter a person, at once with the organization the person speaks from.

    Refuses ("same_name") while somebody else is found under this name, unless the handles of all of
    them are given in `not_the_same_as`: two people may share a name, one must not be entered twice.
    """
    name = tidy(new.name, "name", "The name")
    address = checked_address(new.address)
    former = FormerHandle.objects.values_list("handle", flat=True)
    handle = free_slug(Person.objects.all(), "handle", name, "person", (*PAGES, *former))
    with act(actor, "people.add_person", f"people/{handle}") as this:
        require(policy.may_keep_persons(actor, "add people"))
        _refuse_same_name(name, not_the_same_as)
        known_as = " ".join(new.known_as.split())[:60]
        person = Person.objects.create(handle=handle, name=name, known_as=known_as, address=address)
        _keep_aliases(person, new.aliases)
        if new.organization is not None:
            Affiliation.objects.create(
                person=person, organization=new.organization, from_on=new.from_on
            )
        make_person_findable(person)
        of = f" ({new.organization})" if new.organization else ""
        this.says(f"{name}{of} is in the record.")
        this.now_is(name=name, organization=str(new.organization or ""), has_address=bool(address))
    return person


def _refuse_same_name(name: str, but: Collection[str]) -> None:
    others = [found for found in namesakes(name) if found.handle not in but]
    if others:
        who = joined([f"{p.name} ({p.organization})" if p.organization else p.name for p in others])
        raise Refused(
            "same_name",
            f"{who} is in the record already. Choose that person from the list; if this is "
            "somebody else of the same name, say so and save again. Nothing has changed.",
            {"field": "name", "handles": [found.handle for found in others]},
        )


def _keep_aliases(person: Person, texts: Iterable[str], *, is_public: bool = False) -> None:
    known = {folded(person.name), *(folded(alias.text) for alias in person.aliases.all())}
    for text in texts:
        if folded(text) and folded(text) not in known:
            known.add(folded(text))
            PersonAlias.objects.create(
                person=person, text=tidy(text, "alias", "The spelling"), is_public=is_public
            )


def checked_address(address: str, field: str = "address") -> str:
    """A mail address in small letters, or "". Refuses ("malformed_address")."""
    clean = address.strip().lower()
    try:
        if clean:
            validate_email(clean)
    except ValidationError as error:
        raise Refused(
            "malformed_address",
            f"“{address}” is not a mail address. Write it as name@example.org; nothing has "
            "changed.",
            {"field": field},
        ) from error
    return clean


def add_alias(actor: Actor, person: Person, text: str, *, is_public: bool = False) -> PersonAlias:
    """Let a person be found under another spelling or initials too, where names are typed; a public
    one is shown to everybody and finds the person in search as well.

    Refuses ("same_name") a spelling the person has already.
    """
    text = tidy(text, "text", "The spelling")
    with act(actor, "people.add_alias", f"people/{person.handle}") as this:
        require(policy.may_keep_persons(actor))
        person = locked(person)
        before = person.aliases.count()
        _keep_aliases(person, [text], is_public=is_public)
        if person.aliases.count() == before:
            raise Refused(
                "same_name",
                f"{person.name} is already found under “{text}”. Nothing has changed.",
                {"field": "text"},
            )
        make_person_findable(person)
        this.says(f"{person.name} is found under another spelling too.")
        this.now_is(alias="added")
    return person.aliases.get(text=text)


def remove_alias(actor: Actor, person: Person, text: str) -> None:
    """Let a person no longer be found under a spelling. Refuses ("not_found")."""
    with act(actor, "people.remove_alias", f"people/{person.handle}") as this:
        require(policy.may_keep_persons(actor))
        gone, _ = person.aliases.filter(text=text).delete()
        if not gone:
            raise Refused("not_found", f"{person.name} was not found under “{text}” before.")
        make_person_findable(person)
        this.says(f"{person.name} is no longer found under one of the spellings.")
        this.now_is(alias="removed")


def correct_person(
    actor: Actor, person: Person, *, name: str, known_as: str = "", seen: int
) -> Person:
    """Correct how a person is written, everywhere and on every day.

    The former name still finds the person but is shown to nobody and stays out of the audit trail.
    Refuses ("changed_meanwhile").
    """
    name = tidy(name, "name", "The name")
    with act(actor, "people.correct_person", f"people/{person.handle}") as this:
        require(policy.may_keep_persons(actor))
        person = locked(person)
        guard_revision(person, seen, {"name": name, "known_as": known_as})
        former = person.name
        person.name, person.known_as = name, " ".join(known_as.split())[:60]
        person.save(update_fields=["name", "known_as", "revision"])
        _keep_aliases(person, [former])
        make_person_findable(person)
        make_seats_of_person_findable(person)
        short = f", {person.known_as} for short" if person.known_as else ""
        this.says(f"The name is written {name}{short}, on every day.")
        this.now_is(name=name, known_as=person.known_as)
        touch_bodies_of_person(this, person)
    return person


def set_address(actor: Actor, person: Person, address: str, *, seen: int | None = None) -> Person:
    """Set where letters to a person go. The address itself stays out of the audit trail.

    Refuses ("changed_meanwhile") without the other address, which not all who may set one may see.
    """
    address = checked_address(address)
    with act(actor, "people.set_address", f"people/{person.handle}") as this:
        require(policy.may_set_address(actor, person))
        person = locked(person)
        if seen is not None and person.revision != seen:
            raise Refused(
                "changed_meanwhile",
                f"Somebody else changed what is known of {person.name} while you were writing, "
                "perhaps this address. Nothing has changed; open the page again and look.",
            )
        this.was(has_address=bool(person.address))
        person.address = address
        person.revision += 1
        person.save(update_fields=["address", "revision"])
        how = "go to another address" if address else "go nowhere any more"
        this.says(f"Letters to {person.name} {how}.")
        this.now_is(has_address=bool(address))
    return person


def change_company(
    actor: Actor, person: Person, *, to: Organization | None, from_on: date
) -> Affiliation | None:
    """Let a person speak from another organization from a day on (or from none); what held the day
    before ends then. Seats and offices are not touched: people change company and keep their role.

    Refuses ("same_organization", "wrong_period").
    """
    with act(actor, "people.change_company", f"people/{person.handle}") as this:
        require(policy.may_keep_persons(actor, "record where people work"))
        person = locked(person)
        held = Affiliation.objects.on(from_on).filter(person=person).select_related("organization")
        rows = list(held)
        if to is not None and any(row.organization == to for row in rows):
            raise Refused(
                "same_organization",
                f"{person.name} already speaks from {to.name} on {day_words(from_on)}. Nothing has "
                "changed.",
                {"field": "organization"},
            )
        this.was(organization=joined([name_of(row.organization, from_on) for row in rows]))
        for row in rows:
            end_on(row, day_before(from_on), f"The time at {row.organization.name}")
        of = to.name if to else "no organization"
        this.says(f"{person.name} speaks from {of} from {day_words(from_on)}.")
        this.now_is(organization=str(to or ""), from_on=from_on)
        touch_bodies_of_person(this, person)
        if to is None:
            return None
        made = Affiliation.objects.create(person=person, organization=to, from_on=from_on)
        make_person_findable(person)
    return made


def add_affiliation(
    actor: Actor,
    person: Person,
    organization: Organization,
    *,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Affiliation:
    """Record one more organization a person speaks or spoke from, beside what is there.

    Refuses ("same_organization") days on which the person speaks from it already.
    """
    check_period(from_on, to_on)
    with act(actor, "people.add_affiliation", f"people/{person.handle}") as this:
        require(policy.may_keep_persons(actor, "record where people work"))
        person = locked(person)
        others = Affiliation.objects.filter(person=person, organization=organization)
        if any(overlaps(row, from_on, to_on) for row in others):
            raise Refused(
                "same_organization",
                f"The record already says that {person.name} spoke from {organization.name} on "
                "some of these days. Nothing has changed.",
                {"field": "organization"},
            )
        when = period_words(from_on, to_on)
        this.says(f"{person.name} speaks from {organization.name} too{when}.")
        this.now_is(organization=organization.name, from_on=from_on, to_on=to_on)
        touch_bodies_of_person(this, person)
        made = Affiliation.objects.create(
            person=person, organization=organization, from_on=from_on, to_on=to_on
        )
        make_person_findable(person)
    return made
