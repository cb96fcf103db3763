"""Forms of motions: they shape what is typed and decide nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from secretariat.council.meetings.models import AgendaItem
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries import kinds_in_meeting, kinds_to_choose
from secretariat.council.motions.queries.register import DECIDED, UNDECIDED
from secretariat.rules.rulebook import GENERAL

OUTCOMES = [
    ("", "Every outcome"),
    *((s.value, s.label) for s in Motion.State if s not in Motion.WAITING),
    (UNDECIDED, "not decided"),
    (DECIDED, "decided without a motion"),
]


class WordsForm(forms.Form):
    """What is moved, and what kind of decision it is; named as the stored fields are."""

    text = forms.CharField(
        label="As it would be resolved", widget=forms.Textarea(attrs={"rows": 5})
    )
    decision_kind = forms.ChoiceField(label="Kind of decision")

    def __init__(self, *args: Any, kinds: Iterable[tuple[str, str]], **values: Any) -> None:
        super().__init__(*args, **values)
        self.fields["decision_kind"].choices = list(kinds)  # type: ignore[attr-defined]


class PreparedForm(WordsForm):
    """A motion that is written with its agenda item; without a text there is none."""

    prefix = "motion"
    text = forms.CharField(
        label="As it would be resolved",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class FilterForm(forms.Form):
    """What of the register is wanted."""

    year = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    kind = forms.ChoiceField(required=False)
    outcome = forms.ChoiceField(choices=OUTCOMES, required=False)
    text = forms.CharField(label="Words", required=False, max_length=100)

    def offer(self, years: list[int], kinds: list[tuple[str, str]]) -> None:
        """Offer these years and kinds of decision."""
        self.fields["year"].choices = [("", "Every year"), *((str(y), str(y)) for y in years)]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "Every kind"), *kinds]  # type: ignore[attr-defined]


def words_form(motion: Motion, sent: QueryDict | None = None) -> WordsForm:
    """The form that rewords a motion, with what it says now and over it what was sent."""
    initial = {"text": motion.text, "decision_kind": motion.decision_kind}
    return WordsForm(sent, initial=initial, kinds=kinds_to_choose(motion))


def prepared_form(item: AgendaItem, sent: QueryDict | None = None) -> PreparedForm:
    """The form of an item's motion, with what is prepared now and over it what was sent."""
    kind = item.options.get("decision_kind") or GENERAL
    initial = {"text": item.options.get("motion", ""), "decision_kind": kind}
    return PreparedForm(sent, initial=initial, kinds=kinds_in_meeting(item.meeting))
