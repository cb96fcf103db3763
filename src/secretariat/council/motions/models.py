"""Motions, the votes cast on them and their errata. A carried motion is a resolution, under the
same reference.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.foundation.people.models import Body, Person, Seat
from secretariat.foundation.people.models.periods import Revised


class Motion(Revised):
    """A proposal put to a body: `tac/M-2021-31`. Rule and electorate are frozen when it is put to
    the vote.
    """

    class State(models.TextChoices):
        MOVED = "moved", "moved"
        OPEN = "open", "open for votes"
        CARRIED = "carried", "carried"
        LOST = "lost", "lost"
        DEFERRED = "deferred", "deferred"
        TABLED = "tabled", "tabled"
        WITHDRAWN = "withdrawn", "withdrawn"
        NO_QUORUM = "no_quorum", "not decided for want of quorum"

    class Method(models.TextChoices):
        GENERAL_CONSENT = "general_consent", "general consent"
        BY_SEAT = "by_seat", "vote by seat"
        COUNT = "count", "show of seats"
        BY_MAIL = "by_mail", "vote by mail"
        SECRET = "secret", "secret vote"

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="motions")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="motions"
    )
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="motions"
    )
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    decision_kind = models.SlugField(max_length=40, default="general")
    text = models.TextField()
    about_refs: models.JSONField[Any] = models.JSONField(
        default=list, blank=True, help_text="References of what it decides about, e.g. minutes."
    )
    mover = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    seconder = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.MOVED)
    method = models.CharField(max_length=20, choices=Method.choices, blank=True)
    medium = models.CharField(max_length=10, default="meeting")
    is_secret = models.BooleanField(
        default=False, help_text="Seats say what they want without anybody seeing which said what."
    )
    continues = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="continued_by"
    )
    frozen_rule: models.JSONField[Any] = models.JSONField(default=dict, blank=True)
    frozen_electorate: models.JSONField[Any] = models.JSONField(default=dict, blank=True)
    tally: models.JSONField[Any] = models.JSONField(default=dict, blank=True)
    explanation = models.TextField(
        blank=True, help_text="The result in words, with every number in it."
    )
    condition = models.TextField(blank=True, help_text="A condition attached to the decision.")
    computed_state = models.CharField(
        max_length=10, blank=True, help_text="What the rule gave, also where it was overridden."
    )
    override_reason = models.CharField(max_length=500, blank=True)
    overridden_by = models.CharField(max_length=200, blank=True)
    moved_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    carry_until = models.DateTimeField(
        null=True, blank=True, help_text="Until then a seat may object to a vote carried over."
    )
    closes_at = models.DateTimeField(null=True, blank=True, help_text="When a ballot by mail ends.")
    asked_at = models.DateTimeField(
        null=True, blank=True, help_text="When the seats that are missing were last written to."
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["year", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year", "sequence"], name="motion_number_once_per_year"
            ),
        ]

    DECIDED = (State.CARRIED, State.LOST)
    WAITING = (State.MOVED, State.OPEN)

    def __str__(self) -> str:
        return self.ref

    @property
    def is_decided(self) -> bool:
        """Whether it was carried or lost."""
        return self.state in self.DECIDED

    @property
    def is_waiting(self) -> bool:
        """Whether the room still has to deal with it."""
        return self.state in self.WAITING

    @property
    def is_by_mail(self) -> bool:
        """Whether it is a ballot by mail: no room holds it, and it ends by itself."""
        return self.medium == "mail"

    @property
    def goes_on_as(self) -> str:
        """The number of the ballot by mail that continues it; empty where there is none."""
        ballot: Motion | None = getattr(self, "continued_by", None)
        return ballot.number if ballot is not None else ""

    @property
    def is_in_effect(self) -> bool:
        """Whether it was carried and something else follows it, such as minutes it approved."""
        return self.state == self.State.CARRIED and bool(self.about_refs)

    @property
    def was_left(self) -> bool:
        """Whether its meeting ended before it was decided or put aside."""
        is_over = self.meeting is not None and self.meeting.adjourned_at is not None
        return self.is_waiting and is_over and not self.is_by_mail

    @property
    def number(self) -> str:
        return f"M-{self.year}-{self.sequence:02d}"

    @property
    def ref(self) -> str:
        """The permanent public reference, e.g. `tac/M-2021-31`."""
        return f"{self.body.slug}/{self.number}"

    def get_absolute_url(self) -> str:
        return f"/{self.ref}"


class Vote(models.Model):
    """One seat's vote, cast by the person who spoke for it. The database refuses a second."""

    class Choice(models.TextChoices):
        YES = "yes", "yes"
        NO = "no", "no"
        ABSTAIN = "abstain", "abstain"
        RECUSED = "recused", "recused"

    class Channel(models.TextChoices):
        ROOM = "room", "in the meeting"
        PAGE = "page", "on the page of the motion"
        LINK = "link", "by the link of a letter"
        TAKEN_DOWN = "taken_down", "taken down by an officer"

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="votes")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="votes")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="votes"
    )
    choice = models.CharField(max_length=10, choices=Choice.choices)
    cast_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.ROOM)
    carried_from = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The vote of the meeting that stands in a ballot by mail.",
    )
    source_words = models.CharField(
        max_length=200, blank=True, help_text="Where a vote taken down was given: “mail of 9 Oct”."
    )

    class Meta:
        ordering = ["seat__label"]
        constraints = [
            models.UniqueConstraint(fields=["motion", "seat"], name="one_vote_per_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.choice}"


class Voted(models.Model):
    """That a seat has voted in a secret vote: not what, not when, not by whom."""

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="voted")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["seat__label"]
        constraints = [
            models.UniqueConstraint(fields=["motion", "seat"], name="one_secret_vote_per_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.seat} has voted"


class SecretTally(models.Model):
    """How many seats said what in a secret vote. There is no row per vote."""

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="secret_tally")
    choice = models.CharField(max_length=10)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["choice"]
        constraints = [
            models.UniqueConstraint(fields=["motion", "choice"], name="one_count_per_choice"),
        ]

    def __str__(self) -> str:
        return self.choice


class MotionErratum(models.Model):
    """A dated note that a recorded vote was wrong; the vote itself stays as it was recorded."""

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="errata")
    text = models.TextField()
    corrected_state = models.CharField(max_length=10, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["noted_at"]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def words(self) -> str:
        """What was noted and, where somebody said so, how it should have been recorded."""
        if not self.corrected_state:
            return self.text
        state = Motion.State(self.corrected_state).label
        return f"{self.text} It should have been recorded as {state}."
