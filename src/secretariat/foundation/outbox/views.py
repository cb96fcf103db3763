"""The page behind the personal link in a mail. Opening it changes nothing; a button does."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from secretariat.foundation.outbox.commands import answer_sending, mark_read
from secretariat.foundation.outbox.enclosures import enclosure_of
from secretariat.foundation.outbox.forms import AnswerForm
from secretariat.foundation.outbox.queries import receipt_of

OF_ONE_PERSON = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """What was sent and what it encloses, with the buttons "I have read it" and the answers."""
    receipt = receipt_of(token)
    form = AnswerForm(receipt, request.POST or None)
    if "read" in request.POST:
        mark_read(receipt)
        return HttpResponseRedirect(request.path)
    if form.is_bound and form.is_valid():
        answer_sending(receipt, **form.cleaned_data)
        return HttpResponseRedirect(request.path)
    enclosure = enclosure_of(receipt, request.path)
    context = {"receipt": receipt, "form": form, "enclosure": enclosure}
    page = render(request, "outbox/answer.html", context)
    for name, value in OF_ONE_PERSON.items():
        page.headers[name] = value
    return page
