"""Forms of talks: they shape what is typed and decide nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from secretariat.council.meetings.queries.finding import meeting_named
from secretariat.council.meetings.snapshots import day_of
from secretariat.council.referrals.queries import bodies_to_ask
from secretariat.council.talks.commands import (
    Material,
    NewRound,
    SlotPlan,
    SpeakerSays,
    SuggestedBy,
    TalkWords,
)
from secretariat.council.talks.models import Invitation, Talk, TalkMaterial, WebinarRound
from secretariat.council.talks.queries import meetings_to_choose
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import body_named
from secretariat.rules.days import day_words
from secretariat.rules.talks import LONGEST_TALK, USUAL_TALK, parse_speaker
from secretariat.rules.visibility import Audience

TEXT = forms.Textarea(attrs={"rows": 5})


def _day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"})


class SuggestForm(forms.Form):
    """A stranger's suggestion. `fax` is a trap: people do not see it, programs fill it in."""

    title = forms.CharField(label="What the talk is about", max_length=200)
    about = forms.CharField(
        label="In a few sentences",
        widget=TEXT,
        max_length=4000,
        help_text="What the council would learn, and what is open about it.",
    )
    url = forms.URLField(
        assume_scheme="https",
        label="Web address",
        required=False,
        max_length=500,
        help_text="Where one can read more.",
    )
    organization = forms.CharField(
        label="Project or organization it is about", required=False, max_length=200
    )
    speaker = forms.CharField(
        label="Who would speak",
        required=False,
        max_length=200,
        help_text="Name (Organization). It need not be you.",
    )
    topics = forms.CharField(
        label="Topics", required=False, max_length=200, help_text="Words with a comma between."
    )
    by_name = forms.CharField(label="Your name", required=False, max_length=200)
    by_address = forms.EmailField(
        label="Your address",
        required=False,
        help_text="So that somebody can answer. It is never shown to others.",
    )
    fax = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def words(self) -> TalkWords:
        """What was typed, as the command takes it."""
        typed = self.cleaned_data
        return TalkWords(
            title=typed["title"],
            about=typed["about"],
            url=typed["url"],
            organization=typed["organization"],
            topics=typed["topics"].split(","),
            speakers=[parse_speaker(typed["speaker"])] if typed["speaker"].strip() else [],
        )

    def by(self) -> SuggestedBy:
        """Who suggests."""
        return SuggestedBy(self.cleaned_data["by_name"], self.cleaned_data["by_address"])


class TalkForm(forms.Form):
    """A talk as those who keep the talks write it; named as the stored fields are."""

    title = forms.CharField(label="Short title", max_length=200, help_text="As lists print it.")
    full_title = forms.CharField(
        label="Title in full", required=False, max_length=300, help_text="For reports."
    )
    is_certain = forms.BooleanField(
        label="The topic is settled", required=False, initial=True, help_text="Else lists print ?."
    )
    organization_words = forms.CharField(
        label="Project or organization", required=False, max_length=200
    )
    speakers = forms.CharField(
        label="Speakers",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One a line: Name (Organization) address. A ? behind the name if it is not "
        "certain. Addresses are never shown to others.",
    )
    about = forms.CharField(label="About", required=False, widget=TEXT, max_length=4000)
    url = forms.URLField(assume_scheme="https", label="Web address", required=False, max_length=500)
    topics = forms.CharField(
        label="Topics", required=False, max_length=400, help_text="Words with a comma between."
    )
    about_ref = forms.CharField(
        label="Our own project",
        required=False,
        max_length=200,
        help_text="Its reference, where the talk is about one of our projects.",
    )

    def words(self) -> TalkWords:
        """What was typed, as the command takes it."""
        typed = self.cleaned_data
        lines = [line for line in typed["speakers"].splitlines() if line.strip()]
        return TalkWords(
            title=typed["title"],
            full_title=typed["full_title"],
            is_certain=typed["is_certain"],
            organization=typed["organization_words"],
            speakers=[parse_speaker(line) for line in lines],
            about=typed["about"],
            url=typed["url"],
            topics=typed["topics"].split(","),
            about_ref=typed["about_ref"],
        )


class FilterForm(forms.Form):
    """What of the talks is wanted."""

    text = forms.CharField(label="Topic, speaker, organization", required=False, max_length=100)


