"""The audit trail, the change feed, sources, attachments, the search index and the seals.

Nothing here knows a council. Other apps name their things by public reference (`tac/2021-10-07/4`),
never by a foreign key upward. Entries and seals are append-only.
"""

from __future__ import annotations

from typing import Any

from django.db import models


class Source(models.Model):
    """Where a fact comes from: a reference within the record, or a document outside it."""

    ref = models.CharField(max_length=200, unique=True)
    words = models.CharField(max_length=300)
    url = models.URLField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.words


class Entry(models.Model):
    """One line of the audit trail: who did which command to what, with the values before and
    after.
    """

    at = models.DateTimeField(help_text="Time of business.")
    recorded_at = models.DateTimeField(help_text="Time on the wall when it was written.")
    actor_handle = models.CharField(max_length=100)
    actor_name = models.CharField(max_length=200)
    command = models.CharField(max_length=100)
    ref = models.CharField(max_length=200, db_index=True)
    body_slug = models.CharField(max_length=50, blank=True, db_index=True)
    summary = models.CharField(max_length=300, blank=True)
    tells_itself = models.BooleanField(
        default=False, help_text="The summary tells the whole act, not only more about it."
    )
    before: models.JSONField[Any] = models.JSONField(default=dict)
    after: models.JSONField[Any] = models.JSONField(default=dict)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT)
    redacted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.command} {self.ref}"

    @property
    def words(self) -> str:
        """What was done, for a history: the command's own words, or its name."""
        return self.summary or self.command.partition(".")[2].replace("_", " ")


class Feed(models.Model):
    """One counter per topic (`body:tac`, `meeting:tac/2021-10-07`), raised as the last write of a
    transaction.
    """

    topic = models.CharField(max_length=200, primary_key=True)
    version = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.topic} {self.version}"


class Once(models.Model):
    """The key of a form that was done, so that the same form sent again does nothing.

    Neither who nor what nor when: that stands in the trail, and of a secret vote nowhere.
    """

    key = models.UUIDField(primary_key=True)
    done_on = models.DateField(db_index=True, help_text="To forget it after thirty days.")
    led_to = models.CharField(max_length=500, blank=True, help_text="The page seen after the act.")

    def __str__(self) -> str:
        return str(self.key)


class Attachment(models.Model):
    """A file kept inside the record, so that one transaction and one backup hold everything."""

    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256, hexadecimal.")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="Bytes.")
    content = models.BinaryField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class SearchRow(models.Model):
    """One findable thing; the full-text index of either database is built over these rows."""

    ref = models.CharField(max_length=200, unique=True)
    body_slug = models.CharField(max_length=50, db_index=True)
    audience = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.ref


class Seal(models.Model):
    """One link of a body's hash chain over frozen texts (approved minutes, published decks)."""

    body_slug = models.CharField(max_length=50)
    sequence = models.PositiveIntegerField()
    ref = models.CharField(max_length=200)
    salt = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    head = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["body_slug", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["body_slug", "sequence"], name="seal_once_per_step"),
        ]

    def __str__(self) -> str:
        return f"{self.body_slug} {self.sequence}"


class ExampleClock(models.Model):
    """The example council's own clock: how far the time of business lies from the time on the wall.

    A live installation has no row here and no way to make one.
    """

    offset = models.DurationField()

    def __str__(self) -> str:
        return str(self.offset)
