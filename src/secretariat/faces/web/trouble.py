"""When the record can be neither read nor written: a page that says what is safe and what to do.

Nothing here touches the database, which is the cause; the transaction has undone what was begun.
"""

from __future__ import annotations

import logging

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from secretariat.faces.web.refusals import typed_in
from secretariat.foundation.people.http import is_htmx

log = logging.getLogger("secretariat.web")

FULL = (
    "The disk that holds the record is full or cannot be written. Ask the operator to make room, "
    "then do it again."
)
BUSY = "The record was busy with other work for too long. Do it again in a moment."
AWAY = (
    "The database did not answer. Do it again in a minute; if that does not help, tell the "
    "operator."
)
_SQLITE = {
    "database or disk is full": FULL,
    "disk I/O error": FULL,
    "attempt to write a readonly database": FULL,
    "unable to open database file": FULL,
    "database is locked": BUSY,
}
# The classes and codes of PostgreSQL's own list of errors.
_POSTGRESQL = {
    "53100": FULL,  # disk full
    "25006": FULL,  # read-only transaction: how hosts protect a full disk
    "40001": BUSY,  # serialization failure
    "40P01": BUSY,  # deadlock
    "55P03": BUSY,  # lock not available
    "57014": BUSY,  # cancelled, as by a time limit
    "57": AWAY,  # the server is going down or coming up
    "08": AWAY,  # the connection broke
    "53": AWAY,  # too many connections, out of memory
}


def trouble_words(error: Error) -> str:
    """What keeps the record from being used, or "" where the error is a fault of the program."""
    cause = error.__cause__
    if type(cause).__module__.startswith("sqlite3"):
        return _SQLITE.get(str(error), "")
    code = getattr(cause, "sqlstate", "")
    if code is None:
        # No code: the connection broke before the server could say anything.
        return AWAY
    return _POSTGRESQL.get(code) or _POSTGRESQL.get(code[:2], "")


def trouble_page(request: HttpRequest, error: Error) -> HttpResponse | None:
    """The page, or a notice in the live region for htmx; what was typed is on the page. None where
    the error is a fault of the program.
    """
    words = trouble_words(error)
    if not words:
        return None
    log.error("the record could not be used: %s", error)
    context = {"words": words, "typed": typed_in(request), "request": request}
    if not is_htmx(request):
        return HttpResponse(render_to_string("web/errors/503.html", context), status=503)
    html = render_to_string("web/errors/503.html#notice", context)
    retarget = {"HX-Retarget": "#notices", "HX-Reswap": "innerHTML show:#notices:top"}
    return HttpResponse(html, status=503, headers=retarget)
