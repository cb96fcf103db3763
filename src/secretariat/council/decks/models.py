"""Published decks. A draft deck is computed from the agenda; publishing freezes it."""

from __future__ import annotations

from typing import Any

from django.db import models

from secretariat.council.meetings.models import Meeting


class PublishedDeck(models.Model):
    """The deck of a meeting as it was published, whatever the record says later."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="published_deck")
    frozen: models.JSONField[Any] = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=200)
    head = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"Deck of {self.meeting}"
