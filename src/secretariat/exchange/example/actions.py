"""The actions of the example council, with what each meeting said about them."""

from __future__ import annotations

from datetime import time
from typing import Any

from secretariat.council.actions import commands
from secretariat.council.actions.commands import Said
from secretariat.council.actions.models import Action
from secretariat.exchange.example.facts import facts, local
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.rules.visibility import Actor

DURING_THE_CALL = time(7, 30)


def fill_actions(actor: Actor, body: Body) -> None:
    """Every action as it was raised, then every report on it at the meeting that heard it."""
    for told in facts("actions")["actions"]:
        first = told["history"][0] if told["history"] else {}
        owners = first.get("owners", told["owners"])
        with clock.fixed(local(told["raised_on"], DURING_THE_CALL)):
            action = commands.raise_action(
                actor,
                body,
                text=told["text"],
                owners=owners,
                due=told.get("due", ""),
                raised_ref=f"{body.slug}/{told['raised_on']}",
            )
        for step in told["history"]:
            _report(actor, action, step)


def _report(actor: Actor, action: Action, step: dict[str, Any]) -> None:
    meeting_ref = "" if "between_meetings" in step else f"{action.body.slug}/{step['said']}"
    said = Said(note=step.get("note", ""), meeting_ref=meeting_ref)
    with clock.fixed(local(step["said"], DURING_THE_CALL)):
        action.refresh_from_db()
        if "owners" in step:
            changes = commands.Changes(owners=step["owners"])
            action = commands.edit_action(actor, action, changes, seen=action.revision, said=said)
        if step["state"] == Action.State.DONE:
            commands.close_action(
                actor, action, step["state"], reason=said.note, meeting_ref=said.meeting_ref
            )
        elif not action.is_open:
            commands.reopen_action(actor, action, reason=said.note, meeting_ref=said.meeting_ref)
        else:
            commands.report_action(actor, action, step["state"], said=said)
