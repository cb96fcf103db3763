"""Invented values for the style guide. Nobody and nothing here is real."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms

from secretariat.faces.web.refusals import Clash, Typed, diff_lines
from secretariat.foundation.people.models import Body
from secretariat.rules.errors import Refused

ZONE = "America/Los_Angeles"
CALLED_AT = dt.datetime(2031, 3, 6, 15, 2, tzinfo=dt.UTC)

LONG = "Collect what members expect of annual reviews, and bring a page of it next time"
ACTIONS = [
    ("A-41", "Ask the mentors which projects have a security contact", "Ines Duarte",
     "settled", "Done", dt.date(2031, 2, 20)),
    ("A-42", LONG, "Project mentors", "progress", "In progress", dt.date(2031, 3, 20)),
    ("A-44", "Answer the outreach committee about the webinar", "Tomas Berg, Lin Wei",
     "attention", "Overdue", dt.date(2031, 2, 27)),
    ("A-45", "Write down who may call an extra meeting", "Nobody yet", "open", "Open", None),
]  # fmt: skip

SEATS = [
    ("Alder Labs", "Ines Duarte", True, "i"),
    ("Birch Systems", "Tomas Berg", True, "t"),
    ("Cedar & Sons", "Lin Wei", True, "l"),
    ("Dogwood", "Amara Obi", False, "a"),
    ("Elm Foundation", "Jon Falk (alternate)", True, "j"),
    ("Fir Networks", "Sofia Rossi", True, "s"),
    ("Gorse", "vacant", False, ""),
]

AGENDA = [
    ("1", "Welcome, roll call, first-time attendees", "settled", ""),
    ("2", "Approval of minutes", "settled", ""),
    ("3", "Action item review", "open", "15"),
    ("", "Projects", "plain", "5"),
    ("4", "Talk: measured boot in small devices", "plain", "30"),
    ("5", "Annual chair election, time line", "plain", "10"),
    ("6", "Any other business", "plain", "5"),
]

STAGES = [
    "Planned",
    "Agenda published",
    "Called to order",
    "Adjourned",
    "Draft",
    "Released",
    "Approved",
]

STARTED = "Ines asked the mentors.\nThree of five answered."
MINE = "Ines asked the mentors.\nThree of five answered.\nThe rest follow by Friday."
THEIRS = "Ines asked the mentors.\nFour of five answered.\nThe list is in the minutes."

NOTES = """The council **welcomed** two first-time attendees.

1. Three projects named a contact.
2. One asked for [a template](https://example.org/template).
"""


class SampleForm(forms.Form):
    """One field of each sort, two of them filled wrongly."""

    title = forms.CharField(help_text="As it should stand on the agenda.")
    presenter = forms.ChoiceField(
        choices=[("", "Nobody yet"), *((name, f"{name} ({org})") for org, name, _, _ in SEATS)],
        required=False,
        widget=forms.Select(attrs={"data-picker": "Two letters of a name"}),
    )
    minutes = forms.IntegerField(min_value=1, max_value=120, help_text="How long it should take.")
    due_on = forms.DateField(
        label="Due on", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    audience = forms.ChoiceField(
        label="Who may read it",
        choices=[("public", "Everyone"), ("members", "Members and staff")],
        widget=forms.RadioSelect,
    )
    notes = forms.CharField(widget=forms.Textarea, required=False, help_text="Markdown is kept.")
    remind = forms.BooleanField(label="Remind the presenter two days before", required=False)


def body() -> Body:
    """A council that exists nowhere; never saved."""
    return Body(slug="reef", name="Reef Technical Council", short_name="Reef", zone=ZONE)


def guide() -> dict[str, Any]:
    """What the style guide shows."""
    form = SampleForm({"title": "", "minutes": "a while", "audience": "public", "notes": NOTES})
    return {
        "body": body(),
        "form": form,
        "actions": ACTIONS,
        "agenda": AGENDA,
        "stages": STAGES,
        "zone": ZONE,
        "called_at": CALLED_AT,
        "diff": diff_lines(THEIRS, MINE),
        "notes": NOTES,
        "kinds": ["settled", "open", "progress", "attention", "refused", "plain"],
        "pages": list(PAGES),
    }


def room() -> dict[str, Any]:
    """The room in the middle of a call."""
    return {"body": body(), "agenda": AGENDA, "seats": SEATS, "zone": ZONE, "at": CALLED_AT}


def refusal() -> dict[str, Any]:
    """An act that a rule refuses."""
    words = (
        "Gorse is not present, so its vote was not counted. The other six votes are kept. "
        "Mark the seat present first, or leave it out."
    )
    typed = [Typed("reason", "Lin spoke for them."), Typed("ballot-position", "In favor")]
    return {"body": body(), "refused": Refused("absent", words), "typed": typed, "back": "/style"}


def clash() -> dict[str, Any]:
    """A note that two people edited."""
    words = "Tomas Berg saved these notes one minute ago, while you were writing."
    return {
        "body": body(),
        "refused": Refused("changed_meanwhile", words),
        "clashes": [Clash("notes", THEIRS, MINE, "Notes", STARTED, is_prose=True)],
        "kept": "Kept: theirs in Title; yours in Minutes.",
        "sent": [Typed("title", "Action item review")],
        "revision": 4,
        "action": "/style/clash",
        "back": "/style",
    }


PAGES: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "room": ("web/style/room.html", room),
    "refusal": ("web/refused.html", refusal),
    "clash": ("web/refused.html", clash),
}
