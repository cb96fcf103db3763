"""A body that nobody can report to, and a contact that nobody confirmed for a year."""

from __future__ import annotations

from datetime import datetime, timedelta

from secretariat.council.conduct import policy, queries
from secretariat.foundation.people.loose_ends import Act, LooseEnd, register
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.conduct import CONFIRM_EVERY_DAYS
from secretariat.rules.visibility import Actor


def contact_hanging(actor: Actor, body: Body, at: datetime) -> list[LooseEnd]:
    """The contact, once a year has passed since it was confirmed. One query. A body without a
    contact may rely on that of another; nothing hangs there.
    """
    row, today = queries.contact_of(body), day_in(body, at)
    if row is None or (today - row.confirmed_on).days <= CONFIRM_EVERY_DAYS:
        return []
    act = Act("It still holds", f"/{row.ref}/confirm")
    return [
        LooseEnd(
            ref=row.ref,
            words="How breaches of the code of conduct are reported",
            href=f"/{row.ref}",
            kind="conduct",
            why="nobody confirmed it for a year",
            since_on=row.confirmed_on + timedelta(days=CONFIRM_EVERY_DAYS),
            acts=(act,) if policy.may_keep_conduct(actor, body) else (),
        )
    ]


register("conduct", contact_hanging)
