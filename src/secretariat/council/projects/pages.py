"""What the pages of projects show."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from secretariat.council.projects import queries
from secretariat.council.projects.forms import AsOfForm
from secretariat.foundation.people.models import Body


def table_asked(asked: QueryDict, body: Body) -> dict[str, Any]:
    """The table that the address asks for; a day nobody can read counts as not given."""
    today = queries.today(body)
    form = AsOfForm(asked or None)
    found = form.cleaned_data if form.is_valid() else {}
    as_of, known_on = found.get("as_of") or today, found.get("known_on")
    compared_with = found.get("compared_with")
    shown = queries.table_view(
        body,
        as_of,
        compared_with=compared_with,
        known_at=queries.end_of_day(body, known_on) if known_on else None,
    )
    days = {"as_of": as_of, "compared_with": compared_with, "known_on": known_on}
    return {
        "view": shown,
        "form": form if form.errors else AsOfForm(initial=days),
        "is_today": as_of == today and known_on is None,
        "ended": queries.ended_projects(body),
        "last_meeting_on": queries.last_meeting_day(body, as_of),
        **days,
    }
