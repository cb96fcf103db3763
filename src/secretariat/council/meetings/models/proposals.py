"""Topics that somebody who speaks for a seat, or a liaison, wishes to see on an agenda."""

from __future__ import annotations

from django.db import models

from secretariat.foundation.people.models import Body, Person

from .items import AgendaItem
from .meetings import Meeting


class TopicProposal(models.Model):
    """A topic proposed for a meeting. While it waits it is proposed for every later meeting too;
    whoever prepares an agenda takes it or declines it with a reason, and its proposer may withdraw
    it.

    `number` counts within the body; agenda items name it as `tac/proposals/3`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        TAKEN = "taken", "on the agenda"
        DECLINED = "declined", "declined"
        WITHDRAWN = "withdrawn", "withdrawn"

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="topic_proposals")
    number = models.PositiveIntegerField()
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="topic_proposals")
    proposer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    why = models.TextField()
    minutes = models.PositiveSmallIntegerField(default=0)
    link = models.URLField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was declined.")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_at = models.DateTimeField()

    class Meta:
        ordering = ["body_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="proposal_number_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """How an agenda item names it as its source."""
        return f"{self.body.slug}/proposals/{self.number}"
