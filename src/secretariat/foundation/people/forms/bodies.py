"""What a body says about itself, its look, its rules, and how a new one begins."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify

from secretariat.foundation.people.commands import DRAFT_AUDIENCES, BodyFacts
from secretariat.foundation.people.models import Body

_COLOUR = forms.TextInput(attrs={"pattern": "#[0-9a-fA-F]{6}", "spellcheck": "false"})


class BodyForm(forms.Form):
    """Name, zone, mission, list, who reads drafts, and what it calls a liaison."""

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
    liaison = forms.CharField(
        label="What you call a liaison",
        required=False,
        max_length=60,
        help_text="Who accompanies a project for the body, such as liaison or sponsor.",
    )

    def facts(self) -> BodyFacts:
        """What was typed, for the command."""
        typed = dict(self.cleaned_data)
        return BodyFacts(vocabulary={"liaison": typed.pop("liaison")}, **typed)


def body_values(body: Body) -> dict[str, Any]:
    """What the form shows first."""
    names = ("name", "short_name", "kind", "zone", "mission", "list_address", "draft_audience")
    values: dict[str, Any] = {name: getattr(body, name) for name in names}
    return {**values, "liaison": dict(body.vocabulary).get("liaison", "")}


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
