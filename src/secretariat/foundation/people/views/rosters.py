"""A roster from a file: choose it, look at what would change, import."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.documents.reading.csv_table import text_of
from secretariat.foundation.people import commands, policy, queries
from secretariat.foundation.people.forms.seats import RosterFileForm, RosterTextForm
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
)
from secretariat.foundation.people.models import Body
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import require
from secretariat.rules.wording import counted

from .acting import places, posted, today


@require_http_methods(["GET", "POST"])
def roster(request: HttpRequest, body: str) -> HttpResponse:
    """The roster of today with its ways in and out; a POST shows what a file would change."""
    the_body = _mine(request, body)
    day = today(the_body)
    form = RosterFileForm(posted(request), request.FILES or None, initial={"on": day})
    context: dict[str, Any] = {"body": the_body, **places(the_body), "form": form}
    context["table"] = queries.members_table(the_body, day)
    if form.is_valid():
        with refusals_on(form):
            context |= _preview(request, the_body, form.cleaned_data)
    return render_page(request, "people/roster.html", context)


def _preview(request: HttpRequest, body: Body, values: dict[str, Any]) -> dict[str, Any]:
    file: UploadedFile[Any] = values["file"]
    content = file.read()
    plan = commands.preview_roster(actor_of(request), body, content, on=values["on"])
    kept = {"text": text_of(content), "on": values["on"], "digest": plan.digest}
    return {"plan": plan, "kept": RosterTextForm(initial=kept), "file_name": file.name}


@require_POST
def import_roster(request: HttpRequest, body: str) -> HttpResponse:
    """Import what was shown."""
    the_body, form = _mine(request, body), RosterTextForm(request.POST)
    if not form.is_valid():
        raise Refused("no_file", "Choose the file once more. Nothing has been imported.")
    said = form.cleaned_data
    plan = commands.import_roster(
        actor_of(request), the_body, said["text"].encode(), on=said["on"], seen=said["digest"]
    )
    words = f"The roster is imported: {counted(len(plan.changes), 'change')}."
    messages.success(request, words, extra_tags="settled")
    return redirect_page(request, f"/{body}/members")


def _mine(request: HttpRequest, body: str) -> Body:
    found = body_or_404(body)
    require(policy.may_run_body(actor_of(request), found, "import a roster"))
    return found
