"""To whom breaches of the code of conduct are reported, and what the public is told of them. What
was reported is not kept here.
"""

from __future__ import annotations

from django.db import models

from secretariat.foundation.people.models import Body
from secretariat.foundation.people.models.periods import Revised
from secretariat.rules.conduct import OUTCOME_WORDS, Outcome

OUTCOMES = [(each.value, OUTCOME_WORDS[each]) for each in Outcome]


class ConductContact(Revised):
    """How to reach those who hear reports, in a body."""

    body = models.OneToOneField(Body, on_delete=models.CASCADE, related_name="conduct_contact")
    contact = models.CharField(max_length=300, help_text="A mail address or another way.")
    committee = models.CharField(max_length=500, blank=True, help_text="Who hears reports.")
    confirmed_on = models.DateField(help_text="The last day on which somebody made sure of it.")
    confirmed_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"Conduct contact of {self.body}"

    @property
    def ref(self) -> str:
        return f"{self.body.slug}/conduct"


class TransparencyEntry(models.Model):
    """What the public is told of one report: `tac/conduct/2026-1`. Only added; one that is wrong is
    withdrawn with a reason and stays readable as such.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="transparency_entries")
    year = models.PositiveSmallIntegerField(help_text="The year of the report.")
    number = models.PositiveSmallIntegerField(help_text="Counted within its year.")
    about = models.CharField(max_length=500, help_text="What sort of breach, naming nobody.")
    outcome = models.CharField(max_length=20, choices=OUTCOMES)
    outcome_words = models.CharField(max_length=500, blank=True, help_text="Such as its length.")
    published_on = models.DateField()
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year", "number"], name="transparency_number_once_a_year"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return f"Report {self.year}-{self.number}"

    @property
    def ref(self) -> str:
        return f"{self.body.slug}/conduct/{self.year}-{self.number}"

    @property
    def told(self) -> str:
        """How it ended, in words."""
        words = OUTCOME_WORDS[Outcome(self.outcome)].capitalize()
        return f"{words}: {self.outcome_words}" if self.outcome_words else words
