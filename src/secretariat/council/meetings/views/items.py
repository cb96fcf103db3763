"""One agenda item: reading it, changing it, its links and files, carrying it over."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.meetings import commands, policy
from secretariat.council.meetings.forms import FileForm, ItemForm, LinkForm, QuickItemForm
from secretariat.council.meetings.models import AgendaItem
from secretariat.council.meetings.pages import item_page
from secretariat.council.meetings.preparing import parts_for
from secretariat.council.meetings.queries.calendar import next_meeting_after
from secretariat.council.meetings.queries.finding import link_named
from secretariat.council.meetings.queries.whom import people_meant
from secretariat.council.meetings.snapshot_parts import ref_of
from secretariat.council.meetings.views.frame import tell, to_page, with_item
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.http import (
    actor_of,
    refusals_on,
    render_page,
    require_valid,
)
from secretariat.rules.visibility import Audience, may_see, require


@require_safe
@with_item
def page(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """The item for everybody who may see it. Its slug leads to its number once that is fixed."""
    actor, meeting = actor_of(request), item.meeting
    require(policy.may_see_item(actor, item))
    if item.number and request.path.rpartition("/")[2] != item.number:
        return HttpResponseRedirect(f"/{ref_of(meeting, item)}")
    return render_page(request, "meetings/item.html", item_page(actor, item))


@require_http_methods(["GET", "POST"])
@with_item
def edit(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Change what an item says; two people at once are both heard."""
    actor = actor_of(request)
    require(policy.may_prepare(actor, item.meeting))
    initial = _initial(item)
    edit = edited(request, item.revision, lambda sent: ItemForm(sent, initial=initial))
    form = edit.form
    if form.is_valid():
        with refusals_on(form):
            commands.edit_item(actor, item, _edit_of(form), seen=edit.seen)
            tell(request, "The item is saved.")
            return to_page(f"/{item.meeting.ref}/prepare")
    context = {"body": item.meeting.body, "row": item.meeting, "item": item, "form": form}
    context |= {"ref": ref_of(item.meeting, item), "link": LinkForm(), "file": FileForm()}
    context["parts"] = parts_for(actor, item)
    return render_page(request, "meetings/item_edit.html", context)


def _initial(item: AgendaItem) -> dict[str, Any]:
    named = [*item.presenters.values_list("name", flat=True)]
    words = [item.presenter_words] if item.presenter_words else []
    return {
        "title": item.title,
        "minutes": item.minutes,
        "presenters": ", ".join(named + words),
        "text": item.text,
        "speaker_notes": item.speaker_notes,
        "audience": item.audience,
    }


def _edit_of(form: ItemForm) -> commands.ItemEdit:
    values = form.cleaned_data
    presenters, words = people_meant(values["presenters"])
    return commands.ItemEdit(
        title=values["title"],
        minutes=values["minutes"] or 0,
        text=values["text"],
        speaker_notes=values["speaker_notes"],
        audience=Audience(values["audience"]),
        presenters=presenters,
        presenter_words=words,
    )


@require_POST
@with_item
def edit_line(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Change title, minutes and presenters on the agenda itself."""
    require(policy.may_prepare(actor_of(request), item.meeting))
    initial = _initial(item)
    edit = edited(request, item.revision, lambda sent: QuickItemForm(sent, initial=initial))
    require_valid(edit.form)
    presenters, words = people_meant(edit.form.cleaned_data["presenters"])
    wanted = commands.ItemEdit(
        title=edit.form.cleaned_data["title"],
        minutes=edit.form.cleaned_data["minutes"] or 0,
        presenters=presenters,
        presenter_words=words,
    )
    commands.edit_item(actor_of(request), item, wanted, seen=edit.seen)
    return to_page(f"/{item.meeting.ref}/prepare")


@require_POST
@with_item
def add_link(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Put a link under an item."""
    commands.add_link(
        actor_of(request),
        item,
        request.POST.get("url", ""),
        title=request.POST.get("title", ""),
        audience=_audience_of(request),
    )
    return to_page(f"/{ref_of(item.meeting, item)}/edit")


@require_POST
@with_item
def add_file(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """File a document under an item."""
    form = FileForm(request.POST, request.FILES)
    require_valid(form)
    file = form.cleaned_data["file"]
    title, audience = form.cleaned_data["title"], _audience_of(request)
    commands.add_file(
        actor_of(request), item, file.name, file.read(), title=title, audience=audience
    )
    tell(request, "The file is filed.")
    return to_page(f"/{ref_of(item.meeting, item)}/edit")


@require_POST
@with_item
def remove_link(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Take a link or file away."""
    commands.remove_link(actor_of(request), item, request.POST.get("slug", ""))
    return to_page(f"/{ref_of(item.meeting, item)}/edit")


@require_safe
@with_item
def file(request: HttpRequest, item: AgendaItem, slug: str) -> HttpResponse:
    """A file under an item, as a download."""
    actor = actor_of(request)
    require(policy.may_see_item(actor, item))
    link = link_named(item, slug)
    if not policy.sight_of(actor, item.meeting).sees(link.audience):
        require(may_see(actor, item.meeting.body.slug, Audience(link.audience)))
    if link.attachment is None:
        raise Http404("This is a link, not a file.")
    headers = {"Content-Disposition": f'attachment; filename="{slug}"'}
    content = bytes(link.attachment.content)
    return HttpResponse(content, content_type=link.attachment.media_type, headers=headers)


@require_POST
@with_item
def carry(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """Put an item on the agenda of the next meeting."""
    following = next_meeting_after(item.meeting)
    if following is None:
        raise Http404("No later meeting is planned yet.")
    commands.carry_item(actor_of(request), item, following)
    tell(request, "The item stands on the next agenda.")
    return to_page(f"/{following.ref}/prepare")


@require_POST
@with_item
def withdraw(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    """End an item for good, with a reason."""
    commands.withdraw_item(actor_of(request), item, reason=request.POST.get("reason", ""))
    tell(request, "The item is withdrawn and will not be proposed again.")
    return to_page(f"/{ref_of(item.meeting, item)}")


def _audience_of(request: HttpRequest) -> Audience:
    wanted = request.POST.get("audience", "")
    return Audience(wanted) if wanted in set(Audience) else Audience.MEMBERS
