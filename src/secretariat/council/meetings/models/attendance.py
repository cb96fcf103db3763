"""Who was there, from when to when, for which seat, and which notices were read."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from secretariat.foundation.people.models import Person, Seat
from secretariat.foundation.people.models.periods import Revised

from .meetings import Meeting, Notice


class Attendance(Revised):
    """One person's line in the roll call, printed as name and organization of that day.

    Whether the person speaks for a seat is computed from the roster of the day and the proxies,
    never stored.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")
    printed_name = models.CharField(max_length=200)
    printed_organization = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()
    note = models.CharField(max_length=200, blank=True)
    # What somebody who is there announced; only a departure that was recorded counts.
    leaves_at = models.DateTimeField(null=True, blank=True)
    is_introduced = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="one_line_per_person"),
        ]

    def __str__(self) -> str:
        return self.printed_name


class Presence(models.Model):
    """One stretch of somebody's presence; people come and go, so a line may have several."""

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="stretches")
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["arrived_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("arrived_at")),
                name="presence_leaves_after_arriving",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attendance} from {self.arrived_at}"


class Proxy(models.Model):
    """A person from elsewhere who speaks for a seat in this one meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="proxies")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="one_proxy_per_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.seat}"


class NoticeReading(models.Model):
    """The version of a notice that was shown, and when it was read."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="notices_read")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["read_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "notice"], name="notice_read_once"),
        ]

    def __str__(self) -> str:
        return f"{self.notice} at {self.read_at}"
