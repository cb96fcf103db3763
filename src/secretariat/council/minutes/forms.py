"""Forms of the minutes: they shape what is typed and decide nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from secretariat.rules.visibility import AUDIENCE_WORDS, Audience
from secretariat.rules.wording import capitalized


class ReleaseForm(forms.Form):
    """Until when corrections are taken."""

    corrections_until_on = forms.DateField(
        label="Corrections until",
        help_text="After this day the minutes can be put to approval.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class CorrectionForm(forms.Form):
    """What one line should say instead."""

    text_after = forms.CharField(
        label="It should say",
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
        max_length=5000,
    )
    reason = forms.CharField(label="Why", required=False, max_length=500)


class MissingForm(forms.Form):
    """What an edition lacks under one heading."""

    text_after = forms.CharField(
        label="What is missing",
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
        max_length=5000,
    )
    note_for = forms.ChoiceField(label="Who is to read it", required=False)
    reason = forms.CharField(label="Why", required=False, max_length=500)

    def __init__(self, audiences: Sequence[Audience], *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        choice = self.fields["note_for"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(each.value, capitalized(AUDIENCE_WORDS[each])) for each in audiences]
        if len(audiences) == 1:
            del self.fields["note_for"]
        self.widest = audiences[0]

    def parts(self) -> dict[str, Any]:
        """What was typed, as the command takes it."""
        typed = self.cleaned_data
        note_for = Audience(typed.get("note_for") or self.widest)
        return {
            "text_after": typed["text_after"], "reason": typed["reason"], "note_for": note_for
        }  # fmt: skip


class PresenceForm(forms.Form):
    """Who was there too, or at other times."""

    who = forms.CharField(
        label="Who", max_length=200, help_text="A name, or Name (Organization) for a guest."
    )
    stays = forms.CharField(
        label="From and to",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One stay a line, as 07:05-08:30, or 07:05- to the end.",
        max_length=200,
    )
    reason = forms.CharField(label="Why", required=False, max_length=500)


class AnswerForm(forms.Form):
    """The answer to a correction."""

    answer = forms.CharField(label="Answer to the proposer", required=False, max_length=500)


class ErratumForm(forms.Form):
    """What is wrong in approved minutes."""

    text = forms.CharField(
        label="Erratum",
        help_text="Say what is wrong and what is right. The approved text itself stays as it is.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
    )
