"""Who says beforehand whether they come, and who says in the meeting that they are there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from secretariat.foundation.people.models import Person

from .meetings import Meeting


class Coming(models.Model):
    """Whether somebody comes to a meeting, as they last said; `alternate` is whom they named to sit
    for them. It never counts for quorum.
    """

    class Answer(models.TextChoices):
        """What was said, in the words of whoever says it."""

        COMING = "coming", "I am coming"
        NOT_COMING = "not_coming", "I cannot come"
        ALTERNATE = "alternate", "My alternate sits for me"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=12, choices=Answer.choices)
    alternate = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    note = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["answered_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="one_answer_per_person"),
            models.CheckConstraint(
                condition=Q(alternate__isnull=True) | Q(answer="alternate"),
                name="alternate_sits_for_one_who_says_so",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_answer_display()}"


class CheckIn(models.Model):
    """Somebody's own word that they are there, from an instant on. It counts for nothing until the
    secretary confirms it, which makes it a line of the roll call.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="check_ins")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    turned_away = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="one_check_in_per_person"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(turned_away=""),
                name="check_in_confirmed_or_turned_away",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.at}"
