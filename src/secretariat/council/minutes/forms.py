"""Forms of the minutes: they shape what is typed and decide nothing."""

from __future__ import annotations

from django import forms


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
