"""A reference as a file over the web: the same bytes as the command line writes."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse

from secretariat.foundation.people.http import actor_of
from secretariat.foundation.records import exports
from secretariat.rules.errors import Refused


def download(request: HttpRequest, ref: str, to: str) -> HttpResponse:
    """The export of a reference, as of the day in `?as_of=2021-10-07` if one is given.

    Refuses ("malformed_date", "not_exportable", "unknown_format").
    """
    exported = exports.export(actor_of(request), ref, to, day_asked(request))
    disposition = f'attachment; filename="{exported.name}"'
    return HttpResponse(
        exported.content,
        content_type=exported.media_type,
        headers={"Content-Disposition": disposition},
    )


def day_asked(request: HttpRequest) -> date | None:
    """The day of `?as_of=`; None without one. Refuses ("malformed_date")."""
    text = request.GET.get("as_of", "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused(
            "malformed_date", f"“{text}” is not a day. Write it as 2021-10-07, year first."
        ) from None
