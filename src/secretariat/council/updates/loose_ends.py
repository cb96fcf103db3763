"""Which bodies owe a word: silent before a meeting, and not heard of or excused since."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.updates import policy
from secretariat.council.updates.queries import SilentEnd, silent_ends
from secretariat.foundation.people.loose_ends import Act, LooseEnd, register
from secretariat.foundation.people.models import Body
from secretariat.rules.days import day_words
from secretariat.rules.updates import missed_words
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import joined

KIND = "update"


def silent_ones(actor: Actor, body: Body, at: datetime) -> list[LooseEnd]:
    """One line for each silent body, with the meetings it was silent for. Four queries."""
    may_keep = bool(policy.may_keep_updates(actor, body))
    return [_end(each, may_keep=may_keep) for each in silent_ends(body, at)]


def _end(each: SilentEnd, *, may_keep: bool) -> LooseEnd:
    standing = each.standing
    last_meeting = each.owed[-1][0]
    here = f"/{standing.ref}/{last_meeting.isoformat()}"
    days = joined(day_words(meeting_on) for meeting_on, _ in each.owed)
    acts = (
        Act("Take it down", f"{here}#take-down", is_form=True),
        Act("Excuse it", f"{here}#excuse", is_form=True),
    )
    return LooseEnd(
        ref=standing.ref,
        words=f"Update of {standing.name} for {days}",
        href=here,
        kind=KIND,
        why=missed_words(len(each.owed)),
        since_on=min(due_on for _, due_on in each.owed),
        owner=standing.contact.name if standing.contact else standing.name,
        acts=acts if may_keep else (),
    )


register("updates", silent_ones)
