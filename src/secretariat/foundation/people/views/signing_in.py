"""The page behind a one-time link, and one's own page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from secretariat.foundation.people import attention, commands, queries
from secretariat.foundation.people.forms.persons import ZoneForm
from secretariat.foundation.people.http import actor_of, redirect_page, render_page
from secretariat.foundation.people.models import Account, Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.people.queries.zones import zones_to_choose
from secretariat.foundation.records import clock
from secretariat.rules.times import zone_name
from secretariat.rules.visibility import Actor

from .acting import ActPage, Values, act_page, posted

_MINE = (("/me", "My page"),)
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "POST"])
def one_time_link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask before signing in: programs that look at links in mail must not use the link up."""
    if request.method != "POST":
        return render_page(request, "people/one_time_link.html")
    account = commands.redeem_sign_in_link(token)
    login(request, account, backend=_BACKEND)
    messages.success(request, "You are signed in.", extra_tags="settled")
    return redirect_page(request, queries.first_page_of(account))


@never_cache
@login_required
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """What waits for me in every body, what I may do where, how I sign in."""
    account = request.user
    assert isinstance(account, Account)
    actor = actor_of(request)
    bodies = {body.slug: body for body in queries.all_bodies()}
    roles = [(bodies[slug], words) for slug, words in queries.roles_in_words(actor)]
    context = {
        "account": account,
        "zone": zone_name(account.zone),
        "roles": roles,
        "bodies": list(bodies.values()),
        "work": [(body, _needs(actor, body)) for body, _ in roles],
    }
    return render_page(request, "people/me.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def time_zone(request: HttpRequest) -> HttpResponse:
    """On which clock I read times, besides that of the meeting."""
    assert isinstance(request.user, Account)
    account = queries.account_named(request.user.name_in_addresses)
    form = ZoneForm(posted(request), zones=zones_to_choose(), initial={"zone": account.zone})

    def act(values: Values) -> str:
        commands.choose_zone(actor_of(request), account, values["zone"])
        return "Times are said on your clock, too."

    page = ActPage(heading="My time zone", button="Keep it", back="/me", crumbs=_MINE)
    return act_page(request, page, form, act)


def _needs(actor: Actor, body: Body) -> list[tuple[attention.Attention, bool]]:
    """What waits in one body, and whether it is late."""
    now = clock.now()
    today = day_in(body, now)
    return [(each, attention.is_late(each, today)) for each in attention.needs(actor, body, now)]
