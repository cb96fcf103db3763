"""Two organizations that merge: which and when, and what becomes of seats that both hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django import forms

from secretariat.foundation.people.commands import SeatsOutcome
from secretariat.foundation.people.queries.mergers import HeldSeat, SeatsOfBoth
from secretariat.rules.days import day_words
from secretariat.rules.wording import counted, joined

from .fields import ActForm, day_field

_ALL = "all"


class MergeForm(ActForm):
    """The organization that goes on, and its first day."""

    organization = forms.ChoiceField(label="Goes over into")
    on = day_field("From")


@dataclass(frozen=True, slots=True)
class Question:
    """What a person has to say about the seats of one body."""

    about: SeatsOfBoth
    stays: forms.BoundField
    reason: forms.BoundField


class SeatsForm(forms.Form):
    """For each body in which both hold a seat: which of them goes on, and why."""

    def __init__(
        self, *args: object, both: Sequence[SeatsOfBoth] = (), on: date, **values: object
    ) -> None:
        super().__init__(*args, **values)  # type: ignore[arg-type]
        self._both = both
        for each in both:
            self._ask(each, on - timedelta(days=1))

    def _ask(self, each: SeatsOfBoth, last_on: date) -> None:
        slug = each.body.slug
        only = [(one.seat.slug, _only(one, each.seats, last_on)) for one in each.seats]
        every = f"All go on: {counted(len(each.seats), 'vote')}, {each.labels}"
        self.fields[f"stays-{slug}"] = forms.ChoiceField(
            label="Which seat goes on?",
            choices=[*only, (_ALL, every)],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose what becomes of the seats. Nothing has changed."},
        )
        needed = "Needed where all go on." if each.rule else "It stays in the history of the seats."
        self.fields[f"reason-{slug}"] = forms.CharField(
            label="Why", required=False, max_length=200, help_text=needed
        )

    def questions(self) -> Iterator[Question]:
        """What the page asks, body by body."""
        for each in self._both:
            slug = each.body.slug
            yield Question(each, self[f"stays-{slug}"], self[f"reason-{slug}"])

    def outcomes(self) -> dict[str, SeatsOutcome]:
        """What was said, by the slug of each body."""
        said = self.cleaned_data
        found = {}
        for each in self._both:
            stays = said[f"stays-{each.body.slug}"]
            reason = said[f"reason-{each.body.slug}"]
            found[each.body.slug] = SeatsOutcome("" if stays == _ALL else stays, reason)
        return found


def _only(one: HeldSeat, seats: Sequence[HeldSeat], last_on: date) -> str:
    ending = [f"{held.label}{f' ({held.people})' if held.people else ''}" for held in seats
              if held != one]  # fmt: skip
    end = "ends" if len(ending) == 1 else "end"
    return f"Only {one.label} goes on; {joined(ending)} {end} on {day_words(last_on)}"
