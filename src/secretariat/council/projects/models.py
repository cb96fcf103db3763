"""Projects and the ledger of their milestone claims. Claims are only added; a correction
supersedes.
"""

from __future__ import annotations

from django.db import models

from secretariat.foundation.people.models import Body
from secretariat.foundation.people.models.periods import Revised


class Project(Revised):
    """A project of a body: `tac/projects/gramine`."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="projects")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    former_names = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True)
    website = models.URLField(blank=True)
    position = models.PositiveIntegerField(default=0)
    listed_from_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="project_slug_once_per_body"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"{self.body.slug}/projects/{self.slug}"

    def get_absolute_url(self) -> str:
        return f"/{self.ref}"


class MilestoneColumn(Revised):
    """One column of a body's milestone table. A `people` column is filled from appointments of its
    role.
    """

    class Kind(models.TextChoices):
        MILESTONE = "milestone", "milestone"
        PEOPLE = "people", "people"

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="milestone_columns")
    slug = models.SlugField(max_length=40)
    label = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.MILESTONE)
    role = models.SlugField(max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    not_before = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The milestone that should come first; the order is checked and warned about.",
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="column_slug_once_per_body"),
        ]

    def __str__(self) -> str:
        return self.label


class Claim(models.Model):
    """What was said of a milestone: true from `said_on`, known here since `recorded_at`. Never
    edited.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="claims")
    column = models.ForeignKey(MilestoneColumn, on_delete=models.PROTECT, related_name="claims")
    text = models.CharField(
        max_length=200, blank=True, help_text="As written: 31 OCT 2019, Yes, (Oct 2021?)."
    )
    certainty = models.CharField(max_length=20)
    said_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    source_ref = models.CharField(max_length=200, blank=True)
    source_words = models.CharField(max_length=300, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["said_on", "recorded_at", "id"]
        indexes = [models.Index(fields=["project", "column", "said_on"], name="claim_ledger")]

    def __str__(self) -> str:
        return f"{self.project} {self.column}: {self.text}"
