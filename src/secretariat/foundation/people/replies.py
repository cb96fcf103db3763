"""Whom an answer to a body's letter reaches: who sent it by hand, else the secretary of the day,
else the chair.
"""

from __future__ import annotations

from datetime import datetime

from secretariat.foundation.outbox.queries import unreached_among
from secretariat.foundation.outbox.replies import ReplyTo, register
from secretariat.foundation.people.models import Body, Office, Person
from secretariat.foundation.people.queries import day_in

ORDER = (Office.Kind.SECRETARY, Office.Kind.CHAIR, Office.Kind.VICE_CHAIR)


def reply_to(body_slug: str, sender: str, at: datetime) -> ReplyTo | None:
    """The first of them whose address works; None if there is none. Three queries at most."""
    body = Body.objects.filter(slug=body_slug).first()
    if body is None:
        return None
    found = [*Person.objects.filter(handle=sender)] if sender else []
    held = Office.objects.on(day_in(body, at)).filter(body=body, kind__in=ORDER)
    offices = sorted(held.select_related("person"), key=lambda each: ORDER.index(each.kind))
    able = [each for each in (*found, *(office.person for office in offices)) if each.address]
    dead = unreached_among({each.address for each in able})
    works = (each for each in able if each.address.lower() not in dead)
    return next((ReplyTo(each.name, each.address) for each in works), None)


register(reply_to)
