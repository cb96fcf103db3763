"""Which bodies owe a word: silent before a meeting and not heard of or excused since, or never
asked.
"""

from __future__ import annotations

from datetime import datetime

from secretariat.council.updates import policy
from secretariat.council.updates.queries import SilentEnd, updates_hanging
from secretariat.council.updates.snapshots import UpdateAt
from secretariat.foundation.people.loose_ends import Act, LooseEnd, register
from secretariat.foundation.people.models import Body
from secretariat.rules.days import day_words
from secretariat.rules.updates import missed_words
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import joined

KIND = "update"


def update_ends(actor: Actor, body: Body, at: datetime) -> list[LooseEnd]:
    """One line for each silent body, with the meetings it was silent for, and one for each update
    of the next meeting that was due before anybody asked for it. Five queries.
    """
    may_keep, found = bool(policy.may_keep_updates(actor, body)), updates_hanging(body, at)
    ends = [_end(each, may_keep=may_keep) for each in found.silent]
    return ends + [_unasked(row, may_keep=may_keep) for row in found.unasked]


def _unasked(row: UpdateAt, *, may_keep: bool) -> LooseEnd:
    here = f"/{row.ref}"
    acts = (
        Act("Ask for it", f"{here}/ask"),
        Act("Take it down", f"{here}#take-down", is_form=True),
        Act("Excuse it", f"{here}#excuse", is_form=True),
    )
    return LooseEnd(
        ref=row.ref,
        words=f"Update of {row.name} for {day_words(row.meeting_on)}",
        href=here,
        kind=KIND,
        why="was due, and nobody asked for it",
        since_on=row.due_on,
        owner="",
        acts=acts if may_keep else (),
    )


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


register("updates", update_ends)
