"""Organizations: founded, renamed, merged, and leaving a body. Old days keep their names."""

from __future__ import annotations

from datetime import date

from secretariat.foundation.people import policy
from secretariat.foundation.people.models import (
    Affiliation,
    Body,
    Organization,
    OrganizationName,
    Seat,
    SeatHolding,
    Term,
)
from secretariat.foundation.people.snapshots import name_of
from secretariat.foundation.records import clock
from secretariat.foundation.records.commands import Act, act, guard_revision, locked
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require

from .findability import make_organization_findable
from .periods import day_after, day_before, end_on, free_slug, tidy, touch_bodies_of_organization


def found_organization(actor: Actor, name: str, *, website: str = "") -> Organization:
    """Enter an organization. Refuses ("same_name") one that bears or bore this name already."""
    name = tidy(name, "name", "The organization's name")
    slug = free_slug(Organization.objects.all(), "slug", name, "organization")
    with act(actor, "people.found_organization", f"organizations/{slug}") as this:
        require(policy.may_keep_persons(actor, "add organizations"))
        _refuse_same_name(name)
        made = Organization.objects.create(slug=slug, name=name, website=website)
        OrganizationName.objects.create(organization=made, name=name)
        this.now_is(name=name, website=website)
    return made


def _refuse_same_name(name: str, but: Organization | None = None) -> None:
    borne = OrganizationName.objects.filter(name__iexact=name).select_related("organization")
    other = next((row.organization for row in borne if row.organization != but), None)
    if other is not None:
        raise Refused(
            "same_name",
            f"“{name}” is already in the record, today as {other.name}. Nothing has changed. "
            "Choose it from the list, or write a name that tells the two apart.",
            {"field": "name", "slug": other.slug},
        )


def rename_organization(
    actor: Actor, organization: Organization, *, name: str, from_on: date, seen: int
) -> Organization:
    """Give an organization a new name from a day on; every earlier day keeps the old one.

    Refuses ("same_name", "too_early", "in_the_future", "changed_meanwhile").
    """
    name = tidy(name, "name", "The new name")
    with act(actor, "people.rename_organization", f"organizations/{organization.slug}") as this:
        require(policy.may_keep_persons(actor, "rename organizations"))
        organization = locked(organization)
        this.was(name=organization.name)
        guard_revision(organization, seen, {"name": name})
        _refuse_same_name(name, organization)
        _close_name(organization, from_on)
        OrganizationName.objects.create(organization=organization, name=name, from_on=from_on)
        organization.name = name
        organization.save(update_fields=["name", "revision"])
        refresh_labels(organization)
        make_organization_findable(organization)
        this.now_is(name=name, from_on=from_on)
        touch_bodies_of_organization(this, organization)
    return organization


def _close_name(organization: Organization, from_on: date) -> None:
    today = clock.now().date()
    if from_on > today:
        raise Refused(
            "in_the_future",
            f"{day_words(from_on)} has not come yet. Until then {organization.name} keeps its "
            "name; enter the new one on that day.",
            {"field": "from_on"},
        )
    last = organization.names.last()
    if last is None:
        OrganizationName.objects.create(
            organization=organization, name=organization.name, to_on=day_before(from_on)
        )
        return
    if last.from_on is not None and from_on <= last.from_on:
        raise Refused(
            "too_early",
            f"It has been called {last.name} since {day_words(last.from_on)}. A new name can begin "
            "on a later day only. Nothing has changed.",
            {"field": "from_on"},
        )
    end_on(last, day_before(from_on), f"The name {last.name}")


def refresh_labels(organization: Organization) -> None:
    """Bring today's labels of seats that are named by their holders up to date."""
    held = Seat.objects.filter(holdings__organization=organization, is_named_by_holders=True)
    for seat in held.distinct():
        label_by_holders(seat, clock.now().date())


def label_by_holders(seat: Seat, day: date) -> None:
    """Store the holders' names of a day as the label of a seat that is named by its holders."""
    holdings = SeatHolding.objects.on(day).filter(seat=seat).select_related("organization")
    names = [name_of(holding.organization, day) for holding in holdings]
    if names and seat.is_named_by_holders and seat.label != "/".join(names):
        seat.label = "/".join(names)[:200]
        seat.save(update_fields=["label"])


