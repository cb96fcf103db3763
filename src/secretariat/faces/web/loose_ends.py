"""Addresses that mail comes back from, until somebody corrects them or says that they work."""

from __future__ import annotations

from datetime import datetime

from secretariat.faces.web.mail import unreached_of
from secretariat.foundation.outbox.policy import may_send
from secretariat.foundation.people.loose_ends import Act, LooseEnd, register
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.visibility import Actor

KIND = "mail"


def unreached_ends(actor: Actor, body: Body, at: datetime) -> list[LooseEnd]:
    """One for each address of the body that does not work, for those who write in its name. At most
    four queries.
    """
    if not may_send(actor, body.slug):
        return []
    return [
        LooseEnd(
            ref=f"{body.slug}/mail",
            words=f"The address of {each.name}",
            href=each.href or f"/{body.slug}/mail",
            kind=KIND,
            why=f"mail comes back: {each.reason}",
            since_on=day_in(body, each.since_at),
            acts=(
                Act("It works again", f"/{body.slug}/mail/works-again", {"address": each.address}),
            ),
        )
        for each in unreached_of(body, at)
    ]


register("unreached addresses", unreached_ends)
