"""Proposing corrections through the personal link of a letter, without signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from secretariat.council.minutes.enclosures import addressee_of
from secretariat.council.minutes.views.correcting import Propose, correct_line, say_missing, say_who
from secretariat.foundation.outbox.commands import answer_sending
from secretariat.foundation.outbox.queries import receipt_of
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import require

PURPOSE = "minutes"
GOES_ON = frozenset({302, 303})


@never_cache
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, token: str) -> HttpResponse:
    """Propose what one line should say instead."""
    return _for_addressee(request, token, correct_line)


@never_cache
@require_http_methods(["GET", "POST"])
def missing(request: HttpRequest, token: str) -> HttpResponse:
    """Propose what is missing under a heading."""
    return _for_addressee(request, token, say_missing)


@never_cache
@require_http_methods(["GET", "POST"])
def presence(request: HttpRequest, token: str) -> HttpResponse:
    """Propose that somebody was there too."""
    return _for_addressee(request, token, say_who)


def _for_addressee(request: HttpRequest, token: str, propose: Propose) -> HttpResponse:
    receipt = receipt_of(token)
    if receipt.sending.purpose != PURPOSE:
        raise Refused("not_found", "This link is not about minutes. Open the newest mail instead.")
    who = addressee_of(receipt)
    require(who.may_read)
    page = propose(request, who.actor, who.minutes, who.audience, f"/answer/{token}")
    if page.status_code in GOES_ON:
        answer_sending(receipt, answer="correction", note=receipt.note)
    return page
