"""Agenda items, what was noted under them, and their links and files."""

from __future__ import annotations

from typing import Any

from django.db import models

from secretariat.foundation.people.models import Person
from secretariat.foundation.people.models.periods import Revised
from secretariat.foundation.records.models import Attachment
from secretariat.rules.visibility import Audience

from .meetings import AUDIENCES, Meeting


class AgendaItem(Revised):
    """One piece of business of one meeting. Its kind decides what it shows, minutes, offers and
    settles.

    `slug` names the item until the call to order freezes `number`; a part of another item has no
    number of its own and is referred to by the number and a letter (`5a`).
    """

    class State(models.TextChoices):
        OPEN = "open", "open"
        SETTLED = "settled", "settled"
        DEFERRED = "deferred", "deferred to a later meeting"
        SKIPPED = "skipped", "not reached"
        WITHDRAWN = "withdrawn", "withdrawn"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=40)
    position = models.PositiveIntegerField()
    part_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="parts"
    )
    number = models.CharField(
        max_length=8, blank=True, help_text="Frozen at the call to order: 4 or 5a."
    )
    title = models.CharField(max_length=300)
    presenters = models.ManyToManyField(Person, blank=True, related_name="presents")
    presenter_words = models.CharField(
        max_length=200, blank=True, help_text="A presenter not in the record."
    )
    place = models.PositiveSmallIntegerField(
        default=50, help_text="Where new business is put: 0 opens a meeting, 100 closes it."
    )
    minutes = models.PositiveSmallIntegerField(default=0, help_text="Planned length in minutes.")
    text = models.TextField(
        blank=True, help_text="Markdown for the slides; --- begins a new slide."
    )
    speaker_notes = models.TextField(blank=True, help_text="Seen by the presenter only.")
    options: models.JSONField[Any] = models.JSONField(default=dict, blank=True)
    audience = models.CharField(max_length=20, choices=AUDIENCES, default=Audience.PUBLIC.value)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    outcome = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    parked_at = models.DateTimeField(
        null=True, blank=True, help_text="Set aside in the meeting; offered again before its end."
    )
    source_ref = models.CharField(max_length=500, blank=True, help_text="The business it carries.")
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried_to"
    )
    proposed_by = models.CharField(
        max_length=300, blank=True, help_text="Why it stands here, in words."
    )
    notes_written = models.PositiveIntegerField(
        default=0, help_text="Numbers the notes; a number is never given twice."
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "slug"], name="item_slug_once_per_meeting"),
        ]

    def __str__(self) -> str:
        return self.title


class Note(Revised):
    """One paragraph the secretary wrote under an item: a text block of the minutes."""

    class Kind(models.TextChoices):
        NOTE = "note", "Note"
        DECISION = "decision", "Decision"
        INFORMATION = "information", "Information"

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="notes")
    sequence = models.PositiveIntegerField(help_text="Its name within the item.")
    position = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.NOTE)
    text = models.TextField(help_text="Markdown.")
    audience = models.CharField(max_length=20, choices=AUDIENCES, default=Audience.PUBLIC.value)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "sequence"], name="note_number_once_per_item"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def key(self) -> str:
        """The name of the note within its meeting, e.g. `any-other-business-3`."""
        return f"{self.item.slug}-{self.sequence}"


class ItemLink(models.Model):
    """A link shown with an item, or a file kept in the record, and to whom it may be shown."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="links")
    slug = models.CharField(max_length=120)
    title = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=500, blank=True)
    attachment = models.ForeignKey(
        Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    audience = models.CharField(max_length=20, choices=AUDIENCES, default=Audience.PUBLIC.value)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "slug"], name="link_slug_once_per_item"),
            models.CheckConstraint(
                condition=(models.Q(url="") & models.Q(attachment__isnull=False))
                | (~models.Q(url="") & models.Q(attachment__isnull=True)),
                name="link_is_address_or_file",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url
