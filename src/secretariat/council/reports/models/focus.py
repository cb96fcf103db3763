"""What a body means to look after in a year, area by area, in order."""

from __future__ import annotations

from django.db import models

from secretariat.foundation.people.models import Body
from secretariat.foundation.people.models.periods import Revised


class FocusYear(Revised):
    """A year of the body with its areas of focus: `tac/focus/year-2`. `source_words` say where they
    were set down; slides print them.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="focus_years")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=60, help_text="2021, or Year #2.")
    from_on = models.DateField()
    source_words = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["-from_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="focus_year_once_per_body"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"{self.body.slug}/focus/{self.slug}"

    def get_absolute_url(self) -> str:
        return f"/{self.ref}"


class FocusArea(Revised):
    """One area of focus: `tac/focus/year-2/demos`. Its points stand below it (Markdown). It is
    never deleted: it ends on a day, for a reason.
    """

    year = models.ForeignKey(FocusYear, on_delete=models.CASCADE, related_name="areas")
    slug = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    points = models.TextField(blank=True, help_text="What belongs to it, one a line. Markdown.")
    added_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)
    ended_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["year", "slug"], name="focus_area_once_per_year"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"{self.year.ref}/{self.slug}"

    def get_absolute_url(self) -> str:
        return f"/{self.ref}"
