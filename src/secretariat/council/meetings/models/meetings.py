"""Series and meetings. A meeting's reference is `body/date`; a second one on a day gets `-2`."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q

from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.models.periods import Revised
from secretariat.rules.visibility import Audience

AUDIENCES = [(audience.value, audience.value) for audience in Audience]


class Notice(models.Model):
    """One version of a standing text of a body: values, an antitrust notice, the code of conduct.
    Meetings open with it, or it is only kept to be read.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="notices")
    slug = models.SlugField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=200)
    text = models.TextField(help_text="Markdown.")
    source_words = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=1)
    is_at_opening = models.BooleanField(default=True, help_text="Meetings open with it.")
    from_on = models.DateField()
    retired_on = models.DateField(
        null=True,
        blank=True,
        help_text="The first day on which it did not hold any more; one before it was to begin "
        "says that it was withdrawn that day.",
    )

    class Meta:
        ordering = ["position", "slug", "version"]
        constraints = [
            models.UniqueConstraint(fields=["body", "slug", "version"], name="notice_version_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """The public reference of the notice in all its versions: `tac/notices/values`."""
        return f"{self.body.slug}/notices/{self.slug}"


class Series(Revised):
    """A rhythm of meetings: every n weeks on a weekday at a local time of the series' own zone."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="series")
    slug = models.SlugField(max_length=40)
    uid = models.UUIDField(
        default=uuid.uuid4, editable=False, help_text="Names its days in calendars."
    )
    title = models.CharField(max_length=200)
    every_weeks = models.PositiveSmallIntegerField(default=2)
    starts_on = models.DateField(help_text="The first meeting; gives the weekday.")
    ends_on = models.DateField(null=True, blank=True)
    start_time = models.TimeField()
    end_time = models.TimeField()
    zone = models.CharField(max_length=60)
    link = models.URLField(max_length=500, blank=True)
    passcode = models.CharField(max_length=100, blank=True)
    holidays = models.CharField(
        max_length=40, blank=True, help_text="Holiday calendars to warn about."
    )

    class Meta:
        ordering = ["body_id", "slug"]
        verbose_name_plural = "series"
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="series_slug_once_per_body"),
        ]

    def __str__(self) -> str:
        return self.title

    def uid_on(self, day: date) -> uuid.UUID:
        """What calendars know a day of the rhythm by, before and after its meeting is planned."""
        return uuid.uuid5(self.uid, day.isoformat())


class Meeting(Revised):
    """One meeting of a body, from its plan to its approved minutes. `state` is the only place of
    its state.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "planned"
        PUBLISHED = "published", "agenda published"
        CALLED = "called", "called to order"
        ADJOURNED = "adjourned", "adjourned"
        DRAFTED = "drafted", "minutes drafted"
        RELEASED = "released", "minutes released"
        APPROVED = "approved", "minutes approved"
        CANCELLED = "cancelled", "cancelled"

    class Kind(models.TextChoices):
        REGULAR = "regular", "regular"
        EXTRA = "extra", "extra"
        JOINT = "joint", "joint"

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="meetings")
    series = models.ForeignKey(Series, null=True, blank=True, on_delete=models.SET_NULL)
    slug = models.CharField(max_length=14)
    uid = models.UUIDField(
        default=uuid.uuid4,
        editable=False,
        help_text="What calendars know it by, wherever it moves and whatever host serves it.",
    )
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.REGULAR)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    title = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=60)
    occurrence_on = models.DateField(
        null=True, blank=True, help_text="The day of the series it stands for."
    )
    chair = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    secretary = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    joint_bodies = models.ManyToManyField(
        Body,
        blank=True,
        related_name="joint_meetings",
        help_text="The other bodies that hold it; `body` convenes it and keeps its record.",
    )
    occasion = models.CharField(
        max_length=300, blank=True, help_text="Why it is held beside the rhythm."
    )
    link = models.URLField(max_length=500, blank=True)
    link_audience = models.CharField(
        max_length=20, choices=AUDIENCES, default=Audience.MEMBERS.value
    )
    passcode = models.CharField(max_length=100, blank=True)
    passcode_audience = models.CharField(
        max_length=20, choices=AUDIENCES, default=Audience.MEMBERS.value
    )
    recording_url = models.URLField(max_length=500, blank=True)
    recording_audience = models.CharField(
        max_length=20, choices=AUDIENCES, default=Audience.MEMBERS.value
    )
    current_item = models.ForeignKey(
        "meetings.AgendaItem",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Where the meeting is.",
    )
    published_at = models.DateTimeField(null=True, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)
    adjourned_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="meeting_slug_once_per_body"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def is_joint(self) -> bool:
        """Whether other bodies hold it too."""
        return self.kind == self.Kind.JOINT

    @property
    def ref(self) -> str:
        """The permanent public reference, e.g. `tac/2021-10-07`."""
        return f"{self.body.slug}/{self.slug}"

    def get_absolute_url(self) -> str:
        return f"/{self.ref}"


class MeetingRedirect(models.Model):
    """The reference a moved meeting had before; it leads to the meeting for ever."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="+")
    slug = models.CharField(max_length=14)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="former_refs")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="redirect_once_per_slug"),
        ]

    def __str__(self) -> str:
        return f"{self.slug} to {self.meeting}"


class MeetingMove(models.Model):
    """A meeting moved once: when it was to be held before, under which reference, and why."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="moves")
    from_slug = models.CharField(max_length=14)
    from_starts_at = models.DateTimeField()
    from_ends_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    moved_at = models.DateTimeField()
    moved_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.meeting} from {self.from_slug}"
