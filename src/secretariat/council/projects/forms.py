"""Forms of the project table: they shape what is typed and decide nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from secretariat.council.projects.models import MilestoneColumn, Project, Standing
from secretariat.foundation.people.models import Person

CERTAINTIES = (
    ("", "as its marks say"),
    ("settled", "settled"),
    ("tentative", "tentative"),
    ("prospective", "prospective"),
)


def day_field(label: str, *, required: bool = True, hint: str = "") -> forms.DateField:
    """A day, shown with the browser's own picker."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=hint, widget=widget)


class AsOfForm(forms.Form):
    """Which table to show. `known_on` stands in no form: links of the history lead to it."""

    as_of = day_field("As of", required=False)
    compared_with = day_field("Changed since", required=False)
    known_on = day_field("As known on", required=False)


class ClaimForm(forms.Form):
    """What is said of a milestone."""

    text = forms.CharField(
        label="Value",
        required=False,
        strip=True,
        help_text="7 MAR 2030, MAR 2030, Yes, N/A, (Mar 2030?). Leave it empty to say nothing.",
    )
    said_on = day_field("Said on")
    certainty = forms.ChoiceField(label="Certainty", choices=CERTAINTIES, required=False)
    source_words = forms.CharField(
        label="Where it was said",
        required=False,
        max_length=300,
        help_text="A meeting, a mail, a slide.",
    )
    note = forms.CharField(label="Note", required=False, max_length=300)


class CorrectionForm(forms.Form):
    """What a claim should have said."""

    text = forms.CharField(
        label="It should say",
        required=False,
        strip=True,
        help_text="Leave it empty to withdraw the value.",
    )
    said_on = day_field("True from")
    reason = forms.CharField(label="Why", max_length=300)


class QuickClaimForm(forms.Form):
    """A claim recorded in the room."""

    project = forms.CharField()
    column = forms.CharField()
    text = forms.CharField(required=False, strip=True)
    source = forms.CharField(required=False, max_length=200)


class ProjectForm(forms.Form):
    """A new row."""

    name = forms.CharField(label="Name", max_length=200)
    listed_from_on = day_field("In the table from")
    summary = forms.CharField(
        label="What it is", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    website = forms.URLField(label="Web site", required=False, assume_scheme="https")


class DescriptionForm(forms.Form):
    """What is said about a project in general."""

    summary = forms.CharField(
        label="What it is", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    website = forms.URLField(label="Web site", required=False, assume_scheme="https")


class NameForm(forms.Form):
    """A new name, from a day on."""

    name = forms.CharField(label="New name", max_length=200)
    from_on = day_field("From", hint="Tables of earlier days keep the former name.")


class EndForm(forms.Form):
    """The last day of a row or a column, and why."""

    on = day_field("Last day in the table")
    reason = forms.CharField(label="Why", max_length=300)


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(label="Why", max_length=300)


class ColumnForm(forms.Form):
    """The heading of a column and the milestone that should come before it."""

    label = forms.CharField(label="Heading", max_length=60)
    not_before = forms.ChoiceField(
        label="Comes after",
        required=False,
        help_text="The table warns when a date lies before that milestone.",
    )

    def __init__(self, *args: Any, columns: Iterable[MilestoneColumn], **values: Any) -> None:
        super().__init__(*args, **values)
        choices = [(row.slug, row.label) for row in columns if row.kind == row.Kind.MILESTONE]
        field = self.fields["not_before"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "nothing in particular"), *choices]


class NewColumnForm(ColumnForm):
    """A new column: dates, words, or the people appointed in a role."""

    kind = forms.ChoiceField(
        label="Holds",
        choices=[
            (MilestoneColumn.Kind.MILESTONE.value, "dates"),
            (MilestoneColumn.Kind.WORDS.value, "words, such as who proposed it"),
            (MilestoneColumn.Kind.PEOPLE.value, "people appointed to the project"),
        ],
    )


class LiaisonForm(forms.Form):
    """Who is appointed, from when, how certain, and how the table prints the name."""

    person = forms.ChoiceField(label="Person")
    from_on = day_field("From")
    certainty = forms.ChoiceField(label="Certainty", choices=CERTAINTIES[1:])
    printed_as = forms.CharField(
        label="Printed as",
        required=False,
        max_length=60,
        help_text="Only where the table should not print the short name.",
    )

    def __init__(self, *args: Any, people: Iterable[Person], **values: Any) -> None:
        super().__init__(*args, **values)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", ""), *((row.handle, row.name) for row in people)]
        field.widget.attrs["data-picker"] = "Type two letters"


class ChangeLiaisonForm(forms.Form):
    """Another certainty for an appointment, from a day on."""

    certainty = forms.ChoiceField(label="Certainty", choices=CERTAINTIES[1:])
    from_on = day_field("From")
    printed_as = forms.CharField(label="Printed as", required=False, max_length=60)


class LastDayForm(forms.Form):
    """The last day of an appointment."""

    last_on = day_field("Last day")


class StandingForm(forms.Form):
    """What the body offers its projects, or expects of them."""

    text = forms.CharField(label="What it is", max_length=300)
    since_on = day_field("Since", required=False, hint="Empty: since ever.")
    source_words = forms.CharField(
        label="Where that is said", required=False, max_length=300, help_text="Minutes of …"
    )


def standing_typed(row: Standing) -> dict[str, Any]:
    """A benefit or an expectation as its form shows it."""
    return {"text": row.text, "since_on": row.since_on, "source_words": row.source_words}


def described(project: Project) -> dict[str, str]:
    """The initial values of `DescriptionForm`."""
    return {"summary": project.summary, "website": project.website}
