"""The fields of one rule. Beside its short label a field has a long one, for pages that show it
apart from its rule, such as the one that asks two editors.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django import forms

from secretariat.rules.thresholds import (
    BASE_WORDS,
    MEDIUM_WORDS,
    Base,
    DecisionRule,
    Medium,
    Threshold,
)

from .fields import Choices

F = TypeVar("F", bound=forms.Field)

# Before the fields of a kind that is added; no kind's own name begins so.
NEW = "_new"
MORE, LEAST, NO_WAY = "more", "least", "none"
HOW = {LEAST: "at least", MORE: "more than"}
_HALF = Threshold(Base.PRESENT, 1, 2, is_strict=True)
_OF_ALL = Threshold(Base.ALL, 1, 2, is_strict=True)


class ShareField(forms.IntegerField):
    """A whole number of a share, 1 to 999."""

    def __init__(self, label: str, initial: int) -> None:
        super().__init__(
            label=label, initial=initial, min_value=1, max_value=999,
            error_messages=_number_words(1, 999),
        )  # fmt: skip


def words(
    label: str,
    initial: str,
    hint: str = "",
    *,
    about: str = "",
    lines: int = 1,
    needed: bool = False,
) -> forms.CharField:
    """A line of text, or some lines."""
    widget = forms.Textarea(attrs={"rows": lines}) if lines > 1 else forms.TextInput()
    field = forms.CharField(
        label=label, required=needed, max_length=4000, initial=initial, help_text=hint,
        widget=widget,
    )  # fmt: skip
    return _named(field, about)


def flag(label: str, *, is_so: bool, about: str = "") -> forms.BooleanField:
    """Something that is so or not."""
    return _named(forms.BooleanField(label=label, required=False, initial=is_so), about)


def choice(
    label: str, choices: Choices, initial: str, *, about: str = "", needed: bool = True
) -> forms.ChoiceField:
    """One of some words."""
    field = forms.ChoiceField(label=label, choices=list(choices), initial=initial, required=needed)
    return _named(field, about)


def number(label: str, initial: int, *, least: int = 1, about: str = "") -> forms.IntegerField:
    """A whole number up to 9999."""
    field = forms.IntegerField(
        label=label, initial=initial, min_value=least, max_value=9999,
        error_messages=_number_words(least, 9999),
    )  # fmt: skip
    return _named(field, about)


def add_share(
    form: forms.Form,
    at: str,
    about: str,
    threshold: Threshold,
    bases: Sequence[Base],
    *,
    none: str = "",
    is_none: bool = False,
) -> None:
    """The fields of a share; `none` is the choice by which there is no such rule."""
    how = [*([(NO_WAY, none)] if none else []), *HOW.items()]
    chosen = NO_WAY if is_none else MORE if threshold.is_strict else LEAST
    form.fields[f"{at}-how"] = choice("Needs", how, chosen, about=about)
    form.fields[f"{at}-parts"] = _named(ShareField("Share", threshold.parts), about)
    form.fields[f"{at}-of"] = _named(ShareField("out of", threshold.of), about)
    names = [(base.value, BASE_WORDS[base]) for base in bases]
    form.fields[f"{at}-base"] = choice("of", names, threshold.base.value, about=about)


def add_decision(
    form: forms.Form, kind: str, medium: Medium, rule: DecisionRule | None, about: str
) -> None:
    """The fields of what a kind of decision needs in a meeting, or by mail."""
    at, in_meeting = f"{kind}-{medium}", medium is Medium.MEETING
    threshold = rule.threshold if rule else _HALF if in_meeting else _OF_ALL
    bases = list(Base) if in_meeting else [Base.ALL, Base.CAST]
    none = f"not decided {MEDIUM_WORDS[medium]}"
    add_share(form, at, about, threshold, bases, none=none, is_none=rule is None)
    if in_meeting:
        form.fields[f"{at}-consent"] = flag(
            "The chair may ask for general consent",
            is_so=bool(rule and rule.allows_general_consent),
            about=about,
        )
    form.fields[f"{at}-notice"] = number(
        "Days of notice", rule.notice_days if rule else 0, least=0, about=about
    )
    form.fields[f"{at}-source"] = words("Clause", rule.source if rule else "", about=about)


def share_of(typed: dict[str, Any], at: str, base: Base) -> Threshold:
    """The share that was filled in."""
    is_strict = typed[f"{at}-how"] == MORE
    return Threshold(base, typed[f"{at}-parts"], typed[f"{at}-of"], is_strict)


def check_share(form: forms.Form, at: str) -> None:
    """Put what is wrong with a share beside its numbers."""
    typed = form.cleaned_data
    how, parts, of = (typed.get(f"{at}-{name}") for name in ("how", "parts", "of"))
    if how in (None, NO_WAY) or parts is None or of is None:
        return
    if parts > of:
        form.add_error(
            f"{at}-parts", f"{parts} out of {of} is more than all. Two-thirds is 2 out of 3."
        )
    elif parts == of and how == MORE:
        form.add_error(
            f"{at}-parts", "More than all is never reached. Take “at least”, or a smaller share."
        )


def _named(field: F, about: str) -> F:
    long = f"{about}: {field.label}" if about else field.label
    field.long_label = long  # type: ignore[attr-defined]
    return field


def _number_words(least: int, most: int) -> dict[str, str]:
    sentence = f"Write a whole number from {least} to {most}."
    return dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)
