"""Timelines that nobody adopted, elections nobody said the result of, and years without one."""

from __future__ import annotations

from datetime import datetime

from secretariat.elections import policy, queries
from secretariat.foundation.people.loose_ends import Act, LooseEnd, register
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.elections import AHEAD, Step, same_weekdays, weekday_words
from secretariat.rules.visibility import Actor

KIND = "election"


def timelines_hanging(actor: Actor, body: Body, at: datetime) -> list[LooseEnd]:
    """What hangs of every timeline, and the timelines that are missing. Two queries."""
    today = day_in(body, at)
    may_keep = bool(policy.may_keep_timelines(actor, body))
    known = queries.timelines_at(body.slug, at)
    ends = []
    for each, hangs in queries.hanging(known, today):
        is_late = each.day(Step.RESULTS) < today
        label = "Say what came of it" if is_late else "Record its adoption"
        act = Act(label, f"/{each.ref}#{'end' if is_late else 'adopt'}", is_form=True)
        ends.append(
            LooseEnd(
                ref=each.ref,
                words=f"{each.title}: timeline",
                href=f"/{each.ref}",
                kind=KIND,
                why="; ".join(hang.why for hang in hangs),
                since_on=min(hang.since_on for hang in hangs),
                acts=(act,) if may_keep else (),
            )
        )
    for last in queries.missing(known, today):
        first = same_weekdays(last.days)[Step.NOMINATIONS_OPEN]
        propose = Act("Propose the same weekdays", f"/{last.ref}/again")
        ends.append(
            LooseEnd(
                ref=f"{last.ref}/again",
                words=f"{last.office_words} election: timeline",
                href=f"/{last.ref}",
                kind=KIND,
                why=f"not proposed; last time's weekdays begin on {weekday_words(first)}",
                since_on=first - AHEAD,
                acts=(propose,) if may_keep else (),
            )
        )
    return ends


register("elections", timelines_hanging)
