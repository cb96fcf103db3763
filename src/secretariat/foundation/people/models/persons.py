"""Persons, the names they are written with, and where they worked when."""

from __future__ import annotations

from django.db import models

from .organizations import Organization
from .periods import OLDEST_FIRST, Period, Revised


class Person(Revised):
    """A human being of the record. `handle` is the permanent reference; the address is never
    public.
    """

    handle = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    known_as = models.CharField(
        max_length=60, blank=True, help_text="Short form used in tables and actions."
    )
    address = models.EmailField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PersonAlias(models.Model):
    """Another spelling, or initials, under which the person is found. Former names stay private."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=200)
    is_public = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "text"], name="alias_once_per_person"),
        ]

    def __str__(self) -> str:
        return self.text


class FormerHandle(models.Model):
    """The reference of somebody who was entered twice; it leads to the person for ever."""

    handle = models.SlugField(max_length=100, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="former_handles")

    def __str__(self) -> str:
        return f"{self.handle} to {self.person}"


class Namesakes(models.Model):
    """Two persons who are found under one name and are not the same, as somebody who knows said.
    `one` was entered before `two`.
    """

    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    two = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    told_on = models.DateField()
    told_by = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "namesakes"
        constraints = [
            models.UniqueConstraint(fields=["one", "two"], name="namesakes_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("two")), name="namesakes_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} is not {self.two}"


class Affiliation(Period):
    """The organization a person speaks from, by date; printed beside the name in roll calls."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="affiliations")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="people")

    class Meta(Period.Meta):
        ordering = OLDEST_FIRST

    def __str__(self) -> str:
        return f"{self.person} ({self.organization})"
