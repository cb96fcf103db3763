"""Which day a file is asked for."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from secretariat.rules.errors import Refused


def day_asked(request: HttpRequest) -> date | None:
    """The day of `?as_of=2021-10-07`; None without one. Refuses ("malformed_date")."""
    text = request.GET.get("as_of", "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused(
            "malformed_date", f"“{text}” is not a day. Write it as 2030-03-07, year first."
        ) from None
