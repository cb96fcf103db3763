"""What an officer may do to a seat, one form per act."""

from __future__ import annotations

from django import forms

from .fields import ActForm, OrganizationForm, PersonForm, day_field


class RepresentativeForm(PersonForm):
    """Somebody who represents the seat or is an alternate, from a day on."""

    from_on = day_field("From", hint="The first day. The term before ends the day before.")


class AlternateForm(PersonForm):
    """An alternate from a day on."""

    from_on = day_field("From")


class LastDayForm(ActForm):
    """The last day of something."""

    last_on = day_field("Last day")


class ReasonForm(ActForm):
    """Why."""

    reason = forms.CharField(label="Reason", max_length=300, help_text="It stays in the history.")


class LabelForm(ActForm):
    """How rosters print the seat, and since when."""

    label = forms.CharField(
        label="Label",
        required=False,
        max_length=200,
        help_text="Leave it empty to print the names of the organizations that hold the seat.",
    )
    from_on = day_field(
        "From",
        required=False,
        hint="Earlier days keep the label they have. Leave it empty to correct a mistake.",
    )


class ShareForm(OrganizationForm):
    """One more organization that holds the seat."""

    from_on = day_field("From")


class InactiveForm(ReasonForm):
    """Since when and why a seat is inactive."""

    from_on = day_field("From")


class FromForm(ActForm):
    """The first day of something."""

    from_on = day_field("From")


class NewSeatForm(OrganizationForm):
    """A seat, the organization that holds it, and its first day."""

    label = forms.CharField(
        label="Label of its own",
        required=False,
        max_length=200,
        help_text="Leave it empty to print the organization's name.",
    )
    from_on = day_field("From", required=False, hint="Leave it empty if it was always there.")
    may_be_none = True


class OfficeForm(PersonForm):
    """Who holds an office from a day on."""

    kind = forms.ChoiceField(
        label="Office",
        choices=[
            ("chair", "Chair"),
            ("vice_chair", "Vice chair"),
            ("secretary", "Secretary"),
            ("staff", "Staff"),
        ],
    )
    from_on = day_field("From", required=False, hint="Leave it empty if it was always so.")


class AppointmentForm(PersonForm):
    """A person given a role, such as liaison."""

    role = forms.CharField(label="Role", max_length=40, initial="liaison")
    about = forms.CharField(
        label="Of what",
        required=False,
        max_length=200,
        help_text="A reference such as tc/projects/tide; empty for the whole body.",
    )
    certainty = forms.ChoiceField(
        label="How certain",
        choices=[
            ("settled", "Settled"),
            ("tentative", "Tentative"),
            ("prospective", "Prospective"),
        ],
    )
    from_on = day_field("From", required=False)


class RosterFileForm(forms.Form):
    """A roster to look at before it is imported."""

    file = forms.FileField(label="Roster (CSV)", help_text="UTF-8, with a header line.")
    on = day_field("Changes begin on")


class RosterTextForm(forms.Form):
    """A roster that has been looked at: what will be imported is what was shown."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False)
    on = forms.DateField(widget=forms.HiddenInput)
    digest = forms.CharField(widget=forms.HiddenInput)
