"""Organizations: founded, renamed, and leaving a body. Old days keep their names."""

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
from secretariat.foundation.records.commands import act, guard_revision, locked
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require
from secretariat.rules.wording import joined

from .findability import make_organization_findable, make_seat_findable
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
        this.says(f"{name} is in the record.")
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
        former = organization.name
        this.was(name=former)
        guard_revision(organization, seen, {"name": name})
        _refuse_same_name(name, organization)
        _close_name(organization, from_on)
        OrganizationName.objects.create(organization=organization, name=name, from_on=from_on)
        organization.name = name
        organization.save(update_fields=["name", "revision"])
        refresh_labels(organization)
        make_organization_findable(organization)
        this.says(f"{former} is called {name} from {day_words(from_on)}.")
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
            leave_seat(actor, holding, last_on=last_on)
        labels = joined([holding.seat.label for holding in holdings])
        this.says(f"{organization.name} left after {day_words(last_on)}, with its seat {labels}.")
        this.now_is(organization=organization.name, last_on=last_on)
    return [holding.seat for holding in holdings]


def leave_seat(actor: Actor, holding: SeatHolding, *, last_on: date, reason: str = "") -> Seat:
    """Let an organization leave one seat after a day. Held alone, the seat is closed with its
    terms; of a shared one the other holder keeps it, and the leaving organization's people go.

    Refuses ("wrong_period") a day before it held the seat.
    """
    seat, organization = holding.seat, holding.organization
    with act(actor, "people.leave_seat", seat.ref, body_slug=seat.body.slug) as this:
        require(policy.may_run_body(actor, seat.body, "let an organization leave a seat"))
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
        make_seat_findable(seat)
        what = "kept by its other holder" if is_shared else "closed"
        why = f": {reason}" if reason else ""
        this.says(f"{organization.name} left the seat {seat.label} after {day_words(last_on)}, "
                  f"which was {what}{why}.")  # fmt: skip
        ended = joined([term.person.name for term in terms])
        this.now_is(last_on=last_on, seat=what, terms_ended=ended, reason=reason)
    return seat
