"""What of the motions hangs: left open when the meeting ended, put aside and never taken up."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from secretariat.council.motions import policy
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries.hanging import MotionHanging, hanging_motions
from secretariat.foundation.people.attention import shortened
from secretariat.foundation.people.loose_ends import Act, LooseEnd, register
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor

KIND = "motion"


def motion_ends(actor: Actor, body: Body, at: datetime) -> list[LooseEnd]:
    """Every motion without a decision that no meeting has before it. One query."""
    return [_end(actor, each) for each in hanging_motions(actor, body, at)]


def _end(actor: Actor, each: MotionHanging) -> LooseEnd:
    row = each.motion
    return LooseEnd(
        ref=row.ref,
        words=f"{row.number}: {shortened(row.text)}",
        href=f"/{row.ref}",
        kind=KIND,
        why="; ".join(hang.why for hang in each.hangs),
        since_on=min(hang.since_on for hang in each.hangs),
        owner=row.mover.name if row.mover else "",
        acts=_acts(row) if row.meeting and policy.may_decide(actor, row) else (),
    )


def _acts(row: Motion) -> tuple[Act, ...]:
    acts = []
    if row.state == Motion.State.NO_QUORUM and not row.is_by_mail:
        acts.append(Act("Ballot by mail", f"/{row.ref}/ballot"))
    if row.meeting is not None and row.item is not None:
        room = f"/{row.meeting.ref}/room?{urlencode({'item': row.item.slug})}"
        acts.append(Act("Say how it ended", room, is_form=True))
    return (*acts, Act("It is withdrawn", f"/{row.ref}/withdraw"))


register("motions", motion_ends)
