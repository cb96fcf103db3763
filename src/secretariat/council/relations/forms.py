"""Forms of relations and consultations: they shape what is typed and decide nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from secretariat.council.relations.models import Consultation, Contact, Relation
from secretariat.foundation.people.forms.fields import day_field
from secretariat.rules.relations import KIND_WORDS, RelationKind
from secretariat.rules.visibility import Audience
from secretariat.rules.wording import capitalized

Choices = Iterable[tuple[str, str]]
AUDIENCES = [(Audience.PUBLIC.value, "everyone"), (Audience.MEMBERS.value, "the members")]


def _url(label: str, hint: str = "") -> forms.URLField:
    return forms.URLField(
        label=label, required=False, max_length=500, assume_scheme="https", help_text=hint
    )


def _name(label: str, hint: str = "A name of the record.") -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=200, help_text=hint)


def _text(label: str, rows: int) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, widget=widget, help_text="Markdown.")


class RelationForm(forms.Form):
    """An outside body and what the relation is about."""

    organization = forms.CharField(
        label="Organization", max_length=200, help_text="A new name is added to the record."
    )
    unit = forms.CharField(
        label="Part of it", required=False, max_length=200, help_text="A working group, say."
    )
    kind = forms.ChoiceField(
        label="Kind", choices=[(each.value, capitalized(KIND_WORDS[each])) for each in RelationKind]
    )
    about = _text("What it is about", 3)
    from_on = day_field("Since", required=False)
    source_words = forms.CharField(label="Source", required=False, max_length=300)


class ContactForm(forms.Form):
    """Who speaks for a side."""

    side = forms.ChoiceField(label="Side", choices=Contact.Side.choices)
    name = forms.CharField(
        label="Name", max_length=200, help_text="Of our side, a name of the record."
    )
    role = forms.CharField(
        label="As", required=False, max_length=120, help_text="Representative, backup."
    )
    address = forms.EmailField(
        label="Address", required=False, help_text="For the members, never public."
    )
    from_on = day_field("From", required=False)


class LastDayForm(forms.Form):
    """The last day of a contact, named by its place among all."""

    contact = forms.IntegerField(widget=forms.HiddenInput)
    last_on = day_field("Last day")


class ExchangeForm(forms.Form):
    """What passed between the two."""

    words = forms.CharField(label="What passed", max_length=500)
    on = day_field("On", required=False)
    ref = forms.CharField(label="Address or reference", required=False, max_length=300)
    audience = forms.ChoiceField(label="For", choices=AUDIENCES)


class OwedForm(forms.Form):
    """What one side owes the other."""

    text = forms.CharField(label="What is owed", max_length=500)
    side = forms.ChoiceField(label="By which side", choices=Contact.Side.choices)
    by = _name("By whom", "Of our side, a name of the record; empty for nobody yet.")
    due_on = day_field("Until", required=False)


class OutcomeForm(forms.Form):
    """What came of something owed."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.CharField(label="What came of it", max_length=500)
    state = forms.ChoiceField(choices=[("done", "done"), ("dropped", "dropped")])


class EndForm(forms.Form):
    """The last day and why."""

    on = day_field("Last day")
    reason = forms.CharField(label="Why", max_length=300)


class CallForm(forms.Form):
    """A consultation or statement."""

    title = forms.CharField(label="Title", max_length=200)
    kind = forms.ChoiceField(label="Kind", choices=Consultation.Kind.choices)
    closes_on = day_field("Closes on", required=False)
    closes_words = forms.CharField(
        label="Hour and zone", required=False, max_length=120, help_text="5 pm Eastern, say."
    )
    relation = forms.ChoiceField(label="Asked by", required=False)
    asked_by = forms.CharField(label="Or, in words", required=False, max_length=200)
    call_url = _url("The call")
    called_on = day_field("Called on", required=False)
    about = _text("What it is about", 3)
    drafter = _name("Drafted by")
    document_url = _url("The draft")
    paper_ref = forms.CharField(
        label="Paper",
        required=False,
        max_length=200,
        help_text="Where the draft is kept as a paper here.",
    )
    draft_audience = forms.ChoiceField(
        label="Who may read the draft", choices=AUDIENCES, initial=Audience.MEMBERS.value
    )
    is_for_board = forms.BooleanField(label="The board has to approve it", required=False)

    def __init__(self, *args: Any, relations: Choices = (), **values: Any) -> None:
        super().__init__(*args, **values)
        field = self.fields["relation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "nobody on the list"), *relations]


class DraftForm(forms.Form):
    """Who drafts, and where."""

    drafter = forms.CharField(label="Who drafts it", max_length=200)
    document_url = _url("Where")


class DocumentForm(forms.Form):
    """Where the draft stands."""

    document_url = _url("The draft")


class DecisionForm(forms.Form):
    """A decision taken elsewhere."""

    ref = forms.CharField(label="Decided in", max_length=200)
    on = day_field("On", required=False)
    words = forms.CharField(label="In words", required=False, max_length=300)


class SentForm(forms.Form):
    """When it went out."""

    on = day_field("On", required=False, hint="Today, if it is left empty.")
    reason = forms.CharField(
        label="Why without the votes",
        required=False,
        max_length=300,
        help_text="Only where a vote that belongs before it is missing.",
    )


class PublishedForm(forms.Form):
    """Where it was published."""

    url = forms.URLField(label="Where", max_length=500, assume_scheme="https")
    on = day_field("On", required=False)


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(label="Why", max_length=300)


class NoteForm(forms.Form):
    """A word for the ledger."""

    words = forms.CharField(label="What was said", max_length=500)
    on = day_field("On", required=False)
    ref = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)


def relation_typed(row: Relation) -> dict[str, Any]:
    """The initial values of `RelationForm`."""
    names = ("unit", "kind", "about", "from_on", "source_words")
    return {"organization": row.organization.name, **{name: getattr(row, name) for name in names}}


def call_typed(row: Consultation) -> dict[str, Any]:
    """The initial values of `CallForm`."""
    names = (
        "title", "kind", "closes_on", "closes_words", "asked_by", "call_url", "called_on", "about",
        "document_url", "paper_ref", "draft_audience", "is_for_board",
    )  # fmt: skip
    return {
        "relation": row.relation.slug if row.relation else "",
        "drafter": row.drafter.name if row.drafter else "",
        **{name: getattr(row, name) for name in names},
    }
