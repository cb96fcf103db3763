"""Writing to everybody who owes open actions, each with a link to answer without an account."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from secretariat.council.actions import policy
from secretariat.council.actions.letters import letter_about
from secretariat.council.actions.queries.owing import debtors_of
from secretariat.foundation.outbox.commands import send_personally
from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.people.queries.mail_choices import who_stopped
from secretariat.foundation.records.commands import act
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require


@dataclass(frozen=True, slots=True)
class Mailed:
    """How many letters left, and who got none: for want of an address, or having stopped them."""

    letters: int
    unreachable: tuple[str, ...] = ()
    stopped: tuple[str, ...] = ()


def mail_owners(actor: Actor, body: Body, *, only: Collection[str] | None = None) -> Mailed:
    """Send "Your actions" to everybody who owes open actions, or only to these people by handle.

    Refuses ("nobody") when not one letter can go, ("nobody_chosen") an empty choice, and who does
    not keep the list.
    """
    if only is not None and not only:
        raise Refused("nobody_chosen", "Choose at least one person. Nothing was sent.")
    with act(actor, "actions.mail_owners", f"{body.slug}/actions", body_slug=body.slug) as this:
        require(policy.may_raise(actor, body.slug))
        today = day_in(body, this.at)
        stopped_by, sent = who_stopped(body), 0
        stopped, unreachable = [], []
        for debtor in debtors_of(body, today):
            who = debtor.person
            if only is not None and who.handle not in only:
                continue
            if not who.address:
                unreachable.append(who.name)
            elif who.handle in stopped_by:
                stopped.append(who.name)
            else:
                to = Recipient(who.name, who.address, who.handle)
                letter = letter_about(body, who, debtor.actions, today)
                send_personally(actor, letter, to, at=this.at)
                sent += 1
        if not sent:
            raise Refused(
                "nobody",
                "Nobody who owes an action can be written to: they have no address, or have "
                "stopped these letters. Nothing was sent.",
            )
        this.says(f"“Your actions” went to {sent} {'person' if sent == 1 else 'people'}.")
        this.now_is(recipients=sent)
    return Mailed(sent, tuple(unreachable), tuple(stopped))
