"""Referrals: a question that one body hands to another with its papers, and the answer that comes
back.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from secretariat.foundation.people.models import Body
from secretariat.foundation.people.models.periods import Revised
from secretariat.rules.visibility import AUDIENCE_WORDS, Audience


class Referral(Revised):
    """One referral, numbered by the body that asks: `tac/R-3`. Both bodies see the same row."""

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        TAKEN_UP = "taken_up", "taken up"
        ANSWERED = "answered", "answered"
        WITHDRAWN = "withdrawn", "withdrawn"

    class Outcome(models.TextChoices):
        AGREED = "agreed", "agreed"
        DECLINED = "declined", "declined"
        OTHER = "other", "answered in words"

    OPEN_STATES = (State.WAITING, State.TAKEN_UP)

    from_body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="referrals_sent")
    to_body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="referrals_received")
    sequence = models.PositiveIntegerField()
    about_ref = models.CharField(
        max_length=200, blank=True, help_text="What it is about: a motion, talk, paper, project."
    )
    question = models.TextField(help_text="What the other body is asked to do or to decide.")
    papers: models.JSONField[Any] = models.JSONField(
        default=list, blank=True, help_text="Web addresses and references that go along."
    )
    audience = models.CharField(
        max_length=20,
        choices=[(each.value, AUDIENCE_WORDS[each]) for each in Audience],
        default=Audience.PUBLIC.value,
    )
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    sent_at = models.DateTimeField()
    sent_on = models.DateField()
    sent_by = models.CharField(max_length=200)
    taken_up_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField(blank=True)
    answer_ref = models.CharField(
        max_length=200, blank=True, help_text="The motion of the other body that answered."
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    noted_at = models.DateTimeField(
        null=True, blank=True, help_text="When the asking body took note of the answer."
    )
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was withdrawn.")

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_body", "sequence"], name="referral_number_once_per_body"
            ),
            models.CheckConstraint(
                condition=~models.Q(from_body=models.F("to_body")), name="referral_to_another_body"
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def number(self) -> str:
        return f"R-{self.sequence}"

    @property
    def ref(self) -> str:
        """The permanent public reference, e.g. `tac/R-3`."""
        return f"{self.from_body.slug}/{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether the other body still owes an answer."""
        return self.state in self.OPEN_STATES

    @property
    def is_agreed(self) -> bool:
        """Whether the other body agreed to what was asked."""
        return self.state == self.State.ANSWERED and self.outcome == self.Outcome.AGREED

    @property
    def is_unnoted(self) -> bool:
        """Whether an answer came that the asking body has not taken note of."""
        return self.state == self.State.ANSWERED and self.noted_at is None

    def get_absolute_url(self) -> str:
        return f"/{self.ref}"
