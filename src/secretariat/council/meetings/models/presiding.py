"""Who presided in place of somebody who was recused."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from secretariat.foundation.people.models import Person

from .items import AgendaItem
from .meetings import Meeting


class Presiding(models.Model):
    """A stretch in which somebody took over from who presides, for one item or motion of it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="presided")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    instead_of = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    about = models.CharField(max_length=60, blank=True, help_text="The motion, e.g. tac/M-2021-03.")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["from_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(to_at__isnull=True), name="one_in_the_chair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} from {self.from_at}"
