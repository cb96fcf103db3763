"""Fields that several forms share: a day, a person or a new one, an organization or a new one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import forms

from secretariat.rules.times import TURN_WORDS, Turn

Choices = Iterable[tuple[str, str]]


def day_field(label: str, *, required: bool = True, hint: str = "") -> forms.DateField:
    """A day, with the browser's own picker."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=hint, widget=widget)


def turn_field() -> forms.ChoiceField:
    """Which is meant of two equal times; `web/parts/turn.html` shows it where it may matter."""
    choices = [("", "Choose…"), *((each.value, TURN_WORDS[each]) for each in Turn)]
    return forms.ChoiceField(label="Which of two equal times", required=False, choices=choices)


class DayForm(forms.Form):
    """Which day to look at; an empty or unreadable one means today."""

    on = day_field("On", required=False)

    def day(self, today: date) -> date:
        """The day asked for, or today."""
        chosen = self.cleaned_data.get("on") if self.is_valid() else None
        return chosen or today


class ActForm(forms.Form):
    """A form whose choices come from the record: `people` and `organizations`."""

    def __init__(
        self, *args: object, people: Choices = (), organizations: Choices = (), **values: object
    ) -> None:
        super().__init__(*args, **values)  # type: ignore[arg-type]
        self._offer("person", "Two letters of a name", people)
        self._offer("organization", "Two letters of its name", organizations)

    def _offer(self, name: str, hint: str, choices: Choices) -> None:
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Choose…"), *choices]
            field.widget.attrs["data-picker"] = hint


class PersonForm(ActForm):
    """Somebody of the record, or somebody new."""

    person = forms.ChoiceField(label="Who", required=False)
    new_name = forms.CharField(
        label="Or somebody new", required=False, max_length=200, help_text="The full name."
    )
    new_organization = forms.CharField(
        label="Who works at", required=False, max_length=200, help_text="Leave empty if unknown."
    )
    is_namesake = forms.BooleanField(
        label="Another person of this name is in the record; this is somebody else",
        required=False,
    )

    def clean(self) -> None:
        super().clean()
        chosen = bool(self.cleaned_data.get("person"))
        if chosen == bool(self.cleaned_data.get("new_name")):
            self.add_error(
                "person", "Choose somebody from the list, or write a new name: one of two."
            )


class OrganizationForm(ActForm):
    """An organization of the record, or a new one."""

    organization = forms.ChoiceField(label="Organization", required=False)
    new_organization = forms.CharField(label="Or a new one", required=False, max_length=200)
    may_be_none = False

    def clean(self) -> None:
        super().clean()
        named = [n for n in ("organization", "new_organization") if self.cleaned_data.get(n)]
        if len(named) == 2 or (not named and not self.may_be_none):
            self.add_error(
                "organization", "Choose one from the list, or write a new name: one of two."
            )
