"""The next version of a rule book: rule by rule in a form, or the whole book as text."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from secretariat.foundation.people import commands, pages, policy, queries
from secretariat.foundation.people.editing import Edited, edited
from secretariat.foundation.people.forms.bodies import RuleBookForm
from secretariat.foundation.people.forms.rule_books import RulesForm
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
)
from secretariat.foundation.people.models import Body, RuleBookVersion
from secretariat.rules.rulebook import parse_rule_book
from secretariat.rules.rulebook_text import rule_book_text
from secretariat.rules.rulebook_words import default_rule_book_text
from secretariat.rules.visibility import require

from .acting import places, today

# The button that leads from what would change back to the form.
AGAIN = "again"


@require_http_methods(["GET", "POST"])
def edit_rules(request: HttpRequest, body: str) -> HttpResponse:
    """Change rules in a form; what would change is shown before it is kept."""
    the_body, newest = _editable(request, body)
    start = replace(parse_rule_book(_next_text(the_body, newest)), body=the_body.name)
    known = newest.version if newest else 0
    edit = edited(request, known, lambda sent: RulesForm(sent, book=start))
    if edit.form.is_valid() and AGAIN not in request.POST:
        with refusals_on(edit.form):
            return _shown_or_kept(request, the_body, newest, edit)
    context = {"form": edit.form, "newest": newest, **pages.rules_page(edit.form, the_body, newest)}
    return render_page(
        request, "people/rules_edit.html", {"body": the_body, **context, **places(the_body)}
    )


@require_http_methods(["GET", "POST"])
def edit_rules_text(request: HttpRequest, body: str) -> HttpResponse:
    """Write the next version as text, from the newest."""
    the_body, newest = _editable(request, body)
    initial, known = {"text": _next_text(the_body, newest)}, newest.version if newest else 0
    edit = edited(request, known, lambda sent: RuleBookForm(sent, initial=initial))
    form = edit.form
    if form.is_valid():
        with refusals_on(form):
            values = form.cleaned_data
            return _added(request, the_body, edit.seen, values["text"], values["adopted_by"])
    context: dict[str, Any] = {"form": form, "newest": newest, "wrong": _wrong_line(form)}
    context |= {"body": the_body, **places(the_body)}
    return render_page(request, "people/rules_text.html", context)


def _editable(request: HttpRequest, slug: str) -> tuple[Body, RuleBookVersion | None]:
    body = body_or_404(slug)
    require(policy.may_run_body(actor_of(request), body, "change the rule book"))
    return body, next(iter(queries.rule_book_versions(body)), None)


def _shown_or_kept(
    request: HttpRequest, body: Body, newest: RuleBookVersion | None, edit: Edited[RulesForm]
) -> HttpResponse:
    """Keep exactly the text that was shown before; show any other."""
    form, text = edit.form, rule_book_text(edit.form.book())
    digest = sha256(text.encode()).hexdigest()
    if request.POST.get("digest") == digest:
        return _added(request, body, edit.seen, text, form.cleaned_data["adopted_by"])
    book = commands.checked_rule_book(text, body.slug, body.name, body.short_name)
    commands.require_successor(book, newest)
    context = {"form": form, "newest": newest, "seen": edit.seen, "digest": digest, "body": body}
    shown = pages.preview_page(form, body, newest, book) | places(body)
    return render_page(request, "people/rules_preview.html", context | shown)


def _added(request: HttpRequest, body: Body, seen: int, text: str, adopted_by: str) -> HttpResponse:
    made = commands.add_rule_book(actor_of(request), body, text, seen=seen, adopted_by=adopted_by)
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
