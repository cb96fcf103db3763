"""How far a body is set up, and what it says about itself; the first body of an installation."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from secretariat.foundation.people import commands, policy, queries
from secretariat.foundation.people.commands import BodyFacts
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.forms.bodies import BodyForm, SetupForm, body_values
from secretariat.foundation.people.http import (
    actor_of,
    body_or_404,
    redirect_page,
    refusals_on,
    render_page,
)
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor, require
from secretariat.rules.wording import counted

from .acting import ActPage, Values, act_page, body_crumbs, posted, today


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the settings: its address, its state with a word for it, what it holds."""

    path: str
    label: str
    words: str
    key: str
    state: str = "plain"

    @property
    def state_word(self) -> str:
        """The state as a reader says it."""
        return {"settled": "Done", "attention": "To do"}.get(self.state, "")


@require_safe
def settings(request: HttpRequest, body: str) -> HttpResponse:
    """Everything that can be set up, each with its state; the first open one is the next step."""
    the_body = body_or_404(body)
    require(policy.may_run_body(actor_of(request), the_body))
    steps = _steps(the_body)
    following = next((step for step in steps if step.state == "attention"), None)
    context = {"body": the_body, "steps": steps, "following": following}
    return render_page(request, "people/settings.html", context)


def _steps(body: Body) -> list[Step]:
    has = queries.setup_state(body, today(body))
    heads = has.chairs and has.secretaries
    look = "two colours and a logo" if has.has_logo else "two colours, no logo yet"
    book = "your own rules" if has.has_own_rules else "neutral rules, until yours are entered"
    return [
        Step("about", "About this body", "name, zone, mission", "a", _state(has.has_mission)),
        Step("roster", "Roster", _roster_words(has), "t", _state(has.people)),
        Step("offices", "Offices", _office_words(has), "o", _state(heads)),
        Step("rules", "Rule book", book, "u", _state(has.has_own_rules)),
        Step("look", "Look", look, "l", _state(has.has_logo)),
        Step("people", "People and accounts", "names, companies, who can sign in", "e"),
        Step("organizations", "Organizations", "names, mergers, who leaves", "i"),
    ]


def _state(is_done: object) -> str:
    return "settled" if is_done else "attention"


def _roster_words(has: queries.SetupState) -> str:
    return f"{counted(has.seats, 'seat')}, {counted(has.people, 'person', 'people')}"


def _office_words(has: queries.SetupState) -> str:
    missing = [
        word for word, count in (("chair", has.chairs), ("secretary", has.secretaries)) if not count
    ]
    return f"no {' and no '.join(missing)} yet" if missing else "chair and secretary are known"


@require_http_methods(["GET", "POST"])
def about(request: HttpRequest, body: str) -> HttpResponse:
    """Name, zone, mission, list, own words, who reads drafts."""
    the_body, actor = body_or_404(body), actor_of(request)
    require(policy.may_run_body(actor, the_body))
    initial = body_values(the_body)
    edit = edited(request, the_body.revision, lambda sent: BodyForm(sent, initial=initial))

    def act(_values: Values) -> str:
        commands.edit_body(actor, the_body, edit.form.facts(), seen=edit.seen)
        return "The changes are kept."

    page = ActPage(
        heading="About this body", button="Keep the changes", back=f"/{body}/settings",
        crumbs=body_crumbs(the_body), body=the_body, seen=the_body.revision, is_edit=True,
    )  # fmt: skip
    return act_page(request, page, edit.form, act)


@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """Begin a council: the operator names the organization and the body; the rest follows there."""
    actor = actor_of(request)
    may = policy.may_run_installation(actor, "set up a council")
    form = SetupForm(posted(request))
    if request.method == "POST":
        require(may)
    if form.is_valid():
        with refusals_on(form):
            body = _begun(actor, form.cleaned_data)
            words = f"{body.name} is there. Next: who sits in it?"
            messages.success(request, words, extra_tags="settled")
            return redirect_page(request, f"/{body.slug}/settings")
    context = {"form": form, "may": may, "bodies": queries.all_bodies()}
    return render_page(request, "people/setup.html", context, status=422 if form.errors else 200)


def _begun(actor: Actor, values: Values) -> Body:
    """The organization, the body and a neutral rule book, which says that it is one."""
    facts = {name: values[name] for name in ("name", "short_name", "kind", "zone")}
    return commands.begin_council(
        actor,
        organization=values["organization"],
        slug=values["slug"],
        facts=BodyFacts(**facts),
    )
