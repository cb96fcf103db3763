"""Talks, their speakers, the steps of their life, their slots in meetings, and the guidelines."""

from __future__ import annotations

from typing import Any

from django.db import models

from secretariat.council.meetings.models import Meeting
from secretariat.foundation.people.models import Body, Organization, Person
from secretariat.foundation.people.models.periods import Revised
from secretariat.rules.talks import STATE_WORDS, TalkState


class Talk(Revised):
    """One talk of a body, from the suggestion to the file: `tac/talks/kata-containers`.

    A suggestion of a stranger is for the members until somebody accepts it (`accepted_on`).
    """

    State = TalkState

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="talks")
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200, help_text="Short, as lists print it.")
    full_title = models.CharField(
        max_length=300, blank=True, help_text="In full, for reports; else the short one."
    )
    is_certain = models.BooleanField(default=True, help_text="Lists print a ? behind the others.")
    organization_words = models.CharField(max_length=200, blank=True)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="talks"
    )
    about = models.TextField(blank=True, help_text="Markdown.")
    url = models.URLField(max_length=500, blank=True)
    topics: models.JSONField[Any] = models.JSONField(default=list, blank=True)
    about_ref = models.CharField(
        max_length=200,
        blank=True,
        help_text="One of our own projects; such a talk is not listed among outside topics.",
    )
    state = models.CharField(
        max_length=20,
        choices=[(each.value, STATE_WORDS[each]) for each in TalkState],
        default=TalkState.SUGGESTED.value,
    )
    reason = models.CharField(max_length=500, blank=True, help_text="Why it will not be given.")
    coordinator = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="coordinates",
        help_text="Who asks the speaker.",
    )
    suggested_on = models.DateField(
        null=True,
        blank=True,
        help_text="Nobody knows it of talks given before they were kept here.",
    )
    suggested_by = models.CharField(max_length=200, blank=True)
    suggested_address = models.EmailField(blank=True, help_text="Never public.")
    accepted_on = models.DateField(null=True, blank=True)
    given_on = models.DateField(null=True, blank=True)
    no_slides_reason = models.CharField(
        max_length=300, blank=True, help_text="Why no slides will be filed."
    )
    source_words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="talk_slug_once_per_body"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """The permanent public reference, e.g. `tac/talks/kata-containers`."""
        return f"{self.body.slug}/talks/{self.slug}"

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it."""
        return self.accepted_on is not None

    @property
    def is_open(self) -> bool:
        """Whether it is still on its way."""
        return self.state not in {TalkState.GIVEN.value, TalkState.NEVER.value}

    @property
    def state_words(self) -> str:
        """The state as a person says it."""
        return STATE_WORDS[TalkState(self.state)]

    def get_absolute_url(self) -> str:
        return f"/{self.ref}"


class TalkSpeaker(models.Model):
    """Who speaks, with the organization of that day. `address` is for the invitation, never
    public.
    """

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="speakers")
    position = models.PositiveSmallIntegerField(default=0)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="talks"
    )
    name = models.CharField(max_length=200)
    organization_words = models.CharField(max_length=200, blank=True)
    address = models.EmailField(blank=True)
    is_certain = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def mail_address(self) -> str:
        """Where letters go: the address of the talk, else that of the person."""
        return self.address or (self.person.address if self.person else "")


class TalkStep(models.Model):
    """One step in the life of a talk, never edited. `state` is that after the step.

    `at` is when it was recorded, `on` the day it is about, if known.
    """

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=20)
    words = models.CharField(max_length=300)
    note = models.CharField(max_length=500, blank=True)
    actor_name = models.CharField(max_length=200)
    source_words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.words


class Slot(Revised):
    """A talk's place in a meeting, or its wish for one: `tac/talks/kata-containers/slots/1`.

    A talk that is continued has a slot for each part. Moving keeps the slot and its agenda item;
    the steps of the talk say from where to where.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "planned"
        GIVEN = "given", "given"
        CONTINUED = "continued", "begun, to be continued"
        FAILED = "failed", "failed"

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="slots")
    sequence = models.PositiveSmallIntegerField()
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="talk_slots"
    )
    wish = models.CharField(max_length=200, blank=True, help_text="When, while no meeting is set.")
    minutes = models.PositiveSmallIntegerField(default=30)
    part = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    reason = models.CharField(max_length=300, blank=True)
    stand_in_for = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="stand_ins"
    )

    class Meta:
        ordering = ["talk_id", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["talk", "sequence"], name="slot_once_per_talk"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """The reference that an agenda item carries. Reads the talk with its body."""
        return f"{self.talk.ref}/slots/{self.sequence}"


class Guidelines(models.Model):
    """One version of what a body expects of a talk, shown where talks are suggested."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="talk_guidelines")
    version = models.PositiveIntegerField()
    text = models.TextField(help_text="Markdown.")
    source_words = models.CharField(max_length=300, blank=True)
    from_on = models.DateField()
    adopted_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["body", "version"], name="guidelines_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body} guidelines {self.version}"
