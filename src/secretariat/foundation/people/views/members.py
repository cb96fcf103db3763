"""Members and seats of a body on a day, one seat over the years, one person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from secretariat.foundation.people import policy, queries
from secretariat.foundation.people.forms.fields import DayForm
from secretariat.foundation.people.http import actor_of, body_or_404, render_page
from secretariat.foundation.people.models import Seat
from secretariat.foundation.people.queries.history import HistoryLine
from secretariat.foundation.people.snapshots import host_name
from secretariat.rules.visibility import Audience, may_see

from .acting import places, today


@require_safe
def members(request: HttpRequest, body: str) -> HttpResponse:
    """Seats, offices and appointments of a day, today unless another is asked for."""
    the_body = body_or_404(body)
    now = today(the_body)
    form = DayForm(request.GET or None, initial={"on": now})
    day = form.day(now)
    context = {
        "body": the_body,
        "form": form,
        "table": queries.members_table(the_body, day),
        "organization": host_name(the_body, day),
        "is_today": day == now,
        "closed": [s for s in queries.seats_of(the_body) if s.to_on and s.to_on < now],
        "may_run": bool(policy.may_run_body(actor_of(request), the_body)),
    }
    return render_page(request, "people/members.html", context)


@require_safe
def seat(request: HttpRequest, body: str, seat: str) -> HttpResponse:
    """One seat: who holds it and speaks for it today, and everybody before."""
    the_body = body_or_404(body)
    the_seat = queries.seat_named(the_body, seat)
    day = min(today(the_body), the_seat.to_on or date.max)
    context = {
        "now": queries.seat_on(the_body, the_seat, day),
        "history": queries.seat_history(the_body, the_seat.slug)[0],
        "inactivities": list(the_seat.inactivities.all()),
        "trail": _trail(request, the_seat),
        "day": day,
    }
    return render_page(request, "people/seat.html", _seat_frame(request, the_seat) | context)


def _trail(request: HttpRequest, seat: Seat) -> list[HistoryLine] | None:
    """Who changed what, for the people of the body; None for everybody else."""
    may = may_see(actor_of(request), seat.body.slug, Audience.MEMBERS)
    return queries.seat_trail(seat) if may else None


def _seat_frame(request: HttpRequest, seat: Seat) -> dict[str, Any]:
    """What the page says around a seat, and whether its reader may change it."""
    return {
        **places(seat.body),
        "body": seat.body,
        "seat": seat,
        "acts": f"/{seat.body.slug}/settings/seats/{seat.slug}",
        "may_run": bool(policy.may_run_body(actor_of(request), seat.body)),
    }


@require_safe
def person(request: HttpRequest, handle: str) -> HttpResponse:
    """What is public about a person: names, seats, offices, roles, companies, with their days."""
    who = queries.person_named(handle)
    if who.handle != handle:
        return HttpResponsePermanentRedirect(f"/people/{who.handle}")
    found = queries.person_page(who, today())
    return render_page(request, "people/person.html", {"page": found, "day": today()})
