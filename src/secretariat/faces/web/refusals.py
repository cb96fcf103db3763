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
from secretariat.rules.errors import Refused

STATUS = {
    "malformed_date": 400,
    "not_allowed": 403,
    "not_exportable": 404,
    "not_found": 404,
    "unknown_format": 404,
}
# Fields people write sentences in; two versions of them can stand in one text.
PROSE = frozenset({"text", "speaker_notes", "mission", "summary", "note"})
NEVER_SHOWN = frozenset({"csrfmiddlewaretoken", "seen", "password", "code", "token", "credential"})
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
    """

    field: str
    theirs: str
    yours: str

    @property
    def label(self) -> str:
        return Typed(self.field, "").label

    @property
    def is_prose(self) -> bool:
        return self.field in PROSE or "\n" in self.theirs + self.yours

    @property
    def merged(self) -> str:
        return merged(self.theirs, self.yours)

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


def merged(theirs: str, yours: str) -> str:
    """Both texts in one: common lines once, then what each has at that place, theirs first."""
    return "\n".join(line.text for line in diff_lines(theirs, yours))


def refusal_page(request: HttpRequest, refused: Refused) -> HttpResponse:
    """A page, or a notice in the live region for htmx: what was refused and what is kept."""
    status = STATUS.get(refused.code, 409)
    context = {
        "refused": refused,
        "status": status,
        "sent": sent_in(request),
        "typed": typed_in(request),
        "back": _back(request),
        "clashes": _clashes(refused.details) if refused.code == "changed_meanwhile" else [],
        "revision": refused.details.get("revision"),
        "action": request.get_full_path(),
    }
    if not is_htmx(request):
        return HttpResponse(render_to_string("web/refused.html", context, request), status=status)
    html = render_to_string("web/parts/refused.html", context, request)
    retarget = {"HX-Retarget": "#notices", "HX-Reswap": "innerHTML show:#notices:top"}
    return HttpResponse(html, status=status, headers=retarget)


def typed_in(request: HttpRequest) -> list[Typed]:
    """What the form carried that a person typed."""
    return [value for value in sent_in(request) if value.name not in SENT_ALONG]


def sent_in(request: HttpRequest) -> list[Typed]:
    """What the form carried that may go back to the browser."""
    pairs = ((name, value) for name, values in request.POST.lists() for value in values)
    kept = (Typed(n, str(v)[:LONGEST_SHOWN]) for n, v in pairs if n not in NEVER_SHOWN)
    return [typed for typed in kept if typed.value.strip()]


def _clashes(details: dict[str, Any]) -> list[Clash]:
    theirs, yours = details.get("theirs", ""), details.get("yours", "")
    if isinstance(theirs, dict) and isinstance(yours, dict):
        fields = [name for name in yours if str(yours[name]) != str(theirs.get(name, ""))]
        return [Clash(n, str(theirs.get(n, "")), str(yours[n])) for n in fields]
    return [Clash(str(details.get("field", "text")), str(theirs), str(yours))]


def _back(request: HttpRequest) -> str:
    referer = urlsplit(request.headers.get("Referer", ""))
    if referer.netloc == request.get_host() and referer.path:
        return referer.path + (f"?{referer.query}" if referer.query else "")
    return request.path.rpartition("/")[0] or "/"
