"""Ending actions, always with a reason: done, dropped, moved elsewhere, split; and reopening."""

from __future__ import annotations

from secretariat.council.actions import policy
from secretariat.council.actions.commands.frame import Said, action_act
from secretariat.council.actions.commands.raising import keep_first, number
from secretariat.council.actions.commands.reporting import must_be_open
from secretariat.council.actions.models import Action
from secretariat.council.actions.queries import origin_of, people_meant
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import Act
from secretariat.rules.actions import ActionState, Owner, check_action_move, split_by_owner
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Decision


def close_action(
    actor: Actor, action: Action, state: str, *, reason: str, meeting_ref: str = ""
) -> Action:
    """End an action as done, dropped or moved, with the reason.

    Refuses ("reason_missing", "closed", "same_state", "unknown_state", "not_allowed").
    """
    wanted, words = _closed_state(state), " ".join(reason.split())

    def may(who: Actor, what: Action) -> Decision:
        return policy.may_close(who, what, wanted.value)

    said = Said(words, meeting_ref)
    with action_act(actor, "close_action", action, may, said) as (this, row):
        check_action_move(ActionState(row.state), wanted, words)
        _end(this, row, wanted, words)
    return row


def reopen_action(actor: Actor, action: Action, *, reason: str, meeting_ref: str = "") -> Action:
    """Open an ended action again, with the reason; it is on the next agenda from now on.

    Refuses ("reason_missing", "same_state", "not_allowed").
    """
    words = " ".join(reason.split())
    said = Said(words, meeting_ref)
    with action_act(actor, "reopen_action", action, policy.may_edit, said) as (_, row):
        check_action_move(ActionState(row.state), ActionState.OPEN, words)
        row.state, row.closed_on, row.closing_reason = Action.State.OPEN, None, ""
    return row


def split_action(actor: Actor, action: Action, *, meeting_ref: str = "") -> list[Action]:
    """Break an action out into one for each person its owners mean today, next to the old one.

    The old one ends as moved and names the new ones, which are for whom it was. Refuses
    ("nothing_to_split", "closed").
    """
    said = Said("Broken out into one action for each person.", meeting_ref)
    with action_act(actor, "split_action", action, policy.may_edit, said) as (this, row):
        must_be_open(row)
        people = people_meant(row, day_in(row.body, this.at))
        made = [_part(this, row, owner, meeting_ref) for owner in split_by_owner(people)]
        numbers = ", ".join(part.number for part in made)
        _end(this, row, ActionState.MOVED, f"Split into {numbers}")
        this.now_is(parts=[part.ref for part in made])
    return made


def _part(this: Act, parent: Action, owner: Owner, meeting_ref: str) -> Action:
    meeting, item = origin_of(meeting_ref) if meeting_ref else (parent.raised_in, None)
    part = Action(
        body=parent.body,
        position=parent.position,
        text=parent.text,
        due_text=parent.due_text,
        due_on=parent.due_on,
        raised_on=day_in(parent.body, this.at),
        raised_ref=meeting_ref or parent.raised_ref,
        raised_in=meeting,
        raised_under=item or parent.raised_under,
        audience=parent.audience,
        links=[parent.ref],
        split_from=parent,
    )
    number(part)
    part.save()
    keep_first(this, part, [owner])
    return part


def _end(this: Act, row: Action, state: ActionState, words: str) -> None:
    row.state, row.closing_reason = state.value, words[:500]
    row.closed_on = day_in(row.body, this.at)


def _closed_state(state: str) -> ActionState:
    if state not in {"done", "dropped", "moved"}:
        raise Refused(
            "unknown_state",
            f"“{state}” does not end an action. It is done, dropped or moved elsewhere. Nothing "
            "has changed.",
        )
    return ActionState(state)
