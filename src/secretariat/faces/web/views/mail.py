"""The mail of a body, for those who send in its name: what waits, was sent, came back.

Sign-in codes belong to no body and never stand here.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from secretariat.faces.web.mail import DAYS, SHOWN, mail_frame, tabs_of, to_come, unreached_of
from secretariat.foundation.outbox import commands, queries
from secretariat.foundation.outbox.pages import as_sent
from secretariat.foundation.outbox.policy import may_send
from secretariat.foundation.people.http import actor_of, body_or_404, render_page
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.returning import return_page
from secretariat.foundation.records import clock
from secretariat.rules.visibility import require

A_PAGE = 50


@require_safe
def body_mail(request: HttpRequest, body: str) -> HttpResponse:
    """The mail of a body, the newest first; `?show=` keeps one sort."""
    the_body = _of_officer(request, body)
    show = request.GET.get("show", "")
    rows = queries.mail_of(the_body.slug, *SHOWN.get(show, ((), ""))[0])
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        **mail_frame(the_body),
        **tabs_of(the_body.slug, show),
        "page": page,
        "page_query": f"show={show}&" if show in SHOWN else "",
        "unreached": unreached_of(the_body, clock.now()),
    }
    return render_page(request, "web/mail.html", context)


@require_safe
def body_mail_message(request: HttpRequest, body: str, key: str) -> HttpResponse:
    """One mail as it went out, without the links that act for its reader."""
    the_body = _of_officer(request, body)
    message = queries.mail_named(the_body.slug, key)
    context = {**mail_frame(the_body), "message": message, "shown": as_sent(message)}
    return render_page(request, "web/mail_message.html", context)


@require_POST
def body_mail_to_come(request: HttpRequest, body: str) -> HttpResponse:
    """The letters that leave by themselves in the coming days. Nothing is kept of looking."""
    the_body = _of_officer(request, body)
    context = {**mail_frame(the_body), "letters": to_come(the_body), "days": DAYS}
    return render_page(request, "web/mail_to_come.html", context)


@require_POST
def body_mail_send(request: HttpRequest, body: str, key: str) -> HttpResponse:
    """Send now what waits, or after all what did not arrive."""
    message = queries.mail_named(_of_officer(request, body).slug, key)
    commands.send_now(actor_of(request), message)
    messages.success(request, f"The mail to {message.to_name} leaves now.", extra_tags="settled")
    return return_page(request, f"/{body}/mail")


@require_POST
def body_mail_drop(request: HttpRequest, body: str, key: str) -> HttpResponse:
    """Keep back what waits."""
    message = queries.mail_named(_of_officer(request, body).slug, key)
    commands.do_not_send(actor_of(request), message, reason=request.POST.get("reason", ""))
    words = f"The mail to {message.to_name} is not sent. It stays in the list."
    messages.success(request, words, extra_tags="settled")
    return return_page(request, f"/{body}/mail")


@require_POST
def body_mail_works_again(request: HttpRequest, body: str) -> HttpResponse:
    """Say that an address works again."""
    address = request.POST.get("address", "")
    commands.address_works_again(actor_of(request), _of_officer(request, body).slug, address)
    messages.success(request, f"{address} is no longer listed as not reached.")
    return return_page(request, f"/{body}/mail")


def _of_officer(request: HttpRequest, body: str) -> Body:
    the_body = body_or_404(body)
    require(may_send(actor_of(request), the_body.slug))
    return the_body
