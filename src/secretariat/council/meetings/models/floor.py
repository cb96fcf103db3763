"""How long each item was on the table, and who asked for the floor under it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from secretariat.foundation.people.models import Person
from secretariat.rules.floor import Waiting

from .items import AgendaItem
from .meetings import Meeting


class ItemStay(models.Model):
    """One stretch in which an item was on the table; a meeting goes back and forth."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="stays")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["from_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_at__isnull=True) | Q(to_at__gte=F("from_at")),
                name="item_stay_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} from {self.from_at}"


class Turn(models.Model):
    """Somebody who asked for the floor under an item, by name where the record knows no person.

    `number` names the turn within its meeting. `position` is given by hand; 0 stands where the
    rules put it.
    """

    class Wish(models.TextChoices):
        SPEAK = "speak", "speak"
        REPLY = "reply", "reply"
        POINT_OF_ORDER = "point_of_order", "point of order"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="turns")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.CASCADE, related_name="turns"
    )
    number = models.PositiveIntegerField()
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=200)
    wish = models.CharField(max_length=14, choices=Wish.choices, default=Wish.SPEAK)
    position = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="turn_number_once"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")),
                name="turn_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.wish})"

    @property
    def who(self) -> str:
        """Who speaks: the handle of the person, or the name of a guest."""
        return self.person.handle if self.person else f"guest: {self.name}"

    def as_law(self) -> Waiting:
        """The turn as the rules of the queue take it."""
        return Waiting(self.number, self.who, self.wish, self.position)
