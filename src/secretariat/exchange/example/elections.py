"""The example council's chair election: the timeline of last year, and this year's as proposed."""

from __future__ import annotations

from datetime import time

from secretariat.elections import commands
from secretariat.exchange.example.facts import facts, local
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.rules.elections import Step
from secretariat.rules.visibility import Actor

RECORDED = time(12)


def fill_elections(actor: Actor, body: Body) -> None:
    """Last year's five days, over, and the proposal that follows from them."""
    told = facts("elections")["last"]
    days = {step: told[step.value] for step in Step}
    with clock.fixed(local(told["recorded_on"], RECORDED)):
        last = commands.propose_timeline(actor, body, told["office"], days)
        commands.end_timeline(actor, last, told["outcome"])
        commands.propose_from_last(actor, last)
