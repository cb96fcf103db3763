"""Events outside: conferences and days where the council's business is spoken of, their deadlines,
sessions and speakers, who of ours goes, and what is to follow.

Whether one is over follows from its days; only that it was cancelled or followed up is written.
"""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q

from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.models.periods import Revised
from secretariat.rules.visibility import Audience

FOR_WHOM = [(Audience.PUBLIC.value, "everyone"), (Audience.MEMBERS.value, "the members")]


class Event(Revised):
    """An event: `tac/events/lpc-2021`. Times of its sessions are those of its zone; `uid` is what a
    calendar file called it.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="events")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True, help_text="Empty for one day, or not known.")
    place = models.CharField(max_length=200, blank=True)
    zone = models.CharField(max_length=60)
    url = models.URLField(max_length=500, blank=True)
    about = models.TextField(blank=True, help_text="Markdown.")
    uid = models.CharField(max_length=255, blank=True)
    source_words = models.CharField(max_length=300, blank=True)
    added_on = models.DateField()
    added_at = models.DateTimeField()
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=300, blank=True)
    followed_up_on = models.DateField(null=True, blank=True)
    followed_up_at = models.DateTimeField(null=True, blank=True)
    follow_up_words = models.CharField(max_length=300, blank=True, help_text="What came of it.")
    follow_up_ref = models.CharField(max_length=300, blank=True, help_text="Where it was done.")

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="event_slug_once_per_body"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="event_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"{self.body.slug}/events/{self.slug}"

    def get_absolute_url(self) -> str:
        return f"/{self.ref}"

    @property
    def last_on(self) -> date:
        """Its last day: as given, else the day of its last session. Reads `sessions`."""
        days = [self.to_on or self.from_on]
        if self.to_on is None:
            starts = (each.starts_at for each in self.sessions.all() if not each.dropped_reason)
            days += [at.astimezone(ZoneInfo(self.zone)).date() for at in starts if at]
        return max(days)


class EventDeadline(Revised):
    """A day until which something must be sent in, such as a call for papers: an instant, on the
    clock of a zone of its own.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deadlines")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=120, default="Call for papers")
    closes_at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    url = models.URLField(max_length=500, blank=True)
    outcome = models.CharField(max_length=300, blank=True, help_text="What came of it.")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["closes_at", "number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="event_deadline_once"),
        ]

    def __str__(self) -> str:
        return self.label


class EventSession(Revised):
    """A part of an event. Several may run at the same time. One that is not held any more keeps its
    row, with the reason.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    room = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=500, blank=True)
    about = models.TextField(blank=True)
    more_speakers = models.CharField(
        max_length=200, blank=True, help_text="Such as: further panelists to be announced."
    )
    uid = models.CharField(max_length=255, blank=True)
    added_on = models.DateField()
    dropped_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = [F("starts_at").asc(nulls_last=True), "number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="event_session_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"{self.event.ref}/sessions/{self.number}"


class SessionSpeaker(models.Model):
    """Who spoke, with the organization as it was on that day."""

    session = models.ForeignKey(EventSession, on_delete=models.CASCADE, related_name="speakers")
    position = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions_spoken"
    )
    name = models.CharField(max_length=200)
    organization_words = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class EventGoer(models.Model):
    """Who of ours goes to an event, went, or did not go after all."""

    class State(models.TextChoices):
        GOES = "goes", "goes"
        WENT = "went", "attended"
        STAYED = "stayed", "did not go"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="goers")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="events_gone_to"
    )
    name = models.CharField(max_length=200)
    organization_words = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.GOES)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class EventNote(Revised):
    """What is to follow from an event: a note, a question or a link; `under` is the note it belongs
    to. A question waits until it has an answer, or became an action or an agenda item.
    """

    class Kind(models.TextChoices):
        NOTE = "note", "note"
        QUESTION = "question", "question"
        LINK = "link", "link"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="follow_ups")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.NOTE)
    text = models.CharField(max_length=500)
    url = models.URLField(max_length=500, blank=True)
    under = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="notes_under"
    )
    audience = models.CharField(max_length=20, choices=FOR_WHOM, default=Audience.PUBLIC.value)
    by = models.CharField(max_length=200)
    on = models.DateField()
    at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    action_ref = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="event_note_once"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def ref(self) -> str:
        """What an agenda item that deals with it carries."""
        return f"{self.event.ref}/notes/{self.number}"
