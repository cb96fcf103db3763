"""Pages of relations and consultations."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.meetings.queries.finding import item_named, meeting_named
from secretariat.council.relations import commands, pages, policy, queries
from secretariat.council.relations.acts import (
    CONSULTATION_ACTS,
    RELATION_ACTS,
    call_facts,
    relation_facts,
)
from secretariat.council.relations.forms import CallForm, RelationForm, call_typed, relation_typed
from secretariat.council.relations.models import Consultation, Relation
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.http import (
    act_named,
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
)
from secretariat.foundation.people.returning import return_page
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import require

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def relations(request: HttpRequest, body: str) -> HttpResponse:
    """Every relation by kind; `?ours=nobody` keeps those without a contact of ours, `?year=2021` is
    that of the numbers.
    """
    the_body, asked = body_or_404(body), request.GET
    ours, year = asked.get("ours", ""), asked.get("year", "")
    context = pages.relations_page(actor_of(request), the_body, ours, year)
    return render_page(request, "relations/list.html", context)


@require_http_methods(GET_OR_POST)
def new_relation(request: HttpRequest, body: str) -> HttpResponse:
    """Put an outside body on the list."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_keep_relations(actor, the_body))
    form = RelationForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            made = commands.add_relation(actor, the_body, relation_facts(actor, form.cleaned_data))
            messages.success(request, f"{made.name} is on the list.", extra_tags="settled")
            return redirect_page(request, f"/{made.ref}")
    return render_page(request, "relations/edit.html", pages.frame(the_body, form=form))


@require_safe
def relation(request: HttpRequest, body: str, relation: str) -> HttpResponse:
    """One relation."""
    context = pages.relation_page(actor_of(request), _relation(body, relation))
    return render_page(request, "relations/relation.html", context)


@require_http_methods(GET_OR_POST)
def describe_relation(request: HttpRequest, body: str, relation: str) -> HttpResponse:
    """Change what a relation says about itself."""
    row, actor = _relation(body, relation), actor_of(request)
    require(policy.may_keep_relations(actor, row.body))
    initial = relation_typed(row)
    change = edited(request, row.revision, lambda sent: RelationForm(sent, initial=initial))
    form = change.form
    if form.is_valid():
        with refusals_on(form):
            facts = relation_facts(actor, form.cleaned_data)
            commands.describe_relation(actor, row, facts, seen=change.seen)
            return redirect_page(request, f"/{row.ref}")
    return render_page(
        request, "relations/edit.html", pages.frame(row.body, form=form, relation=row)
    )


@require_POST
def act_on_relation(request: HttpRequest, body: str, relation: str, verb: str) -> HttpResponse:
    """Do one thing to a relation: contacts, exchanges, what is owed, its end."""
    row = _relation(body, relation)
    act = act_named(RELATION_ACTS, verb, "a relation")
    words = act(actor_of(request), row, request.POST)
    messages.success(request, words, extra_tags="settled")
    return return_page(request, f"/{row.ref}")


@require_safe
def consultations(request: HttpRequest, body: str) -> HttpResponse:
    """Every consultation and statement, the next deadline first."""
    context = pages.consultations_page(actor_of(request), body_or_404(body))
    return render_page(request, "relations/consultations.html", context)


@require_http_methods(GET_OR_POST)
def new_consultation(request: HttpRequest, body: str) -> HttpResponse:
    """Put a consultation or statement on the list."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_keep_consultations(actor, the_body))
    choices = queries.relations_to_choose(the_body)
    form = CallForm(request.POST or None, relations=choices, initial={"is_for_board": True})
    if form.is_valid():
        with refusals_on(form):
            facts = call_facts(form.cleaned_data, the_body)
            made = commands.call_consultation(actor, the_body, facts)
            messages.success(request, f"“{made.title}” is on the list.", extra_tags="settled")
            return redirect_page(request, f"/{made.ref}")
    return render_page(request, "relations/call.html", pages.frame(the_body, form=form))


@require_safe
def consultation(request: HttpRequest, body: str, consultation: str) -> HttpResponse:
    """One consultation or statement."""
    row = _consultation(body, consultation)
    context = pages.consultation_page(actor_of(request), row)
    return render_page(request, "relations/consultation.html", context)


@require_http_methods(GET_OR_POST)
def describe_consultation(request: HttpRequest, body: str, consultation: str) -> HttpResponse:
    """Change what is known of a consultation."""
    row, actor = _consultation(body, consultation), actor_of(request)
    require(policy.may_draft(actor, row))
    form_of = partial(
        CallForm, relations=queries.relations_to_choose(row.body), initial=call_typed(row)
    )
    change = edited(request, row.revision, form_of)
    form = change.form
    if form.is_valid():
        with refusals_on(form):
            facts = call_facts(form.cleaned_data, row.body)
            commands.describe_consultation(actor, row, facts, seen=change.seen)
            return redirect_page(request, f"/{row.ref}")
    context = pages.frame(row.body, form=form, consultation=row)
    return render_page(request, "relations/call.html", context)


@require_POST
def act_on_consultation(
    request: HttpRequest, body: str, consultation: str, verb: str
) -> HttpResponse:
    """Do one thing to a consultation: a step, or a word for its ledger."""
    row = _consultation(body, consultation)
    act = act_named(CONSULTATION_ACTS, verb, "a consultation")
    words = act(actor_of(request), row, request.POST)
    messages.success(request, words, extra_tags="settled")
    return return_page(request, f"/{row.ref}")


@require_POST
def move_sending(request: HttpRequest, body: str, meeting: str, item: str) -> HttpResponse:
    """Move under an agenda item that the answer or statement be approved."""
    the_item = item_named(meeting_named(body, meeting), item)
    found = queries.consultations_by_ref([the_item.source_ref]).get(the_item.source_ref)
    if found is None:
        raise Refused("not_found", "The item carries no consultation. Nothing has changed.")
    motion = commands.move_sending(actor_of(request), the_item, found)
    messages.success(request, f"{motion.number} is moved.", extra_tags="settled")
    return return_page(request, f"/{the_item.meeting.ref}/room")


def _relation(body: str, slug: str) -> Relation:
    return queries.relation_named(body_or_404(body), slug)


def _consultation(body: str, slug: str) -> Consultation:
    return queries.consultation_named(body_or_404(body), slug)
