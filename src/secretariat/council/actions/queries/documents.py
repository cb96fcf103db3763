"""Actions as the documents print them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from secretariat.council.actions.queries.lists import new_actions, reviewed_actions
from secretariat.council.actions.snapshots import ActionAt, action_line
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.minutes import Actions, action_runs
from secretariat.rules.runs import Paragraph, numbered_entry

REVIEWED, RAISED = "actions-reviewed", "actions-raised"


def reviewed_block(meeting: MeetingSnapshot, at: datetime) -> Actions:
    """The actions the meeting went through, with their states at its end and what was said of each.
    One query.
    """
    reviewed = reviewed_actions(meeting, at)
    lines = tuple(replace(action_line(action), said=action.said) for action in reviewed)
    return Actions(key=REVIEWED, lines=lines)


def new_actions_block(meeting: MeetingSnapshot, at: datetime | None = None) -> Actions:
    """The actions raised in the meeting, for the end of its minutes. One query."""
    return Actions(key=RAISED, lines=tuple(map(action_line, new_actions(meeting, at))))


def reviewed_paragraphs(actions: Sequence[ActionAt]) -> tuple[Paragraph, ...]:
    """The actions as a numbered list of a slide."""
    lines = (action_runs(action_line(action)) for action in actions)
    return tuple(numbered_entry(f"{place}.", runs) for place, runs in enumerate(lines, start=1))
