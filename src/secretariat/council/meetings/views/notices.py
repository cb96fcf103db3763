"""The notices of a body: the texts it stands by, in their versions. Everybody may read them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.meetings import commands, markup, policy
from secretariat.council.meetings.forms import NoticeForm
from secretariat.council.meetings.models import Notice
from secretariat.council.meetings.queries.notices import (
    COMING,
    ENDED,
    IN_USE,
    REPLACED,
    WITHDRAWN,
    NoticeVersion,
    notice_named,
    notice_versions,
    notices_in_use,
    notices_on,
)
from secretariat.council.meetings.standing import STANDING, standing_notice
from secretariat.council.meetings.views.frame import tell, to_page
from secretariat.foundation.people.editing import Edited, edited
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    refusals_on,
    render_page,
)
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import today
from secretariat.rules.agenda import slugify
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import require

CHIPS = {
    COMING: "open",
    IN_USE: "settled",
    REPLACED: "plain",
    ENDED: "plain",
    WITHDRAWN: "plain",
}


@require_safe
def shelf(request: HttpRequest, body: str) -> HttpResponse:
    """Every notice with the words that hold today."""
    the_body = body_or_404(body)
    context = {
        "body": the_body,
        "notices": [(row, CHIPS[row.state]) for row in notices_on(the_body, today(the_body))],
        "may_edit": bool(policy.may_edit_notices(actor_of(request), the_body)),
    }
    return render_page(request, "meetings/notices.html", context)


@require_safe
def versions(request: HttpRequest, body: str, notice: str) -> HttpResponse:
    """One notice in all its versions, and which meetings showed each."""
    the_body = body_or_404(body)
    rows = notice_versions(the_body, notice, today(the_body))
    context = {
        "body": the_body,
        "notice": next((row for row in rows if row.is_in_use), rows[0]).notice,
        "versions": [(row, CHIPS[row.state], _changes(row)) for row in rows],
        "may_edit": bool(policy.may_edit_notices(actor_of(request), the_body)),
    }
    return render_page(request, "meetings/notice.html", context)


@require_safe
def page(request: HttpRequest, body: str) -> HttpResponse:
    """The notices in use, in the order they are read, those that ended, and the usual ones that
    are missing.
    """
    the_body = _editable(request, body)
    rows = [(row, CHIPS[row.state]) for row in notices_on(the_body, today(the_body))]
    known = {row.notice.slug for row, _ in rows}
    missing = [each for each in STANDING if each.slug not in known]
    context = {"body": the_body, "notices": rows, "missing": missing}
    return render_page(request, "meetings/notices_edit.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, body: str) -> HttpResponse:
    """Write a notice the body does not have yet; `?usual=` begins one of the usual ones."""
    the_body, usual = _editable(request, body), standing_notice(request.GET.get("usual", ""))
    initial = {"from_on": today(the_body), "position": notices_in_use(the_body).count() + 1}
    initial |= {"is_at_opening": usual.is_at_opening if usual else True}
    initial |= {"title": usual.title} if usual else {}
    form = NoticeForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            slug = usual.slug if usual else slugify(form.cleaned_data["title"])[:40]
            _require_unknown(the_body, slug)
            return _adopt(request, the_body, slug, Edited(form, 0))
    context = {"body": the_body, "form": form, "usual": usual}
    return render_page(request, "meetings/notice_edit.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, body: str, notice: str) -> HttpResponse:
    """Write the next version of a notice; earlier meetings keep the one that was read in them."""
    the_body = _editable(request, body)
    last = notice_named(the_body, notice)
    initial = _initial(last, the_body)
    edit = edited(request, last.version, lambda sent: NoticeForm(sent, initial=initial))
    form = edit.form
    if form.is_valid():
        with refusals_on(form):
            return _adopt(request, the_body, last.slug, edit)
    context = {"body": the_body, "form": form, "notice": last}
    return render_page(request, "meetings/notice_edit.html", context)


@require_POST
def end(request: HttpRequest, body: str, notice: str) -> HttpResponse:
    """Let a notice hold no longer from today on; what was to come does not come either."""
    the_body = _editable(request, body)
    by = actor_of(request)
    withdrawn = commands.retire_notice(by, the_body, notice, from_on=today(the_body))
    words = "".join(
        f" Version {each.version}, which was to hold from {day_words(each.from_on)} on, does not "
        "come either."
        for each in withdrawn
    )
    tell(request, f"The notice holds no longer.{words} Its versions stay readable.")
    return to_page(f"/{body}/settings/notices")


@require_POST
def withdraw(request: HttpRequest, body: str, notice: str) -> HttpResponse:
    """Withdraw the version that is still to come."""
    the_body = _editable(request, body)
    gone, before = commands.withdraw_version(actor_of(request), the_body, notice)
    words = f"Version {gone.version} of “{gone.title}” does not come."
    if before is not None and before.retired_on is None:
        words += f" Version {before.version} goes on."
    tell(request, words)
    return to_page(f"/{body}/settings/notices")


def _editable(request: HttpRequest, slug: str) -> Body:
    body = body_or_404(slug)
    require(policy.may_edit_notices(actor_of(request), body))
    return body


def _require_unknown(body: Body, slug: str) -> None:
    if Notice.objects.filter(body=body, slug=slug).exists():
        raise Refused(
            "known",
            "There is a notice of this title already, perhaps one that ended. Your text is kept "
            "below: write it as the next version of that notice, or choose another title.",
            {"field": "title"},
        )


def _changes(row: NoticeVersion) -> list[markup.DiffLine]:
    return markup.difference(row.before.text, row.notice.text) if row.before else []


def _initial(notice: Notice, body: Body) -> dict[str, Any]:
    fields = ("title", "text", "source_words", "position", "is_at_opening")
    return {name: getattr(notice, name) for name in fields} | {"from_on": today(body)}


def _adopt(request: HttpRequest, body: Body, slug: str, edit: Edited[NoticeForm]) -> HttpResponse:
    values = dict(edit.form.cleaned_data)
    from_on = values.pop("from_on")
    usual = standing_notice(slug)
    values["text"] = usual.text_of(values["text"]) if usual else values["text"]
    text = commands.NoticeText(slug=slug, **values)
    commands.adopt_notice(actor_of(request), body, text, from_on=from_on, seen=edit.seen)
    tell(request, f"“{text.title}” holds from {day_words(from_on)} on.")
    return to_page(f"/{body.slug}/settings/notices")
