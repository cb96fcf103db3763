"""The operator's page of accounts: who can sign in, who operates, one-time links."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secretariat.foundation.people import commands, policy, queries
from secretariat.foundation.people.forms.persons import AccountForm
from secretariat.foundation.people.http import actor_of, redirect_page, render_page
from secretariat.foundation.people.models import Account
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import require

from .acting import ActPage, Values, act_page, posted

_HERE = "/setup/accounts"


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

    page = ActPage(heading="Add an operator", button="Add the account", back=_HERE,
                   crumbs=(("/setup", "Set up"), (_HERE, "Accounts")))  # fmt: skip
    return act_page(request, page, form, act)


@require_POST
def account_act(request: HttpRequest, handle: str, act: str) -> HttpResponse:
    """Make a person operator, or no longer."""
    account = _account(handle)
    if act == "make-operator":
        commands.make_operator(actor_of(request), account)
        messages.success(request, "This person now operates the installation.",
                         extra_tags="settled")  # fmt: skip
    else:
        commands.end_operator(actor_of(request), account)
        messages.success(request, "This person no longer operates it.", extra_tags="settled")
    return redirect_page(request, _HERE)


@never_cache
@require_POST
def link(request: HttpRequest, handle: str) -> HttpResponse:
    """A one-time link, shown once, for somebody whom no mail reaches."""
    account = _account(handle)
    path = commands.issue_sign_in_link(actor_of(request), account)
    context = {"account": account, "link": settings.BASE_URL + path}
    return render_page(request, "people/link_issued.html", context)


def _account(handle: str) -> Account:
    account = queries.account_of(queries.person_named(handle))
    if account is None:
        raise Refused("not_found", "This person has no account.")
    return account
