"""Who speaks: asking for the floor, giving it, ending a turn, and the way back of each.

A turn belongs to the item that was on the table when it was asked for; one person has the floor at
a time. None of it stands in the minutes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.db.models import Max

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.frame import State, meeting_act, must_be
from secretariat.council.meetings.commands.on_the_table import end_turns
from secretariat.council.meetings.models import Meeting, Turn
from secretariat.council.meetings.queries.floor import queue_of
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.commands import Act
from secretariat.rules.errors import Refused
from secretariat.rules.floor import moved_in_queue
from secretariat.rules.visibility import Actor, require

Wish = Turn.Wish


def ask_to_speak(
    actor: Actor,
    meeting: Meeting,
    *,
    person: Person | None = None,
    name: str = "",
    wish: str = Wish.SPEAK,
) -> Turn:
    """Stand in the queue of the item on the table: oneself, or whom the clerk names; a guest whom
    the record does not know by `name`.

    Refuses ("not_allowed", "wrong_state", "name_missing", "unknown_wish", "already_waiting").
    Its inverse is `withdraw_turn`.
    """
    said = person.name if person else " ".join(name.split())[:200]
    with _floor_act(actor, "ask_to_speak", meeting, person) as (this, row):
        if not said or wish not in Wish.values:
            raise Refused("name_missing", "Say who wants to speak; nobody was added to the queue.")
        rows = row.turns.filter(item=row.current_item, ended_at=None, dropped_at=None, wish=wish)
        mine = rows.filter(person=person) if person else rows.filter(person=None, name=said)
        if mine.exists():
            raise Refused(
                "already_waiting",
                f"{said} stands in the queue already; it is as it was.",
                {"field": "who"},
            )
        made = Turn.objects.create(
            meeting=row,
            item=row.current_item,
            number=(row.turns.aggregate(last=Max("number"))["last"] or 0) + 1,
            person=person,
            name=said,
            wish=wish,
            asked_at=this.at,
        )
        this.now_is(name=said, wish=wish)
    return made


def withdraw_turn(actor: Actor, turn: Turn) -> Turn:
    """Leave the queue. Refuses ("not_waiting"). Its inverse is `stand_again`."""
    with _floor_act(actor, "withdraw_turn", turn.meeting, turn.person) as (this, _):
        _fresh(turn)
        _must_wait(turn)
        turn.dropped_at = this.at
        turn.save(update_fields=["dropped_at"])
        this.was(name=turn.name)
    return turn


def stand_again(actor: Actor, turn: Turn) -> Turn:
    """Stand in the queue again, where one stood before. Refuses ("not_withdrawn")."""
    with _floor_act(actor, "stand_again", turn.meeting, turn.person) as (this, _):
        _fresh(turn)
        if turn.dropped_at is None:
            raise Refused("not_withdrawn", f"{turn.name} did not leave the queue.")
        turn.dropped_at = None
        turn.save(update_fields=["dropped_at"])
        this.now_is(name=turn.name)
    return turn


def give_floor(actor: Actor, meeting: Meeting, turn: Turn | None = None) -> Turn:
    """Give the floor to one who waits, else to the next; whoever had it has spoken.

    Refuses ("nobody_waits", "not_waiting"). Its inverse is `take_floor_back`.
    """
    with _floor_act(actor, "give_floor", meeting) as (this, row):
        given = turn or next(iter(queue_of(row.turns.filter(item=row.current_item))), None)
        if given is None:
            raise Refused("nobody_waits", "Nobody waits for the floor. Nothing has changed.")
        _fresh(given)
        _must_wait(given)
        end_turns(row, this.at)
        given.began_at = this.at
        given.save(update_fields=["began_at"])
        this.now_is(name=given.name)
    return given


def take_floor_back(actor: Actor, turn: Turn) -> Turn:
    """Whoever was given the floor by a slip waits again; who had it before has it again.

    Refuses ("not_speaking").
    """
    with _floor_act(actor, "take_floor_back", turn.meeting) as (this, row):
        _fresh(turn)
        _must_speak(turn)
        row.turns.filter(ended_at=turn.began_at).exclude(pk=turn.pk).update(ended_at=None)
        turn.began_at = None
        turn.save(update_fields=["began_at"])
        this.was(name=turn.name)
    return turn


def end_turn(actor: Actor, turn: Turn) -> Turn:
    """Whoever has the floor has spoken. Refuses ("not_speaking"). Its inverse is `speak_on`."""
    with _floor_act(actor, "end_turn", turn.meeting, turn.person) as (this, _):
        _fresh(turn)
        _must_speak(turn)
        turn.ended_at = this.at
        turn.save(update_fields=["ended_at"])
        this.now_is(name=turn.name)
    return turn


def speak_on(actor: Actor, turn: Turn) -> Turn:
    """Whoever has spoken has the floor again, as if never interrupted. Refuses ("floor_taken")."""
    with _floor_act(actor, "speak_on", turn.meeting) as (this, row):
        if row.turns.filter(began_at__isnull=False, ended_at=None).exists():
            raise Refused("floor_taken", "Somebody else has the floor. Nothing has changed.")
        _fresh(turn)
        turn.ended_at = None
        turn.save(update_fields=["ended_at"])
        this.now_is(name=turn.name)
    return turn


def move_turn(actor: Actor, turn: Turn, *, by: int) -> Turn:
    """Move one who waits up (negative) or down the queue; the others keep their order.

    Refuses ("not_waiting"). Its inverse is the same the other way.
    """
    with _floor_act(actor, "move_turn", turn.meeting) as (this, row):
        _fresh(turn)
        _must_wait(turn)
        rows = row.turns.filter(item=turn.item_id)
        queue = [each.number for each in queue_of(rows)]
        this.was(queue=queue)
        waiting = moved_in_queue([each.as_law() for each in queue_of(rows)], turn.number, by)
        for place, each in enumerate(waiting, start=1):
            row.turns.filter(number=each.number).update(position=place)
        this.now_is(queue=[each.number for each in waiting])
    return turn


@contextmanager
def _floor_act(
    actor: Actor, verb: str, meeting: Meeting, person: Person | None = None
) -> Iterator[tuple[Act, Meeting]]:
    """A command about the floor: by whoever runs the meeting, or by `person` for themselves."""
    handle = person.handle if person else ""
    may = partial(policy.may_ask_to_speak, handle=handle)
    with meeting_act(actor, verb, meeting, may) as (this, row):
        must_be(row, {State.CALLED}, "nobody has the floor")
        if row.current_item is not None:
            row.current_item.meeting = row
            require(policy.may_see_item(actor, row.current_item))
        yield this, row


def _fresh(turn: Turn) -> None:
    turn.refresh_from_db(fields=["began_at", "ended_at", "dropped_at", "position"])


def _must_wait(turn: Turn) -> None:
    if turn.began_at is not None or turn.dropped_at is not None:
        raise Refused(
            "not_waiting", f"{turn.name} does not wait for the floor any more. Nothing has changed."
        )


def _must_speak(turn: Turn) -> None:
    if turn.began_at is None or turn.ended_at is not None:
        raise Refused("not_speaking", f"{turn.name} does not have the floor. Nothing has changed.")
