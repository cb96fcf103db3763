"""Filling a folder with the fictitious council, through the commands, beside whatever is there."""

from __future__ import annotations

from secretariat.exchange.example.facts import MORNING_OF
from secretariat.exchange.fictitious.council import found_tidelamp
from secretariat.exchange.fictitious.story import tell
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.foundation.records.commands import act
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import system_actor

BODY = "tidelamp"


def fill_fictitious() -> None:
    """The invented council with its board and its story of 2021, all of it or nothing.

    Refuses ("already_filled") a record that has it.
    """
    if Body.objects.filter(slug=BODY).exists():
        raise Refused(
            "already_filled", "The fictitious council is in this record already. Nothing changed."
        )
    actor = system_actor("Example")
    with (
        clock.fixed(MORNING_OF),
        act(actor, "example.fill_fictitious", BODY, body_slug=BODY) as this,
    ):
        tell(found_tidelamp(actor))
        this.says("A fictitious council was put beside the example.")
