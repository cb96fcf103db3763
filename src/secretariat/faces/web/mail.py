"""What the pages of a body's mail show: sorts, addresses that do not work, what is to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from secretariat.foundation.outbox.commands import letters_to_come
from secretariat.foundation.outbox.models import Message, UnreachedAddress
from secretariat.foundation.outbox.pages import Shown, as_sent
from secretariat.foundation.outbox.queries import mail_counts, unreached, written_to
from secretariat.foundation.outbox.replies import reply_to
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.people.queries.mailing import list_to_write_to, people_to_write_to
from secretariat.foundation.records import clock

State = Message.State
DAYS = 7
# name in the address -> the states it keeps, and its label
SHOWN: dict[str, tuple[tuple[str, ...], str]] = {
    "waiting": ((State.QUEUED,), "Waiting"),
    "held": ((State.HELD,), "For the end of the meeting"),
    "sent": ((State.SENT,), "Sent"),
    "lost": ((State.BOUNCED, State.FAILED), "Did not arrive"),
    "dropped": ((State.DROPPED,), "Not sent"),
}


@dataclass(frozen=True, slots=True)
class NotReached:
    """An address of a body that does not work: whose it is, since when and why."""

    name: str
    address: str
    href: str
    reason: str
    since_at: datetime


def mail_frame(body: Body) -> dict[str, Any]:
    """What every page of the mail knows. Three queries at most."""
    return {
        "body": body,
        "zone": body.zone,
        "mail_url": f"/{body.slug}/mail",
        "reply_to": reply_to(body.slug, "", clock.now()),
    }


def tabs_of(body_slug: str, show: str) -> dict[str, Any]:
    """The sorts with how many mails each has. One query."""
    counts = mail_counts(body_slug)
    numbers = {
        name: sum(counts.get(state, 0) for state in states) for name, (states, _) in SHOWN.items()
    }
    rows = [(name, label, numbers[name]) for name, (_, label) in SHOWN.items()]
    return {
        "tabs": [("", "All", sum(counts.values())), *rows],
        "show": show if show in SHOWN else "",
        "waiting": numbers["waiting"],
        "held": numbers["held"],
        "lost": numbers["lost"],
    }


def unreached_of(body: Body, at: datetime) -> list[NotReached]:
    """The addresses of a body's people of that day, of its list, and of whom it wrote to, that do
    not work, by name. At most three queries.
    """
    dead = {row.address: row for row in unreached()}
    if not dead:
        return []
    known = [*people_to_write_to(body, day_in(body, at)), *list_to_write_to(body)]
    written = written_to(body.slug)
    whose = {each.address.lower(): each for each in known}
    found = [
        _not_reached(
            row,
            whose[address].name if address in whose else address,
            whose[address].handle if address in whose else "",
        )
        for address, row in dead.items()
        if address in whose or address in written
    ]
    return sorted(found, key=lambda each: each.name.casefold())


def _not_reached(row: UnreachedAddress, name: str, handle: str) -> NotReached:
    href = f"/people/{handle}" if handle else ""
    return NotReached(name, row.address, href, row.reason, row.since_at)


def to_come(body: Body) -> list[tuple[datetime, Shown]]:
    """What leaves by itself in the coming days, with the day."""
    coming = letters_to_come(body.slug, clock.now(), DAYS)
    return [(at, as_sent(each)) for at, each in coming]
