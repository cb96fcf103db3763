"""Anything that can be exported, at its reference with the format as the ending."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from secretariat.foundation.people.downloads import day_asked
from secretariat.foundation.people.http import actor_of
from secretariat.foundation.records import exports
from secretariat.foundation.records.exports import Exported

# A file that shows itself is a page of nobody: it has no cookies here and reaches nothing.
SHOWN_POLICY = (
    "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
    "img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
POLICY = "Content-Security-Policy"
SHOWN = {"html", "pdf"}


@require_safe
def exported(request: HttpRequest, ref: str, to: str) -> HttpResponseBase:
    """The file of a reference, as of `?as_of=2021-10-07` if a day is given."""
    file = exports.export(actor_of(request), ref, to, day_asked(request))
    answer = HttpResponse(file.content, content_type=file.media_type, headers=_headers(file, to))
    known = get_conditional_response(request, etag=answer.headers["ETag"], response=answer)
    if known is not None and POLICY in answer.headers:
        # What a browser has is shown under the policy of the newest answer.
        known.headers[POLICY] = answer.headers[POLICY]
    return known or answer


def _headers(file: Exported, to: str) -> dict[str, str]:
    manner = "inline" if to in SHOWN else "attachment"
    headers = {
        "Content-Disposition": f'{manner}; filename="{file.name}"',
        "ETag": f'"{hashlib.sha256(file.content).hexdigest()[:32]}"',
        # What one may see depends on who asks, so a browser asks again and no proxy keeps it.
        "Cache-Control": "private, no-cache",
    }
    return headers | ({POLICY: SHOWN_POLICY} if to == "html" else {})
