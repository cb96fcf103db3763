"""Forms of election timelines: they shape what is typed and decide nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from secretariat.elections.models import ELECTED
from secretariat.foundation.people.forms.fields import day_field
from secretariat.rules.elections import STEP_WORDS, Days, Step


class DaysForm(forms.Form):
    """The five days."""

    nominations_open = day_field(STEP_WORDS[Step.NOMINATIONS_OPEN])
    nominations_close = day_field(STEP_WORDS[Step.NOMINATIONS_CLOSE])
    voting_opens = day_field(STEP_WORDS[Step.VOTING_OPENS])
    voting_closes = day_field(STEP_WORDS[Step.VOTING_CLOSES])
    results = day_field(STEP_WORDS[Step.RESULTS])

    def days(self) -> dict[Step, date]:
        """The days typed, by step."""
        return {step: self.cleaned_data[step.value] for step in Step}


class NewTimelineForm(DaysForm):
    """A timeline of an office that has none yet."""

    office = forms.ChoiceField(
        label="Office", choices=[(each.value, each.label) for each in ELECTED]
    )
    field_order = ("office",)


class ChangeForm(DaysForm):
    """Other days, with the reason where they were adopted."""

    reason = forms.CharField(
        label="Why they change",
        required=False,
        max_length=500,
        help_text="Needed once the days are adopted.",
    )


class AdoptionForm(forms.Form):
    """An adoption that happened elsewhere."""

    ref = forms.CharField(
        label="Adopted by", max_length=300, help_text="A motion, or the address of a vote by mail."
    )
    on = day_field("On", required=False)


class OutcomeForm(forms.Form):
    """What came of it."""

    outcome = forms.CharField(label="What came of it", max_length=500)
    is_dropped = forms.BooleanField(label="There was no election by it", required=False)


def days_typed(days: Days) -> dict[str, Any]:
    """The initial values of the five days."""
    return {step.value: days[step] for step in Step}
