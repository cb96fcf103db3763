"""A `Refused` that no form has taken becomes a page here, with all that was typed still on it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from secretariat.foundation.people.http import is_htmx
from secretariat.rules.edits import both_texts, merge_texts
from secretariat.rules.errors import Refused

STATUS = {
    "link_ended": 410,
    "malformed_date": 400,
    "not_allowed": 403,
    "not_exportable": 404,
    "not_found": 404,
    "unknown_format": 404,
}
# Fields people write sentences in; two versions of them can stand in one text.
PROSE = frozenset({"text", "speaker_notes", "mission", "summary", "note"})
NEVER_SHOWN = frozenset(
    {"csrfmiddlewaretoken", "seen", "started", "password", "code", "token", "credential"}
    | {"once", "typed_ago"}
)
# Fields that forms send along and nobody types.
SENT_ALONG = frozenset({"next", "shown", "focus", "moved", "meeting_ref", "raised_ref", "digest"})
LONGEST_SHOWN = 20_000


@dataclass(frozen=True, slots=True)
class Typed:
    """One value of the refused form. `name` is the field, `label` what a person reads."""

    name: str
    value: str

    @property
    def label(self) -> str:
        name = self.name.rpartition("-")[2].removesuffix("_words").removesuffix("_text")
        return name.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line of a comparison: `kind` is same, added or removed."""

    kind: str
    text: str

    @property
    def sign(self) -> str:
        return {"added": "+", "removed": "−"}.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that two people changed: their value, yours, and for prose a proposal that loses
    neither. Of other fields (a title, a number, a name) one of the two is chosen.

    `started` is what both began with, where it is known; the words say a value as its reader does.
    """

    field: str
    theirs: str
    yours: str
    label: str = ""
    started: str | None = None
    is_prose: bool = False
    theirs_words: str = ""
    yours_words: str = ""

    @property
    def merged(self) -> str:
        if self.started is None:
            return both_texts(self.theirs, self.yours)
        return merge_texts(self.started, self.theirs, self.yours)

    @property
    def diff(self) -> list[DiffLine]:
        return diff_lines(self.theirs, self.yours)


def diff_lines(before: str, after: str) -> list[DiffLine]:
    """The lines of `after` and those of `before` that it no longer has, in reading order."""
    return list(_diff(before.splitlines(), after.splitlines()))


def _diff(before: list[str], after: list[str]) -> Iterator[DiffLine]:
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from (DiffLine("same", line) for line in before[i1:i2])
            continue
        yield from (DiffLine("removed", line) for line in before[i1:i2])
        yield from (DiffLine("added", line) for line in after[j1:j2])


def refusal_page(request: HttpRequest, refused: Refused) -> HttpResponse:
    """A page, or a notice in the live region for htmx: what was refused and what is kept."""
    status = STATUS.get(refused.code, 409)
    context = {
        "refused": refused,
        "status": status,
        "sent": sent_in(request),
        "typed": typed_in(request),
        "back": _back(request),
        "action": request.get_full_path(),
    }
    if refused.code == "changed_meanwhile":
        context |= _asked(request, refused.details)
    if not is_htmx(request):
        return HttpResponse(render_to_string("web/refused.html", context, request), status=status)
    html = render_to_string("web/parts/refused.html", context, request)
    retarget = {"HX-Retarget": "#notices", "HX-Reswap": "innerHTML show:#notices:top"}
    return HttpResponse(html, status=status, headers=retarget)


def typed_in(request: HttpRequest) -> list[Typed]:
    """What the form carried that a person typed, cut where it would fill the page."""
    typed = (value for value in sent_in(request) if value.name not in SENT_ALONG)
    return [Typed(each.name, each.value[:LONGEST_SHOWN]) for each in typed if each.value.strip()]


def sent_in(request: HttpRequest) -> list[Typed]:
    """What the form carried that may go back to the browser."""
    pairs = ((name, str(value)) for name, values in request.POST.lists() for value in values)
    return [Typed(*pair) for pair in pairs if pair[0] not in NEVER_SHOWN]


def _asked(request: HttpRequest, details: dict[str, Any]) -> dict[str, Any]:
    """What the page of a clash asks, and what it sends along unseen."""
    sent, started = sent_in(request), request.POST.get("started", "")
    if "clashes" in details:
        values = details["values"]
        sent = [value for value in sent if value.name not in values]
        sent += [Typed(name, each) for name, them in values.items() for each in them]
        return {
            "clashes": [Clash(**each) for each in details["clashes"]],
            "kept": details["kept"],
            "sent": [*sent, Typed("started", details["started"])],
            "revision": details["revision"],
        }
    if started:
        # Saved between the comparison and the lock: sent again, it is compared again.
        sent += [Typed("started", started), Typed("seen", request.POST.get("seen", ""))]
        return {"is_late": True, "sent": sent}
    return {"clashes": _two_sides(details), "revision": details.get("revision")}


def _two_sides(details: dict[str, Any]) -> list[Clash]:
    """The fields that differ, where nobody knows what the editor started from."""
    theirs, yours = details.get("theirs", ""), details.get("yours", "")
    if not (isinstance(theirs, dict) and isinstance(yours, dict)):
        name = str(details.get("field", "text"))
        theirs, yours = {name: theirs}, {name: yours}
    pairs = ((name, str(theirs.get(name, "")), str(value)) for name, value in yours.items())
    return [_side_by_side(*pair) for pair in pairs if pair[1] != pair[2]]


def _side_by_side(name: str, theirs: str, yours: str) -> Clash:
    is_prose = name in PROSE or "\n" in theirs + yours
    return Clash(name, theirs, yours, Typed(name, "").label, None, is_prose, theirs, yours)


def _back(request: HttpRequest) -> str:
    referer = urlsplit(request.headers.get("Referer", ""))
    if referer.netloc == request.get_host() and referer.path:
        return referer.path + (f"?{referer.query}" if referer.query else "")
    return request.path.rpartition("/")[0] or "/"
