"""Where the example's clock may be moved to: a little on, the next meeting, any instant, back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from secretariat.council.meetings.models import Meeting
from secretariat.exchange.example.facts import MORNING_OF
from secretariat.foundation.people.queries import all_bodies
from secretariat.rules.times import instant_words, local_instant


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on the clock that a button moves to."""

    name: str
    label: str
    at: datetime


class InstantForm(forms.Form):
    """Any day and time, where the example council meets."""

    on = forms.DateField(
        label="Day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    time = forms.TimeField(
        label="Time", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def instant(self, zone: str) -> datetime:
        """The instant that was typed, in a zone."""
        return local_instant(self.cleaned_data["on"], self.cleaned_data["time"], zone)


def fields(now: datetime, zone: str) -> dict[str, Any]:
    """An instant as the values of the form."""
    local = now.astimezone(ZoneInfo(zone))
    return {"on": local.date(), "time": local.time()}


def zone() -> str:
    """Where the example council meets."""
    return str(MORNING_OF.tzinfo)


def stops(now: datetime) -> list[Stop]:
    """The buttons at an instant; where several bodies meet they say whose meeting it is."""
    found = [Stop("on", "5 minutes on", now + timedelta(minutes=5))]
    rows = Meeting.objects.exclude(state=Meeting.State.CANCELLED).order_by("starts_at")
    near = list(rows.filter(ends_at__gt=now).select_related("body")[:2])
    is_alone = len(all_bodies()) < 2
    following = next((row for row in near if row.starts_at > now), None)
    if following:
        whose = "meeting" if is_alone else f"{following.body.short_name} meeting"
        found.append(Stop("start", f"To the start of the next {whose}", following.starts_at))
    if near:
        whose = "that" if is_alone or near[0] == following else f"the {near[0].body.short_name}"
        found.append(Stop("end", f"To the end of {whose} meeting", near[0].ends_at))
    return [*found, Stop("back", "Back to the morning of 7 Oct 2021", MORNING_OF)]


def words(at: datetime, zone: str) -> str:
    """An instant in words, in a zone."""
    return instant_words(at, zone)
