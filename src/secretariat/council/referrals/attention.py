"""What of the referrals waits for those who keep a body's business."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.referrals import policy
from secretariat.council.referrals.queries import answers_to_note, unanswered_by
from secretariat.foundation.people.attention import Attention, Place, register, shortened
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor


def referrals_waiting(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """Questions of other bodies to answer, and answers to take note of. Two queries."""
    del at
    if not policy.may_refer(actor, body):
        return []
    asked = [
        Attention(
            f"Answer {row.from_body.short_name} {row.number}: {shortened(row.question)}",
            f"/{row.ref}",
            "referral",
            due_on=row.due_on,
        )
        for row in unanswered_by(body)
    ]
    answered = [
        Attention(
            f"Take note: {row.to_body.short_name} answered {row.number}, "
            f"{row.get_outcome_display()}",
            f"/{row.ref}",
            "referral",
            place=Place.SOON,
        )
        for row in answers_to_note(body)
    ]
    return [*asked, *answered]


register("referrals", referrals_waiting)