def merge_organization(
    actor: Actor, organization: Organization, *, into: Organization, on: date, seen: int
) -> Organization:
    """Let an organization go over into another on a day: its seats and people speak for the other
    from then on, and every earlier day stays as it was.

    Refuses ("same_organization", "already_merged", "changed_meanwhile").
    """
    with act(actor, "people.merge_organization", f"organizations/{organization.slug}") as this:
        require(policy.may_keep_persons(actor, "merge organizations"))
        organization, into = locked(organization), locked(into)
        guard_revision(organization, seen, {})
        _refuse_merger(organization, into)
        organization.merged_into, organization.merged_on = into, on
        organization.save(update_fields=["merged_into", "merged_on", "revision"])
        _move_seats(organization, into, on)
        _move_people(organization, into, on)
        refresh_labels(into)
        make_organization_findable(into)
        this.now_is(merged_into=into.name, merged_on=on)
        touch_bodies_of_organization(this, organization)
        touch_bodies_of_organization(this, into)
    return organization


def _refuse_merger(organization: Organization, into: Organization) -> None:
    if organization == into:
        raise Refused(
            "same_organization",
            f"{into.name} cannot be merged into itself. Choose the organization that goes on.",
            {"field": "into"},
        )
    for one in (organization, into):
        if one.merged_into_id is not None:
            raise Refused(
                "already_merged",
                f"{one.name} has already been merged into another organization. Nothing has "
                "changed.",
                {"field": "into"},
            )


def _move_seats(organization: Organization, into: Organization, on: date) -> None:
    for holding in SeatHolding.objects.on(on).filter(organization=organization):
        has_it = SeatHolding.objects.on(on).filter(seat=holding.seat_id, organization=into).exists()
        if not has_it:
            SeatHolding.objects.create(
                seat_id=holding.seat_id, organization=into, from_on=on, to_on=holding.to_on
            )
        end_on(holding, day_before(on), f"{organization.name}'s seat")


def _move_people(organization: Organization, into: Organization, on: date) -> None:
    there = Affiliation.objects.on(on).filter(organization=into)
    already = set(there.values_list("person", flat=True))
    for row in Affiliation.objects.on(on).filter(organization=organization):
        if row.person_id not in already:
            Affiliation.objects.create(
                person_id=row.person_id, organization=into, from_on=on, to_on=row.to_on
            )
        end_on(row, day_before(on), f"The time at {organization.name}")


def leave_body(
    actor: Actor, organization: Organization, body: Body, *, last_on: date
) -> list[Seat]:
    """Let an organization leave a body after a day. A seat it held alone is closed with its terms;
    of a shared one the other holder keeps the seat, and the leaving organization's people go.

    Refuses ("holds_no_seat").
    """
    ref = f"{body.slug}/members"
    with act(actor, "people.leave_body", ref, body_slug=body.slug) as this:
        require(policy.may_run_body(actor, body, "let an organization leave"))
        locked(body)
        holdings = list(
            SeatHolding.objects.on(last_on)
            .filter(seat__body=body, organization=organization)
            .select_related("seat")
        )
        if not holdings:
            raise Refused(
                "holds_no_seat",
                f"{organization.name} holds no seat of {body.name} on {day_words(last_on)}. "
                "Nothing has changed.",
            )
        for holding in holdings:
            _leave_seat(this, holding, last_on)
        this.now_is(organization=organization.name, last_on=last_on)
    return [holding.seat for holding in holdings]


def _leave_seat(this: Act, holding: SeatHolding, last_on: date) -> None:
    seat, organization = holding.seat, holding.organization
    end_on(holding, last_on, f"{organization.name}'s seat")
    is_shared = SeatHolding.objects.on(day_after(last_on)).filter(seat=seat).exists()
    terms = list(Term.objects.on(last_on).filter(seat=seat).select_related("person"))
    if is_shared:
        theirs = Affiliation.objects.on(last_on).filter(organization=organization)
        leaving = set(theirs.values_list("person", flat=True))
        terms = [term for term in terms if term.person_id in leaving]
        label_by_holders(seat, day_after(last_on))
    else:
        end_on(seat, last_on, f"The seat {seat.label}")
    for term in terms:
        end_on(term, last_on, f"The term of {term.person.name}")
    this.now_is(**{f"seat {seat.slug}": "kept by the other holder" if is_shared else "closed"})
