"""A roster from a file: shown as what would change, then applied in one transaction.

The preview runs the very same commands and undoes them, so what it shows is what will happen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import NoReturn

from django.db import transaction

from secretariat.documents.reading.roster import Problem, RosterRow, read_roster
from secretariat.foundation.people import policy
from secretariat.foundation.people.models import Body, Seat
from secretariat.foundation.people.queries.roster_columns import swapped
from secretariat.foundation.records.commands import Act, act, locked
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require
from secretariat.rules.wording import counted

from .roster_rows import RowWriter


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a line of the file changes, in words."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """What a file would change from a day on, and what in it cannot be used. Seats of the body
    that it does not mention stay as they are.
    """

    on: date
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    unmentioned: tuple[str, ...]

    @property
    def digest(self) -> str:
        """A word for exactly this plan; it differs as soon as anything would go differently."""
        told = repr((self.on, self.changes, self.problems))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(slots=True)
class _Run:
    """What one run through the file has found so far."""

    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    seats: set[str] = field(default_factory=set)


class _Preview(Exception):  # noqa: N818 - not an error: it ends the preview's transaction
    """Undoes what a preview wrote."""


def _undo() -> NoReturn:
    raise _Preview


def preview_roster(actor: Actor, body: Body, content: bytes, *, on: date) -> RosterPlan:
    """What importing this file would change from a day on. Nothing is kept.

    Refuses a file that is no roster, as `read_roster` does.
    """
    plan: RosterPlan | None = None
    try:
        with _importing(actor, body):
            plan = _run(actor, body, content, on)
            _undo()
    except _Preview:
        pass
    assert plan is not None
    return plan


def import_roster(
    actor: Actor, body: Body, content: bytes, *, on: date, seen: str = ""
) -> RosterPlan:
    """Apply a roster from a day on, all of it or nothing.

    `seen` is the digest of the plan that was shown, if one was. Refuses ("roster_problems") while a
    line cannot be used, ("changed_meanwhile") when something else would happen than was shown.
    """
    with _importing(actor, body) as this:
        plan = _run(actor, body, content, on)
        if plan.problems:
            first = plan.problems[0]
            raise Refused(
                "roster_problems",
                f"{counted(len(plan.problems), 'line')} of the file cannot be used. Line "
                f"{first.line}: {first.words} Correct the file and choose it again; nothing has "
                "changed.",
                {"problems": [(problem.line, problem.words) for problem in plan.problems]},
            )
        if seen and seen != plan.digest:
            raise Refused(
                "changed_meanwhile",
                "The roster has changed since you looked at this import. Nothing has been "
                "imported. Look at what it would change now, then import.",
            )
        changes = counted(len(plan.changes), "change")
        this.says(f"A roster was imported: {changes} from {day_words(on)}.")
        this.now_is(changes=len(plan.changes), on=on)
    return plan


@contextmanager
def _importing(actor: Actor, body: Body) -> Iterator[Act]:
    ref = f"{body.slug}/members"
    with act(actor, "people.import_roster", ref, body_slug=body.slug) as this:
        require(policy.may_run_body(actor, body, "import a roster"))
        locked(body)
        yield this


def _run(actor: Actor, body: Body, content: bytes, on: date) -> RosterPlan:
    file = read_roster(content)
    run = _Run(problems=[*file.problems, *swapped(body, file.rows)])
    unusable = {problem.line for problem in run.problems}
    waiting = [row for row in file.rows if row.line not in unusable]
    while waiting:
        refused = [problem for row in waiting if (problem := _write_row(actor, body, row, on, run))]
        left = [row for row in waiting if row.line in {problem.line for problem in refused}]
        # Somebody who changes seats can begin only after the line that ends the former term.
        if len(left) == len(waiting):
            run.problems += refused
            break
        waiting = left
    seats = Seat.objects.on(on).filter(body=body).order_by("label").values_list("slug", "label")
    return RosterPlan(
        on,
        tuple(sorted(run.changes, key=lambda change: change.line)),
        tuple(sorted(run.problems, key=lambda problem: problem.line)),
        tuple(label for slug, label in seats if slug not in run.seats),
    )


def _write_row(actor: Actor, body: Body, row: RosterRow, on: date, run: _Run) -> Problem | None:
    """Write one line, or nothing of it if something in it is refused."""
    writer = RowWriter(actor, body, row, on)
    try:
        with transaction.atomic():
            writer.write()
    except Refused as refused:
        if refused.code == "not_allowed":
            raise
        return Problem(row.line, refused.message)
    run.changes += [Change(row.line, words) for words in writer.changes]
    if writer.seat is not None:
        run.seats.add(writer.seat.slug)
    return None
