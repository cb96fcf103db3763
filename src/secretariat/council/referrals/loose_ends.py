"""What of the referrals hangs: unanswered here, unanswered elsewhere, answered and not noted."""

from __future__ import annotations

from datetime import date, datetime

from secretariat.council.referrals import policy
from secretariat.council.referrals.models import Referral
from secretariat.council.referrals.queries import hanging
from secretariat.foundation.people.attention import shortened
from secretariat.foundation.people.loose_ends import Act, LooseEnd, register
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.visibility import Actor


def referral_ends(actor: Actor, body: Body, at: datetime) -> list[LooseEnd]:
    """Every referral of the body without an end. One query."""
    today = day_in(body, at)
    is_keeper = bool(policy.may_refer(actor, body))
    return [
        _end(row, body, today, is_keeper=is_keeper)
        for row in hanging(body)
        if policy.may_read(actor, row)
    ]


def _end(row: Referral, body: Body, today: date, *, is_keeper: bool) -> LooseEnd:
    is_ours = row.to_body_id == body.pk
    since, acts = row.sent_on, tuple[Act, ...]()
    if row.is_unnoted:
        why, acts = "answered, not noted yet", (Act("Take note", f"/{row.ref}/note"),)
        since = row.answered_on or row.sent_on
    else:
        late = row.due_on is not None and row.due_on < today
        why = "overdue" if late else "unanswered"
        acts = (Act("Answer", f"/{row.ref}#answer", is_form=True),) if is_ours else ()
    owner = body.short_name if row.is_unnoted or is_ours else row.to_body.short_name
    words = f"{row.from_body.short_name} {row.number}: {shortened(row.question)}"
    return LooseEnd(
        row.ref, words, f"/{row.ref}", "referral", why, since, owner, acts if is_keeper else ()
    )


register("referrals", referral_ends)
