"""The rule book in sentences, and its versions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from secretariat.foundation.people import policy, queries
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    render_page,
)
from secretariat.foundation.people.models import RuleBookVersion
from secretariat.foundation.people.snapshots import parsed
from secretariat.rules.errors import Refused
from secretariat.rules.rulebook_words import rule_sentences

from .acting import today


@require_safe
def rules(request: HttpRequest, body: str, version: int = 0) -> HttpResponse:
    """What this body decides by, in sentences: today's version, or the one asked for."""
    the_body = body_or_404(body)
    versions = queries.rule_book_versions(the_body)
    current = queries.current_version(versions, today(the_body))
    shown = _numbered(versions, version) if version else current
    context = {
        "body": the_body,
        "versions": versions,
        "current": current,
        "shown": shown,
        "headings": _headings(shown),
        "may_run": bool(policy.may_run_body(actor_of(request), the_body)),
    }
    return render_page(request, "people/rules.html", context)


def _numbered(versions: list[RuleBookVersion], number: int) -> RuleBookVersion:
    found = next((row for row in versions if row.version == number), None)
    if found is None:
        raise Refused("not_found", f"The rule book has no version {number}.")
    return found


def _headings(version: RuleBookVersion | None) -> dict[str, list[Any]]:
    """The sentences by heading, in the order of the book."""
    found: dict[str, list[Any]] = {}
    for each in rule_sentences(parsed(version.text)) if version else []:
        found.setdefault(each.heading, []).append(each)
    return found
