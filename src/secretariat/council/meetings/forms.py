"""Forms of meetings: they shape what is typed and decide nothing."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from secretariat.council.meetings.agenda_kinds import all_kinds, default_kind
from secretariat.council.meetings.commands import MeetingPlan
from secretariat.council.meetings.models import Meeting, Note
from secretariat.foundation.people.forms.fields import turn_field
from secretariat.foundation.people.models import Body
from secretariat.rules.days import FIRST_YEAR, LAST_YEAR
from secretariat.rules.holidays import CALENDARS
from secretariat.rules.times import instant_near, typed_instant
from secretariat.rules.visibility import Audience

JOINT = Meeting.Kind.JOINT.value
AUDIENCES = [
    (Audience.PUBLIC.value, "Everybody"),
    (Audience.MEMBERS.value, "Members and staff"),
    (Audience.OFFICERS.value, "Chair and secretary"),
]


def _day(label: str, **values: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **values)


def _time(label: str, **values: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, **values)


def _text(label: str, rows: int, **values: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **values)


def _audience(label: str = "Who may see it") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=AUDIENCES, initial=Audience.PUBLIC.value)


def _minutes() -> forms.IntegerField:
    return forms.IntegerField(label="Minutes", min_value=0, max_value=600, required=False)


class WhenForm(forms.Form):
    """A day and times on the clock of the meeting's zone."""

    on = _day("Day")
    start_time = _time("Begins")
    end_time = _time("Ends")
    turn = turn_field()

    def clean_on(self) -> date:
        """A day no calendar of the record holds is no day of a meeting."""
        day: date = self.cleaned_data["on"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(f"Choose a day between {FIRST_YEAR} and {LAST_YEAR}.")
        return day

    def instants(self, zone: str) -> tuple[datetime, datetime]:
        """Start and end as instants; `turn` says which is meant of two equal times. Refuses
        ("no_such_time", "time_comes_twice").
        """
        typed = self.cleaned_data
        day, turn = typed["on"], typed["turn"]
        start = typed_instant(day, typed["start_time"], zone, turn, field="start_time")
        return start, typed_instant(day, typed["end_time"], zone, turn, field="end_time")


def _bodies() -> forms.ModelMultipleChoiceField[Body]:
    return forms.ModelMultipleChoiceField(
        label="Joint with",
        queryset=Body.objects.none(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="It stands in their calendars too, their seats are in its roll call, and their "
        "members may read what yours may.",
    )


def _offer_others(form: forms.Form, body: Body) -> bool:
    """Offer every other body for a joint meeting; whether there is any."""
    others = form.fields["joint_with"]
    assert isinstance(others, forms.ModelMultipleChoiceField)
    others.queryset = Body.objects.exclude(pk=body.pk).order_by("name")
    return bool(others.queryset)


class PlanForm(WhenForm):
    """A single meeting to plan."""

    kind = forms.ChoiceField(label="Kind", choices=Meeting.Kind.choices)
    title = forms.CharField(
        label="Title", required=False, max_length=200, help_text="Only if it needs one."
    )
    occasion = forms.CharField(
        label="Why",
        required=False,
        max_length=300,
        help_text="Why an extra or joint meeting is held. Its page and its invitations say so.",
    )
    joint_with = _bodies()

    def __init__(self, body: Body, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.body = body
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        if not _offer_others(self, body):
            kind.choices = [(name, label) for name, label in Meeting.Kind.choices if name != JOINT]
        # Without a rhythm no meeting stands beside it.
        kind.initial = Meeting.Kind.EXTRA if body.series.exists() else Meeting.Kind.REGULAR

    def plan(self) -> MeetingPlan:
        """The meeting as the command takes it."""
        starts_at, ends_at = self.instants(self.body.zone)
        return MeetingPlan(
            starts_at=starts_at,
            ends_at=ends_at,
            kind=self.cleaned_data["kind"],
            title=self.cleaned_data["title"],
            occasion=self.cleaned_data["occasion"],
            joint_with=list(self.cleaned_data["joint_with"]),
        )


class MoveForm(WhenForm):
    """Where a meeting moves to."""

    reason = forms.CharField(label="Why", max_length=300)


class JointForm(forms.Form):
    """Which other bodies hold a meeting."""

    joint_with = _bodies()

    def __init__(self, body: Body, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.has_others = _offer_others(self, body)


class ReasonForm(forms.Form):
    """Why something is taken back or ended."""

    reason = forms.CharField(label="Why", max_length=300)


class SeriesForm(forms.Form):
    """A rhythm of meetings."""

    title = forms.CharField(label="Title", max_length=200)
    starts_on = _day("First meeting", help_text="It gives the weekday.")
    every_weeks = forms.IntegerField(label="Every … weeks", min_value=1, max_value=52, initial=2)
    start_time = _time("Begins")
    end_time = _time("Ends")
    zone = forms.CharField(label="Time zone", max_length=60)
    ends_on = _day("Last day", required=False)
    link = forms.URLField(label="Link to the call", required=False, assume_scheme="https")
    passcode = forms.CharField(label="Passcode", required=False, max_length=100)
    holidays = forms.CharField(
        label="Warn about holidays",
        required=False,
        max_length=40,
        help_text=f"Any of {', '.join(CALENDARS)}. A meeting planned on a holiday is shown.",
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.fields["zone"].help_text = f"Region and city, as {self.initial.get('zone', 'UTC')}."


class UntilForm(forms.Form):
    """Up to which day meetings are planned."""

    until_on = _day("Up to")


class MeetingForm(forms.Form):
    """What stands beside the agenda."""

    title = forms.CharField(label="Title", required=False, max_length=200)
    occasion = forms.CharField(
        label="Why",
        required=False,
        max_length=300,
        help_text="Why an extra or joint meeting is held.",
    )
    link = forms.URLField(label="Link to the call", required=False, assume_scheme="https")
    link_audience = forms.ChoiceField(
        label="Who gets the link", choices=AUDIENCES, initial=Audience.MEMBERS.value
    )
    passcode = forms.CharField(
        label="Passcode",
        required=False,
        max_length=100,
        help_text="Page, letter and calendar show link and passcode to the same people.",
    )
    passcode_audience = forms.ChoiceField(
        label="Who gets the passcode", choices=AUDIENCES, initial=Audience.MEMBERS.value
    )
    recording_url = forms.URLField(label="Recording", required=False, assume_scheme="https")
    recording_audience = forms.ChoiceField(
        label="Who gets the recording", choices=AUDIENCES, initial=Audience.MEMBERS.value
    )


class PeopleForm(forms.Form):
    """Who presides and who records on the day."""

    chair = forms.CharField(label="Chair of the day", required=False, max_length=200)
    secretary = forms.CharField(label="Secretary of the day", required=False, max_length=200)


class NewItemForm(forms.Form):
    """A new item in one line."""

    title = forms.CharField(label="Title", max_length=300)
    minutes = _minutes()
    presenters = forms.CharField(label="Presented by", required=False, max_length=200)
    kind = forms.ChoiceField(label="Kind", required=False)

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(each.name, each.label) for each in all_kinds()]
        kind.initial = default_kind()


class ItemForm(forms.Form):
    """What an item says."""

    title = forms.CharField(label="Title", max_length=300)
    minutes = _minutes()
    presenters = forms.CharField(
        label="Presented by",
        required=False,
        max_length=200,
        help_text="Names, with commas between them.",
    )
    text = _text(
        "Text",
        8,
        required=False,
        help_text="Markdown. It is shown on the slides; a line of --- begins a new slide.",
    )
    speaker_notes = _text(
        "Notes for the presenter",
        3,
        required=False,
        help_text="Only presenter and officers see them.",
    )
    audience = _audience()


class QuickItemForm(forms.Form):
    """The first line of an item, edited on the agenda itself."""

    title = forms.CharField(max_length=300)
    minutes = _minutes()
    presenters = forms.CharField(required=False, max_length=200)


class LinkForm(forms.Form):
    """A link under an item."""

    url = forms.URLField(label="Address", assume_scheme="https")
    title = forms.CharField(label="Title", required=False, max_length=200)
    audience = _audience()


class FileForm(forms.Form):
    """A file under an item."""

    file = forms.FileField(label="File")
    title = forms.CharField(label="Title", required=False, max_length=200)
    audience = _audience()


class NoteForm(forms.Form):
    """A paragraph of the minutes."""

    text = _text("Note", 3)
    kind = forms.ChoiceField(label="Kind", choices=Note.Kind.choices, required=False)
    audience = _audience()


class TimesForm(forms.Form):
    """When the meeting was called to order and adjourned, on its own clock."""

    called = _time("Called to order", required=False)
    adjourned = _time("Adjourned", required=False)
    reason = forms.CharField(label="Why", max_length=300)


class LineForm(forms.Form):
    """A line of the roll call: how it is printed, and from when to when."""

    name = forms.CharField(label="Printed name", max_length=200)
    organization = forms.CharField(label="Printed organization", required=False, max_length=200)
    note = forms.CharField(label="Note", required=False, max_length=200)


class StaysForm(forms.Form):
    """The stays of one person, one a line."""

    stays = _text(
        "From and to", 3, help_text="One stay a line, as 07:05-08:30, or 07:05- to the end."
    )
    reason = forms.CharField(label="Why", max_length=300)


class ProxyForm(forms.Form):
    """Somebody from elsewhere who speaks for a seat."""

    seat = forms.ChoiceField(label="Seat")
    person = forms.CharField(label="Who speaks for it", max_length=200)
    given_by = forms.CharField(label="Given by", required=False, max_length=200)


def at_time(meeting: Meeting, clock_time: time | None) -> datetime | None:
    """A time on the meeting's clock, on its day, as an instant. Refuses ("no_such_time")."""
    if clock_time is None:
        return None
    day = meeting.starts_at.astimezone(ZoneInfo(meeting.zone)).date()
    return instant_near(day, clock_time, meeting.zone, meeting.starts_at)


class NoticeForm(forms.Form):
    """One version of a notice."""

    title = forms.CharField(label="Title", max_length=200)
    text = forms.CharField(
        label="Text", help_text="Markdown.", widget=forms.Textarea(attrs={"rows": 10})
    )
    source_words = forms.CharField(
        label="Source",
        required=False,
        max_length=300,
        help_text="Where the text comes from; shown at the foot of its slide.",
    )
    is_at_opening = forms.BooleanField(
        label="Meetings open with it",
        required=False,
        help_text="Otherwise it is only kept to be read.",
    )
    from_on = _day("In use from")
    position = forms.IntegerField(label="Order", min_value=1, max_value=99)
