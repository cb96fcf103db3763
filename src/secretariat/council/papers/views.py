"""Pages of papers: the list, one paper, one version, quotations, the glossary."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.council.meetings.queries.finding import item_named, meeting_named
from secretariat.council.papers import commands, pages, policy, queries
from secretariat.council.papers.acts import ACTS, facts_typed
from secretariat.council.papers.commands import NewPaper, NewQuotation, Words
from secretariat.council.papers.forms import (
    BeginForm,
    FactsForm,
    NewPaperForm,
    QuotationForm,
    RemarkForm,
    SupersedeForm,
    WordsForm,
    facts_of,
    quotation_of,
    words_of,
)
from secretariat.council.papers.models import Paper
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.http import (
    act_named,
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
    require_valid,
)
from secretariat.foundation.people.returning import return_page
from secretariat.rules.visibility import require


@require_safe
def listing(request: HttpRequest, body: str) -> HttpResponse:
    """Every paper with its current version; `?kind=` keeps one kind."""
    the_body, kind = body_or_404(body), request.GET.get("kind", "")
    return render_page(
        request, "papers/list.html", pages.list_page(actor_of(request), the_body, kind)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, body: str) -> HttpResponse:
    """Put a paper or a term on the list."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_keep_papers(actor, the_body, "add papers"))
    choices = queries.papers_to_choose(the_body)
    form = NewPaperForm(request.POST or None, papers=choices, initial=request.GET.dict())
    if form.is_valid():
        with refusals_on(form):
            typed = form.cleaned_data
            facts, words = facts_typed(typed, the_body), Words(text=typed["text"])
            new = NewPaper(facts=facts, label=typed["label"], words=words)
            made = commands.add_paper(actor, the_body, new)
            messages.success(request, f"“{made.title}” is on the list.", extra_tags="settled")
            return redirect_page(request, f"/{made.ref}")
    return render_page(request, "papers/new.html", pages.frame(the_body, form=form))


@require_safe
def page(request: HttpRequest, body: str, paper: str) -> HttpResponse:
    """One paper."""
    row = _paper(body, paper)
    return render_page(request, "papers/page.html", pages.paper_page(actor_of(request), row))


@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: HttpRequest, body: str, paper: str) -> HttpResponse:
    """Change what a paper says about itself."""
    row, actor = _paper(body, paper), actor_of(request)
    require(policy.may_edit(actor, row))
    choices = queries.papers_to_choose(row.body, but=row.slug)
    change = edited(
        request, row.revision, partial(FactsForm, papers=choices, initial=facts_of(row))
    )
    form = change.form
    if form.is_valid():
        with refusals_on(form):
            facts = facts_typed(form.cleaned_data, row.body)
            commands.describe_paper(actor, row, facts, seen=change.seen)
            return redirect_page(request, f"/{row.ref}")
    return render_page(request, "papers/edit.html", pages.frame(row.body, paper=row, form=form))


@require_POST
def begin(request: HttpRequest, body: str, paper: str) -> HttpResponse:
    """Begin the next version."""
    row, form = _paper(body, paper), BeginForm(request.POST)
    require_valid(form)
    words = Words(what_is_new=form.cleaned_data["what_is_new"])
    made = commands.begin_version(
        actor_of(request), row, label=form.cleaned_data["version"], words=words
    )
    messages.success(request, f"Version {made.label} is in draft.", extra_tags="settled")
    return redirect_page(request, f"/{made.ref}")


@require_POST
def remark(request: HttpRequest, body: str, paper: str) -> HttpResponse:
    """Say what became known of a paper."""
    row, form = _paper(body, paper), RemarkForm(request.POST)
    require_valid(form)
    commands.remark_on_paper(actor_of(request), row, **form.cleaned_data)
    messages.success(request, "The remark is kept.", extra_tags="settled")
    return return_page(request, f"/{row.ref}")


@require_POST
def supersede(request: HttpRequest, body: str, paper: str) -> HttpResponse:
    """Let another paper stand in this one's place."""
    row = _paper(body, paper)
    form = SupersedeForm(request.POST, papers=queries.all_to_choose(row.body, but=row.slug))
    require_valid(form)
    by = queries.paper_named(row.body, form.cleaned_data["by"])
    commands.supersede_paper(actor_of(request), row, by, reason=form.cleaned_data["reason"])
    messages.success(request, f"“{by.title}” stands in its place.", extra_tags="settled")
    return redirect_page(request, f"/{row.ref}")


