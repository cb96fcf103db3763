"""The form by which somebody is added to a roll call afterwards."""

from __future__ import annotations

from typing import Any

from django import forms

from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.stays import read_stays
from secretariat.council.meetings.queries.whom import NEW, person_words, whom
from secretariat.rules.errors import Refused


class AddedForm(forms.Form):
    """Somebody who was there and is not in the roll call. Once a name is typed that may mean
    several people, or nobody known, `choice` asks who it is.
    """

    who = forms.CharField(
        label="Who", max_length=200, help_text="A name, or Name (Organization) for a guest."
    )
    choice = forms.ChoiceField(label="Who is it?", required=False, widget=forms.RadioSelect)
    stays = forms.CharField(
        label="From and to",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One stay a line, as 07:05-08:30, or 07:05- to the end.",
    )
    reason = forms.CharField(label="Why", max_length=300)

    def __init__(self, meeting: Meeting, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.meeting = meeting
        choice = self.fields["choice"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = self._candidates()
        if not choice.choices:
            del self.fields["choice"]

    def _candidates(self) -> list[tuple[str, str]]:
        """Whom the typed name may mean; none where one person is meant or it cannot be read."""
        line = str(self.data.get("who", "")).strip()
        try:
            found = whom(self.meeting, line) if line else None
        except Refused:
            return []
        if found is None or found.handle:
            return []
        known = [(each.handle, person_words(each)) for each in found.candidates]
        return [*known, (NEW, f"Somebody new: {line}")] if found.may_be_new else known

    def parts(self) -> dict[str, Any]:
        """What was typed, as the command takes it."""
        typed = self.cleaned_data
        return {
            "who": typed["who"],
            "stays": read_stays(self.meeting, typed["stays"]),
            "reason": typed["reason"],
            "choice": typed.get("choice", ""),
        }
