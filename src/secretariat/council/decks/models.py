"""Published decks. A draft deck is computed from the agenda; publishing freezes it as a version."""

from __future__ import annotations

from typing import Any

from django.db import models

from secretariat.council.meetings.models import Meeting


class PublishedDeck(models.Model):
    """The deck of a meeting as it was published, whatever the record says later. Publishing again
    adds a version; the earlier ones stay.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="published_decks")
    version = models.PositiveIntegerField()
    frozen: models.JSONField[Any] = models.JSONField(help_text="The deck as plain JSON values.")
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=200)
    head = models.CharField(max_length=64, help_text="Head of the body's seal chain over it.")

    class Meta:
        ordering = ["meeting_id", "version"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version"], name="deck_version_once"),
        ]

    def __str__(self) -> str:
        return f"Deck of {self.meeting}, version {self.version}"
