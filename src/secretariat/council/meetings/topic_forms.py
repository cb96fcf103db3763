"""The form by which somebody proposes a topic for a meeting."""

from __future__ import annotations

from django import forms

from secretariat.council.meetings.commands import NewTopic


class TopicForm(forms.Form):
    """A topic, why it matters, and how long it takes."""

    title = forms.CharField(label="Topic", max_length=300)
    why = forms.CharField(
        label="Why",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What the meeting should hear or decide. It stands under the item.",
    )
    minutes = forms.IntegerField(
        label="How many minutes", min_value=0, max_value=600, required=False
    )
    link = forms.URLField(label="Link", required=False, assume_scheme="https", max_length=500)

    def topic(self) -> NewTopic:
        """What was typed."""
        values = self.cleaned_data
        return NewTopic(**values | {"minutes": values["minutes"] or 0})
