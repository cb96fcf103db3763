"""Reports to another body: chapters drawn from the record, frozen when the report is given."""

from __future__ import annotations

from typing import Any

from django.db import models

from secretariat.foundation.people.models import Body
from secretariat.foundation.people.models.periods import Revised
from secretariat.rules.visibility import Audience


class Report(Revised):
    """A report of a body to another: `tac/reports/2021-09-29`. It is given on the day `on` and
    covers `from_on` to `to_on`, both included. `baseline_text` says when the report before was
    given, as far as that is known. Given, its deck is kept in `frozen` and never drawn again.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "draft"
        GIVEN = "given", "given"
        DROPPED = "dropped", "dropped"

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="reports")
    slug = models.CharField(max_length=20, help_text="The day it was first planned for.")
    to_body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="reports_received"
    )
    to_words = models.CharField(max_length=200, help_text="To whom, as printed.")
    title = models.CharField(max_length=200)
    on = models.DateField()
    from_on = models.DateField()
    to_on = models.DateField()
    baseline_text = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    audience = models.CharField(
        max_length=20,
        choices=[(Audience.PUBLIC.value, "everyone"), (Audience.MEMBERS.value, "the members")],
        default=Audience.MEMBERS.value,
        help_text="Who may read the draft; once given it is for everyone.",
    )
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=200)
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.CharField(max_length=200, blank=True)
    frozen: models.JSONField[Any] = models.JSONField(
        null=True, blank=True, help_text="The deck as it was given, as plain JSON values."
    )
    digest = models.CharField(max_length=64, blank=True, help_text="Salted digest of the deck.")
    head = models.CharField(max_length=64, blank=True, help_text="Head of the body's seal chain.")
    dropped_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="report_slug_once_per_body"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"{self.body.slug}/reports/{self.slug}"

    def get_absolute_url(self) -> str:
        return f"/{self.ref}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_given(self) -> bool:
        return self.state == self.State.GIVEN


class Chapter(Revised):
    """One chapter of a report: its kind draws it, `title` heads it, `text` stands below (Markdown),
    `listed_as` is its line in the contents. Left out, it stays with the draft.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="chapters")
    slug = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    listed_as = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    stamp = models.CharField(max_length=200, blank=True)
    options: models.JSONField[Any] = models.JSONField(default=dict, blank=True)
    is_left_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "slug"], name="chapter_slug_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"{self.report.ref}/{self.slug}"


class Answer(models.Model):
    """What the other body answered: a request, a question, a remark. It ends as an action or in
    words. `number` counts within the report.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="answers")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    on = models.DateField()
    by_words = models.CharField(max_length=200, help_text="Who said it, as printed.")
    text = models.CharField(max_length=500)
    item_ref = models.CharField(max_length=200, blank=True)
    noted_by = models.CharField(max_length=200)
    action_ref = models.CharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=500, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="answer_number_once"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def action_number(self) -> str:
        """The number of the action it became: "A-17"."""
        return self.action_ref.partition("/")[2]

    @property
    def is_open(self) -> bool:
        """Whether it has neither become an action nor an outcome in words."""
        return self.ended_on is None
