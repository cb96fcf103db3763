"""What every command about papers shares: the frame, the lock, the step it leaves behind, and the
index that follows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from secretariat.council.papers import policy
from secretariat.council.papers.models import Paper, PaperStep, PaperVersion
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import (
    Act,
    act,
    forget_findable,
    locked,
    make_findable,
)
from secretariat.rules.papers import STATE_WORDS, PaperState, check_paper_move
from secretariat.rules.texts import day_that_came
from secretariat.rules.visibility import Actor, Audience, Decision, require

May = Callable[[Actor, Paper], Decision]


@contextmanager
def paper_act(
    actor: Actor, verb: str, paper: Paper, may: May, *, ref: str = ""
) -> Iterator[tuple[Act, Paper]]:
    """Run a command on a paper: authorise, lock its row, bring the index up to date."""
    slug = paper.body.slug
    with act(actor, f"papers.{verb}", ref or paper.ref, body_slug=slug) as this:
        require(may(actor, paper))
        row = locked(paper)
        row.body, row.editor = paper.body, paper.editor
        yield this, row
        index(row)


@contextmanager
def version_act(
    actor: Actor, verb: str, version: PaperVersion, may: May
) -> Iterator[tuple[Act, PaperVersion]]:
    """Run a command on a version: authorise, lock the paper before the version."""
    with paper_act(actor, verb, version.paper, may, ref=version.ref) as (this, paper):
        row = locked(version)
        row.paper = paper
        yield this, row


def take_step(
    this: Act,
    row: PaperVersion,
    to: PaperState,
    *,
    words: str = "",
    ref: str = "",
    on: date | None = None,
) -> None:
    """Take a version to another state, with the step that says so; the caller saves the row.

    Refuses ("same_state", "wrong_state", "reason_missing", "in_future").
    """
    reason = " ".join(words.split())
    before = PaperState(row.state)
    check_paper_move(before, to, reason)
    row.state, row.since_on = to.value, checked_day(this, row.paper, on)
    row.revision += 1
    write_step(this, row, before.value, words=reason, ref=ref)
    this.was(state=STATE_WORDS[before])
    this.now_is(state=STATE_WORDS[to], **({"ref": ref} if ref else {}))
    this.summary = f"Version {row.label} is {STATE_WORDS[to]}" + (f": {reason}" if reason else "")
    this.summary = this.summary[:300]


def write_step(
    this: Act, row: PaperVersion, before: str, *, words: str = "", ref: str = ""
) -> None:
    """Keep one step of a version, as its row stands now."""
    PaperStep.objects.create(
        version=row,
        at=this.at,
        on=row.since_on,
        by=this.actor.name,
        state_before=before,
        state_after=row.state,
        words=words[:500],
        ref=ref,
    )


def checked_day(this: Act, paper: Paper, on: date | None) -> date:
    """The day given, or today. Refuses ("in_future") a day that has not come."""
    return day_that_came(on, day_in(paper.body, this.at))


def index(paper: Paper) -> None:
    """Bring the paper's line in the search index up to date. Words that are not for everyone yet
    are found by members only, under the version's own reference.
    """
    kind = "definition" if paper.is_definition else "paper"
    open_words = [paper.about]
    for row in paper.versions.order_by("number"):
        row.paper = paper
        if policy.audience_of(row) is Audience.PUBLIC:
            open_words.append(row.text)
            forget_findable(row.ref)
            continue
        make_findable(
            row.ref,
            kind=kind,
            title=f"{paper.title}, version {row.label}",
            text=row.text,
            audience=Audience.MEMBERS,
            on=row.since_on,
        )
    open_words += paper.quotations.filter(withdrawn_on=None).values_list("words", flat=True)
    open_words += paper.remarks.values_list("words", flat=True)
    words = "\n".join(part for part in open_words if part)
    make_findable(paper.ref, kind=kind, title=paper.title, text=words, on=paper.added_on)
