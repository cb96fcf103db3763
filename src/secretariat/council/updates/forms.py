"""Forms of updates: they shape what is typed and decide nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from secretariat.council.updates.models import StandingUpdate
from secretariat.foundation.people.forms.fields import day_field
from secretariat.rules.updates import LONGEST_TEXT

Choices = Iterable[tuple[str, str]]


class StandingForm(forms.Form):
    """Who owes updates; named as the stored fields are, but for the body and the contact."""

    from_body = forms.ChoiceField(label="Body", required=False)
    name = forms.CharField(
        label="Name",
        required=False,
        max_length=200,
        help_text="As agendas print it. Empty: the name of the body.",
    )
    contact = forms.CharField(
        label="Whom to ask",
        required=False,
        max_length=200,
        help_text="A name of the record. Empty: the officers of the body.",
    )
    address = forms.EmailField(
        label="Or an address", required=False, help_text="It is never shown to others."
    )
    lead_days = forms.IntegerField(label="Asked for, days before", min_value=1, initial=7)
    due_hours = forms.IntegerField(label="Due, hours before", min_value=0, initial=24)
    is_asked_by_itself = forms.BooleanField(
        label="Ask by itself when the time has come", required=False, initial=True
    )
    from_on = day_field("From", required=False)
    source_words = forms.CharField(label="Source", required=False, max_length=300)

    def __init__(self, *args: Any, bodies: Choices = (), **values: Any) -> None:
        super().__init__(*args, **values)
        body = self.fields["from_body"]
        assert isinstance(body, forms.ChoiceField)
        body.choices = [("", "a committee that is not in the record"), *bodies]


class TextForm(forms.Form):
    """The text of an update."""

    text = forms.CharField(
        label="What is new",
        error_messages={"required": "Write a few lines, or say that there is no update this time."},
        widget=forms.Textarea(attrs={"rows": 8, "maxlength": LONGEST_TEXT}),
        help_text="A few lines. Markdown; a line that begins with - is a point of a list.",
    )


class TakenDownForm(forms.Form):
    """What somebody sent in another way."""

    text = forms.CharField(label="The text", widget=forms.Textarea(attrs={"rows": 5}))
    by = forms.CharField(label="Written by", max_length=200)
    how = forms.CharField(
        label="How it came", required=False, max_length=100, help_text="By mail, say."
    )


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(label="Why", max_length=300)


def standing_typed(row: StandingUpdate) -> dict[str, Any]:
    """The initial values of `StandingForm`."""
    names = ("name", "address", "lead_days", "due_hours", "is_asked_by_itself", "from_on")
    return {
        "from_body": row.from_body.slug if row.from_body else "",
        "contact": row.contact.name if row.contact else "",
        "source_words": row.source_words,
        **{name: getattr(row, name) for name in names},
    }
