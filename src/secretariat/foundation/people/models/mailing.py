"""What letters a person takes from a body, and what of them waits for the digest."""

from __future__ import annotations

from typing import Any

from django.db import models

from .bodies import Body
from .persons import Person


class MailChoice(models.Model):
    """The one choice of a person about the letters of a body. Without a row the defaults hold.

    `told` keeps what the last digest said, so that the next is only sent when something is new;
    `waiting` the reminders that wait for it, as lists of words and address. `looked_on` is the last
    morning a digest was due, `reminded_on` the last day a reminder went out.
    """

    class Digest(models.TextChoices):
        DAILY = "daily", "every morning"
        WEEKLY = "weekly", "every Monday morning"
        NONE = "none", "never"

    class Reminders(models.TextChoices):
        EACH = "each", "one by one, at most one a day"
        DIGEST = "digest", "in the digest"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mail_choices")
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="mail_choices")
    digest = models.CharField(max_length=10, choices=Digest.choices, default=Digest.WEEKLY)
    reminders = models.CharField(max_length=10, choices=Reminders.choices, default=Reminders.EACH)
    stopped_at = models.DateTimeField(null=True, blank=True)
    looked_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    told: models.JSONField[Any] = models.JSONField(default=list, blank=True)
    waiting: models.JSONField[Any] = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "body"], name="mail_choice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} and {self.body}"

    @property
    def words(self) -> str:
        """The choice in a sentence."""
        if self.stopped_at:
            return "No digest and no reminders."
        return f"Digest: {self.get_digest_display()}. Reminders: {self.get_reminders_display()}."
