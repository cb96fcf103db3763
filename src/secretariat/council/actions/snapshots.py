"""Actions as plain values, as they stood at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from secretariat.council.actions.models import Action, ActionOwner, ActionUpdate
from secretariat.council.actions.sight import waits_for_record
from secretariat.rules.actions import CLOSED_STATES, STATE_WORDS, ActionState, Owner, OwnerKind
from secretariat.rules.minutes import ActionLine
from secretariat.rules.runs import Run, linked
from secretariat.rules.visibility import Audience

GIVEN_UP = (ActionState.DROPPED, ActionState.MOVED)


@dataclass(frozen=True, slots=True)
class ActionAt:
    """One action at an instant. `owners` is empty for nobody yet, `reason` says why it ended.

    `is_reported` tells whether somebody spoke of it in the meeting asked about, `said` in sentences
    what was said there and who owned it until then, `is_next` whether it is the first nobody has
    spoken of yet. `audience` is its own; while it `waits_for_record`, it is for the members at
    most.
    """

    ref: str
    number: str
    text: str
    owners: str
    state: ActionState
    due: str
    due_on: date | None
    raised_on: date
    raised_ref: str
    reason: str = ""
    note: str = ""
    revision: int = 1
    is_reported: bool = False
    said: tuple[str, ...] = ()
    is_next: bool = False
    audience: Audience = Audience.PUBLIC
    waits_for_record: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is carried to the next meeting."""
        return self.state not in CLOSED_STATES

    @property
    def state_words(self) -> str:
        """The state as a person says it: "in progress"."""
        return STATE_WORDS[self.state]

    @property
    def owner_words(self) -> str:
        """The owners as printed before the text."""
        return self.owners or "nobody yet"

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it now."""
        return self.audience is Audience.PUBLIC and not self.waits_for_record

    def is_overdue(self, day: date) -> bool:
        """Whether it is open and the last day its due date may mean has passed."""
        return self.is_open and self.due_on is not None and self.due_on < day


def action_at(update: ActionUpdate, body_slug: str) -> ActionAt:
    """The action after one of its updates, which was read with its action and the meeting that
    raised it.
    """
    action = update.action
    return ActionAt(
        ref=f"{body_slug}/{action.number}",
        number=action.number,
        text=update.text_after,
        owners=update.owners_after,
        state=ActionState(update.state_after),
        due=update.due_after,
        due_on=update.due_on_after,
        raised_on=action.raised_on,
        raised_ref=action.raised_ref,
        reason=update.reason_after,
        note=update.note,
        revision=action.revision,
        audience=Audience(action.audience),
        waits_for_record=waits_for_record(action),
    )


def action_line(action: ActionAt) -> ActionLine:
    """The action as minutes and slides print it. An open one has no word of state, one given up or
    moved says why.
    """
    why = ""
    if action.state in GIVEN_UP and action.reason:
        why = f" ({action.reason.rstrip('.')})"
    return ActionLine(
        owners=action.owners,
        text=(*linked(action.text), *((Run(why),) if why else ())),
        state="" if action.state is ActionState.OPEN else action.state_words,
        due=action.due,
        ref=action.ref,
    )


def owners_of(action: Action) -> tuple[Owner, ...]:
    """The owners as the rules take them. Reads `owners` with their persons."""
    return tuple(_owner(row) for row in action.owners.all())


def _owner(row: ActionOwner) -> Owner:
    handle = row.person.handle if row.person else ""
    return Owner(OwnerKind(row.kind), row.label, person=handle, role=row.role)
