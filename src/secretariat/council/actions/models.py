"""Action items, their owners and every update of them. An action stays open until a person ends it
with a reason.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.meetings.models.meetings import AUDIENCES
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.models.periods import Revised
from secretariat.rules.visibility import Audience


class Action(Revised):
    """One action item: `tac/A-17`. `due_text` keeps the words ("after the summit") beside the exact
    day. `raised_ref` names where it comes from; where that is a meeting of the record, `raised_in`
    and `raised_under` are its rows, by which `sight` says who may read the action when.
    """

    class State(models.TextChoices):
        OPEN = "open", "open"
        IN_PROGRESS = "in_progress", "in progress"
        POSTPONED = "postponed", "postponed"
        DONE = "done", "done"
        DROPPED = "dropped", "dropped"
        MOVED = "moved", "moved elsewhere"

    OPEN_STATES = (State.OPEN, State.IN_PROGRESS, State.POSTPONED)

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="actions")
    sequence = models.PositiveIntegerField()
    position = models.PositiveIntegerField(default=0)
    text = models.TextField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    due_text = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(
        null=True, blank=True, help_text="The last day that the words of the due date may mean."
    )
    raised_on = models.DateField()
    raised_ref = models.CharField(
        max_length=200, blank=True, help_text="The agenda item that raised it."
    )
    raised_in = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="actions_raised"
    )
    raised_under = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions_raised"
    )
    audience = models.CharField(max_length=20, choices=AUDIENCES, default=Audience.PUBLIC.value)
    closed_on = models.DateField(null=True, blank=True)
    closing_reason = models.CharField(max_length=500, blank=True)
    links: models.JSONField[Any] = models.JSONField(default=list, blank=True)
    split_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="split_into"
    )

    class Meta:
        ordering = ["position", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "sequence"], name="action_number_once_per_body"
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def number(self) -> str:
        return f"A-{self.sequence}"

    @property
    def ref(self) -> str:
        """The permanent public reference, e.g. `tac/A-17`."""
        return f"{self.body.slug}/{self.number}"

    @property
    def owner_words(self) -> str:
        """The owners as printed, "Dave/Ashley"; empty for nobody yet. Reads `owners`."""
        return "/".join(owner.label for owner in self.owners.all())

    @property
    def is_open(self) -> bool:
        """Whether it is carried to the next meeting."""
        return self.state in self.OPEN_STATES

    def get_absolute_url(self) -> str:
        return f"/{self.ref}"


class ActionOwner(models.Model):
    """One owner of an action: a person, a role of the body, everybody, or nobody yet."""

    class Kind(models.TextChoices):
        PERSON = "person", "person"
        ROLE = "role", "role"
        ALL = "all", "everybody"

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="owners")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="owns"
    )
    role = models.SlugField(max_length=40, blank=True)
    label = models.CharField(max_length=100, help_text="As printed: Ashley, Project mentors, ALL.")

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.label


class ActionUpdate(models.Model):
    """One step in an action's life: state, owners, words or due date changed, in which meeting, by
    whom and why.

    The `_after` values are the whole action after the step, in force from `at` until
    `superseded_at`, so that any past instant can be read without replaying the steps before it.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="updates")
    at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)
    meeting_ref = models.CharField(max_length=200, blank=True, db_index=True)
    actor_name = models.CharField(max_length=200)
    state_before = models.CharField(max_length=12, blank=True)
    state_after = models.CharField(max_length=12)
    owners_before = models.CharField(max_length=300, blank=True)
    owners_after = models.CharField(max_length=300, blank=True)
    text_before = models.TextField(blank=True)
    text_after = models.TextField(blank=True)
    due_before = models.CharField(max_length=200, blank=True)
    due_after = models.CharField(max_length=200, blank=True)
    due_on_after = models.DateField(null=True, blank=True)
    audience_before = models.CharField(max_length=20, blank=True)
    audience_after = models.CharField(max_length=20, default=Audience.PUBLIC.value)
    reason_after = models.CharField(max_length=500, blank=True, help_text="Why it was ended.")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["superseded_at", "state_after"], name="update_in_force")]

    def __str__(self) -> str:
        return f"{self.action}: {self.state_before} to {self.state_after}"
