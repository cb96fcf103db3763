"""Where one is signed in: one's own browsers, and for the operator those of every account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from secretariat.foundation.people import commands, policy, queries
from secretariat.foundation.people.http import actor_of, redirect_page, render_page
from secretariat.foundation.people.models import Account
from secretariat.rules.visibility import require
from secretariat.rules.wording import counted

_MINE = "/me#sign-ins"
_ENDED = "That browser is signed out."


@login_required
@require_POST
def end_mine(request: HttpRequest, key: str) -> HttpResponse:
    """Sign one of my browsers out."""
    commands.end_sign_in(actor_of(request), _own(request), key)
    messages.success(request, _ENDED, extra_tags="settled")
    return redirect_page(request, _MINE)


@login_required
@require_POST
def end_my_others(request: HttpRequest) -> HttpResponse:
    """Sign all my browsers out but this one."""
    here = request.session.session_key or ""
    count = commands.end_sign_ins(actor_of(request), _own(request), but=here)
    words = f"Signed out in {counted(count, 'other browser')}."
    messages.success(request, words, extra_tags="settled")
    return redirect_page(request, _MINE)


@never_cache
@require_safe
def of_account(request: HttpRequest, name: str) -> HttpResponse:
    """In which browsers an account is signed in, for the operator."""
    require(policy.may_run_installation(actor_of(request), "see where others are signed in"))
    account = queries.account_named(name)
    context = {
        "account": account,
        "sign_ins": queries.sign_ins_of(account),
        "here": request.session.session_key,
        "acts": f"/setup/accounts/{account.name_in_addresses}/sign-ins",
    }
    return render_page(request, "people/sign_ins.html", context)


@require_POST
def end_one(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """Sign one browser of an account out."""
    account = queries.account_named(name)
    commands.end_sign_in(actor_of(request), account, key)
    messages.success(request, _ENDED, extra_tags="settled")
    return redirect_page(request, f"/setup/accounts/{account.name_in_addresses}/sign-ins")


@require_POST
def end_all(request: HttpRequest, name: str) -> HttpResponse:
    """Sign every browser of an account out, apart from the one this is asked from."""
    account = queries.account_named(name)
    here = request.session.session_key or ""
    count = commands.end_sign_ins(actor_of(request), account, but=here)
    messages.success(request, f"Signed out in {counted(count, 'browser')}.", extra_tags="settled")
    return redirect_page(request, f"/setup/accounts/{account.name_in_addresses}/sign-ins")


def _own(request: HttpRequest) -> Account:
    assert isinstance(request.user, Account)
    return request.user
