"""Notes in the room."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.council.meetings import commands, policy
from secretariat.council.meetings.forms import NoteForm
from secretariat.council.meetings.models import AgendaItem, Note
from secretariat.council.meetings.queries.finding import note_named
from secretariat.council.meetings.views.frame import tell, to_room, typed_at, with_item
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.http import actor_of, refusals_on, render_page, seen_revision
from secretariat.rules.visibility import Audience, require


@require_POST
@with_item
def add(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Write a note under an item."""
    depth = request.POST.get("depth", "0")
    commands.add_note(
        actor_of(request),
        item,
        request.POST.get("text", ""),
        depth=int(depth) if depth.isdecimal() else 0,
        kind=request.POST.get("kind") or Note.Kind.NOTE.value,
        written_at=typed_at(request, item.meeting),
    )
    return to_room(item.meeting, item=item.slug, focus="note")


@require_http_methods(["GET", "POST"])
@with_item
def edit(request: HttpRequest, item: AgendaItem, sequence: int) -> HttpResponse:
    """Change a note; two people at once are both heard."""
    actor, note = actor_of(request), note_named(item, sequence)
    require(policy.may_note(actor, item.meeting))
    initial = {"text": note.text, "kind": note.kind, "audience": note.audience}
    edit = edited(request, note.revision, lambda sent: NoteForm(sent, initial=initial))
    form = edit.form
    if form.is_valid():
        with refusals_on(form):
            values = {**form.cleaned_data, "audience": Audience(form.cleaned_data["audience"])}
            commands.edit_note(actor, note, seen=edit.seen, **values)
            return to_room(item.meeting, item=item.slug)
    context = {"body": item.meeting.body, "row": item.meeting, "item": item, "note": note}
    return render_page(request, "meetings/note.html", {**context, "form": form})


@require_POST
@with_item
def change(request: HttpRequest, item: AgendaItem, sequence: int, how: str) -> HttpResponse:
    """Set a note deeper, less deep, up or down, or take it away."""
    actor, note = actor_of(request), note_named(item, sequence)
    if how == "remove":
        commands.remove_note(actor, note, seen=seen_revision(request))
        tell(request, "The note is taken away.")
    elif how in {"in", "out"}:
        commands.indent_note(actor, note, by=1 if how == "in" else -1)
    else:
        commands.move_note(actor, note, by=-1 if how == "up" else 1)
    return to_room(item.meeting, item=item.slug)