@require_safe
def version(request: HttpRequest, body: str, paper: str, number: int) -> HttpResponse:
    """One version of a paper."""
    row = queries.version_named(_paper(body, paper), str(number))
    context = pages.version_page(actor_of(request), row)
    return render_page(request, "papers/version.html", context)


@require_POST
def edit_words(request: HttpRequest, body: str, paper: str, number: int) -> HttpResponse:
    """Change the words of a version; two people at once are both heard."""
    row, actor = queries.version_named(_paper(body, paper), str(number)), actor_of(request)
    require(policy.may_edit(actor, row.paper))
    change = edited(request, row.revision, partial(WordsForm, initial=words_of(row)))
    require_valid(change.form)
    words = Words(**change.form.cleaned_data)
    commands.edit_version(actor, row, words, seen=change.seen)
    messages.success(request, f"Version {row.label} has its words.", extra_tags="settled")
    return return_page(request, f"/{row.ref}")


@require_POST
def act(request: HttpRequest, body: str, paper: str, number: int, verb: str) -> HttpResponse:
    """Do one thing to a version: review, answer, freeze, publication, withdrawal."""
    row = queries.version_named(_paper(body, paper), str(number))
    act = act_named(ACTS, verb, "a version")
    words = act(actor_of(request), row, request.POST)
    messages.success(request, words, extra_tags="settled")
    return return_page(request, f"/{row.ref}")


@require_http_methods(["GET", "HEAD", "POST"])
def new_quotation(request: HttpRequest, body: str, paper: str) -> HttpResponse:
    """Quote somebody outside under a paper; who may not is shown the paper with its quotations."""
    row, actor = _paper(body, paper), actor_of(request)
    if request.method != "POST" and not policy.may_edit(actor, row):
        return redirect_page(request, f"/{row.ref}")
    require(policy.may_edit(actor, row))
    form = QuotationForm(request.POST or None, initial={"read_on": queries.today(row.body)})
    if form.is_valid():
        with refusals_on(form):
            commands.quote(actor, row, NewQuotation(**form.cleaned_data))
            return redirect_page(request, f"/{row.ref}")
    context = pages.frame(row.body, paper=row, form=form, may_edit=True)
    return render_page(request, "papers/quotation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def quotation(request: HttpRequest, body: str, paper: str, quotation: str) -> HttpResponse:
    """One quotation; who may edit the paper corrects it here."""
    row, actor = _paper(body, paper), actor_of(request)
    quoted = queries.quotation_named(row, quotation)
    if request.method == "POST":
        require(policy.may_edit(actor, row))
    change = edited(request, quoted.revision, partial(QuotationForm, initial=quotation_of(quoted)))
    form = change.form
    if form.is_valid():
        with refusals_on(form):
            new = NewQuotation(**form.cleaned_data)
            commands.correct_quotation(actor, quoted, new, seen=change.seen)
            return redirect_page(request, f"/{row.ref}")
    context = pages.quotation_page(actor, quoted, form)
    return render_page(request, "papers/quotation.html", context)


@require_POST
def withdraw_quotation(request: HttpRequest, body: str, paper: str, quotation: str) -> HttpResponse:
    """Show a quotation no more."""
    row = _paper(body, paper)
    quoted = queries.quotation_named(row, quotation)
    reason = request.POST.get("reason", "")
    commands.withdraw_quotation(actor_of(request), quoted, reason=reason)
    messages.success(request, "The quotation is withdrawn.", extra_tags="settled")
    return redirect_page(request, f"/{row.ref}")


@require_POST
def move_adoption(request: HttpRequest, body: str, meeting: str, item: str) -> HttpResponse:
    """Move under an agenda item that the ticked versions be adopted."""
    the_item = item_named(meeting_named(body, meeting), item)
    refs = request.POST.getlist("version")
    motion = commands.move_adoption(actor_of(request), the_item, refs)
    messages.success(request, f"{motion.number} is moved.", extra_tags="settled")
    return return_page(request, f"/{the_item.meeting.ref}/room")


@require_safe
def glossary(request: HttpRequest, body: str) -> HttpResponse:
    """Every term with its definitions and what others say."""
    context = pages.glossary_page(actor_of(request), body_or_404(body))
    return render_page(request, "papers/glossary.html", context)


def _paper(body: str, slug: str) -> Paper:
    return queries.paper_named(body_or_404(body), slug)
