"""The form by which somebody says whether they come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from secretariat.council.meetings.models import Coming, Meeting
from secretariat.council.meetings.queries.coming import alternates_in, answer_of
from secretariat.foundation.people.models import Person
from secretariat.foundation.people.queries.persons import person_named
from secretariat.rules.seats import Roster


class ComingForm(forms.Form):
    """The three answers, who sits for the person if they name somebody, and a word to go along.
    `said` is the answer that is kept, `rosters` those of the bodies that meet.
    """

    answer = forms.ChoiceField(
        label="Your answer",
        choices=Coming.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": f"Choose one of: {', '.join(Coming.Answer.labels)}."},
    )
    alternate = forms.ChoiceField(label="Who sits for you", required=False)
    note = forms.CharField(
        label="A word to the secretary",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, meeting: Meeting, handle: str, rosters: Iterable[Roster], data: Any = None
    ) -> None:
        self.said = answer_of(meeting, handle)
        super().__init__(data, initial=self._initial())
        able = alternates_in(rosters, handle)
        choice = self.fields["alternate"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", "not said"), *((each.handle, each.name) for each in able)]
        if not able:
            del self.fields["alternate"]

    def _initial(self) -> dict[str, str]:
        if self.said is None:
            return {}
        alternate = self.said.alternate.handle if self.said.alternate else ""
        return {"answer": self.said.answer, "alternate": alternate, "note": self.said.note}

    def parts(self) -> dict[str, Any]:
        """What was said, as the command takes it. Whoever comes has nobody sit for them."""
        typed = self.cleaned_data
        named = typed.get("alternate", "")
        alternate: Person | None = None
        if named and typed["answer"] == Coming.Answer.ALTERNATE:
            alternate = person_named(named)
        return {"answer": typed["answer"], "alternate": alternate, "note": typed["note"]}
