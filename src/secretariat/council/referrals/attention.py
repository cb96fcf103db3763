"""What of the referrals waits for those who keep a body's business."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.referrals import policy
from secretariat.council.referrals.models import Referral
from secretariat.council.referrals.queries import hanging
from secretariat.foundation.people.attention import Attention, Place, register, shortened
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor

KIND = "referral"


def referrals_waiting(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """Questions of other bodies to answer, and answers to take note of. One query."""
    del at
    if not policy.may_refer(actor, body):
        return []
    return [_attention(row) for row in hanging(body, elsewhere=False)]


def _attention(row: Referral) -> Attention:
    if row.is_unnoted:
        words = f"{row.to_body.short_name} answered {row.number}, {row.get_outcome_display()}"
        return Attention(f"Take note: {words}", f"/{row.ref}", KIND, place=Place.SOON)
    words = f"Answer {row.from_body.short_name} {row.number}: {shortened(row.question)}"
    return Attention(words, f"/{row.ref}", KIND, due_on=row.due_on)


register("referrals", referrals_waiting)
