"""Forms of events: they shape what is typed and decide nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from secretariat.council.events.commands import EventFields, NoteFields, SessionFields
from secretariat.council.events.models import (
    FOR_WHOM,
    Event,
    EventDeadline,
    EventGoer,
    EventNote,
    EventSession,
)
from secretariat.foundation.people.forms.fields import day_field, turn_field
from secretariat.rules.talks import SpeakerLine, parse_speaker
from secretariat.rules.times import ANYWHERE, is_zone, turn_of, typed_instant
from secretariat.rules.visibility import Audience
from secretariat.rules.wording import capitalized

Choices = Iterable[tuple[str, str]]
END_OF_DAY = time(23, 59)


def _url(label: str) -> forms.URLField:
    return forms.URLField(label=label, required=False, max_length=500, assume_scheme="https")


def _time(label: str, hint: str = "") -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget, help_text=hint)


def _words(label: str, longest: int, hint: str = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=longest, help_text=hint)


def _text(label: str, rows: int, hint: str = "Markdown.") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, required=False, widget=widget, max_length=4000, help_text=hint
    )


class EventForm(forms.Form):
    """An event; named as the stored fields are."""

    name = _words("Name", 200, required=True)
    from_on = day_field("First day")
    to_on = day_field("Last day", required=False, hint="Empty for one day.")
    place = _words("Place", 200, "A city, or online.")
    zone = _words("Time zone", 60, "Region and city, such as Europe/Berlin.", required=True)
    url = _url("Address")
    about = _text("What it is about", 3)
    source_words = _words("Source", 300)

    def fields_typed(self) -> EventFields:
        """What was typed, as the command takes it."""
        return EventFields(**self.cleaned_data)


class SessionForm(forms.Form):
    """A session, its times on the clock of the event."""

    title = _words("Title", 300, required=True)
    on = day_field("Day", required=False)
    starts = _time("Begins")
    ends = _time("Ends", "Past midnight is the next day.")
    turn = turn_field()
    speakers = _text("Speakers", 2, "One a line: Name (Organization of that day).")
    more_speakers = _words("Further speakers", 200, "Such as: further panelists to be announced.")
    room = _words("Room", 200)
    url = _url("Address")
    about = _text("About", 2)

    def clean(self) -> None:
        """A time needs its day."""
        super().clean()
        if self.cleaned_data.get("starts") and not self.cleaned_data.get("on"):
            self.add_error("on", "Say on which day, too.")
        if self.cleaned_data.get("ends") and not self.cleaned_data.get("starts"):
            self.add_error("starts", "Say when it begins, too.")

    def fields_typed(self, zone: str) -> SessionFields:
        """What was typed, as the command takes it. Refuses ("no_such_time",
        "time_comes_twice", "malformed_speaker").
        """
        typed = self.cleaned_data
        starts_at, ends_at = _instants(typed, zone)
        lines = [line for line in typed["speakers"].splitlines() if line.strip()]
        return SessionFields(
            title=typed["title"],
            starts_at=starts_at,
            ends_at=ends_at,
            room=typed["room"],
            url=typed["url"],
            about=typed["about"],
            speakers=[parse_speaker(line) for line in lines],
            more_speakers=typed["more_speakers"],
        )


def _instants(typed: dict[str, Any], zone: str) -> tuple[datetime | None, datetime | None]:
    day, starts, ends = typed["on"], typed["starts"], typed["ends"]
    if day is None or starts is None:
        return None, None
    turn = typed["turn"]
    starts_at = typed_instant(day, starts, zone, turn, field="starts")
    if ends is None:
        return starts_at, None
    last = day + timedelta(days=1) if ends < starts else day
    return starts_at, typed_instant(last, ends, zone, turn, field="ends")


class DeadlineForm(forms.Form):
    """A deadline: a day and time on the clock of its own zone."""

    label = _words("What closes", 120, required=True)
    on = day_field("Day")
    at = _time("Time", "The end of the day, if it is left empty.")
    turn = turn_field()
    zone = _words("Time zone", 60, f"{ANYWHERE} is anywhere on Earth.", required=True)
    url = _url("Address")

    def closes_at(self) -> datetime:
        """The instant typed. Refuses ("no_such_time", "time_comes_twice")."""
        typed = self.cleaned_data
        at = typed["at"] or END_OF_DAY
        return typed_instant(typed["on"], at, typed["zone"], typed["turn"], field="at")

    def clean_zone(self) -> str:
        """A zone that a clock knows."""
        zone = str(self.cleaned_data["zone"]).strip()
        if not is_zone(zone):
            raise forms.ValidationError(
                f"“{zone}” is not a time zone. Write it as Europe/Berlin, or {ANYWHERE}."
            )
        return zone


class MoveDeadlineForm(forms.Form):
    """Another day and time for a deadline, on the clock of its zone."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    on = day_field("Day")
    at = _time("Time")
    turn = turn_field()


