"""The open actions that wait for a person."""

from __future__ import annotations

from datetime import date, datetime

from secretariat.council.actions.models import Action
from secretariat.council.actions.queries import my_actions
from secretariat.foundation.people.attention import Attention, Place, register, shortened
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.visibility import Actor


def actions_waiting(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """The open actions of the person who asks, those past their day first. Two queries."""
    today = day_in(body, at)
    return [_attention(action, today) for action in my_actions(actor, body)]


def _attention(action: Action, today: date) -> Attention:
    is_late = action.due_on is not None and action.due_on < today
    return Attention(
        words=f"{action.number}: {shortened(action.text)}",
        href=f"/{action.ref}",
        kind="action",
        due_on=action.due_on,
        place=Place.SOON if is_late else Place.WAITING,
        anchor=action.number,
    )


register("actions", actions_waiting)
