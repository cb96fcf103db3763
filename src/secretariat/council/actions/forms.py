"""Forms of action items: they shape what is typed and decide nothing."""

from __future__ import annotations

from typing import Any

from django import forms

from secretariat.council.actions.models import Action
from secretariat.council.actions.queries import names_in

STATES = [
    ("", "Open"),
    ("overdue", "Overdue"),
    ("in_progress", "In progress"),
    ("postponed", "Postponed"),
    ("closed", "Ended"),
    ("all", "All"),
]
ORDERS = [("", "As on the list"), ("owner", "By owner"), ("age", "Oldest first"), ("due", "By due")]


class ActionForm(forms.Form):
    """A new action, from its parts."""

    text = forms.CharField(
        label="What is to be done", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
    owner_words = forms.CharField(
        label="Owners",
        required=False,
        max_length=200,
        help_text="Names with a slash between, a role (chair, liaisons), ALL, or empty for nobody "
        "yet.",
    )
    due = forms.CharField(
        label="Due", required=False, max_length=120, help_text="21 Oct 2021, or words."
    )

    def parts(self) -> dict[str, Any]:
        """What was typed, as the command takes it."""
        typed = self.cleaned_data
        owners = names_in(typed["owner_words"])
        return {"text": typed["text"], "owners": owners, "due": typed["due"]}


class EditForm(forms.Form):
    """Words, owners and due date of an action; named as the stored fields are."""

    text = forms.CharField(
        label="What is to be done", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
    owner_words = forms.CharField(label="Owners", required=False, max_length=200)
    due_text = forms.CharField(label="Due", required=False, max_length=120)


def words_of(action: Action) -> dict[str, str]:
    """The values that `EditForm` starts with."""
    return {
        "text": action.text,
        "owner_words": action.owner_words,
        "due_text": action.due_text,
    }


class FilterForm(forms.Form):
    """What of the list is wanted."""

    state = forms.ChoiceField(choices=STATES, required=False)
    owner = forms.CharField(required=False, max_length=100)
    text = forms.CharField(label="Words", required=False, max_length=100)
    order = forms.ChoiceField(choices=ORDERS, required=False)
