"""Consultations that others call, statements of one's own, and every step of either."""

from __future__ import annotations

from django.db import models

from secretariat.council.relations.models.relations import Relation
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.models.periods import Revised
from secretariat.rules.consultations import STEP_WORDS, Step
from secretariat.rules.visibility import Audience

STEPS = [(step.value, words) for step, words in STEP_WORDS.items()]


class Consultation(Revised):
    """A consultation or statement from the call to what was published:
    `tac/consultations/nist-ir-8320e`.
    """

    class Kind(models.TextChoices):
        CONSULTATION = "consultation", "consultation"
        STATEMENT = "statement", "statement"

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="consultations")
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.CONSULTATION)
    relation = models.ForeignKey(
        Relation, null=True, blank=True, on_delete=models.PROTECT, related_name="consultations"
    )
    asked_by = models.CharField(max_length=200, blank=True, help_text="Who calls, in words.")
    about = models.TextField(blank=True, help_text="What it is about. Markdown.")
    call_url = models.URLField(max_length=500, blank=True)
    called_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    closes_words = models.CharField(max_length=120, blank=True, help_text="Hour and zone, if any.")
    drafter = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="drafts_statements"
    )
    document_url = models.URLField(max_length=500, blank=True)
    paper_ref = models.CharField(max_length=200, blank=True, help_text="The paper it becomes.")
    draft_audience = models.CharField(
        max_length=20,
        choices=[(Audience.PUBLIC.value, "everyone"), (Audience.MEMBERS.value, "the members")],
        default=Audience.MEMBERS.value,
        help_text="Who may read the draft before it is sent.",
    )
    is_for_board = models.BooleanField(default=True, help_text="Another body has to approve it.")
    step = models.CharField(max_length=20, choices=STEPS, default=Step.CALLED.value)
    since_on = models.DateField(help_text="The first day of its step.")
    voted_ref = models.CharField(max_length=200, blank=True)
    approved_ref = models.CharField(max_length=200, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_url = models.URLField(max_length=500, blank=True)
    added_on = models.DateField()
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["-added_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="consultation_slug_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"{self.body.slug}/consultations/{self.slug}"

    @property
    def name(self) -> str:
        """It in a sentence: "the statement “Sandbanks”"."""
        noun = "statement" if self.kind == self.Kind.STATEMENT else "answer to"
        return f"the {noun} “{self.title}”"

    @property
    def step_words(self) -> str:
        return STEP_WORDS[Step(self.step)]

    def get_absolute_url(self) -> str:
        return f"/{self.ref}"


class ConsultationStep(models.Model):
    """One line of the ledger: a step, or a word at the same step. Never edited; `ref` is what
    decided it.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    on = models.DateField()
    by = models.CharField(max_length=200)
    step_before = models.CharField(max_length=20, blank=True)
    step_after = models.CharField(max_length=20)
    words = models.CharField(max_length=500, blank=True)
    ref = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.consultation}: {self.step_after}"
