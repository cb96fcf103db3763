"""What forms can do to the update of one meeting: each act reads its form, runs one command, and
says what came of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import QueryDict

from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.whom import person_meant
from secretariat.council.updates import commands
from secretariat.council.updates.commands import StandingFields
from secretariat.council.updates.forms import ReasonForm, TakenDownForm
from secretariat.council.updates.models import StandingUpdate
from secretariat.foundation.people.http import typed_in
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import body_named
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import counted

UpdateAct = Callable[[Actor, StandingUpdate, Meeting, QueryDict], str]


def standing_fields(typed: dict[str, Any], body: Body) -> StandingFields:
    """The fields as the command takes them. Refuses names that mean nobody."""
    owing, contact = typed["from_body"], typed["contact"].strip()
    return StandingFields(
        **{
            **typed,
            "from_body": body_named(owing) if owing else None,
            "contact": person_meant(contact, body) if contact else None,
        }
    )


def _ask(actor: Actor, standing: StandingUpdate, meeting: Meeting, _typed: QueryDict) -> str:
    sent = commands.ask_for_update(actor, standing, meeting)
    return f"{standing.name} is asked: {counted(sent, 'letter')}."


def _remind(actor: Actor, standing: StandingUpdate, meeting: Meeting, _typed: QueryDict) -> str:
    sent = commands.remind_of_update(actor, standing, meeting)
    return f"{standing.name} is reminded: {counted(sent, 'letter')}."


def _take_down(actor: Actor, standing: StandingUpdate, meeting: Meeting, typed: QueryDict) -> str:
    commands.take_down_update(actor, standing, meeting, **typed_in(TakenDownForm(typed)))
    return "The update is taken down."


def _excuse(actor: Actor, standing: StandingUpdate, meeting: Meeting, typed: QueryDict) -> str:
    reason = typed_in(ReasonForm(typed))["reason"]
    commands.excuse_update(actor, standing, meeting, reason=reason)
    return f"{standing.name} is excused."


def _owed_again(actor: Actor, standing: StandingUpdate, meeting: Meeting, _typed: QueryDict) -> str:
    commands.take_back_excuse(actor, standing, meeting)
    return "The update is owed again."


ACTS: dict[str, UpdateAct] = {
    "ask": _ask,
    "remind": _remind,
    "take-down": _take_down,
    "excuse": _excuse,
    "owed-again": _owed_again,
}
