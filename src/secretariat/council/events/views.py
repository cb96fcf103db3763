"""Pages of events."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.events import commands, pages, policy, queries
from secretariat.council.events.acts import ACTS
from secretariat.council.events.forms import (
    EventForm,
    FileForm,
    NoteForm,
    SessionForm,
    event_typed,
    note_typed,
    session_typed,
)
from secretariat.council.events.models import Event
from secretariat.council.events.pages import Reading
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.http import (
    act_named,
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
)
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.returning import return_page
from secretariat.rules.visibility import Actor, require
from secretariat.rules.wording import counted

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def events(request: HttpRequest, body: str) -> HttpResponse:
    """Every event: what is coming, what waits for a follow-up, the others."""
    context = pages.events_page(actor_of(request), body_or_404(body))
    return render_page(request, "events/list.html", context)


@require_http_methods(GET_OR_POST)
def new_event(request: HttpRequest, body: str) -> HttpResponse:
    """Put an event on the list."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_keep_events(actor, the_body))
    form = EventForm(request.POST or None, initial={"zone": the_body.zone})
    if form.is_valid():
        with refusals_on(form):
            made = commands.add_event(actor, the_body, form.fields_typed())
            messages.success(request, f"“{made.name}” is on the list.", extra_tags="settled")
            return redirect_page(request, f"/{made.ref}")
    return render_page(request, "events/edit.html", pages.frame(the_body, form=form))


@require_safe
def event(request: HttpRequest, body: str, event: str) -> HttpResponse:
    """One event."""
    context = pages.event_page(actor_of(request), _event(body, event))
    return render_page(request, "events/event.html", context)


@require_http_methods(GET_OR_POST)
def describe_event(request: HttpRequest, body: str, event: str) -> HttpResponse:
    """Change what is known of an event."""
    row, actor = _event(body, event), actor_of(request)
    require(policy.may_keep(actor, row))
    edit = edited(request, row.revision, lambda sent: EventForm(sent, initial=event_typed(row)))
    if edit.form.is_valid():
        with refusals_on(edit.form):
            commands.describe_event(actor, row, edit.form.fields_typed(), seen=edit.seen)
            return redirect_page(request, f"/{row.ref}")
    context = pages.frame(row.body, form=edit.form, event=row)
    return render_page(request, "events/edit.html", context)


@require_http_methods(GET_OR_POST)
def change_session(request: HttpRequest, body: str, event: str, number: int) -> HttpResponse:
    """Change a session and its speakers."""
    row, actor = queries.session_numbered(_event(body, event), number), actor_of(request)
    require(policy.may_keep(actor, row.event))
    edit = edited(request, row.revision, lambda sent: SessionForm(sent, initial=session_typed(row)))
    if edit.form.is_valid():
        with refusals_on(edit.form):
            fields = edit.form.fields_typed(row.event.zone)
            commands.change_session(actor, row, fields, seen=edit.seen)
            return redirect_page(request, f"/{row.event.ref}#sessions")
    context = pages.frame(row.event.body, form=edit.form, event=row.event, session=row)
    return render_page(request, "events/session.html", context)


@require_http_methods(GET_OR_POST)
def change_note(request: HttpRequest, body: str, event: str, number: int) -> HttpResponse:
    """Change the words of a note."""
    actor = actor_of(request)
    row = queries.note_numbered(actor, _event(body, event), number)
    require(policy.may_note(actor, row.event))
    edit = edited(request, row.revision, lambda sent: _note_form(sent, note_typed(row)))
    if edit.form.is_valid():
        with refusals_on(edit.form):
            commands.change_note(actor, row, edit.form.fields_typed(), seen=edit.seen)
            return redirect_page(request, f"/{row.event.ref}#notes")
    context = pages.frame(row.event.body, form=edit.form, event=row.event, note=row)
    return render_page(request, "events/note.html", context)


def _note_form(sent: QueryDict | None, typed: dict[str, Any]) -> NoteForm:
    form = NoteForm(sent, initial=typed)
    del form.fields["under"]
    return form


@require_POST
def act_on_event(request: HttpRequest, body: str, event: str, verb: str) -> HttpResponse:
    """Do one thing to an event: sessions, deadlines, who goes, notes, its outcome."""
    row = _event(body, event)
    act = act_named(ACTS, verb, "an event")
    words = act(actor_of(request), row, request.POST)
    messages.success(request, words, extra_tags="settled")
    return return_page(request, f"/{row.ref}")


@require_http_methods(GET_OR_POST)
def import_calendar(request: HttpRequest, body: str) -> HttpResponse:
    """Read a calendar file and show what it would make; a second button takes it in."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_keep_events(actor, the_body))
    form, reading = _file_form(request, the_body), None
    if form.is_valid():
        with refusals_on(form):
            reading = _reading(the_body, form)
            if "take_in" in request.POST:
                return _taken_in(request, actor, the_body, reading)
    context = pages.frame(the_body, form=form, reading=reading)
    return render_page(request, "events/import.html", context)


def _file_form(request: HttpRequest, body: Body) -> FileForm:
    choices = [(known.key, known.title) for known in queries.known_events(body)]
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return FileForm(*sent, events=choices, initial={"into": request.GET.get("into", "")})


def _reading(body: Body, form: FileForm) -> Reading:
    typed = form.cleaned_data
    return pages.reading_of(
        body, form.content(), zone=typed["zone"], into=typed["into"], name=typed["name"]
    )


def _taken_in(request: HttpRequest, actor: Actor, body: Body, reading: Reading) -> HttpResponse:
    plan = reading.plan
    if not plan.is_one_event:
        number = commands.take_in_events(actor, body, plan)
        messages.success(request, f"{counted(number, 'event')} taken in.", extra_tags="settled")
        return redirect_page(request, f"/{body.slug}/events")
    made = commands.take_in_event(actor, body, plan, name=reading.name, into=reading.into)
    words = f"{counted(plan.writes, 'session')} taken in."
    messages.success(request, words, extra_tags="settled")
    return redirect_page(request, f"/{made.ref}")


def _event(body: str, slug: str) -> Event:
    return queries.event_named(body_or_404(body), slug)
