"""The operator's page of accounts: who can sign in, who operates, one-time links."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.foundation.people import commands, policy, queries
from secretariat.foundation.people.editing import edited
from secretariat.foundation.people.forms.persons import AccountForm, OwnerForm
from secretariat.foundation.people.http import actor_of, redirect_page, render_page
from secretariat.rules.edits import state_number
from secretariat.rules.visibility import Actor, require

from .acting import ActPage, Values, act_page, posted

_HERE = "/setup/accounts"
_CRUMBS = (("/setup", "Set up"), (_HERE, "Accounts"))


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """Every account of the installation."""
    require(policy.may_run_installation(actor_of(request), "see all accounts"))
    return render_page(request, "people/accounts.html", {"accounts": queries.all_accounts()})


@require_http_methods(["GET", "POST"])
def new_operator(request: HttpRequest) -> HttpResponse:
    """An account that operates the installation and belongs to nobody's seat."""
    actor = actor_of(request)
    require(policy.may_run_installation(actor, "make an operator"))
    form = AccountForm(posted(request))

    def act(values: Values) -> str:
        commands.open_operator_account(actor, values["address"])
        return "The account is there. A code is mailed to the address at each sign-in."

    return act_page(request, _page("Add an operator", "Add the account"), form, act)


@require_http_methods(["GET", "POST"])
def address(request: HttpRequest, name: str) -> HttpResponse:
    """With which address an account signs in, also one that is nobody's."""
    actor, account = _mine(request), queries.account_named(name)
    stands, initial = state_number(account.email), {"address": account.email}
    edit = edited(request, stands, lambda sent: AccountForm(sent, initial=initial))

    def act(values: Values) -> str:
        commands.change_sign_in_address(actor, account, values["address"], seen=edit.seen)
        return "A code is mailed to that address at each sign-in."

    heading = f"{account.person or 'The operator'}: Signs in with another address"
    page = replace(_page(heading, "Keep the address"), seen=stands, is_edit=True)
    return act_page(request, page, edit.form, act)


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, name: str) -> HttpResponse:
    """Whose account it is, where it is nobody's yet."""
    actor, account = _mine(request), queries.account_named(name)
    form = OwnerForm(posted(request), people=queries.people_to_choose())

    def act(values: Values) -> str:
        who = queries.person_named(values["person"])
        commands.link_account(actor, account, who)
        return f"The account is {who.name}’s now, with all the roles that {who.name} holds."

    lead = f"Whoever signs in with {account.email} acts as this person from now on."
    return act_page(request, _page("Whose account it is", "Link it", lead), form, act)


ACTS = {
    "make-operator": (commands.make_operator, "This account now operates the installation."),
    "end-operator": (commands.end_operator, "This account no longer operates the installation."),
    "close": (commands.close_account, "This account can no longer sign in."),
    "reopen": (commands.reopen_account, "This account can sign in again."),
}


@require_POST
def account_act(request: HttpRequest, name: str, act: str) -> HttpResponse:
    """Make an account operator or no longer, close or reopen it."""
    if act not in ACTS:
        raise Http404("There is no such thing to do to an account.")
    perform, words = ACTS[act]
    perform(actor_of(request), queries.account_named(name))
    messages.success(request, words, extra_tags="settled")
    return redirect_page(request, _HERE)


@never_cache
@require_POST
def link(request: HttpRequest, name: str) -> HttpResponse:
    """A one-time link, shown once, for somebody whom no mail reaches."""
    account = queries.account_named(name)
    path = commands.issue_sign_in_link(actor_of(request), account)
    context = {"account": account, "link": settings.BASE_URL + path}
    return render_page(request, "people/link_issued.html", context)


def _mine(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    require(policy.may_run_installation(actor, "change accounts"))
    return actor


def _page(heading: str, button: str, lead: str = "") -> ActPage:
    return ActPage(heading=heading, button=button, lead=lead, back=_HERE, crumbs=_CRUMBS)