class OutcomeForm(forms.Form):
    """What came of a deadline."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    outcome = _words("What came of it", 300, "Who sent what, or that nobody did.", required=True)


class GoerForm(forms.Form):
    """Somebody who goes, went, or did not go."""

    name = _words("Who", 200, "A name of the record, or another name.", required=True)
    organization = _words("From", 200, "Empty for the organization of that day.")
    state = forms.ChoiceField(label="Whether", choices=EventGoer.State.choices)


class NoteForm(forms.Form):
    """What is to follow."""

    text = _words("What is to follow", 500)
    kind = forms.ChoiceField(
        label="Kind", choices=[(k, capitalized(w)) for k, w in EventNote.Kind.choices]
    )
    url = _url("Address")
    under = forms.TypedChoiceField(label="Belongs to", coerce=int, required=False)
    audience = forms.ChoiceField(label="For", choices=FOR_WHOM, initial=Audience.PUBLIC.value)

    def __init__(self, *args: Any, notes: Choices = (), **values: Any) -> None:
        super().__init__(*args, **values)
        under = self.fields["under"]
        assert isinstance(under, forms.ChoiceField)
        under.choices = [("", "the event"), *notes]

    def clean(self) -> None:
        """A note has words or an address."""
        super().clean()
        if not self.cleaned_data.get("text") and not self.cleaned_data.get("url"):
            self.add_error("text", "Write what is to follow, or give an address.")

    def fields_typed(self) -> NoteFields:
        """What was typed, as the command takes it."""
        typed = self.cleaned_data
        return NoteFields(
            text=typed["text"],
            kind=typed["kind"],
            url=typed["url"],
            under=typed.get("under") or 0,
            audience=Audience(typed["audience"]),
        )


class AnswerForm(forms.Form):
    """The answer to a question."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    answer = _words("Answer", 500, required=True)


class RaiseForm(forms.Form):
    """A note that becomes an action; without an owner it is nobody's yet."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    owners = _words("Who", 200, "Names with / between.")
    due = _words("Until", 60)
    item = _words("Item", 300)


class AgendaForm(forms.Form):
    """A note that becomes an agenda item."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    meeting = forms.SlugField(label="Meeting")


class WordsForm(forms.Form):
    """Words such as what came of it."""

    words = _words("What came of it", 300, required=True)


class ReasonForm(forms.Form):
    """A reason."""

    reason = _words("Why", 300, required=True)


class FileForm(forms.Form):
    """A calendar as a file or as text, and how it is meant."""

    file = forms.FileField(label="Calendar file", required=False)
    text = forms.CharField(
        label="Or its text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="It begins with BEGIN:VCALENDAR.",
    )
    zone = _words(
        "Time zone", 60, "Of times that name none. Empty: as the file says, else the body's."
    )
    into = forms.ChoiceField(label="Sessions go to", required=False)
    name = _words("Name of the new event", 200, "Empty: as the file calls it.")

    def __init__(self, *args: Any, events: Choices = (), **values: Any) -> None:
        super().__init__(*args, **values)
        into = self.fields["into"]
        assert isinstance(into, forms.ChoiceField)
        into.choices = [("", "a new event, or the one of this name"), *events]

    def clean(self) -> None:
        """One of the two is needed."""
        super().clean()
        if not self.cleaned_data.get("file") and not self.cleaned_data.get("text", "").strip():
            self.add_error("text", "Choose a file, or paste its text.")

    def content(self) -> bytes:
        """The calendar as it was given."""
        file = self.cleaned_data.get("file")
        return bytes(file.read()) if file else str(self.cleaned_data["text"]).encode()


def event_typed(row: Event) -> dict[str, Any]:
    """The initial values of `EventForm`."""
    names = ("name", "from_on", "to_on", "place", "zone", "url", "about", "source_words")
    return {name: getattr(row, name) for name in names}


def session_typed(row: EventSession) -> dict[str, Any]:
    """The initial values of `SessionForm`."""
    zone = ZoneInfo(row.event.zone)
    start = row.starts_at.astimezone(zone) if row.starts_at else None
    end = row.ends_at.astimezone(zone) if row.ends_at else None
    lines = [SpeakerLine(s.name, s.organization_words).words for s in row.speakers.all()]
    names = ("title", "more_speakers", "room", "url", "about")
    return {
        "on": start.date() if start else None,
        "starts": start.time() if start else None,
        "ends": end.time() if end else None,
        "turn": turn_of(row.starts_at, row.event.zone) if row.starts_at else "",
        "speakers": "\n".join(lines),
        **{name: getattr(row, name) for name in names},
    }


def note_typed(row: EventNote) -> dict[str, Any]:
    """The initial values of `NoteForm`."""
    return {name: getattr(row, name) for name in ("text", "kind", "url", "audience")}


def deadline_typed(row: EventDeadline) -> dict[str, Any]:
    """The initial values of `MoveDeadlineForm`."""
    local = row.closes_at.astimezone(ZoneInfo(row.zone))
    day: date = local.date()
    turn = turn_of(row.closes_at, row.zone)
    return {"number": row.number, "on": day, "at": local.time(), "turn": turn}
