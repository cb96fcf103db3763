"""What belongs to a talk: slides and recordings, invitations with a link, reminders."""

from __future__ import annotations

from django.db import models

from secretariat.foundation.records.models import Attachment
from secretariat.rules.visibility import AUDIENCE_WORDS, Audience

from .talks import Talk, TalkSpeaker


class TalkMaterial(models.Model):
    """A link, or a file kept in the record, and to whom it may be shown."""

    class Kind(models.TextChoices):
        SLIDES = "slides", "slides"
        RECORDING = "recording", "recording"
        OTHER = "other", "other"

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="materials")
    slug = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=500, blank=True)
    attachment = models.ForeignKey(
        Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True, help_text="Such as: begins at 33:35.")
    audience = models.CharField(
        max_length=20,
        choices=[(each.value, AUDIENCE_WORDS[each]) for each in Audience],
        default=Audience.PUBLIC.value,
    )
    filed_at = models.DateTimeField()
    filed_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["talk", "slug"], name="material_slug_once_per_talk"),
            models.CheckConstraint(
                condition=(models.Q(url="") & models.Q(attachment__isnull=False))
                | (~models.Q(url="") & models.Q(attachment__isnull=True)),
                name="material_is_address_or_file",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url

    @property
    def href(self) -> str:
        """Where it is read. Reads the talk with its body."""
        return self.url or f"/{self.talk.ref}/files/{self.slug}"


class Invitation(models.Model):
    """One invitation to one speaker. The mail holds the token, the record only its digest."""

    class Answer(models.TextChoices):
        CONFIRMED = "confirmed", "I will speak"
        OTHER_DAY = "other_day", "I will speak, but on another day"
        DECLINED = "declined", "I cannot speak"

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="invitations")
    speaker = models.ForeignKey(
        TalkSpeaker,
        null=True,
        on_delete=models.SET_NULL,
        related_name="invitations",
        help_text="Nobody, once the talk has another speaker.",
    )
    speaker_name = models.CharField(max_length=200)
    token_digest = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=200)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="When a later invitation took its place."
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.speaker_name}: {self.talk}"

    @property
    def stands(self) -> bool:
        """Whether no later invitation took its place and the talk still has this speaker."""
        return self.ended_at is None and self.speaker_id is not None


class TalkReminder(models.Model):
    """One reminder that went out, so that the next one waits."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="reminders")
    on = models.DateField()
    to = models.CharField(max_length=20)
    to_name = models.CharField(max_length=200)
    asks = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.talk}: {self.asks}"
