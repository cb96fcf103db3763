"""Forms of reports and areas of focus: they shape what is typed and decide nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django import forms

from secretariat.council.meetings.report_kinds import report_kinds
from secretariat.council.reports.models import Chapter, FocusArea, FocusYear, Report
from secretariat.foundation.people.forms.fields import day_field
from secretariat.rules.report_choices import Choice, Sort, offered, standing_choice
from secretariat.rules.visibility import Audience

NOTHING: Mapping[str, Any] = MappingProxyType({})
AUDIENCES = [(Audience.MEMBERS.value, "the members"), (Audience.PUBLIC.value, "everyone")]


def _line(label: str, longest: int, *, hint: str = "", required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=required, help_text=hint)


def _text(label: str, rows: int, hint: str = "Markdown.") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, widget=widget, help_text=hint)


class ReportForm(forms.Form):
    """What a report says about itself."""

    title = _line("Title", 200, required=True, hint="State of the Union, say.")
    to_words = _line("To whom", 200, required=True, hint="As printed: Governing Board.")
    to_body = forms.ChoiceField(label="Their body here", required=False)
    on = day_field("Given on")
    from_on = day_field("Covers the days from")
    to_on = day_field("Until")
    baseline = _line(
        "The report before was given",
        120,
        hint="29 Sep 2021, or as far as it is known: between 10 September and 12 November 2020. "
        "What changed since is marked as new.",
    )
    audience = forms.ChoiceField(label="The draft is for", choices=AUDIENCES)

    def __init__(self, *args: object, bodies: Iterable[tuple[str, str]] = (), **values: object):
        super().__init__(*args, **values)  # type: ignore[arg-type]
        field = self.fields["to_body"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "none, or not kept here"), *bodies]


class ChapterForm(forms.Form):
    """The editor's words of a chapter."""

    title = _line("Title", 200, required=True)
    listed_as = _line("In the contents as", 120, hint="Empty: not listed.")
    text = _text("Your words", 6, "They stand below what the record gives. Markdown.")
    stamp = _line("Where it was shown before", 200, hint="Printed as a stamp.")


class ChoosingForm(ChapterForm):
    """The editor's words of a chapter, and what may be chosen of the record."""

    def __init__(
        self,
        *args: object,
        choices: Iterable[Choice] = (),
        known: Mapping[str, Any] = NOTHING,
        **values: object,
    ) -> None:
        super().__init__(*args, **values)  # type: ignore[arg-type]
        self.choices = tuple(choices)
        for choice in self.choices:
            field = _CHOICES[choice.sort](choice, known)
            field.initial = standing_choice(choice, known)
            self.fields[choice.name] = field

    @property
    def words(self) -> dict[str, Any]:
        """The words of a chapter, and under `options` what was chosen."""
        names = {choice.name for choice in self.choices}
        words = {name: value for name, value in self.cleaned_data.items() if name not in names}
        return words | {"options": {name: self.cleaned_data[name] for name in names}}


def _yes_or_no(choice: Choice, _known: Mapping[str, Any]) -> forms.Field:
    return forms.BooleanField(label=choice.label, required=False, help_text=choice.hint)


def _one(choice: Choice, _known: Mapping[str, Any]) -> forms.Field:
    among = [("", choice.hint), *choice.among]
    return forms.ChoiceField(label=choice.label, required=False, choices=among)


def _several(choice: Choice, known: Mapping[str, Any]) -> forms.Field:
    return forms.MultipleChoiceField(
        label=choice.label,
        required=False,
        help_text=choice.hint,
        choices=offered(choice, known),
        widget=forms.CheckboxSelectMultiple,
    )


_CHOICES = {Sort.YES_OR_NO: _yes_or_no, Sort.ONE: _one, Sort.SEVERAL: _several}


class NewChapterForm(forms.Form):
    """A chapter to add."""

    kind = forms.ChoiceField(label="Kind")
    title = _line("Title", 200, hint="Empty: that of the kind.")

    def __init__(self, *args: object, **values: object) -> None:
        super().__init__(*args, **values)  # type: ignore[arg-type]
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(kind.name, kind.label) for kind in report_kinds()]


class GiveForm(forms.Form):
    """The day a report was given."""

    on = day_field("Given on")


class ReasonForm(forms.Form):
    """Why."""

    reason = _line("Why", 300, required=True)


class AnswerForm(forms.Form):
    """What the other body answered."""

    text = _line("What was asked or said", 500, required=True)
    by_words = _line("By whom", 200, hint="Empty: the body that got the report.")
    on = day_field("On", required=False)


class ActionForm(forms.Form):
    """An answer as an action."""

    answer = forms.IntegerField(min_value=1)
    text = _line("What is to be done", 500)
    owners = _line("Who", 200, hint="Dave, Ashley. Empty: nobody yet.")
    due = _line("By when", 120)


class OutcomeForm(forms.Form):
    """What came of an answer."""

    answer = forms.IntegerField(min_value=1)
    outcome = _line("What came of it", 500, required=True)


class YearForm(forms.Form):
    """A year of focus."""

    name = _line("Year", 60, required=True, hint="2022, or Year #3.")
    from_on = day_field("Since")
    source_words = _line("Set down in", 300, hint="Slides print it as a stamp.")


class AreaForm(forms.Form):
    """An area of focus."""

    title = _line("Area", 200, required=True)
    points = _text("What belongs to it", 5, "One a line, each after a dash. Markdown.")


class EndForm(forms.Form):
    """The last day and the reason."""

    on = day_field("Last day")
    reason = _line("Why", 300, required=True)


def report_typed(row: Report) -> dict[str, Any]:
    """A report as its form shows it."""
    return {
        "title": row.title,
        "to_words": row.to_words,
        "to_body": row.to_body.slug if row.to_body else "",
        "on": row.on,
        "from_on": row.from_on,
        "to_on": row.to_on,
        "baseline": row.baseline_text,
        "audience": row.audience,
    }


def chapter_typed(row: Chapter) -> dict[str, Any]:
    """A chapter as its form shows it."""
    return {name: getattr(row, name) for name in ("title", "listed_as", "text", "stamp")}


def year_typed(row: FocusYear) -> dict[str, Any]:
    """A year as its form shows it."""
    return {name: getattr(row, name) for name in ("name", "from_on", "source_words")}


def area_typed(row: FocusArea) -> dict[str, Any]:
    """An area as its form shows it."""
    return {"title": row.title, "points": row.points}
