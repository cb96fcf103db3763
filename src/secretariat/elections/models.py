"""Timelines of elections, and every version of their days. Versions are only added."""

from __future__ import annotations

from datetime import date

from django.db import models

from secretariat.foundation.people.models import Body, Office
from secretariat.foundation.people.models.periods import Revised
from secretariat.rules.elections import Step

ELECTED = (Office.Kind.CHAIR, Office.Kind.VICE_CHAIR, Office.Kind.SECRETARY)


class Timeline(Revised):
    """The timeline by which a body elects an office in a year: `tac/elections/2021-chair`. It has
    ended once somebody said what came of it, or that it was dropped.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="timelines")
    slug = models.SlugField(max_length=40)
    office = models.CharField(max_length=20, choices=[(each.value, each.label) for each in ELECTED])
    year = models.PositiveSmallIntegerField(help_text="The year of the first step.")
    outcome = models.CharField(max_length=500, blank=True, help_text="What came of it.")
    ended_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    is_dropped = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "office"]
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="timeline_slug_once"),
            models.UniqueConstraint(fields=["body", "office", "year"], name="timeline_once_a_year"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"{self.body.slug}/elections/{self.slug}"

    @property
    def title(self) -> str:
        return f"{self.get_office_display()} election {self.year}"

    def get_absolute_url(self) -> str:
        return f"/{self.ref}"


class TimelineVersion(models.Model):
    """The days of a timeline from one change to the next: `tac/elections/2021-chair/2`. A motion
    adopts a version, not the timeline.
    """

    timeline = models.ForeignKey(Timeline, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    nominations_open = models.DateField()
    nominations_close = models.DateField()
    voting_opens = models.DateField()
    voting_closes = models.DateField()
    results = models.DateField()
    words = models.CharField(max_length=500, blank=True, help_text="Why the days were changed.")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    adopted_on = models.DateField(null=True, blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)
    adopted_ref = models.CharField(max_length=300, blank=True, help_text="What adopted it.")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["timeline", "number"], name="timeline_version_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.timeline}, version {self.number}"

    @property
    def ref(self) -> str:
        return f"{self.timeline.ref}/{self.number}"

    @property
    def days(self) -> dict[Step, date]:
        return {step: getattr(self, step.value) for step in Step}
