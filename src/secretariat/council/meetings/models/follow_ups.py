"""What is to do after a meeting, since it follows from what was decided there."""

from __future__ import annotations

from django.db import models

from secretariat.foundation.people.models import Person
from secretariat.rules.visibility import Audience

from .meetings import AUDIENCES, Meeting


class FollowUp(models.Model):
    """One line of the to-do list of a meeting. `ended_at` says that it is done, or dropped where
    `dropped_why` says why.

    `key` is what it follows from; a meeting that is adjourned twice does not ask for it twice.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="follow_ups")
    number = models.PositiveSmallIntegerField(help_text="Counted within the meeting.")
    key = models.CharField(max_length=200)
    words = models.CharField(max_length=300)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner_words = models.CharField(
        max_length=200, blank=True, help_text="Whose it is, where no person is named."
    )
    href = models.CharField(max_length=500, blank=True, help_text="Where it is done.")
    audience = models.CharField(max_length=20, choices=AUDIENCES, default=Audience.PUBLIC.value)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=200, blank=True)
    dropped_why = models.CharField(max_length=300, blank=True)
    is_outdated = models.BooleanField(
        default=False, help_text="The meeting went on, and it does not follow any more."
    )

    class Meta:
        ordering = ["meeting_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="follow_up_number_once"),
            models.UniqueConstraint(fields=["meeting", "key"], name="follow_up_once"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def owner(self) -> str:
        """Whose it is, in words."""
        return self.person.name if self.person else self.owner_words
