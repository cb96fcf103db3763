"""Seats and who holds them, offices, and appointments such as liaison."""

from __future__ import annotations

from django.db import models

from .bodies import Body
from .organizations import Organization
from .periods import OLDEST_FIRST, Period, Revised
from .persons import Person


class Seat(Period, Revised):
    """One vote of a body. It exists from `from_on` to `to_on`; `label` is how rosters print it.

    A seat named by its holders is printed on every day with the names they bore on that day;
    `label` is then only today's form of it. What it was printed as before is in `former_labels`.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="seats")
    slug = models.SlugField(max_length=60)
    label = models.CharField(max_length=200)
    is_named_by_holders = models.BooleanField(default=False)

    class Meta(Period.Meta):
        ordering = ["label"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(fields=["body", "slug"], name="seat_slug_once_per_body"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def ref(self) -> str:
        """The public reference, e.g. `tac/members/red-hat-ibm`."""
        return f"{self.body.slug}/members/{self.slug}"


class FormerLabel(Period):
    """How a seat was printed until `to_on`; empty where it was by the names of its holders."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="former_labels")
    text = models.CharField(max_length=200, blank=True)

    class Meta(Period.Meta):
        ordering = ["to_on", "id"]

    def __str__(self) -> str:
        return self.text


class SeatHolding(Period):
    """The organization that holds a seat; two at once when companies share it."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="holdings")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="seats")

    class Meta(Period.Meta):
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.seat}: {self.organization}"


class SeatInactivity(Period):
    """A time in which a seat is inactive by rule. What that changes is for the rule book to say."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="inactivities")
    reason = models.CharField(max_length=300)

    class Meta(Period.Meta):
        ordering = OLDEST_FIRST
        verbose_name_plural = "seat inactivities"

    def __str__(self) -> str:
        return f"{self.seat} inactive"


class Term(Period):
    """A person's term in a seat, as representative or as alternate of a rank."""

    class Capacity(models.TextChoices):
        REPRESENTATIVE = "representative", "Representative"
        ALTERNATE = "alternate", "Alternate"

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="terms")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="terms")
    capacity = models.CharField(max_length=20, choices=Capacity.choices)
    rank = models.PositiveSmallIntegerField(default=1)

    class Meta(Period.Meta):
        ordering = ["seat__label", "-capacity", "rank", "id"]

    def __str__(self) -> str:
        return f"{self.person}, {self.capacity} of {self.seat}"


class Office(Period):
    """An office of a body. A chair need not hold a seat."""

    class Kind(models.TextChoices):
        CHAIR = "chair", "Chair"
        VICE_CHAIR = "vice_chair", "Vice chair"
        SECRETARY = "secretary", "Secretary"
        STAFF = "staff", "Staff"

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="offices")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offices")
    kind = models.CharField(max_length=20, choices=Kind.choices)

    class Meta(Period.Meta):
        ordering = ("kind", *OLDEST_FIRST)

    def __str__(self) -> str:
        return f"{self.person}, {self.kind} of {self.body}"


class Appointment(Period, Revised):
    """A person given a role by a body, such as liaison of a project, which is named by its
    reference.
    """

    class Certainty(models.TextChoices):
        SETTLED = "settled", "Settled"
        TENTATIVE = "tentative", "Tentative"
        PROSPECTIVE = "prospective", "Prospective"

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="appointments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    role = models.SlugField(max_length=40)
    about_ref = models.CharField(max_length=200, blank=True, db_index=True)
    certainty = models.CharField(
        max_length=20, choices=Certainty.choices, default=Certainty.SETTLED
    )
    recorded_at = models.DateTimeField()
    source_ref = models.CharField(max_length=200, blank=True)

    class Meta(Period.Meta):
        ordering = ["about_ref", "id"]

    def __str__(self) -> str:
        return f"{self.person}, {self.role} {self.about_ref}"
