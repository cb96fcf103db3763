"""The minutes of a meeting and their editions. Fact blocks are computed from the record until
approval freezes the whole document.

The text blocks are the notes under the agenda items; they live with the items and nowhere else.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.models.meetings import AUDIENCES
from secretariat.council.motions.models import Motion
from secretariat.foundation.people.models import Person
from secretariat.foundation.people.models.periods import Revised
from secretariat.rules.visibility import Audience


class Minutes(Revised):
    """The minutes of one meeting: drafted, released for corrections, approved and frozen."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=200)
    released_at = models.DateTimeField(null=True, blank=True)
    corrections_until_on = models.DateField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        Motion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_amended = models.BooleanField(default=False, help_text="Approved as amended.")
    has_changed = models.BooleanField(
        default=False, help_text="Said otherwise than at the release, when last compared."
    )
    compared_version = models.PositiveBigIntegerField(
        default=0, help_text="Version of the meeting in the change feed at that comparison."
    )

    class Meta:
        verbose_name_plural = "minutes"
        ordering = ["meeting__starts_at"]

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"

    @property
    def ref(self) -> str:
        return f"{self.meeting.ref}/minutes"

    def get_absolute_url(self) -> str:
        return f"/{self.ref}"


class Edition(models.Model):
    """The minutes as kept for one audience: as first released, and as approved and frozen.

    There is one for everyone once the minutes are released; another only where it says more.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="editions")
    audience = models.CharField(max_length=20, choices=AUDIENCES, default=Audience.PUBLIC.value)
    released: models.JSONField[Any] = models.JSONField(
        default=dict, blank=True, help_text="The document as it was first released."
    )
    frozen: models.JSONField[Any] = models.JSONField(default=dict, blank=True)
    head = models.CharField(
        max_length=64, blank=True, help_text="Head of the seal chain when frozen."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "audience"], name="minutes_edition_once_per_audience"
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        return ref_of_edition(self.minutes, Audience(self.audience))


def ref_of_edition(minutes: Minutes, audience: Audience) -> str:
    """The reference of the minutes as they are for this audience."""
    return minutes.ref if audience is Audience.PUBLIC else f"{minutes.ref}/{audience}"


class Correction(Revised):
    """A change to draft minutes proposed by somebody who was there, and what became of it: another
    text of a line, a line that is missing, somebody who was there too, or a word on the whole.

    It is for the readers of the edition in which it was proposed. `details` hold what a missing
    line or person needs besides the words in `text_after`.
    """

    class Kind(models.TextChoices):
        LINE = "line", "a line"
        MISSING = "missing", "something is missing"
        PRESENCE = "presence", "somebody was there too"
        REMARK = "remark", "a word on the whole"

    class State(models.TextChoices):
        PROPOSED = "proposed", "proposed"
        TAKEN = "taken", "taken"
        DECLINED = "declined", "declined"

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="corrections")
    number = models.PositiveIntegerField(help_text="Counted within the minutes, as proposed.")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.LINE)
    audience = models.CharField(max_length=20, choices=AUDIENCES, default=Audience.PUBLIC.value)
    details: models.JSONField[Any] = models.JSONField(default=dict, blank=True)
    is_late = models.BooleanField(default=False, help_text="Proposed after the last day.")
    block_key = models.CharField(max_length=120, help_text="The block it is about.")
    block_words = models.CharField(max_length=300, blank=True)
    text_before = models.TextField(blank=True)
    text_after = models.TextField()
    reason = models.CharField(max_length=500, blank=True)
    proposer = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="corrections"
    )
    proposer_name = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="correction_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.proposer_name}: {self.text_after[:40]}"


class MinutesErratum(models.Model):
    """A dated note under approved minutes; the frozen text itself never changes."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="errata")
    text = models.TextField()
    audience = models.CharField(max_length=20, choices=AUDIENCES, default=Audience.PUBLIC.value)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=200)
    source_ref = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["noted_at", "id"]

    def __str__(self) -> str:
        return self.text[:60]
