"""The rule book in sentences, its versions, and the editor of the next one."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from secretariat.foundation.people import commands, policy, queries
from secretariat.foundation.people.editing import Edited, edited
from secretariat.foundation.people.forms.bodies import RuleBookForm
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
)
from secretariat.foundation.people.models import Body, RuleBookVersion
from secretariat.foundation.people.snapshots import parsed
from secretariat.rules.errors import Refused
from secretariat.rules.rulebook_words import default_rule_book_text, rule_sentences
from secretariat.rules.visibility import require

from .acting import places, today


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


@require_http_methods(["GET", "POST"])
def edit_rules(request: HttpRequest, body: str) -> HttpResponse:
    """Write the next version, from the newest."""
    the_body = body_or_404(body)
    require(policy.may_run_body(actor_of(request), the_body, "change the rule book"))
    newest = next(iter(queries.rule_book_versions(the_body)), None)
    initial, known = {"text": _next_text(the_body, newest)}, newest.version if newest else 0
    edit = edited(request, known, lambda sent: RuleBookForm(sent, initial=initial))
    form = edit.form
    if form.is_valid():
        with refusals_on(form):
            return _added(request, the_body, edit)
    context: dict[str, Any] = {"form": form, "newest": newest, "wrong": _wrong_line(form)}
    context |= {"body": the_body, **places(the_body)}
    return render_page(request, "people/rules_edit.html", context)


def _added(request: HttpRequest, body: Body, edit: Edited[RuleBookForm]) -> HttpResponse:
    values = edit.form.cleaned_data
    made = commands.add_rule_book(actor_of(request), body, **values, seen=edit.seen)
    words = f"Version {made.version} of the rule book is kept. Votes that are open keep theirs."
    messages.success(request, words, extra_tags="settled")
    return redirect_page(request, f"/{body.slug}/rules/{made.version}")


def _wrong_line(form: RuleBookForm) -> str:
    """The line that the refusal names, as it stands in the text; empty if it names none."""
    errors = " ".join(str(error) for error in form.errors.get("text", []))
    named = re.search(r"\b[Ll]ine (\d+)", errors)
    lines = str(form["text"].value() or "").splitlines()
    number = int(named[1]) if named else 0
    return f"{number}: {lines[number - 1]}" if 0 < number <= len(lines) else ""


def _next_text(body: Body, newest: RuleBookVersion | None) -> str:
    """The newest version with the next number and today as its first day, ready to be edited."""
    day = today(body)
    if newest is None:
        return default_rule_book_text(body.name, day)
    text = re.sub(r"(?m)^version\s*=.*$", f"version = {newest.version + 1}", newest.text, count=1)
    first = max(day, newest.valid_from_on).isoformat()
    return re.sub(r"(?m)^valid_from\s*=.*$", f"valid_from = {first}", text, count=1)
