"""Which bodies owe a written update before each meeting, and what came for each meeting.

Texts are only added: a later one stands in front of those before it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import models

from secretariat.council.meetings.models import Meeting
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.models.periods import Period, Revised
from secretariat.rules.updates import due_at


class StandingUpdate(Period, Revised):
    """A body, committee or subteam owes an update before each meeting: `tac/updates/outreach`.

    `lead_days` before the meeting it is asked for, `due_hours` before it the answer is due.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="standing_updates")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200, help_text="As agendas print it: Outreach Committee.")
    from_body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="updates_owed"
    )
    contact = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="updates_written"
    )
    address = models.EmailField(blank=True, help_text="Where to ask, if nobody of the record is.")
    lead_days = models.PositiveSmallIntegerField(default=7)
    due_hours = models.PositiveSmallIntegerField(default=24)
    is_asked_by_itself = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)
    ended_reason = models.CharField(max_length=300, blank=True)
    source_words = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()

    class Meta(Period.Meta):
        ordering = ["position", "id"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(fields=["body", "slug"], name="standing_update_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"{self.body.slug}/updates/{self.slug}"

    def get_absolute_url(self) -> str:
        return f"/{self.ref}"


class Update(Revised):
    """What one body owes one meeting: `tac/updates/outreach/2021-10-07`. `draft` is kept for who
    writes it and shown to nobody else; `text` is what was sent last.
    """

    standing = models.ForeignKey(StandingUpdate, on_delete=models.CASCADE, related_name="updates")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="updates")
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.CharField(max_length=200, blank=True)
    draft = models.TextField(blank=True)
    excused_at = models.DateTimeField(null=True, blank=True)
    excused_by = models.CharField(max_length=200, blank=True)
    excused_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["meeting__starts_at", "standing__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["standing", "meeting"], name="update_once_a_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.standing} for {self.meeting}"

    @property
    def ref(self) -> str:
        return f"{self.standing.ref}/{self.meeting.slug}"

    def get_absolute_url(self) -> str:
        return f"/{self.ref}"

    @property
    def due_at(self) -> datetime:
        """Until when it is due; it moves with the meeting."""
        return due_at(self.meeting.starts_at, self.standing.due_hours)


class UpdateText(models.Model):
    """One text that was sent. The newest stands; none is changed."""

    update_row = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(help_text="Markdown.")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    how = models.CharField(max_length=200, blank=True, help_text="Such as: by mail.")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["update_row", "number"], name="update_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.update_row}, text {self.number}"


class UpdateLink(models.Model):
    """A letter that asked for an update, with a link of its reader's own. The record holds only the
    digest of the token.
    """

    update_row = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="links")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="update_links"
    )
    name = models.CharField(max_length=200)
    address = models.EmailField()
    token_digest = models.CharField(max_length=64, unique=True)
    is_reminder = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.name}: {self.update_row}"
