"""Whom an answer to a body's letter reaches: who sent it by hand, else the secretary of the day,
else the chair.
"""

from __future__ import annotations

from datetime import datetime

from secretariat.foundation.outbox.queries import unreached_among
from secretariat.foundation.outbox.replies import ReplyTo, register
from secretariat.foundation.people.models import Office, Person
from secretariat.foundation.people.queries import day_in

ORDER = (Office.Kind.SECRETARY, Office.Kind.CHAIR, Office.Kind.VICE_CHAIR)


def reply_to(body_slug: str, sender: str, at: datetime) -> ReplyTo | None:
    """The first of them whose address works; None if there is none. Three queries at most."""
    rows = Office.objects.filter(body__slug=body_slug, kind__in=ORDER)
    held = [row for row in rows.select_related("person", "body") if _holds(row, at)]
    people = [row.person for row in sorted(held, key=lambda row: ORDER.index(row.kind))]
    own = [each for each in people if each.handle == sender]
    if sender and not own:
        own = list(Person.objects.filter(handle=sender))
    able = [each for each in (*own, *people) if each.address]
    dead = unreached_among({each.address for each in able})
    works = (each for each in able if each.address.lower() not in dead)
    return next((ReplyTo(each.name, each.address) for each in works), None)


def _holds(office: Office, at: datetime) -> bool:
    """As `PeriodQuerySet.on` asks; the day is known only with the body."""
    day = day_in(office.body, at)
    return (office.from_on or day) <= day <= (office.to_on or day)


register(reply_to)
