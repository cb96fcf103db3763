"""Forms of action items: they shape what is typed and decide nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazy

from secretariat.council.actions.models import Action
from secretariat.council.actions.queries import names_in
from secretariat.foundation.people.queries import day_to_come
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import AUDIENCE_WORDS, Audience
from secretariat.rules.wording import capitalized

STATES = [
    ("", "Open"),
    ("overdue", "Overdue"),
    ("in_progress", "In progress"),
    ("postponed", "Postponed"),
    ("closed", "Ended"),
    ("all", "All"),
]
AUDIENCES = [(each.value, capitalized(AUDIENCE_WORDS[each])) for each in Audience]
ORDERS = [("", "As on the list"), ("owner", "By owner"), ("age", "Oldest first"), ("due", "By due")]


def _day_hint() -> str:
    return f"{day_to_come()}, or words."


# Made when it is shown, for the process lives for weeks.
_DUE = lazy(_day_hint, str)()


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
    due = forms.CharField(label="Due", required=False, max_length=120, help_text=_DUE)

    audience = forms.ChoiceField(label="Who may see it", choices=AUDIENCES, required=False)

    def parts(self) -> dict[str, Any]:
        """What was typed, as the command takes it."""
        typed = self.cleaned_data
        owners = names_in(typed["owner_words"])
        audience = Audience(typed["audience"] or Audience.PUBLIC)
        return {"text": typed["text"], "owners": owners, "due": typed["due"], "audience": audience}


class EditForm(forms.Form):
    """Words, owners, due date and audience of an action; named as the stored fields are."""

    text = forms.CharField(
        label="What is to be done", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
    owner_words = forms.CharField(label="Owners", required=False, max_length=200)
    due_text = forms.CharField(label="Due", required=False, max_length=120)
    audience = forms.ChoiceField(
        label="Who may see it",
        choices=AUDIENCES,
        help_text="Whoever owns it in person sees it, too. What was raised in a meeting is for the "
        "members until its minutes are public.",
    )


def audience_meant(name: str) -> Audience:
    """The audience a form names. Refuses ("unknown_audience")."""
    if name not in {each.value for each in Audience}:
        raise Refused(
            "unknown_audience",
            "Choose who may see it: everyone, the members and staff, or the chair and the "
            "secretary. Nothing has changed.",
            {"field": "audience"},
        )
    return Audience(name)


def words_of(action: Action) -> dict[str, str]:
    """The values that `EditForm` starts with."""
    return {
        "text": action.text,
        "owner_words": action.owner_words,
        "due_text": action.due_text,
        "audience": action.audience,
    }


class FilterForm(forms.Form):
    """What of the list is wanted."""

    state = forms.ChoiceField(choices=STATES, required=False)
    owner = forms.CharField(required=False, max_length=100)
    text = forms.CharField(label="Words", required=False, max_length=100)
    order = forms.ChoiceField(choices=ORDERS, required=False)
