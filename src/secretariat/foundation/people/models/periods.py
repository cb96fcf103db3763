"""The period that every dated fact about people carries, and the revision that guards an edit."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

# "Since ever" is the oldest beginning; databases disagree on where an empty value sorts.
OLDEST_FIRST = (F("from_on").asc(nulls_first=True), "id")
NEWEST_FIRST = (F("from_on").desc(nulls_last=True), "-id")


class PeriodQuerySet(models.QuerySet[Any]):
    """Rows that hold from one day to another."""

    def on(self, day: date) -> Self:
        """The rows that hold on a day. An empty `from_on` means "since ever", an empty `to_on`
        "still".
        """
        return self.filter(holding_on(day))


def holding_on(day: date, of: str = "") -> Q:
    """What `PeriodQuerySet.on` asks; `of` is the path to the dated row ("holdings__")."""
    begun = Q((f"{of}from_on__isnull", True)) | Q((f"{of}from_on__lte", day))
    return begun & (Q((f"{of}to_on__isnull", True)) | Q((f"{of}to_on__gte", day)))


class Period(models.Model):
    """From the first day to the last, both included; an empty end means it still holds."""

    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(from_on__isnull=True)
                | Q(to_on__isnull=True)
                | Q(to_on__gte=F("from_on")),
                name="%(app_label)s_%(class)s_ends_after_it_began",
            ),
        ]


class Revised(models.Model):
    """A row that people edit: `revision` tells an editor that somebody else was faster."""

    revision = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
