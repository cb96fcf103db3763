"""What a form can do to an action: each act reads its form, runs one command, and says what came of
it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import QueryDict

from secretariat.council.actions import commands, queries
from secretariat.council.actions.commands import Changes, Said
from secretariat.council.actions.forms import audience_meant
from secretariat.council.actions.models import Action
from secretariat.rules.actions import OPEN_STATES
from secretariat.rules.visibility import AUDIENCE_WORDS, Actor, Audience
from secretariat.rules.wording import joined

OPEN = {state.value for state in OPEN_STATES}


def _said(actor: Actor, action: Action, typed: QueryDict) -> str:
    state, note = typed.get("state", ""), typed.get("note", "")
    meeting_ref, due = typed.get("meeting_ref", ""), typed.get("due", "")
    said = Said(note, meeting_ref)
    if state == Action.State.POSTPONED:
        row = commands.postpone_action(actor, action, due, said=said)
    elif state in OPEN:
        row = commands.report_action(actor, action, state, said=said)
    else:
        row = commands.close_action(actor, action, state, reason=note, meeting_ref=meeting_ref)
    return f"{row.number} is {row.get_state_display()}."


def edit_words(actor: Actor, action: Action, typed: Mapping[str, str], seen: int) -> str:
    """Change words, owners, due date and audience, as far as they were sent."""
    owners, audience = typed.get("owner_words"), typed.get("audience")
    changes = Changes(
        text=typed.get("text"),
        owners=None if owners is None else queries.names_in(owners),
        due=typed.get("due_text"),
        audience=audience_meant(audience) if audience else None,
    )
    said = Said(typed.get("note", ""), typed.get("meeting_ref", ""))
    row = commands.edit_action(actor, action, changes, seen=seen, said=said)
    return f"{row.number} is changed."


def on_the_list(action: Action) -> str:
    """That a new action is kept, and for whom it is where it is not for everyone."""
    if action.audience == Audience.PUBLIC.value:
        return f"{action.number} is on the list."
    words = AUDIENCE_WORDS[Audience(action.audience)]
    owners = [owner.person.name for owner in action.owners.select_related("person") if owner.person]
    besides = f", and for {joined(owners)}, who owns it" if len(owners) == 1 else ""
    besides = f", and for {joined(owners)}, who own it" if len(owners) > 1 else besides
    return f"{action.number} is on the list for {words}{besides}."


def _reopen(actor: Actor, action: Action, typed: QueryDict) -> str:
    ref, reason = typed.get("meeting_ref", ""), typed.get("reason", "")
    row = commands.reopen_action(actor, action, reason=reason, meeting_ref=ref)
    return f"{row.number} is open again and on the next agenda."


def _split(actor: Actor, action: Action, typed: QueryDict) -> str:
    made = commands.split_action(actor, action, meeting_ref=typed.get("meeting_ref", ""))
    return f"{action.number} is broken out into {', '.join(part.number for part in made)}."


def _link(actor: Actor, action: Action, typed: QueryDict) -> str:
    commands.link_action(actor, action, typed.get("link", ""))
    return "The link is kept."


def _unlink(actor: Actor, action: Action, typed: QueryDict) -> str:
    commands.unlink_action(actor, action, typed.get("link", ""))
    return "The link is taken away."


ACTS: dict[str, Callable[[Actor, Action, QueryDict], str]] = {
    "said": _said,
    "reopen": _reopen,
    "split": _split,
    "link": _link,
    "unlink": _unlink,
}
