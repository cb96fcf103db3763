"""Mail as finished bytes, one row per recipient, and the sendings it belongs to."""

from __future__ import annotations

import secrets

from django.db import models

ANSWERS = {
    "agenda": {
        "coming": "I am coming",
        "not_coming": "I cannot come",
        "alternate": "My alternate sits for me",
    },
    "minutes": {"fine": "The minutes are right", "correction": "I propose a correction"},
}


class Sending(models.Model):
    """One act of sending something (an agenda, draft minutes) to several people, with a date to
    answer by.
    """

    ref = models.CharField(max_length=200, db_index=True)
    body_slug = models.CharField(max_length=50, db_index=True)
    purpose = models.CharField(max_length=40)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    answer_by_on = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=100)

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return self.subject


def new_key() -> str:
    """The part of an address under which one mail is opened; says nothing about it."""
    return secrets.token_hex(6)


class Message(models.Model):
    """One finished mail to one address, with its delivery state.

    `raised_by` are the acts in whose course it was queued, the outermost first, each as its command
    and its reference; `held_for` is the meeting whose end it waits or waited for.
    """

    class State(models.TextChoices):
        HELD = "held", "waits for the end of the meeting"
        QUEUED = "queued", "waiting to be sent"
        SENT = "sent", "sent"
        BOUNCED = "bounced", "came back"
        FAILED = "failed", "not delivered"
        DROPPED = "dropped", "not sent"

    sending = models.ForeignKey(
        Sending, null=True, blank=True, on_delete=models.PROTECT, related_name="messages"
    )
    key = models.CharField(max_length=12, unique=True, default=new_key)
    message_id = models.CharField(max_length=200, unique=True)
    body_slug = models.CharField(max_length=50, blank=True, db_index=True)
    ref = models.CharField(max_length=200, blank=True)
    by_name = models.CharField(max_length=100, blank=True)
    raised_by = models.TextField(blank=True)
    held_for = models.CharField(max_length=200, blank=True, db_index=True)
    person_handle = models.CharField(max_length=100, blank=True)
    purpose = models.CharField(max_length=40)
    to_name = models.CharField(max_length=200, blank=True)
    to_address = models.EmailField()
    subject = models.CharField(max_length=300)
    content = models.BinaryField(help_text="The whole message, RFC 5322.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(db_index=True)
    last_error = models.CharField(max_length=300, blank=True)
    queued_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_waiting(self) -> bool:
        """Whether it can still be kept from leaving."""
        return self.state in {self.State.HELD, self.State.QUEUED}


class UnreachedAddress(models.Model):
    """An address that mail came back from for good, until somebody says that it works again."""

    address = models.EmailField(unique=True)
    reason = models.CharField(max_length=300)
    since_at = models.DateTimeField()
    works_again_at = models.DateTimeField(null=True, blank=True)
    works_again_by = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["address"]
        verbose_name_plural = "unreached addresses"

    def __str__(self) -> str:
        return self.address


class Receipt(models.Model):
    """What one person did with one sending: read it, answered it. The token is the key of the link
    in the mail.
    """

    sending = models.ForeignKey(Sending, on_delete=models.CASCADE, related_name="receipts")
    person_handle = models.CharField(max_length=100)
    person_name = models.CharField(max_length=200)
    token_digest = models.CharField(max_length=64, unique=True)
    read_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sending", "person_handle"], name="receipt_once_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_name}: {self.sending}"

    @property
    def answer_words(self) -> str:
        """The answer as the person chose it."""
        return ANSWERS.get(self.sending.purpose, {}).get(self.answer, "")
