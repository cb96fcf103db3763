"""Looking at letters before they leave: a second button of the form that will send them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from secretariat.foundation.outbox.commands import letters_of
from secretariat.foundation.outbox.pages import as_sent
from secretariat.foundation.people.http import render_page
from secretariat.foundation.people.models import Body

BUTTON = "preview"
_OF_THE_PAGE = frozenset({BUTTON, "csrfmiddlewaretoken"})


def previewed(
    request: HttpRequest, body: Body, back: str, run: Callable[[], object]
) -> HttpResponse | None:
    """The page with the letters that `run` would send, where the form was sent by its button
    "preview", whose value is what the button to send says; None where it is to be done.
    """
    if BUTTON not in request.POST:
        return None
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {
        "body": body,
        "letters": [as_sent(each) for each in letters_of(run)],
        "fields": [(name, value) for name, value in sent if name not in _OF_THE_PAGE],
        "words": request.POST[BUTTON],
        "back": request.POST.get("next") or back,
    }
    return render_page(request, "outbox/preview.html", context, status=200)
