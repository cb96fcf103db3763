"""Actions for other programs: the list of any day, and one action."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Query

from secretariat.council.actions.queries import (
    ActionFilter,
    actions_wanted,
    filtered,
    readable_action,
)
from secretariat.council.actions.snapshots import ActionAt
from secretariat.foundation.people.api.frame import (
    Asked,
    AsOf,
    BodySlug,
    Limit,
    Listed,
    Named,
    Offset,
    Reads,
    Words,
    listed,
)
from secretariat.rules.actions import ActionState

reads = Reads("Actions")
router = reads.router

ActionNumber = Annotated[str, Path(pattern=r"^A-[0-9]{1,6}$", description="`A-17`.")]
State = Annotated[
    Literal["", "all", "overdue", "closed", "open", "in_progress", "postponed"],
    Query(description="Those that are open if left out; `all`, `overdue`, `closed`, or a state."),
]


class ActionOut(Named):
    """An action as it stood on the day."""

    number: str
    text: str
    owners: str = Field(description="As printed; empty for nobody yet.")
    state: ActionState
    due: str = Field(description="As written: `1 Nov`, `after the summit`.")
    due_on: date | None = Field(description="The last day that may mean.")
    is_overdue: bool
    raised_on: date
    raised_ref: str
    reason: str = Field(description="Why it ended.")
    note: str = Field(description="What was last said of it.")


@reads.read("/{body}/actions", Listed[ActionOut], "The actions of a day")
def actions(
    request: HttpRequest,
    body: BodySlug,
    *,
    as_of: AsOf = None,
    state: State = "",
    q: Words = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Any:
    """In the order of the list, as they stood at the end of the day."""
    asked = Asked(request, body, as_of)
    wanted = ActionFilter(state=state, text=q)
    known = actions_wanted(asked.actor, asked.body, asked.at, wanted)
    found = [_plain(each, asked.day) for each in filtered(known, wanted, asked.day)]
    return listed(found, limit, offset)


@reads.read("/{body}/actions/{number}", ActionOut, "One action")
def action(request: HttpRequest, body: BodySlug, number: ActionNumber) -> Any:
    """As it stands now."""
    asked = Asked(request, body)
    ref = readable_action(asked.actor, f"{asked.body.slug}/{number}").ref
    known = actions_wanted(asked.actor, asked.body, asked.at, ActionFilter(state="all"))
    return _plain(next(each for each in known if each.ref == ref), asked.day)


def _plain(action: ActionAt, day: date) -> dict[str, Any]:
    names = [name for name in ActionOut.model_fields if name not in {"page", "is_overdue"}]
    return {**{n: getattr(action, n) for n in names}, "is_overdue": action.is_overdue(day)}
