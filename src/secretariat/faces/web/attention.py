"""Mail that could not be delivered, for those who sent it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count

from secretariat.foundation.outbox.policy import may_send
from secretariat.foundation.outbox.queries import undelivered
from secretariat.foundation.people.attention import Attention, Place, register
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.rules.visibility import Actor


def stuck_mail(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """Letters of the body with addresses that could not be reached. One query."""
    del at
    if not may_send(actor, body.slug):
        return []
    rows = undelivered(body.slug, clock.wall_now()).order_by("subject")
    letters = rows.values_list("subject").annotate(mails=Count("id"))
    return [
        Attention(
            f"Check addresses: “{subject}” did not reach {mails} "
            f"{'person' if mails == 1 else 'people'}",
            f"/{body.slug}/mail?show=lost",
            "mail",
            place=Place.SOON,
        )
        for subject, mails in letters
    ]


register("stuck mail", stuck_mail)
