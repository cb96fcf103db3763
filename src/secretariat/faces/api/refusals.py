"""A `Refused` becomes an answer for programs here: a status, a code and a sentence.

So does what could not be read of the request, an address that names nothing, and a record that can
not be reached just now.
"""

from __future__ import annotations

from typing import Any

from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from secretariat.faces.web.refusals import STATUS
from secretariat.faces.web.trouble import trouble_words
from secretariat.rules.errors import Refused

NOTHING_HERE = "There is nothing at this address. All addresses are listed at /api/v1/docs."


def map_refusals(api: NinjaAPI) -> None:
    """Make every refusal of the house an answer of this interface."""

    def answer(request: HttpRequest, status: int, code: str, message: str) -> HttpResponse:
        words = {"code": code, "message": message}
        return api.create_response(request, words, status=status)

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        return answer(request, STATUS.get(error.code, 409), error.code, error.message)

    @api.exception_handler(ValidationError)
    def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return answer(request, 422, "malformed", " ".join(map(_words, error.errors)))

    @api.exception_handler(Http404)
    def nothing(request: HttpRequest, error: Http404) -> HttpResponse:  # noqa: ARG001
        return answer(request, 404, "not_found", NOTHING_HERE)

    @api.exception_handler(Error)
    def trouble(request: HttpRequest, error: Error) -> HttpResponse:
        words = trouble_words(error)
        if not words:
            raise error
        return answer(request, 503, "trouble", words)


def _words(error: dict[str, Any]) -> str:
    """What is wrong with one value: "as_of: Input should be a valid date."."""
    return f"{error['loc'][-1]}: {error['msg']}."
