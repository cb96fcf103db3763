"""The parts pages are made of: `{% load ui %}`. Catalogue: docs/reference/interface.md."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.templatetags.static import static
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from secretariat.faces.web import prose as markdown
from secretariat.faces.web import time_tags
from secretariat.faces.web.ref_words import refs_in
from secretariat.foundation.people import editing, queries

register = template.Library()
register.simple_tag(time_tags.date)
register.simple_tag(time_tags.local_time)
register.simple_tag(time_tags.moment)
register.simple_tag(time_tags.appointment, takes_context=True)
register.simple_tag(time_tags.own_time, takes_context=True)
register.simple_tag(time_tags.last_day, takes_context=True)

STATES = {"settled", "open", "attention", "refused", "progress", "plain"}
STATE_ICONS = {"plain": "info"}
GROUPED_WIDGETS = (RadioSelect, CheckboxSelectMultiple)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A drawing from icons.svg; without a label it is decoration and hidden from screen readers."""
    href = f"{static('web/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, href
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', href)


@register.simple_tag
def state(kind: str, word: str) -> SafeString:
    """A state as colour, icon and word; `kind` is one of STATES."""
    if kind not in STATES:
        raise template.TemplateSyntaxError(f"{kind!r} is none of the states {sorted(STATES)}")
    look = "open" if kind == "progress" else kind
    drawing = icon(STATE_ICONS.get(kind, kind))
    return format_html('<span class="chip {}">{}{}</span>', look, drawing, word)


@register.simple_tag
def day_to_come() -> str:
    """An example of a day for hints, two weeks from today."""
    return queries.day_to_come()


@register.simple_tag
def person(name: object, of: object = "", href: str = "") -> SafeString:
    """A person, and in lighter ink the organization the person speaks for."""
    shown = format_html('<a href="{}">{}</a>', href, name) if href else format_html("{}", name)
    if not of:
        return format_html('<span class="person">{}</span>', shown)
    return format_html('<span class="person">{} <span class="of">({})</span></span>', shown, of)


@register.simple_tag
def seat(label: object, holder: object = "") -> SafeString:
    """A seat, and who speaks for it."""
    if not holder:
        return format_html('<span class="seat">{}</span>', label)
    return format_html('<span class="seat">{} <span class="of">{}</span></span>', label, holder)


@register.simple_tag
def ref(reference: str, words: str = "") -> SafeString:
    """A link to a public reference: `tac/A-17` is shown as `A-17` unless `words` say more."""
    shown = words or reference.partition("/")[2] or reference
    return format_html('<a class="ref" href="/{}">{}</a>', reference, shown)


@register.filter
def with_refs(text: str, body_slug: str) -> SafeString:
    """A sentence whose references are links: "adopted by tac/M-2021-31"."""
    pieces = (
        format_html('<a class="ref" href="/{}">{}</a>', to, piece) if to else escape(piece)
        for piece, to in refs_in(text, body_slug)
    )
    return SafeString("".join(pieces))


@register.inclusion_tag("web/parts/crumbs.html")
def crumbs(*pairs: str) -> dict[str, Any]:
    """Where we are: address and words in turn, `"/tac" "TAC" "/tac/actions" "Actions"`."""
    return {"places": list(zip(pairs[::2], pairs[1::2], strict=True))}


@register.simple_tag
def kbd(keys: str) -> SafeString:
    """The keys to press, `g h` as two caps. Decoration: the element itself carries data-key."""
    caps = format_html_join(" ", "<kbd>{}</kbd>", ((key,) for key in keys.split()))
    return format_html('<span aria-hidden="true">{}</span>', caps)


@register.inclusion_tag("web/parts/empty.html")
def empty(
    title: str, words: str = "", href: str = "", label: str = "", *, may: bool = True
) -> dict[str, Any]:
    """An empty list: what would stand here and what to do next, with the button for who may."""
    return {"title": title, "words": words, "href": href if may else "", "label": label}


@register.inclusion_tag("web/parts/source.html")
def source_line(words: str, href: str = "") -> dict[str, Any]:
    """Where a fact comes from: "from the meeting of 23 Sep 2021, item 4"."""
    return {"words": words, "href": href}


@register.inclusion_tag("web/parts/field.html")
def field(bound: BoundField, key: str = "") -> dict[str, Any]:
    """A field of a form with label, hint, errors in words, and its key."""
    widget = bound.field.widget
    attributes: dict[str, str | bool] = {"data-key": key} if key else {}
    return {
        "field": bound,
        "control": bound.as_widget(attrs=attributes),
        "is_group": isinstance(widget, GROUPED_WIDGETS),
        "is_check": isinstance(widget, CheckboxInput),
    }


@register.inclusion_tag("web/parts/form_errors.html")
def form_errors(form: Any) -> dict[str, Any]:
    """What is wrong with the form as a whole, as a notice at its top."""
    return {"errors": form.non_field_errors(), "count": len(form.errors)}


@register.inclusion_tag("web/parts/pages.html")
def pages(page: Any, query: str = "") -> dict[str, Any]:
    """Previous and next page of a Django `Page`; `query` keeps the filters ("state=open&")."""
    return {"page": page, "query": query}


@register.inclusion_tag("web/parts/meter.html")
def quorum_meter(present: int, needed: int, total: int, words: str = "") -> dict[str, Any]:
    """Seats present as pips, a mark at the number needed, and the sentence that explains it."""
    pips = [{"is_present": n <= present, "is_needed": n == needed} for n in range(1, total + 1)]
    met = present >= needed
    return {"pips": pips, "present": present, "total": total, "needed": needed, "is_met": met,
            "words": words}  # fmt: skip


@register.simple_tag
def notice_icon(tags: str) -> SafeString:
    """The icon of a notice, from its state."""
    return icon(next((tag for tag in tags.split() if tag in STATES), "info"))


@register.inclusion_tag("web/parts/diff.html")
def diff_view(lines: Any) -> dict[str, Any]:
    """A comparison, line by line. Lines have `kind` (same, added, removed), `sign` and `text`."""
    return {"lines": lines}


@register.inclusion_tag("web/parts/steps.html")
def steps(labels: list[str], now: str) -> dict[str, Any]:
    """The states a thing passes through; those before `now` are done."""
    at = labels.index(now)
    rows = [
        {"label": label, "is_done": n < at, "is_now": n == at} for n, label in enumerate(labels)
    ]
    return {"steps": rows}


@register.simple_tag
def started(form: BaseForm, revision: int) -> SafeString:
    """The hidden fields of an editable thing: its revision, and what the form starts from, by which
    two editors at once are told apart field by field. Its view uses `edited`.
    """
    return _started(revision, editing.signed_start(editing.form_values(form)))


@register.simple_tag
def started_values(revision: int, **values: object) -> SafeString:
    """The same for a small form that sends only these fields of a larger one."""
    shown = {name: ["" if value is None else str(value)] for name, value in values.items()}
    return _started(revision, editing.signed_start(shown))


def _started(revision: int, start: str) -> SafeString:
    fields = (("seen", revision), (editing.STARTED, start))
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', fields)


@register.filter
def is_clash(name: str, clashes: Any) -> bool:
    """Whether the field of this name is among the clashes, so that it is not posted twice."""
    return any(clash.field == name for clash in clashes)


@register.filter
def prose(text: str | None) -> SafeString:
    """Markdown of the record as safe HTML; put it inside `<div class="prose">`."""
    return SafeString(markdown.prose(text or ""))
