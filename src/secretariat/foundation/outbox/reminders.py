"""Whether a reminder may go to a person now: asked by whoever queues one, answered by the app that
keeps what people chose.

That app registers itself in its own `mail_choices.py`. The outbox knows no app by name. Ballots,
sign-in codes and cancellations are no reminders and never asked about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from secretariat.foundation.config.discovery import load_from_apps


class Verdict(StrEnum):
    """What becomes of a reminder."""

    GOES = "goes"
    WAITS = "waits"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Reminding:
    """What a reminder asks in one line, and the whole address where it is answered."""

    body_slug: str
    purpose: str
    words: str
    address: str


May = Callable[[str, Reminding], Verdict]
StopLink = Callable[[str, str], str]

_asked: list[May] = []
_links: list[StopLink] = []


def register(may_remind: May, stop_link: StopLink) -> None:
    """Let `may_remind` decide, for the handle of a person, in the transaction that would queue the
    reminder, and keep what waits; `stop_link` gives the address where a person and a body's slug
    choose otherwise.
    """
    _asked[:], _links[:] = [may_remind], [stop_link]


def may_remind(person_handle: str, what: Reminding) -> Verdict:
    """What becomes of a reminder; to somebody who is not in the record it goes."""
    load_from_apps("mail_choices")
    return _asked[0](person_handle, what) if _asked and person_handle else Verdict.GOES


def stop_link(person_handle: str, body_slug: str) -> str:
    """Where this person chooses what letters of a body to take; empty if no app keeps that."""
    load_from_apps("mail_choices")
    return _links[0](person_handle, body_slug) if _links and person_handle else ""
