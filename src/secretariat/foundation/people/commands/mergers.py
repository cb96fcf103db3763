"""Two organizations become one: seats and people pass on, and every earlier day stays as it was.

Where both hold a seat of one body, a person says whether one seat goes on or all do: two votes for
one member never come about without a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from secretariat.foundation.people import policy
from secretariat.foundation.people.models import (
    Affiliation,
    Body,
    FormerLabel,
    Organization,
    SeatHolding,
)
from secretariat.foundation.people.models.periods import Period, PeriodQuerySet
from secretariat.foundation.people.queries.mergers import HeldSeat, SeatsOfBoth, merger
from secretariat.foundation.people.snapshots import label_on
from secretariat.foundation.records.commands import act, guard_revision, locked
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require
from secretariat.rules.wording import joined

from .findability import make_organization_findable, make_seat_findable
from .organizations import leave_seat, refresh_labels
from .periods import day_before, end_on, touch_bodies_of_organization


@dataclass(frozen=True, slots=True)
class SeatsOutcome:
    """What becomes of the seats that both hold in one body: `stays` is the slug of the only one
    that goes on; empty, all of them do. `reason` says why, and stands in their history.
    """

    stays: str = ""
    reason: str = ""


def merge_organization(
    actor: Actor,
    organization: Organization,
    *,
    into: Organization,
    on: date,
    seen: int,
    outcomes: Mapping[str, SeatsOutcome] | None = None,
) -> Organization:
    """Let an organization go over into another on a day: its seats and people speak for the other
    from then on, and every earlier day stays as it was.

    `outcomes` says by the slug of each body in which both hold a seat what becomes of the seats;
    only an officer of that body may. Refuses ("seats_undecided") a body that is missing there,
    ("unknown_seat"), ("missing") no reason where the rule book gives a member one seat and all go
    on, ("same_organization", "already_merged", "changed_meanwhile").
    """
    with act(actor, "people.merge_organization", f"organizations/{organization.slug}") as this:
        require(policy.may_keep_persons(actor, "merge organizations"))
        organization, into = locked(organization), locked(into)
        guard_revision(organization, seen, {})
        _refuse_merger(organization, into)
        _lock_bodies(organization)
        planned = merger(organization, into, on)
        decided = [(each, _decided(actor, each, outcomes or {})) for each in planned.both]
        organization.merged_into, organization.merged_on = into, on
        organization.save(update_fields=["merged_into", "merged_on", "revision"])
        merging = _Merging(actor, organization, into, on)
        told = [merging.settle(each, outcome) for each, outcome in decided]
        merging.pass_seats_on()
        for each, outcome in decided:
            if not outcome.stays:
                merging.tell_apart(each)
        merging.move_people()
        refresh_labels(into)
        make_organization_findable(into)
        this.says(f"{organization.name} went over into {into.name} on {day_words(on)}. "
                  f"{' '.join(told)}")  # fmt: skip
        this.now_is(merged_into=into.name, merged_on=on)
        touch_bodies_of_organization(this, organization)
        touch_bodies_of_organization(this, into)
    return organization


def _refuse_merger(organization: Organization, into: Organization) -> None:
    if organization == into:
        raise Refused(
            "same_organization",
            f"{into.name} cannot be merged into itself. Choose the organization "
            "that goes on; nothing has changed.",
            {"field": "organization"},
        )
    for one in (organization, into):
        if one.merged_into_id is not None:
            raise Refused(
                "already_merged",
                f"{one.name} has already been merged into another organization. Nothing has "
                "changed.",
                {"field": "organization"},
            )


def _lock_bodies(organization: Organization) -> None:
    """In one order for everybody, so that two commands cannot wait for each other."""
    here = Body.objects.filter(seats__holdings__organization=organization)
    for body in here.order_by("pk").distinct():
        locked(body)


def _decided(actor: Actor, both: SeatsOfBoth, outcomes: Mapping[str, SeatsOutcome]) -> SeatsOutcome:
    """What was said about the seats of a body, if it can be done."""
    body, outcome = both.body, outcomes.get(both.body.slug)
    if outcome is None:
        raise Refused(
            "seats_undecided",
            f"Both hold a seat in {body.name}: {both.labels}. Say which of them goes on, or that "
            "all do; until then nothing has changed.",
            {"field": f"stays-{body.slug}"},
        )
    require(policy.may_run_body(actor, body, f"decide which seats of {body.name} go on"))
    if outcome.stays and outcome.stays not in {held.seat.slug for held in both.seats}:
        raise Refused(
            "unknown_seat",
            f"“{outcome.stays}” is none of the seats {both.labels}. Choose one of them; nothing "
            "has changed.",
            {"field": f"stays-{body.slug}"},
        )
    if both.rule and not outcome.stays and not outcome.reason.strip():
        raise Refused(
            "missing",
            f"{both.rule} Write why {both.labels} all go on; nothing has changed.",
            {"field": f"reason-{body.slug}"},
        )
    return SeatsOutcome(outcome.stays, " ".join(outcome.reason.split())[:300])


@dataclass(frozen=True, slots=True)
class _Merging:
    """One merger while it is carried out."""

    actor: Actor
    organization: Organization
    into: Organization
    on: date

    @property
    def words(self) -> str:
        return f"{self.organization.name} went over into {self.into.name}"

    def settle(self, both: SeatsOfBoth, outcome: SeatsOutcome) -> str:
        """Do what was said about the seats of a body, and tell it in a sentence."""
        going = [held for held in both.seats if outcome.stays in ("", held.seat.slug)]
        ending = [held for held in both.seats if held not in going]
        for held in ending:
            self._end(held, joined([each.label for each in going]), outcome.reason)
        for held in going:
            others = joined([each.label for each in both.seats if each != held])
            self._keep(held, others, outcome)
        why = f": {outcome.reason}" if outcome.reason else ""
        if ending:
            left = joined([held.label for held in ending])
            return f"In {both.body.name} only the seat {going[0].label} goes on, {left} ended{why}."
        return f"In {both.body.name} the seats {both.labels} all go on{why}."

    def _end(self, held: HeldSeat, stays: str, reason: str) -> None:
        why = f"{self.words}, whose only seat is now {stays}{f': {reason}' if reason else ''}"
        for holding in held.holdings:
            leave_seat(self.actor, holding, last_on=day_before(self.on), reason=why)

    def _keep(self, held: HeldSeat, others: str, outcome: SeatsOutcome) -> None:
        seat, why = held.seat, f": {outcome.reason}" if outcome.reason else ""
        how = f"instead of {others}" if outcome.stays else f"beside {others}"
        with act(self.actor, "people.keep_seat", seat.ref, body_slug=seat.body.slug) as this:
            this.says(f"{held.label} goes on {how}, because {self.words}{why}.")
            this.now_is(goes_on=how, reason=outcome.reason, from_on=self.on)

    def pass_seats_on(self) -> None:
        """Let the other hold every seat that is still held, and say so in its history."""
        for row in self._reaching(SeatHolding.objects.all()).select_related("seat__body"):
            seat = row.seat
            with act(self.actor, "people.pass_on_seat", seat.ref, body_slug=seat.body.slug) as this:
                there = SeatHolding.objects.filter(seat=seat, organization=self.into)
                if there.on(self._first_day(row)).exists():
                    self._end_here(row, f"{self.organization.name}'s share of {seat.label}")
                else:
                    self._split(row, f"{self.organization.name}'s seat")
                make_seat_findable(seat)
                this.says(f"{seat.label} passes from {self.organization.name} to {self.into.name}, "
                          f"which it went over into on {day_words(self.on)}.")  # fmt: skip
                this.was(organization=self.organization.name)
                this.now_is(organization=self.into.name, from_on=self.on)

    def tell_apart(self, both: SeatsOfBoth) -> None:
        """Where two seats would now be printed alike, the one that came keeps the label it was
        printed with.
        """
        seats = [held.seat for held in both.seats]
        labels = [label_on(seat, self.on) for seat in seats]
        came = [h.seat for h in both.seats if self.into not in [r.organization for r in h.holdings]]
        last = day_before(self.on)
        for seat, label in zip(seats, labels, strict=True):
            if seat in came and seat.is_named_by_holders and labels.count(label) > 1:
                FormerLabel.objects.create(seat=seat, text="", to_on=last)
                seat.is_named_by_holders, seat.label = False, label_on(seat, last)
                seat.save(update_fields=["is_named_by_holders", "label"])
                make_seat_findable(seat)

    def move_people(self) -> None:
        """Let its people speak from the other."""
        what = f"The time at {self.organization.name}"
        for row in self._reaching(Affiliation.objects.all()):
            there = Affiliation.objects.filter(person=row.person_id, organization=self.into)
            if there.on(self._first_day(row)).exists():
                self._end_here(row, what)
            else:
                self._split(row, what)

    def _reaching(self, rows: PeriodQuerySet) -> PeriodQuerySet:
        here = rows.filter(organization=self.organization)
        return here.filter(Q(to_on__isnull=True) | Q(to_on__gte=self.on))

    def _first_day(self, row: Period) -> date:
        """The first day on which it would be the other's."""
        return max(row.from_on or self.on, self.on)

    def _split(self, row: SeatHolding | Affiliation, what: str) -> None:
        """From the day on it is the other's. What begins on that day or later is the other's
        altogether.
        """
        if row.from_on is None or row.from_on < self.on:
            last = row.to_on
            end_on(row, day_before(self.on), what)
            row.pk, row.from_on, row.to_on = None, self.on, last
            row._state.adding = True
        row.organization = self.into
        row.save()

    def _end_here(self, row: Period, what: str) -> None:
        if row.from_on is not None and row.from_on >= self.on:
            row.delete()
        else:
            end_on(row, day_before(self.on), what)
