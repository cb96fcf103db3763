"""The people of a body as officers and staff keep them: names, spellings, companies, accounts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_safe

from secretariat.foundation.people import commands, policy, queries
from secretariat.foundation.people.commands import NewPerson
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.forms import persons as forms
from secretariat.foundation.people.forms.fields import ActForm
from secretariat.foundation.people.http import actor_of, body_or_404, render_page, seen_revision
from secretariat.foundation.people.models import Account, Body, Person
from secretariat.rules.days import day_words
from secretariat.rules.edits import state_number
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require

from .acting import (
    ActPage,
    Values,
    act_page,
    body_crumbs,
    choices,
    chosen_organization,
    places,
    posted,
    today,
)


@require_safe
def people(request: HttpRequest, body: str) -> HttpResponse:
    """Everybody who has or had a part in this body, and who of them can sign in."""
    the_body, actor = _mine(request, body), actor_of(request)
    lines, day = queries.people_of(the_body, today(the_body)), today(the_body)
    may_run = bool(policy.may_run_body(actor, the_body))
    here = [line.person for line in lines]
    context = {
        **places(the_body),
        "body": the_body,
        "lines": lines,
        "may_run": may_run,
        "doubles": queries.likely_doubles(day, here) if may_run else [],
    }
    return render_page(request, "people/people.html", context)


@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest, body: str) -> HttpResponse:
    """Enter somebody."""
    the_body, actor = _mine(request, body), actor_of(request)
    form = forms.NewPersonForm(posted(request), organizations=choices()["organizations"])

    page = _page(the_body, None, "Add somebody", "Add this person")
    return act_page(request, page, form, lambda said: _added(actor, said))


def _added(actor: Actor, values: Values) -> str:
    same = [found.handle for found in queries.namesakes(values["name"])]
    new = NewPerson(
        name=values["name"],
        known_as=values["known_as"],
        address=values["address"],
        organization=chosen_organization(actor, values),
    )
    person = commands.add_person(actor, new, not_the_same_as=same if values["is_namesake"] else [])
    return f"{person.name} is in the record."


@require_safe
def person(request: HttpRequest, body: str, handle: str) -> HttpResponse:
    """What officers may change about a person; the address only for those who may see it."""
    the_body, actor = _mine(request, body), actor_of(request)
    found = queries.person_named(handle)
    context = {
        **places(the_body),
        "body": the_body,
        "acts": f"/{body}/settings/people/{handle}",
        "page": queries.person_page(found, today(the_body)),
        "aliases": list(found.aliases.order_by("text")),
        "account": queries.account_of(found),
        "may_see_address": bool(policy.may_see_address(actor, found)),
        "may_open": bool(policy.may_open_account(actor, found)),
    }
    return render_page(request, "people/person_settings.html", context)


@dataclass(frozen=True, slots=True)
class PersonAct:
    """One act: its words, its form, and the command; `perform` answers with what was done."""

    heading: str
    button: str
    form: type[ActForm]
    perform: Callable[[Actor, Person, Values, int], str]
    lead: str = ""

    def filled(self, person: Person, initial: Values, sent: QueryDict | None) -> ActForm:
        """The form with what is known of the person, over it what was sent."""
        offered = choices()["organizations"] if "organization" in self.form.base_fields else ()
        known = {"name": person.name, "known_as": person.known_as, **initial}
        return self.form(sent, initial=known, organizations=offered)


def _name(actor: Actor, person: Person, values: Values, seen: int) -> str:
    commands.correct_person(actor, person, **values, seen=seen)
    return f"The name is written {values['name']}, on every day."


def _spelling(actor: Actor, person: Person, values: Values, _seen: int) -> str:
    commands.add_alias(actor, person, values["text"], is_public=values["is_public"])
    return f"“{values['text']}” finds {person.name} too."


def _forget_spelling(actor: Actor, person: Person, values: Values, _seen: int) -> str:
    commands.remove_alias(actor, person, values["text"])
    return f"“{values['text']}” no longer finds {person.name}."


def _company(actor: Actor, person: Person, values: Values, _seen: int) -> str:
    company = chosen_organization(actor, values)
    commands.change_company(actor, person, to=company, from_on=values["from_on"])
    where = company.name if company else "no organization"
    return f"{person.name} speaks from {where} from {day_words(values['from_on'])}."


def _address(actor: Actor, person: Person, values: Values, seen: int) -> str:
    commands.set_address(actor, person, values["address"], seen=seen)
    return "The address is kept." if values["address"] else "The address is removed."


def _account(actor: Actor, person: Person, values: Values, seen: int) -> str:
    account = queries.account_of(person)
    if account is None:
        commands.open_account(actor, person, values["address"])
    else:
        commands.change_sign_in_address(actor, account, values["address"], seen=seen)
    return f"{person.name} signs in with a code mailed to that address."


def _close_account(actor: Actor, person: Person, _values: Values, _seen: int) -> str:
    commands.close_account(actor, _existing(person))
    return f"{person.name} can no longer sign in."


def _reopen_account(actor: Actor, person: Person, _values: Values, _seen: int) -> str:
    commands.reopen_account(actor, _existing(person))
    return f"{person.name} can sign in again."


def _existing(person: Person) -> Account:
    account = queries.account_of(person)
    if account is None:
        raise Refused("no_account", f"{person.name} has no account. Give one an address first.")
    return account


ACTS = {
    "name": PersonAct(
        "Correct the name", "Correct it", forms.NameForm, _name,
        "It is corrected on every day. The former name still finds the person; nobody sees it.",
    ),
    "spelling": PersonAct(
        "Another spelling", "Add the spelling", forms.NewSpellingForm, _spelling,
        "For finding the person by initials or as minutes have misspelt the name.",
    ),
    "forget-spelling": PersonAct(
        "Forget a spelling", "Forget it", forms.SpellingForm, _forget_spelling
    ),
    "company": PersonAct(
        "Works somewhere else", "Record it", forms.CompanyForm, _company,
        "Seats and offices stay; end or change them separately. Choose nothing for independent.",
    ),
    "address": PersonAct("Where letters go", "Keep the address", forms.AddressForm, _address),
    "account": PersonAct("How this person signs in", "Keep it", forms.AccountForm, _account),
    "close-account": PersonAct(
        "Close the account", "Close it", forms.EmptyForm, _close_account,
        "Whoever is signed in with it is signed out. It can be reopened.",
    ),
    "reopen-account": PersonAct(
        "Reopen the account", "Reopen it", forms.EmptyForm, _reopen_account
    ),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def person_act(request: HttpRequest, body: str, handle: str, act: str) -> HttpResponse:
    """One act on one person."""
    the_body, actor = _mine(request, body), actor_of(request)
    if act not in ACTS:
        raise Http404("There is no such thing to change about a person.")
    found, this = queries.person_named(handle), ACTS[act]
    initial = {"from_on": today(the_body), "text": request.GET.get("text", "")}
    known, revision = _stands(actor, found, act)
    edit = edited(request, revision, lambda sent: this.filled(found, initial | known, sent))
    page = _page(the_body, found, this.heading, this.button, this.lead, seen=revision)
    # Whom the address is not shown to cannot be asked about it either: the command refuses.
    seen = seen_revision(request) if act == "address" and not known else edit.seen
    perform = partial(this.perform, actor, found)
    return act_page(request, page, edit.form, lambda said: perform(said, seen))


def _stands(actor: Actor, person: Person, act: str) -> tuple[dict[str, str], int]:
    """The address that stands, for whom it is shown to, and what tells that it has changed."""
    if act == "address" and policy.may_see_address(actor, person):
        return {"address": person.address}, person.revision
    account = queries.account_of(person) if act == "account" else None
    if account is not None and policy.may_open_account(actor, person):
        return {"address": account.email}, state_number(account.email)
    return {}, person.revision


def _mine(request: HttpRequest, body: str) -> Body:
    found = body_or_404(body)
    require(policy.may_keep_people_of(actor_of(request), found))
    return found


def _page(
    body: Body, person: Person | None, heading: str, button: str, lead: str = "", *, seen: int = 0
) -> ActPage:
    above = f"/{body.slug}/settings/people"
    back = f"{above}/{person.handle}" if person else above
    crumbs = body_crumbs(body, (above, "People"), *([(back, person.name)] if person else []))
    return ActPage(
        heading=f"{person.name}: {heading}" if person else heading, button=button, lead=lead,
        back=back, crumbs=crumbs, body=body, seen=seen,
        is_edit=person is not None,
    )  # fmt: skip
