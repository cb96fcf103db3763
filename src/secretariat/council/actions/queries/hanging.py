"""Open actions that hang: overdue, owned by nobody, or not spoken of for long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Prefetch

from secretariat.council.actions import policy
from secretariat.council.actions.models import Action, ActionOwner
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in, holders_of
from secretariat.rules.hanging import Hanging, action_hangs
from secretariat.rules.visibility import Actor

Kind = ActionOwner.Kind


@dataclass(frozen=True, slots=True)
class ActionHanging:
    """An open action and what of it hangs, the gravest first."""

    action: Action
    hangs: tuple[Hanging, ...]


def hanging_actions(actor: Actor, body: Body, today: date) -> list[ActionHanging]:
    """The open actions of a body that hang, of those the actor may read. A role that nobody holds
    owns nothing. Two queries and one for each role among the owners.
    """
    owners = Prefetch("owners", ActionOwner.objects.select_related("person"))
    rows = Action.objects.filter(body=body, state__in=Action.OPEN_STATES)
    rows = policy.visible_to(actor, rows).prefetch_related(owners)
    held: dict[str, bool] = {}
    found = []
    for row in rows.annotate(heard_at=Max("updates__at")):
        row.body = body
        hangs = action_hangs(
            has_owner=any(_means_somebody(owner, body, today, held) for owner in row.owners.all()),
            due_on=row.due_on,
            raised_on=row.raised_on,
            heard_on=day_in(body, row.heard_at) if row.heard_at else row.raised_on,
            today=today,
        )
        if hangs:
            found.append(ActionHanging(row, tuple(hangs)))
    return found


def _means_somebody(owner: ActionOwner, body: Body, today: date, held: dict[str, bool]) -> bool:
    if owner.kind == Kind.PERSON:
        return True
    role = owner.role if owner.kind == Kind.ROLE else "all"
    if role not in held:
        held[role] = bool(holders_of(body, role, today))
    return held[role]
