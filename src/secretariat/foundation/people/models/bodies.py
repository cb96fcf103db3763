"""Bodies (board, council, committee, SIG, subteam), their look, their words and their rule
books.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from secretariat.foundation.records.models import Attachment

from .organizations import Organization
from .periods import Revised


class Body(Revised):
    """A body that meets. `slug` begins every public reference of its record."""

    class Kind(models.TextChoices):
        BOARD = "board", "Board"
        COUNCIL = "council", "Council"
        COMMITTEE = "committee", "Committee"
        SIG = "sig", "Special interest group"
        SUBTEAM = "subteam", "Subteam"

    slug = models.SlugField(max_length=50, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.COUNCIL)
    host = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="bodies")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    zone = models.CharField(
        max_length=60, default="UTC", help_text="IANA time zone of its meetings."
    )
    mission = models.TextField(blank=True)
    list_address = models.EmailField(blank=True, help_text="The body's mailing list.")
    draft_audience = models.CharField(
        max_length=20, default="members", help_text="Who may read released draft minutes."
    )
    vocabulary: models.JSONField[Any] = models.JSONField(
        default=dict, blank=True, help_text="The body's own words, e.g. liaison: project mentor."
    )
    accent = models.CharField(max_length=7, default="#1f3a8a")
    accent2 = models.CharField(max_length=7, default="#8a1f5c")
    logo = models.ForeignKey(Attachment, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/{self.slug}"


class RuleBookVersion(models.Model):
    """One version of a body's rule book, as TOML text; the newest whose `valid_from_on` has come
    applies.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="rule_books")
    version = models.PositiveIntegerField()
    valid_from_on = models.DateField()
    text = models.TextField()
    adopted_by = models.CharField(
        max_length=300, blank=True, help_text="The decision that adopted it."
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["body_id", "version"]
        constraints = [
            models.UniqueConstraint(fields=["body", "version"], name="rule_book_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body} rule book {self.version}"
