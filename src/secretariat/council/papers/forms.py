"""Forms of papers: they shape what is typed and decide nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from secretariat.council.papers.models import Paper, PaperVersion, Quotation, Review
from secretariat.foundation.people.forms.fields import day_field
from secretariat.rules.visibility import Audience

Choices = Iterable[tuple[str, str]]


def _url(label: str, hint: str = "") -> forms.URLField:
    return forms.URLField(
        label=label, required=False, max_length=500, assume_scheme="https", help_text=hint
    )


def _text(label: str, rows: int, *, required: bool = False, hint: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, widget=widget, help_text=hint)


class FactsForm(forms.Form):
    """What a paper says about itself."""

    title = forms.CharField(label="Title", max_length=200, help_text="Of a definition, the term.")
    kind = forms.ChoiceField(label="Kind", choices=Paper.Kind.choices)
    about = _text("What it is for", 3, hint="Slides and reports say it. Markdown.")
    editor = forms.CharField(
        label="Editor", required=False, max_length=100, help_text="A name of the record."
    )
    part_of = forms.ChoiceField(
        label="Belongs to", required=False, help_text="A term that a paper defines with others."
    )
    issue_url = _url("Issue")
    document_url = _url("Document", "Where it is being written.")
    draft_audience = forms.ChoiceField(
        label="Who may read its drafts",
        choices=[(Audience.PUBLIC.value, "everyone"), (Audience.MEMBERS.value, "the members")],
    )

    def __init__(self, *args: Any, papers: Choices = (), **values: Any) -> None:
        super().__init__(*args, **values)
        field = self.fields["part_of"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "stands by itself"), *papers]


class WordsForm(forms.Form):
    """The words of a version, or where they stand."""

    text = _text("Words", 8, hint="Markdown. Leave it empty where the words stand elsewhere.")
    url = _url("Or where they stand")
    what_is_new = forms.CharField(label="What is new", required=False, max_length=500)
    source_words = forms.CharField(label="Taken from", required=False, max_length=300)
    source_url = _url("Its address")


class NewPaperForm(FactsForm):
    """A paper with the words it begins with."""

    text = _text("Words", 5, hint="Markdown. Without words and document it is kept as an idea.")
    label = forms.CharField(label="Number of the version", initial="1", max_length=20)

    field_order = ("title", "kind", "about", "text", "editor", "issue_url", "document_url")


class BeginForm(forms.Form):
    """The number of the next version."""

    version = forms.CharField(label="Number", max_length=20)
    what_is_new = forms.CharField(label="What will be new", required=False, max_length=500)


class ReviewForm(forms.Form):
    """Who is to read a version, until when."""

    reviewers = forms.CharField(
        label="Reviewers", required=False, help_text="Names, with commas between them."
    )
    until_on = day_field("Until")


class AnswerForm(forms.Form):
    """What a reviewer found."""

    person = forms.ChoiceField(label="Who answers")
    verdict = forms.ChoiceField(label="Answer", choices=Review.Verdict.choices)
    words = _text("What should change", 3)

    def __init__(self, *args: Any, people: Choices = (), **values: Any) -> None:
        super().__init__(*args, **values)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(people)


class PublishForm(forms.Form):
    """Where and when a version was published."""

    url = _url("Where")
    on = day_field("On", required=False, hint="Today, if it is left empty.")
    reason = forms.CharField(
        label="Why without a vote",
        required=False,
        max_length=300,
        help_text="Only where the body did not adopt it.",
    )


class AdoptForm(forms.Form):
    """A decision of the body that is recorded afterwards."""

    ref = forms.CharField(
        label="Decided in", max_length=200, help_text="The motion or the meeting, as its address."
    )
    on = day_field("On", required=False)
    words = forms.CharField(label="In words", required=False, max_length=300)


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(label="Why", max_length=300)


class RemarkForm(forms.Form):
    """What became known of a paper."""

    words = forms.CharField(label="What is known", max_length=500)
    on = day_field("On", required=False)
    source_words = forms.CharField(label="From", required=False, max_length=300)
    ref = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)


class QuotationForm(forms.Form):
    """What somebody outside says, and where."""

    title = forms.CharField(label="Heading", max_length=200)
    author = forms.CharField(label="Who says it", max_length=200)
    words = _text("Their words", 5, required=True, hint="Word for word. **Bold** as they have it.")
    work = forms.CharField(label="Where", required=False, max_length=300)
    url = _url("Its address")
    read_on = day_field("Read on", required=False)
    emphasis = forms.CharField(
        label="About the emphasis", required=False, max_length=120, help_text="emphasis theirs"
    )


class SupersedeForm(forms.Form):
    """Which paper stands in this one's place."""

    by = forms.ChoiceField(label="By")
    reason = forms.CharField(label="Why", required=False, max_length=300)

    def __init__(self, *args: Any, papers: Choices = (), **values: Any) -> None:
        super().__init__(*args, **values)
        field = self.fields["by"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(papers)


def facts_of(paper: Paper) -> dict[str, Any]:
    """The initial values of `FactsForm`."""
    return {
        "title": paper.title,
        "kind": paper.kind,
        "about": paper.about,
        "editor": paper.editor.name if paper.editor else "",
        "part_of": paper.part_of.slug if paper.part_of else "",
        "issue_url": paper.issue_url,
        "document_url": paper.document_url,
        "draft_audience": paper.draft_audience,
    }


def words_of(version: PaperVersion) -> dict[str, Any]:
    """The initial values of `WordsForm`."""
    names = ("text", "url", "what_is_new", "source_words", "source_url")
    return {name: getattr(version, name) for name in names}


def quotation_of(row: Quotation) -> dict[str, Any]:
    """The initial values of `QuotationForm`."""
    names = ("title", "author", "words", "work", "url", "read_on", "emphasis")
    return {name: getattr(row, name) for name in names}
