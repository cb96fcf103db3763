"""Two people edit one thing at once: what only one of them changed stands, the rest is asked.

A form of an editable thing carries what it started from, signed (`{% started form revision %}` in
its template). When it comes back after somebody else saved, `edited` compares three states field by
field: what it started from, what stands now, what was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.forms import BoundField
from django.http import HttpRequest, QueryDict

from secretariat.foundation.people.http import seen_revision
from secretariat.rules.edits import Merge, merge_edits
from secretariat.rules.errors import Refused
from secretariat.rules.wording import joined

F = TypeVar("F", bound=forms.BaseForm)
FormValues = dict[str, list[str]]

STARTED = "started"
_SIGNER = Signer(salt="secretariat.started")


@dataclass(frozen=True, slots=True)
class Edited(Generic[F]):
    """A form to show, or to save with `seen` as the revision its editor knows."""

    form: F
    seen: int


def edited(request: HttpRequest, revision: int, make: Callable[[QueryDict | None], F]) -> Edited[F]:
    """The form of a thing at this revision; sent, it holds what was typed, put together with what
    somebody else saved meanwhile, which the next page tells.

    `make` gives the form with the values that stand now, over them what was sent. The caller has
    made sure that the reader may see them. Refuses ("changed_meanwhile") with the fields that both
    changed, ("form_too_old").
    """
    if request.method != "POST":
        return Edited(make(None), revision)
    seen = seen_revision(request)
    if seen == revision or not request.POST.get(STARTED):
        return Edited(make(request.POST), seen)
    now = make(None)
    stands = form_values(now)
    started = {name: value for name, value in _started_in(request).items() if name in stands}
    yours = {name: request.POST.getlist(name) for name in started}
    merge = merge_edits(started, stands, yours)
    if merge.clashes:
        raise _clash(now, started, merge, revision)
    if merge.theirs:
        words = f"Somebody else saved this while you were writing. {_kept_words(now, merge)}"
        messages.info(request, words, extra_tags="open")
    return Edited(make(_sent(request.POST, merge)), revision)


def signed_start(values: Mapping[str, Sequence[str]]) -> str:
    """What a form starts from, signed for its hidden field."""
    return _SIGNER.sign_object({name: list(them) for name, them in values.items()}, compress=True)


def form_values(form: forms.BaseForm) -> FormValues:
    """The values a form starts with, as a browser would send them back. Files are left out."""
    return {
        each.html_name: _posted(each)
        for each in form
        if not isinstance(each.field, forms.FileField)
    }


def _posted(bound: BoundField) -> list[str]:
    widget, value = bound.field.widget, bound.field.prepare_value(bound.initial)
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    shown: Any = widget.format_value(value)
    if shown is None:
        return [""]
    return [str(each) for each in shown] if isinstance(shown, list) else [str(shown)]


def _started_in(request: HttpRequest) -> FormValues:
    try:
        values: FormValues = _SIGNER.unsign_object(request.POST[STARTED])
    except BadSignature as bad:
        raise Refused(
            "form_too_old",
            "What this form started from cannot be read any more, so nothing was saved. Open the "
            "page again and put in what you typed; it is kept below.",
        ) from bad
    return values


def _sent(posted: QueryDict, merge: Merge) -> QueryDict:
    data = posted.copy()
    for name, values in merge.values.items():
        data.setlist(name, list(values))
    return data


def _clash(now: forms.BaseForm, started: FormValues, merge: Merge, revision: int) -> Refused:
    """The refusal from which a page asks about each field that both changed; of these, `merge`
    holds yours.
    """
    theirs, fields = form_values(now), {each.html_name: each for each in now}
    return Refused(
        "changed_meanwhile",
        "Somebody else saved this while you were writing, and you both changed the same.",
        {
            "revision": revision,
            STARTED: signed_start({name: theirs[name] for name in merge.values}),
            "kept": _kept_words(now, merge),
            "values": {n: list(v) for n, v in merge.values.items() if n not in merge.clashes},
            "clashes": [
                _both(fields[name], started[name], theirs[name], merge.values[name])
                for name in merge.clashes
            ],
        },
    )


def _both(
    bound: BoundField, started: Sequence[str], theirs: Sequence[str], yours: Sequence[str]
) -> dict[str, Any]:
    return {
        "field": bound.html_name,
        "label": _label(bound),
        "is_prose": isinstance(bound.field.widget, forms.Textarea),
        "started": _text(started),
        "theirs": _text(theirs),
        "yours": _text(yours),
        "theirs_words": _words(bound, theirs),
        "yours_words": _words(bound, yours),
    }


def _label(bound: BoundField) -> str:
    """What a field is called where it stands apart from its form."""
    return str(getattr(bound.field, "long_label", bound.label))


def _text(values: Sequence[str]) -> str:
    return "".join(values).replace("\r\n", "\n")


def _words(bound: BoundField, values: Sequence[str]) -> str:
    """A value as the form's reader knows it: the words of a choice, not its name."""
    if isinstance(bound.field.widget, forms.CheckboxInput):
        return "ticked" if values else "not ticked"
    choices = dict(getattr(bound.field, "choices", ()))
    return joined(str(choices.get(value, value)) for value in values)


def _kept_words(form: forms.BaseForm, merge: Merge) -> str:
    """One line on what only one of the two changed: "Kept: theirs in Title; yours in Text."."""
    labels = {each.html_name: _label(each) for each in form}
    parts = [
        f"{whose} in {joined(labels[name] for name in names)}"
        for whose, names in (("theirs", merge.theirs), ("yours", merge.yours))
        if names
    ]
    return f"Kept: {'; '.join(parts)}." if parts else ""
