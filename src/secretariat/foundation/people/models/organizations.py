"""Organizations and the names they bore."""

from __future__ import annotations

from django.db import models

from .periods import OLDEST_FIRST, Period, Revised


class Organization(Revised):
    """A member, a host, an outside body. Its name of a given day is in `names`; `name` is
    today's.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )
    merged_on = models.DateField(null=True, blank=True)
    website = models.URLField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OrganizationName(Period):
    """A name an organization bore; renaming adds a row, so old minutes keep the name of their
    day.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)

    class Meta(Period.Meta):
        ordering = OLDEST_FIRST

    def __str__(self) -> str:
        return self.name
