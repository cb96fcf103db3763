"""The to-do list of a meeting: written when it is adjourned, then done, dropped, or handed on.

Nothing is taken off it silently: whatever is open stays until somebody says it is done, or drops it
with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.frame import meeting_act, reason_given
from secretariat.council.meetings.follow_ups import Todo, todos_of
from secretariat.council.meetings.models import FollowUp, Meeting
from secretariat.council.meetings.queries.whom import people_meant
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.foundation.records.commands import Act
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor

OUTDATED = "The meeting went on, and this does not follow any more."


def write_follow_ups(meeting: Meeting, at: datetime) -> None:
    """Put what follows on the list, each once. What does not follow any more is dropped, and comes
    back if it follows again. Runs inside the command that adjourns.
    """
    known = {row.key: row for row in meeting.follow_ups.all()}
    wanted = {todo.key: todo for todo in todos_of(snapshot_for(meeting), at)}
    last = max((row.number for row in known.values()), default=0)
    fresh = [todo for key, todo in wanted.items() if key not in known]
    FollowUp.objects.bulk_create(
        _made(meeting, number, todo) for number, todo in enumerate(fresh, start=last + 1)
    )
    for key, row in known.items():
        if key in wanted and row.is_outdated:
            _reopen(row)
        elif key not in wanted and row.ended_at is None:
            row.ended_at, row.dropped_why, row.is_outdated = at, OUTDATED, True
            row.save()


def finish_follow_up(actor: Actor, follow_up: FollowUp) -> FollowUp:
    """Say that it is done. `reopen_follow_up` takes that back. Refuses ("already_ended")."""
    with _follow_up_act(actor, "finish_follow_up", follow_up) as (this, row):
        _must_be_open(row)
        row.ended_at, row.ended_by = this.at, actor.name
        row.save(update_fields=["ended_at", "ended_by"])
        this.now_is(number=row.number)
    return row


def drop_follow_up(actor: Actor, follow_up: FollowUp, *, reason: str) -> FollowUp:
    """Take it off without doing it. Refuses ("reason_missing", "already_ended")."""
    words = reason_given(reason, "this is not to be done")
    with _follow_up_act(actor, "drop_follow_up", follow_up) as (this, row):
        _must_be_open(row)
        row.ended_at, row.ended_by, row.dropped_why = this.at, actor.name, words
        row.save(update_fields=["ended_at", "ended_by", "dropped_why"])
        this.now_is(number=row.number)
    return row


def reopen_follow_up(actor: Actor, follow_up: FollowUp) -> FollowUp:
    """Put it on the list again. Refuses ("not_ended")."""
    with _follow_up_act(actor, "reopen_follow_up", follow_up) as (this, row):
        if row.ended_at is None:
            raise Refused("not_ended", f"{row.number} is still to do. Nothing has changed.")
        _reopen(row)
        this.now_is(number=row.number)
    return row


def give_follow_up(actor: Actor, follow_up: FollowUp, *, to: str) -> FollowUp:
    """Say whose it is: a person of the record, or other words, such as "the mentors". Refuses
    ("no_owner").
    """
    with _follow_up_act(actor, "give_follow_up", follow_up) as (this, row):
        people, others = people_meant(to)
        if not people and not others:
            raise Refused("no_owner", "Say whose it is. Nothing has changed.", {"field": "to"})
        this.was(owner=row.owner)
        alone = len(people) == 1 and not others
        row.person = people[0] if alone else None
        row.owner_words = "" if alone else " ".join(to.split())[:200]
        row.save(update_fields=["person", "owner_words"])
        this.now_is(number=row.number, owner=row.owner)
    return row


@contextmanager
def _follow_up_act(actor: Actor, verb: str, follow_up: FollowUp) -> Iterator[tuple[Act, FollowUp]]:
    with meeting_act(actor, verb, follow_up.meeting, policy.may_note) as (this, meeting):
        row = meeting.follow_ups.get(pk=follow_up.pk)
        row.meeting = meeting
        yield this, row


def _must_be_open(row: FollowUp) -> None:
    if row.ended_at is not None:
        how = "dropped" if row.dropped_why else f"done by {row.ended_by}"
        raise Refused("already_ended", f"{row.number} is {how} already. Nothing has changed.")


def _reopen(row: FollowUp) -> None:
    row.ended_at, row.ended_by, row.dropped_why, row.is_outdated = None, "", "", False
    row.save(update_fields=["ended_at", "ended_by", "dropped_why", "is_outdated"])


def _made(meeting: Meeting, number: int, todo: Todo) -> FollowUp:
    return FollowUp(
        meeting=meeting,
        number=number,
        key=todo.key,
        words=todo.words[:300],
        owner_words=todo.owner,
        href=todo.href,
        audience=todo.audience.value,
    )
