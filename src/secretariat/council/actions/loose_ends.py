"""What of the actions hangs: overdue, owned by nobody, not spoken of for long."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.actions import policy
from secretariat.council.actions.queries.hanging import ActionHanging, hanging_actions
from secretariat.foundation.people.attention import shortened
from secretariat.foundation.people.loose_ends import Act, LooseEnd, register
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.visibility import Actor

KIND = "action"


def action_ends(actor: Actor, body: Body, at: datetime) -> list[LooseEnd]:
    """Every open action that hangs, once, with all that is missing. Three queries or a few more."""
    may_edit = bool(policy.may_raise(actor, body.slug))
    hanging = hanging_actions(actor, body, day_in(body, at))
    return [_end(actor, each, may_edit=may_edit) for each in hanging]


def _end(actor: Actor, each: ActionHanging, *, may_edit: bool) -> LooseEnd:
    row = each.action
    return LooseEnd(
        ref=row.ref,
        words=f"{row.number}: {shortened(row.text)}",
        href=f"/{row.ref}",
        kind=KIND,
        why="; ".join(hang.why for hang in each.hangs),
        since_on=min(hang.since_on for hang in each.hangs),
        owner=row.owner_words,
        acts=_acts(actor, each, may_edit=may_edit),
    )


def _acts(actor: Actor, each: ActionHanging, *, may_edit: bool) -> tuple[Act, ...]:
    row, here = each.action, f"/{each.action.ref}"
    acts = []
    if may_edit and not row.owner_words:
        acts.append(Act("Name an owner", f"{here}#change", is_form=True))
    if policy.may_report(actor, row):
        acts.append(Act("Say what came of it", f"{here}#end", is_form=True))
        if row.owner_words:
            acts.append(Act("It goes on", f"{here}/said", {"state": "in_progress"}))
    if may_edit and row.due_on is not None:
        acts.append(Act("Set another day", f"{here}#change", is_form=True))
    return tuple(acts)


register("actions", action_ends)
