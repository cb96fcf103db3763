"""What happens to an open action: reports on it, new words, owners and due dates, links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secretariat.council.actions import policy
from secretariat.council.actions.commands.frame import (
    Owners,
    Said,
    action_act,
    as_owners,
    set_due,
    set_owners,
    text_given,
)
from secretariat.council.actions.models import Action
from secretariat.council.actions.queries import checked_link
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import guard_revision
from secretariat.rules.actions import OPEN_STATES, STATE_WORDS, ActionState, Owner
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Audience

NOTHING = Said()


@dataclass(frozen=True, slots=True)
class Changes:
    """What an edit changes; None leaves it as it is. Owners may be given as names; none at all
    mean nobody yet.
    """

    text: str | None = None
    owners: Owners | None = None
    due: str | None = None
    audience: Audience | None = None


def report_action(actor: Actor, action: Action, state: str, *, said: Said = NOTHING) -> Action:
    """Note where an open action stands: open, in progress or postponed, changed or not.

    Refuses ("closed", "unknown_state", "not_allowed").
    """
    wanted = _open_state(state)
    with action_act(actor, "report_action", action, policy.may_report, said) as (_, row):
        must_be_open(row)
        row.state = wanted.value
    return row


def postpone_action(actor: Actor, action: Action, due: str, *, said: Said = NOTHING) -> Action:
    """Put an action off; `due` says until when. Without it the due date stays as it is, and the
    note says why.

    Refuses ("closed", "until_missing", "malformed_date", "not_allowed").
    """
    with action_act(actor, "postpone_action", action, policy.may_report, said) as (this, row):
        must_be_open(row)
        if not (due.strip() or said.words):
            raise Refused(
                "until_missing",
                f"{row.number} is not postponed yet. Write until when, a day or words such as "
                "“after the summit”, or a note that says why. Nothing has changed.",
                {"field": "due"},
            )
        row.state = Action.State.POSTPONED
        if due.strip():
            set_due(row, due, day_in(row.body, this.at))
    return row


def edit_action(
    actor: Actor, action: Action, changes: Changes, *, seen: int, said: Said = NOTHING
) -> Action:
    """Change words, owners, due date, or for whom the action is.

    Refuses ("changed_meanwhile", "text_missing", "closed", "unknown_person", "ambiguous_person",
    "malformed_date", "not_allowed").
    """
    owners = changes.owners
    meant = None if owners is None else as_owners(action.body, owners)
    with action_act(actor, "edit_action", action, policy.may_edit, said) as (this, row):
        must_be_open(row)
        guard_revision(row, seen, _yours(changes, meant))
        if changes.text is not None:
            row.text = text_given(changes.text)
        if meant is not None:
            set_owners(row, meant)
        if changes.due is not None:
            set_due(row, changes.due, day_in(row.body, this.at))
        if changes.audience is not None:
            row.audience = changes.audience.value
    return row


def link_action(actor: Actor, action: Action, link: str, *, said: Said = NOTHING) -> Action:
    """Add a link: a web address, or a reference such as tac/M-2021-31. Refuses ("bad_link")."""
    wanted = checked_link(link)
    with action_act(actor, "link_action", action, policy.may_report, said) as (this, row):
        row.links = [*row.links, *([] if wanted in row.links else [wanted])]
        this.now_is(link=wanted)
    return row


def unlink_action(actor: Actor, action: Action, link: str, *, said: Said = NOTHING) -> Action:
    """Take a link away again; the trail keeps it."""
    with action_act(actor, "unlink_action", action, policy.may_edit, said) as (this, row):
        this.was(link=link)
        row.links = [known for known in row.links if known != link]
    return row


def must_be_open(row: Action) -> None:
    """Refuse ("closed") to change an action that has ended."""
    if not row.is_open:
        words = STATE_WORDS[ActionState(row.state)]
        raise Refused(
            "closed",
            f"{row.number} is {words}, and that is kept. Nothing has changed. Reopen it with a "
            "reason first.",
        )


def _open_state(state: str) -> ActionState:
    if state not in {each.value for each in OPEN_STATES}:
        raise Refused(
            "unknown_state",
            f"“{state}” is no report on an action. It is open, in progress or postponed; to end "
            "it, close it with a reason. Nothing has changed.",
        )
    return ActionState(state)


def _yours(changes: Changes, meant: Sequence[Owner] | None) -> dict[str, str]:
    wanted = {
        "text": changes.text,
        "owner_words": None if meant is None else "/".join(owner.label for owner in meant),
        "due_text": changes.due,
        "audience": None if changes.audience is None else changes.audience.value,
    }
    return {name: value for name, value in wanted.items() if value is not None}
