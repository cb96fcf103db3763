"""Forms of referrals: they shape what is typed and decide nothing."""

from __future__ import annotations

from typing import Any

from django import forms

from secretariat.council.referrals.commands import NewReferral
from secretariat.council.referrals.models import Referral
from secretariat.council.referrals.queries import bodies_to_ask
from secretariat.foundation.people.models import Body


class ReferForm(forms.Form):
    """A question to another body."""

    to_body = forms.ChoiceField(label="To which body")
    question = forms.CharField(
        label="What it is asked",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="As it could be resolved there.",
    )
    about_ref = forms.CharField(
        label="About",
        required=False,
        max_length=200,
        help_text="The reference of a decision, talk, paper or project.",
    )
    papers = forms.CharField(
        label="Papers",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Web addresses or references, one a line.",
    )
    due_on = forms.DateField(
        label="Answer by", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, body: Body, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.fields["to_body"].choices = bodies_to_ask(body)  # type: ignore[attr-defined]

    def new(self) -> NewReferral:
        """What was typed, as the command takes it."""
        typed = self.cleaned_data
        return NewReferral(
            question=typed["question"],
            about_ref=typed["about_ref"].strip().removeprefix("/"),
            papers=[line.strip() for line in typed["papers"].splitlines() if line.strip()],
            due_on=typed["due_on"],
        )


class AnswerForm(forms.Form):
    """The answer of the body that was asked."""

    outcome = forms.ChoiceField(
        label="What the body says", choices=Referral.Outcome.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label="In words", widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )
    answer_ref = forms.CharField(
        label="Decided in", required=False, max_length=200, help_text="The motion, if there is one."
    )
