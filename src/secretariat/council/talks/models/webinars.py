"""Which talks become webinars: rounds of choosing among past talks, and what came of it."""

from __future__ import annotations

from django.db import models

from secretariat.foundation.people.models import Body, Seat
from secretariat.foundation.people.models.periods import Revised

from .talks import Talk


class WebinarRound(Revised):
    """One choice among past talks, numbered in its body: `tac/talks/webinars/1`."""

    class Way(models.TextChoices):
        APPROVALS = "approvals", "approval vote per seat"
        COMMITTEE = "committee", "a committee decides"
        NAMED = "named", "the chair names them"

    class State(models.TextChoices):
        OPEN = "open", "open"
        CLOSED = "closed", "closed"
        DROPPED = "dropped", "dropped"

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="webinar_rounds")
    sequence = models.PositiveIntegerField()
    way = models.CharField(max_length=10, choices=Way.choices)
    places = models.PositiveSmallIntegerField(default=1, help_text="How many are chosen.")
    committee = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    referral_ref = models.CharField(max_length=200, blank=True)
    opened_at = models.DateTimeField()
    opened_on = models.DateField()
    closes_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True, help_text="In words, with every number in it.")

    class Meta:
        ordering = ["-sequence"]
        constraints = [
            models.UniqueConstraint(fields=["body", "sequence"], name="webinar_round_once"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """The permanent public reference, e.g. `tac/talks/webinars/1`."""
        return f"{self.body.slug}/talks/webinars/{self.sequence}"

    @property
    def is_open(self) -> bool:
        """Whether it is not decided yet."""
        return self.state == self.State.OPEN


class WebinarCandidate(models.Model):
    """A past talk in a round, and whether it was chosen."""

    round = models.ForeignKey(WebinarRound, on_delete=models.CASCADE, related_name="candidates")
    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="candidacies")
    position = models.PositiveSmallIntegerField()
    is_chosen = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "talk"], name="candidate_once_per_round"),
        ]

    def __str__(self) -> str:
        return str(self.talk)


class WebinarApproval(models.Model):
    """What one seat approves in a round; saying nothing is no row, approving none is an empty
    one.
    """

    round = models.ForeignKey(WebinarRound, on_delete=models.CASCADE, related_name="approvals")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    candidates = models.ManyToManyField(WebinarCandidate, related_name="approvals")
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["seat__label"]
        constraints = [
            models.UniqueConstraint(fields=["round", "seat"], name="approval_once_per_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.round}"


class WebinarClaim(models.Model):
    """What came of a talk as a webinar: whose, and when, in words. The newest one counts."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="webinar_claims")
    by_words = models.CharField(max_length=100, help_text="Whose webinar: Outreach.")
    text = models.CharField(max_length=100, help_text="A day, a month, or words: Sep 2021.")
    url = models.URLField(max_length=500, blank=True)
    at = models.DateTimeField()
    said_on = models.DateField()
    actor_name = models.CharField(max_length=200)
    source_words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.by_words} webinar {self.text}"
