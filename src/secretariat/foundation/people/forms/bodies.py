"""What a body says about itself, its look, its rules, and how a new one begins."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify

from secretariat.foundation.people.commands import DRAFT_AUDIENCES, OWN_WORDS, BodyFacts
from secretariat.foundation.people.models import Body

_COLOUR = forms.TextInput(attrs={"pattern": "#[0-9a-fA-F]{6}", "spellcheck": "false"})


class BodyForm(forms.Form):
    """Name, zone, mission, list, who reads drafts, and the body's own words."""

    name = forms.CharField(label="Name", max_length=200)
    short_name = forms.CharField(label="Short name", max_length=40, help_text="Such as TC.")
    kind = forms.ChoiceField(label="Kind", choices=Body.Kind.choices)
    zone = forms.CharField(
        label="Time zone", max_length=60, help_text="Region and city, such as Europe/Berlin."
    )
    mission = forms.CharField(label="Mission", required=False, widget=forms.Textarea)
    list_address = forms.EmailField(
        label="Mailing list", required=False, help_text="Agenda and minutes are sent there."
    )
    draft_audience = forms.ChoiceField(
        label="Who may read draft minutes", choices=list(DRAFT_AUDIENCES.items())
    )
    vocabulary = forms.CharField(
        label="Your own words",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"One per line, such as “liaison: sponsor”. Possible are {', '.join(OWN_WORDS)}.",
    )

    def clean_vocabulary(self) -> dict[str, str]:
        """The lines as pairs."""
        pairs = {}
        for line in self.cleaned_data["vocabulary"].splitlines():
            ours, colon, own = line.partition(":")
            if line.strip() and not (colon and own.strip()):
                raise forms.ValidationError(f"“{line}”: write our word, a colon, and yours.")
            if line.strip():
                pairs[ours.strip().lower()] = own.strip()
        return pairs

    def facts(self) -> BodyFacts:
        """What was typed, for the command."""
        return BodyFacts(**self.cleaned_data)


def body_values(body: Body) -> dict[str, Any]:
    """What the form shows first."""
    words: dict[str, str] = dict(body.vocabulary)
    names = ("name", "short_name", "kind", "zone", "mission", "list_address", "draft_audience")
    values: dict[str, Any] = {name: getattr(body, name) for name in names}
    return {**values, "vocabulary": "\n".join(f"{ours}: {own}" for ours, own in words.items())}


class ColoursForm(forms.Form):
    """The two accents."""

    accent = forms.CharField(label="First accent", max_length=7, widget=_COLOUR)
    accent2 = forms.CharField(label="Second accent", max_length=7, widget=_COLOUR)


class LogoForm(forms.Form):
    """A picture."""

    logo = forms.FileField(label="Logo", help_text="PNG, JPEG or plain SVG, at most 1 MB.")


class RuleBookForm(forms.Form):
    """The next version of the rule book."""

    text = forms.CharField(
        label="Rules",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 30, "class": "mono", "spellcheck": "false"}),
    )
    adopted_by = forms.CharField(
        label="Adopted by",
        required=False,
        max_length=300,
        help_text="The decision that adopted it, such as a motion's reference.",
    )


class SetupForm(forms.Form):
    """An organization and its first body."""

    organization = forms.CharField(
        label="Organization", max_length=200, help_text="The foundation or company behind it."
    )
    name = forms.CharField(label="Name of the body", max_length=200)
    short_name = forms.CharField(label="Short name", max_length=40)
    slug = forms.CharField(
        label="In addresses",
        required=False,
        max_length=50,
        help_text="Begins every address and reference, for good. Empty: made from the short name.",
    )
    kind = forms.ChoiceField(label="Kind", choices=Body.Kind.choices, initial="council")
    zone = forms.CharField(
        label="Time zone", max_length=60, help_text="Region and city, such as Europe/Berlin."
    )

    def clean(self) -> None:
        super().clean()
        if not self.cleaned_data.get("slug"):
            self.cleaned_data["slug"] = slugify(self.cleaned_data.get("short_name", ""))
