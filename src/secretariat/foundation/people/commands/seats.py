"""Seats: added, shared, relabelled, made inactive, closed. One seat is one vote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from secretariat.foundation.people import policy
from secretariat.foundation.people.models import (
    Body,
    FormerLabel,
    Organization,
    Seat,
    SeatHolding,
    SeatInactivity,
    Term,
)
from secretariat.foundation.people.models.periods import Period, PeriodQuerySet
from secretariat.foundation.people.queries.choices import today
from secretariat.foundation.people.snapshots import name_of
from secretariat.foundation.records.commands import act, guard_revision, locked
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require
from secretariat.rules.wording import joined

from .findability import make_seat_findable
from .organizations import label_by_holders
from .periods import (
    check_period,
    day_after,
    day_before,
    end_on,
    free_slug,
    overlaps,
    period_words,
    tidy,
)


def add_seat(
    actor: Actor,
    body: Body,
    organizations: Sequence[Organization],
    *,
    label: str = "",
    from_on: date | None = None,
) -> Seat:
    """Add a seat that one organization holds, or several share.

    Without a label of its own it is printed with the names its holders bear on each day. Refuses
    ("same_seat") a second seat of the same label on the same days, ("missing") one without both.
    """
    names = "/".join(name_of(one, from_on or today(body)) for one in organizations)
    shown = tidy(label or names, "label", "The seat's label")
    slug = free_slug(Seat.objects.filter(body=body), "slug", shown.replace("/", " "), "seat")
    with act(actor, "people.add_seat", f"{body.slug}/members/{slug}", body_slug=body.slug) as this:
        require(policy.may_run_body(actor, body, "add a seat"))
        locked(body)
        _refuse_same_label(body, shown, from_on)
        seat = Seat.objects.create(
            body=body,
            slug=slug,
            label=shown,
            is_named_by_holders=bool(names) and shown == names,
            from_on=from_on,
        )
        for one in organizations:
            SeatHolding.objects.create(seat=seat, organization=one, from_on=from_on)
        make_seat_findable(seat)
        this.says(f"{shown} is a seat of {body.name}{period_words(from_on)}.")
        this.now_is(label=shown, organizations=names, from_on=from_on)
    return seat


def _refuse_same_label(body: Body, label: str, from_on: date | None) -> None:
    same = Seat.objects.filter(body=body, label__iexact=label)
    if any(overlaps(seat, from_on, None) for seat in same):
        raise Refused(
            "same_seat",
            f"{body.name} already has a seat “{label}”. Nothing has changed. Give the second one a "
            "label of its own, or close the first.",
            {"field": "label"},
        )


def relabel_seat(
    actor: Actor, seat: Seat, *, label: str, from_on: date | None = None, seen: int
) -> Seat:
    """Print a seat under a label of its own; an empty label names it by its holders.

    From a day on, every earlier day keeps what it printed; without one it is a correction and
    holds since the seat was last relabelled. Refuses ("changed_meanwhile", "missing"),
    ("too_early", "in_the_future").
    """
    with act(actor, "people.relabel_seat", seat.ref, body_slug=seat.body.slug) as this:
        require(policy.may_run_body(actor, seat.body, "rename a seat"))
        seat = locked(seat)
        guard_revision(seat, seen, {"label": label})
        former = seat.label
        this.was(label=former)
        if from_on is not None:
            _keep_former_label(seat, from_on)
        seat.is_named_by_holders = not label.strip()
        seat.label = tidy(label or seat.label, "label", "The seat's label")
        seat.save(update_fields=["label", "is_named_by_holders", "revision"])
        label_by_holders(seat, today(seat.body))
        make_seat_findable(seat)
        how = " by the names of its holders" if seat.is_named_by_holders else ""
        this.says(f"The seat {former} is printed as {seat.label}{how}{period_words(from_on)}.")
        this.now_is(label=seat.label, from_on=from_on)
    return seat


def _keep_former_label(seat: Seat, from_on: date) -> None:
    """Let the days before keep what they print."""
    if from_on > today(seat.body):
        raise Refused(
            "in_the_future",
            f"{day_words(from_on)} has not come yet. Until then {seat.label} keeps its label; "
            "enter the new one on that day.",
            {"field": "from_on"},
        )
    last = seat.former_labels.last()
    if last is not None and last.to_on is not None and from_on <= last.to_on:
        raise Refused(
            "too_early",
            f"It was relabelled from {day_words(day_after(last.to_on))}. A new label can begin on "
            "a later day only. Nothing has changed.",
            {"field": "from_on"},
        )
    text = "" if seat.is_named_by_holders else seat.label
    FormerLabel.objects.create(seat=seat, text=text, to_on=day_before(from_on))


def share_seat(
    actor: Actor,
    seat: Seat,
    organization: Organization,
    *,
    from_on: date | None = None,
    to_on: date | None = None,
) -> SeatHolding:
    """Let one more organization hold a seat; it stays one vote.

    Refuses ("holds_it_already"), ("wrong_period").
    """
    check_period(from_on, to_on)
    with act(actor, "people.share_seat", seat.ref, body_slug=seat.body.slug) as this:
        require(policy.may_run_body(actor, seat.body, "say who holds a seat"))
        seat = locked(seat)
        same = SeatHolding.objects.filter(seat=seat, organization=organization)
        if any(overlaps(row, from_on, to_on) for row in same):
            raise Refused(
                "holds_it_already",
                f"{organization.name} already holds the seat {seat.label} on some of these days. "
                "Nothing has changed.",
                {"field": "organization"},
            )
        holding = SeatHolding.objects.create(
            seat=seat, organization=organization, from_on=from_on, to_on=to_on
        )
        label_by_holders(seat, today(seat.body))
        make_seat_findable(seat)
        when = period_words(from_on, to_on)
        this.says(f"{organization.name} holds the seat {seat.label} too{when}.")
        this.now_is(organization=organization.name, from_on=from_on, to_on=to_on)
    return holding


def end_holding(actor: Actor, holding: SeatHolding, *, last_on: date) -> SeatHolding:
    """Let an organization no longer hold a seat after a day; the seat itself and its terms stay.

    Refuses ("last_holder") to leave a seat without any: close it, or share it with the next first.
    """
    seat = holding.seat
    with act(actor, "people.end_holding", seat.ref, body_slug=seat.body.slug) as this:
        require(policy.may_run_body(actor, seat.body, "say who holds a seat"))
        locked(seat)
        others = SeatHolding.objects.on(day_after(last_on)).filter(seat=seat).exclude(pk=holding.pk)
        if not others.exists():
            raise Refused(
                "last_holder",
                f"Nobody else holds the seat {seat.label} after {day_words(last_on)}. Add the "
                "organization that takes it over first, or close the seat. Nothing has changed.",
            )
        end_on(holding, last_on, f"{holding.organization.name}'s seat")
        label_by_holders(seat, today(seat.body))
        make_seat_findable(seat)
        name = holding.organization.name
        this.says(f"{name} held the seat {seat.label} until {day_words(last_on)}.")
        this.now_is(organization=name, last_on=last_on)
    return holding


def close_seat(actor: Actor, seat: Seat, *, last_on: date, seen: int) -> Seat:
    """Let a seat end on a day, with the terms and holdings that reach beyond it.

    Refuses ("already_closed", "begins_later", "changed_meanwhile").
    """
    with act(actor, "people.close_seat", seat.ref, body_slug=seat.body.slug) as this:
        require(policy.may_run_body(actor, seat.body, "close a seat"))
        seat = locked(seat)
        guard_revision(seat, seen, {})
        if seat.to_on is not None and seat.to_on <= last_on:
            raise Refused(
                "already_closed",
                f"The seat {seat.label} was closed on {day_words(seat.to_on)}. Nothing has "
                "changed.",
            )
        terms = _reaching_beyond(Term.objects.filter(seat=seat), last_on)
        holdings = _reaching_beyond(SeatHolding.objects.filter(seat=seat), last_on)
        _refuse_later_beginnings(seat, [*terms, *holdings], last_on)
        for row in (seat, *terms, *holdings):
            end_on(row, last_on, f"The seat {seat.label}")
        seat.save(update_fields=["revision"])
        ended = joined([term.person.name for term in terms])
        this.says(f"The seat {seat.label} ended on {day_words(last_on)}"
                  f"{f', with the terms of {ended}' if ended else ''}.")  # fmt: skip
        this.now_is(last_on=last_on, terms_ended=ended)
    return seat


def _reaching_beyond(rows: PeriodQuerySet, last_on: date) -> list[Any]:
    return list(rows.filter(Q(to_on__isnull=True) | Q(to_on__gt=last_on)))


def _refuse_later_beginnings(seat: Seat, rows: Sequence[Period], last_on: date) -> None:
    later = [row for row in rows if row.from_on is not None and row.from_on > last_on]
    if later:
        raise Refused(
            "begins_later",
            f"{joined([str(row) for row in later])} begins after {day_words(last_on)}. Withdraw "
            f"that first, or close the seat {seat.label} on a later day. Nothing has changed.",
            {"field": "last_on"},
        )


def mark_seat_inactive(actor: Actor, seat: Seat, *, from_on: date, reason: str) -> SeatInactivity:
    """Mark a seat inactive by rule from a day on; the rule book says what that changes.

    Refuses ("missing") without a reason, ("already_inactive").
    """
    reason = tidy(reason, "reason", "The reason", 300)
    with act(actor, "people.mark_seat_inactive", seat.ref, body_slug=seat.body.slug) as this:
        require(policy.may_run_body(actor, seat.body, "mark a seat inactive"))
        seat = locked(seat)
        if any(overlaps(row, from_on, None) for row in seat.inactivities.all()):
            raise Refused(
                "already_inactive",
                f"The seat {seat.label} is inactive on {day_words(from_on)} or later already. "
                "Nothing has changed.",
                {"field": "from_on"},
            )
        this.says(f"{seat.label} is inactive from {day_words(from_on)}: {reason}")
        this.now_is(inactive_from_on=from_on, reason=reason)
        return SeatInactivity.objects.create(seat=seat, from_on=from_on, reason=reason)


def mark_seat_active(actor: Actor, seat: Seat, *, from_on: date) -> SeatInactivity:
    """Let a seat be active again from a day on. Refuses ("not_inactive", "wrong_period")."""
    with act(actor, "people.mark_seat_active", seat.ref, body_slug=seat.body.slug) as this:
        require(policy.may_run_body(actor, seat.body, "mark a seat active"))
        seat = locked(seat)
        row: SeatInactivity | None = seat.inactivities.filter(to_on__isnull=True).first()
        if row is None:
            raise Refused("not_inactive", f"The seat {seat.label} is active. Nothing has changed.")
        end_on(row, day_before(from_on), "The inactivity")
        this.says(f"{seat.label} is active again from {day_words(from_on)}.")
        this.now_is(active_from_on=from_on)
    return row
