"""Which bodies owe a word: silent before a meeting and not heard of or excused since, or not asked
before the update was due.
"""

from __future__ import annotations

from datetime import datetime

from secretariat.council.updates import policy
from secretariat.council.updates.models import StandingUpdate
from secretariat.council.updates.queries import OwedEnd, updates_hanging
from secretariat.council.updates.snapshots import UpdateAt
from secretariat.foundation.people.loose_ends import Act, LooseEnd, register
from secretariat.foundation.people.models import Body
from secretariat.rules.days import day_words
from secretariat.rules.updates import UpdateState, missed_words
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import joined

KIND = "update"


def update_ends(actor: Actor, body: Body, at: datetime) -> list[LooseEnd]:
    """One line for each body that owes a word, with the meetings it was silent for and those of
    which nobody had asked it by the day the update was due. Five queries.
    """
    may_keep = bool(policy.may_keep_updates(actor, body))
    return [_end(each, may_keep=may_keep) for each in updates_hanging(body, at)]


def _end(each: OwedEnd, *, may_keep: bool) -> LooseEnd:
    standing, newest = each.standing, each.owed[-1]
    days = joined(day_words(update.meeting_on) for update in each.owed)
    unasked = sum(1 for update in each.owed if update.state is UpdateState.NOT_ASKED)
    return LooseEnd(
        ref=standing.ref,
        words=f"Update of {standing.name} for {days}",
        href=f"/{newest.ref}",
        kind=KIND,
        why=missed_words(len(each.owed) - unasked, unasked),
        since_on=min(update.due_on for update in each.owed),
        owner=_owner(standing, has_been_asked=unasked < len(each.owed)),
        acts=_acts(newest, may_ask=each.may_ask) if may_keep else (),
    )


def _owner(standing: StandingUpdate, *, has_been_asked: bool) -> str:
    """Who has the ball: nobody yet, as long as nobody was asked."""
    if not has_been_asked:
        return ""
    return standing.contact.name if standing.contact else standing.name


def _acts(newest: UpdateAt, *, may_ask: bool) -> tuple[Act, ...]:
    """What ends it. The word for the newest meeting stands for those before it."""
    here = f"/{newest.ref}"
    asking = (Act("Ask for it", f"{here}/ask"),) if may_ask else ()
    return (
        *asking,
        Act("Take it down", f"{here}#take-down", is_form=True),
        Act("Excuse it", f"{here}#excuse", is_form=True),
    )


register("updates", update_ends)