class SlotForm(forms.Form):
    """A slot: a meeting, or a wish, and how long."""

    meeting = forms.ChoiceField(label="Meeting", required=False)
    wish = forms.CharField(
        label="Or when", required=False, max_length=200, help_text="While no meeting is set."
    )
    minutes = forms.IntegerField(
        label="Minutes", min_value=1, max_value=LONGEST_TALK, initial=USUAL_TALK
    )

    def __init__(self, body: Body, at: datetime, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.body = body
        choices = [(row.slug, day_words(day_of(row))) for row in meetings_to_choose(body, at)]
        self.fields["meeting"].choices = [("", "not set yet"), *choices]  # type: ignore[attr-defined]

    def plan(self) -> SlotPlan:
        """What was chosen, as the command takes it."""
        typed = self.cleaned_data
        slug = typed["meeting"]
        meeting = meeting_named(self.body.slug, slug) if slug else None
        return SlotPlan(meeting=meeting, wish=typed["wish"], minutes=typed["minutes"])


class MaterialForm(forms.Form):
    """A link or a file, what it is, and for whom."""

    kind = forms.ChoiceField(label="What it is", choices=TalkMaterial.Kind.choices)
    url = forms.URLField(assume_scheme="https", label="Web address", required=False, max_length=500)
    file = forms.FileField(label="Or a file", required=False)
    title = forms.CharField(label="Title", required=False, max_length=200)
    note = forms.CharField(
        label="Note", required=False, max_length=200, help_text="Such as: begins at 33:35."
    )
    audience = forms.ChoiceField(
        label="For", choices=[(e.value, w) for e, w in (
            (Audience.PUBLIC, "everyone"), (Audience.MEMBERS, "the members"),
            (Audience.OFFICERS, "the chair and the secretary"),
        )], initial=Audience.PUBLIC.value,
    )  # fmt: skip

    def material(self) -> Material:
        """What was chosen, as the command takes it."""
        typed, file = self.cleaned_data, self.cleaned_data["file"]
        return Material(
            kind=typed["kind"],
            url=typed["url"],
            name=file.name if file else "",
            content=file.read() if file else b"",
            title=typed["title"],
            note=typed.get("note", ""),
            audience=Audience(typed.get("audience") or Audience.PUBLIC.value),
        )


class AnswerForm(forms.Form):
    """What a speaker says through the link in the letter."""

    answer = forms.ChoiceField(
        label="Your answer", choices=Invitation.Answer.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label="A word to the council",
        required=False,
        max_length=500,
        help_text="Which days suit you, what you need.",
    )
    title = forms.CharField(label="Title of the talk", max_length=200)
    about = forms.CharField(
        label="What you will speak about", required=False, widget=TEXT, max_length=4000
    )

    def says(self) -> SpeakerSays:
        """What was typed, as the command takes it."""
        return SpeakerSays(**self.cleaned_data)


class SlidesForm(forms.Form):
    """What a speaker sends: slides, as a link or a file. Everybody sees them with the talk."""

    url = forms.URLField(
        assume_scheme="https", label="Web address of your slides", required=False, max_length=500
    )
    file = forms.FileField(label="Or a file", required=False)

    def material(self) -> Material:
        """What was chosen, as the command takes it."""
        url, file = self.cleaned_data["url"], self.cleaned_data["file"]
        name, content = (file.name, file.read()) if file else ("", b"")
        return Material(url=url, name=name, content=content, title="" if file else "Slides")


class RoundForm(forms.Form):
    """A choice of webinars: how, among which past talks, by when."""

    way = forms.ChoiceField(
        label="How it is decided", choices=WebinarRound.Way.choices, widget=forms.RadioSelect
    )
    talks = forms.MultipleChoiceField(
        label="Candidates",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one past talk. Nothing was opened."},
    )
    places = forms.IntegerField(label="How many are chosen", min_value=1, max_value=20, initial=1)
    committee = forms.ChoiceField(label="Which committee", required=False)
    closes_on = forms.DateField(
        label="By when",
        required=False,
        widget=_day_input(),
        help_text="A vote of the seats needs a last day.",
    )

    def __init__(self, body: Body, candidates: list[Talk], *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.candidates = {talk.slug: talk for talk in candidates}
        choices = [(slug, talk.title) for slug, talk in self.candidates.items()]
        self.fields["talks"].choices = choices  # type: ignore[attr-defined]
        others = [("", "none"), *bodies_to_ask(body)]
        self.fields["committee"].choices = others  # type: ignore[attr-defined]

    def new(self) -> NewRound:
        """What was chosen, as the command takes it."""
        typed = self.cleaned_data
        is_asked = typed["way"] == WebinarRound.Way.COMMITTEE and typed["committee"]
        return NewRound(
            way=typed["way"],
            talks=[self.candidates[slug] for slug in typed["talks"]],
            places=typed["places"],
            committee=body_named(typed["committee"]) if is_asked else None,
            closes_on=typed["closes_on"],
        )


class GuidelinesForm(forms.Form):
    """What the body expects of a talk."""

    text = forms.CharField(label="Guidelines", widget=forms.Textarea(attrs={"rows": 10}))
    source = forms.CharField(label="Where they come from", required=False, max_length=300)
