"""Forms of motions: they shape what is typed and decide nothing."""

from __future__ import annotations

from django import forms

from secretariat.council.motions.models import Motion

OUTCOMES = [
    ("", "Every outcome"),
    *((s.value, s.label) for s in Motion.State if s not in Motion.WAITING),
]


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
