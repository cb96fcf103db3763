"""The form behind a personal link, and the preview of a letter."""

from __future__ import annotations

from django import forms

from secretariat.foundation.outbox.models import ANSWERS, Receipt


class AnswerForm(forms.Form):
    """The answers that make sense for what was sent, and a word to go with them."""

    answer = forms.ChoiceField(label="Your answer", widget=forms.RadioSelect)
    note = forms.CharField(
        label="A word to the secretary",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, receipt: Receipt, data: object = None) -> None:
        super().__init__(data, initial={"answer": receipt.answer, "note": receipt.note})  # type: ignore[arg-type]
        self.receipt = receipt
        choice = self.fields["answer"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = list(ANSWERS.get(receipt.sending.purpose, {}).items())
        self.is_asked = bool(choice.choices)


class LetterForm(forms.Form):
    """A letter to the members, shown before it is sent."""

    subject = forms.CharField(label="Subject", max_length=200)
    text = forms.CharField(label="Text", widget=forms.Textarea(attrs={"rows": 14}))
    to_list = forms.BooleanField(label="Also to the mailing list", required=False, initial=True)
