"""Forms of the conduct page: they shape what is typed and decide nothing."""

from __future__ import annotations

from django import forms

from secretariat.council.conduct.models import OUTCOMES


class ContactForm(forms.Form):
    """How to reach those who hear reports."""

    contact = forms.CharField(
        label="How a breach is reported", max_length=300, help_text="An address or a form."
    )
    committee = forms.CharField(label="Who hears it", required=False, max_length=500)


class EntryForm(forms.Form):
    """What the public is told of a report that has ended."""

    year = forms.IntegerField(label="Year of the report", min_value=1990, max_value=2199)
    about = forms.CharField(
        label="What sort of breach", max_length=500, help_text="Without names: this is public."
    )
    outcome = forms.ChoiceField(label="Outcome", choices=OUTCOMES)
    outcome_words = forms.CharField(
        label="In words", required=False, max_length=500, help_text="Such as “for six weeks”."
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="Why", max_length=300)
