"""What may be corrected about a person, an organization and an account."""

from __future__ import annotations

from typing import Any

from django import forms

from .fields import ActForm, Choices, OrganizationForm, day_field


class NewPersonForm(OrganizationForm):
    """Somebody who enters the record."""

    name = forms.CharField(label="Name", max_length=200)
    known_as = forms.CharField(
        label="Short form",
        required=False,
        max_length=60,
        help_text="As tables and actions write it, if not the whole name.",
    )
    address = forms.EmailField(
        label="Mail address", required=False, help_text="Never public. Letters go there."
    )
    is_namesake = forms.BooleanField(
        label="Another person of this name is in the record; this is somebody else",
        required=False,
    )
    may_be_none = True


class NameForm(ActForm):
    """How a person is written."""

    name = forms.CharField(label="Name", max_length=200)
    known_as = forms.CharField(label="Short form", required=False, max_length=60)


class SpellingForm(ActForm):
    """Another spelling, or initials."""

    text = forms.CharField(label="Spelling or initials", max_length=200)


class NewSpellingForm(SpellingForm):
    """Another spelling, and who may know it."""

    is_public = forms.BooleanField(
        label="Everybody may see it, and search finds it",
        required=False,
        help_text="Never for a former name. Without it, it helps only where names are typed.",
    )


class CompanyForm(OrganizationForm):
    """Where a person works from a day on."""

    from_on = day_field("From")
    may_be_none = True


class AddressForm(ActForm):
    """Where letters go."""

    address = forms.EmailField(label="Mail address", required=False)


class AccountForm(ActForm):
    """With which address a person signs in."""

    address = forms.EmailField(label="Mail address", help_text="A code is mailed there each time.")


class ZoneForm(forms.Form):
    """On which clock somebody reads times, besides that of the meeting."""

    zone = forms.ChoiceField(
        label="My time zone",
        required=False,
        help_text="Pages and letters say every time on the clock of the meeting, and on this one "
        "where it shows another. Only you see what you choose.",
    )

    def __init__(self, *args: Any, zones: Choices, **values: Any) -> None:
        super().__init__(*args, **values)
        field = self.fields["zone"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "As this browser says"), *zones]


class OwnerForm(ActForm):
    """Whose account it is."""

    person = forms.ChoiceField(label="Whose it is")


class EmptyForm(ActForm):
    """Nothing to fill in; the button is the question."""


class RenameForm(ActForm):
    """A new name of an organization."""

    name = forms.CharField(label="New name", max_length=200)
    from_on = day_field("From", hint="Every earlier day keeps the old name.")


class SecondEntryForm(ActForm):
    """The other entry of somebody who was entered twice."""

    person = forms.ChoiceField(label="Entered a second time as")


class TogetherForm(forms.Form):
    """Why two entries are one person, and what was shown about them."""

    reason = forms.CharField(
        label="How you know that it is one person",
        required=False,
        max_length=200,
        help_text="Needed where both did the same thing. It stays in the history.",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
