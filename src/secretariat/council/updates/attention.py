"""Updates that one is asked for, and those that one still has to ask for."""

from __future__ import annotations

from datetime import datetime, timedelta

from secretariat.council.meetings.queries.calendar import next_to_prepare
from secretariat.council.updates import policy
from secretariat.council.updates.queries import owed_by, updates_for
from secretariat.council.updates.snapshots import UpdateAt
from secretariat.foundation.people.attention import Attention, Place, register, shortened
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.updates import UpdateState
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import counted

KIND = "update"


def updates_waiting(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """Updates to write for meetings ahead, and, for who keeps them, those to ask for or to remind
    of. Six queries at most.
    """
    return [*_to_write(actor, body, at), *_to_ask(actor, body, at)]


def _to_write(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    return [
        Attention(
            shortened(f"Write the update of {standing.name} for {meeting.body.short_name}"),
            f"/{standing.ref}/{meeting.slug}",
            KIND,
            due_on=day_in(body, meeting.starts_at - timedelta(hours=standing.due_hours)),
            place=Place.SOON,
        )
        for standing, meeting in owed_by(actor, body, at)
        if policy.may_write(actor, standing)
    ]


def _to_ask(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    if not policy.may_keep_updates(actor, body):
        return []
    meeting = next_to_prepare(body, at)
    if meeting is None:
        return []
    rows = updates_for(meeting, at)
    unasked = [r for r in rows if r.state is UpdateState.NOT_ASKED and _is_near(r, at)]
    silent = [r for r in rows if r.state is UpdateState.SILENT]
    found = []
    if unasked:
        words = f"Ask for {counted(len(unasked), 'update')} of other bodies"
        found.append(Attention(words, f"/{body.slug}/updates", KIND, due_on=unasked[0].due_on))
    if silent:
        words = f"Remind {counted(len(silent), 'body', 'bodies')} of the update"
        found.append(Attention(words, f"/{body.slug}/updates", KIND, place=Place.SOON))
    return found


def _is_near(update: UpdateAt, at: datetime) -> bool:
    return at >= update.due_at - timedelta(days=7)


register("updates", updates_waiting)
