"""What every command about a report shares: the frame, the lock, its state, the index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from secretariat.council.reports.models import Report
from secretariat.foundation.people.models import Body
from secretariat.foundation.records.commands import Act, act, locked, make_findable
from secretariat.rules.days import day_words
from secretariat.rules.deck import Deck, slide_lines
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Audience, Decision, require

May = Callable[[Actor, Body], Decision]


@contextmanager
def report_act(actor: Actor, verb: str, report: Report, may: May) -> Iterator[tuple[Act, Report]]:
    """Run a command on a report: authorise, lock and save its row, bring the index up to date."""
    with act(actor, f"reports.{verb}", report.ref, body_slug=report.body.slug) as this:
        require(may(actor, report.body))
        row = locked(report)
        row.body, row.to_body = report.body, report.to_body
        yield this, row
        row.save()
        index(row)


def require_draft(report: Report) -> None:
    """Refuse ("not_a_draft") to change what was given or dropped."""
    if report.is_given:
        raise Refused(
            "not_a_draft",
            f"The report was given on {day_words(report.on)} and is kept as it was. Nothing has "
            "changed. What the record says otherwise today stands on its page; write the next "
            "report.",
        )
    if not report.is_draft:
        raise Refused(
            "not_a_draft",
            f"The report was dropped: {report.dropped_reason} Nothing has changed. Take it up "
            "again first.",
        )


def index(report: Report, deck: Deck | None = None) -> None:
    """Bring its line in the search index up to date: the title of a draft, the words of a report
    that was given.
    """
    if report.is_given and deck is None:
        return
    lines = [line for s in deck.slides for line in (s.heading, *slide_lines(s))] if deck else []
    make_findable(
        report.ref,
        kind="report",
        title=f"{report.title}, report to the {report.to_words}",
        text="\n".join(lines),
        audience=Audience.PUBLIC if report.is_given else Audience(report.audience),
        on=report.on,
    )
