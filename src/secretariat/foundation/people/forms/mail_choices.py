"""What letters of a body a person takes."""

from __future__ import annotations

from django import forms

from secretariat.foundation.people.models import MailChoice
from secretariat.rules.wording import capitalized


class MailChoiceForm(forms.Form):
    """How often the digest comes, and how reminders do."""

    digest = forms.ChoiceField(
        label="The digest: what waits for you, in one letter at seven in the morning",
        choices=[(each.value, capitalized(each.label)) for each in MailChoice.Digest],
        widget=forms.RadioSelect,
        help_text="It only comes when something is new.",
    )
    reminders = forms.ChoiceField(
        label="Reminders of what is due",
        choices=[(each.value, capitalized(each.label)) for each in MailChoice.Reminders],
        widget=forms.RadioSelect,
        help_text="Of more than one on a day the rest comes with the digest, or the next morning.",
    )
