"""What is left hanging in a body: the register of sources from which its page of loose ends asks.

Overdue, unanswered, ownerless, unapproved: whatever waits and has no outcome. An app says so in its
own `loose_ends.py` and registers it here; what it proposes for an agenda comes from the same query,
so that nothing is on one list and missing from the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from secretariat.foundation.config.discovery import load_from_apps
from secretariat.foundation.people import policy
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.people.queries.vacancies import (
    OfficeHanging,
    SeatHanging,
    hanging_offices,
    hanging_seats,
)
from secretariat.rules.visibility import Actor


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that may be done about it at once: a button that posts `fields` to `url`, or a link
    to a form where words are needed (`is_form`).
    """

    label: str
    url: str
    fields: Mapping[str, str] = field(default_factory=dict)
    is_form: bool = False


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """One thing that hangs. `kind` is the word for its sort ("action", "talk"), `why` what is
    missing in words ("overdue", "no owner"), `since_on` the day since which it hangs, `owner` who
    has the ball.
    """

    ref: str
    words: str
    href: str
    kind: str
    why: str
    since_on: date
    owner: str = ""
    acts: tuple[Act, ...] = ()

    def age(self, today: date) -> int:
        """Days it hangs, at least none."""
        return max((today - self.since_on).days, 0)


Source = Callable[[Actor, Body, datetime], Sequence[LooseEnd]]

_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Ask this source, too. It gets who asks, the body and an instant, and answers with what that
    person may see and do.
    """
    _sources[name] = source


def unregister(name: str) -> None:
    """Take a source out again (for one defined only in a test)."""
    _sources.pop(name, None)


def loose_ends(actor: Actor, body: Body, at: datetime) -> list[LooseEnd]:
    """Everything that hangs in a body, the oldest first."""
    load_from_apps("loose_ends")
    found = [each for name in sorted(_sources) for each in _sources[name](actor, body, at)]
    return sorted(found, key=lambda each: (each.since_on, each.kind, each.ref))


# --- Seats and offices ----------------------------------------------------------------------------

SEAT = "seat"


def _vacancies(actor: Actor, body: Body, at: datetime) -> list[LooseEnd]:
    today, may_run = day_in(body, at), bool(policy.may_run_body(actor, body))
    return [
        *(_seat_end(body, each, may_run=may_run) for each in hanging_seats(body, today)),
        *(_office_end(body, each, may_run=may_run) for each in hanging_offices(body, today)),
    ]


def _seat_end(body: Body, each: SeatHanging, *, may_run: bool) -> LooseEnd:
    form = f"/{body.slug}/settings/seats/{each.seat.slug}/representative"
    (hang,) = each.hangs
    return LooseEnd(
        ref=f"{body.slug}/members/{each.seat.slug}",
        words=f"The seat {each.seat.label}",
        href=f"/{body.slug}/members/{each.seat.slug}",
        kind=SEAT,
        why=hang.why,
        since_on=hang.since_on,
        acts=(Act("Name a representative", form, is_form=True),) if may_run else (),
    )


def _office_end(body: Body, each: OfficeHanging, *, may_run: bool) -> LooseEnd:
    form = f"/{body.slug}/settings/offices/new"
    (hang,) = each.hangs
    return LooseEnd(
        ref=f"{body.slug}/offices/{each.kind}",
        words=f"The office of the {each.kind.label.lower()}",
        href=f"/{body.slug}/members#offices",
        kind=SEAT,
        why=hang.why,
        since_on=hang.since_on,
        acts=(Act("Name somebody", form, is_form=True),) if may_run else (),
    )


register("seats", _vacancies)
