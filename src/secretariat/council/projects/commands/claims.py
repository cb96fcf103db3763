"""Recording what is said of a milestone. The ledger only grows: a correction supersedes a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from secretariat.council.projects import policy
from secretariat.council.projects.models import Claim, MilestoneColumn, Project
from secretariat.council.projects.queries import today
from secretariat.foundation.records.commands import Act, act, locked, remember_source
from secretariat.rules import claims as law
from secretariat.rules.dates import parse_claim
from secretariat.rules.errors import Refused
from secretariat.rules.hanging import is_expectation
from secretariat.rules.visibility import Actor, require

from .words import checked_words, not_in_future


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a claim comes from: a reference in the record or a document in words, and a note."""

    ref: str = ""
    words: str = ""
    note: str = ""


UNKNOWN = Origin()
_MEETING = re.compile(r"[a-z][a-z0-9-]*/\d{4}-\d\d-\d\d(?:-\d+)?")


def record_claim(
    actor: Actor,
    project: Project,
    column: MilestoneColumn,
    *,
    text: str,
    said_on: date | None = None,
    certainty: law.Certainty | None = None,
    origin: Origin = UNKNOWN,
    seen: int | None = None,
) -> Claim:
    """Record what is said of a milestone from a day on (today if none is given); the text stays as
    written, its certainty is read from its marks unless one is given. In a column of dates, words
    and names are tentative.

    What was said to come may be said again in the same words once its day is there.

    `seen` is the number of claims the person saw in the cell; None for whoever looks at no cell.
    Refuses ("not_allowed", "malformed_claim", "malformed_date", "in_future", "unchanged",
    "people_column", "column_retired", "changed_meanwhile").
    """
    ref = f"{project.ref}/{column.slug}"
    with act(actor, "projects.record_claim", ref, body_slug=project.body.slug) as this:
        require(policy.may_keep_table(actor, project.body))
        project = locked(project)
        _check_takes_claims(column)
        day = said_on or today(project.body)
        not_in_future(project.body, day, "The day it was said", "said_on")
        read = _read(text)
        kept = list(project.claims.filter(column=column).select_related("replaced_by"))
        _guard_cell(kept, seen, read.text)
        before = _holding(kept, day)
        claim = Claim(
            project=project,
            column=column,
            number=max((claim.number for claim in kept), default=0) + 1,
            text=read.text,
            certainty=(certainty or _certainty(read, column)).value,
            said_on=day,
            source_ref=origin.ref,
            source_words=origin.words,
            note=origin.note.strip(),
        )
        _check_says_something_new(claim, before)
        this.was(text=before.text if before else "")
        return _kept(this, claim)


def correct_claim(
    actor: Actor,
    claim: Claim,
    *,
    text: str,
    reason: str,
    said_on: date | None = None,
    certainty: law.Certainty | None = None,
) -> Claim:
    """Replace a claim that was recorded wrongly. It stays in the ledger, shown as replaced by the
    new one, which holds from the same day unless another is given. An empty text withdraws it.

    Refuses ("not_allowed", "malformed_claim", "malformed_date", "in_future", "words_missing",
    "unchanged", "already_replaced").
    """
    ref = f"{claim.project.ref}/{claim.column.slug}"
    with act(actor, "projects.correct_claim", ref, body_slug=claim.project.body.slug) as this:
        require(policy.may_keep_table(actor, claim.project.body))
        project = locked(claim.project)
        _check_not_replaced(claim)
        day = said_on or claim.said_on
        not_in_future(project.body, day, "The day it was said", "said_on")
        read = _read(text)
        correction = Claim(
            project=project,
            column=claim.column,
            number=project.claims.filter(column=claim.column).count() + 1,
            text=read.text,
            certainty=(certainty or _certainty(read, claim.column)).value,
            said_on=day,
            source_ref=claim.source_ref,
            source_words=claim.source_words,
            supersedes=claim,
            note=checked_words(reason, "The reason for the correction", "reason", 300),
        )
        if day == claim.said_on:
            _check_says_something_new(correction, claim)
        this.was(text=claim.text, said_on=claim.said_on)
        return _kept(this, correction)


def _kept(this: Act, claim: Claim) -> Claim:
    claim.recorded_at, claim.recorded_by = this.at, this.actor.name
    claim.save()
    this.now_is(text=claim.text, certainty=claim.certainty, said_on=claim.said_on)
    this.summary = _told(claim, str(this.before["text"]))
    if claim.source_ref:
        this.source = remember_source(claim.source_ref, claim.source_words or claim.source_ref)
    meeting = _MEETING.match(claim.source_ref)
    if meeting:
        this.touch(f"meeting:{meeting.group()}")
    return claim


def _told(claim: Claim, before: str) -> str:
    label, said = claim.column.label, f"“{claim.text}”" if claim.text else "empty"
    if claim.supersedes:
        return f"corrects {label}: {said} instead of “{before}”. {claim.note}"[:300]
    return f"records {label}: {said}" + (f" instead of “{before}”" if before else "")


def _read(text: str) -> law.Claim:
    try:
        return parse_claim(text)
    except Refused as refused:
        raise Refused(refused.code, refused.message, {"field": "text"}) from refused


def _certainty(read: law.Claim, column: MilestoneColumn) -> law.Certainty:
    is_dated = column.kind == MilestoneColumn.Kind.MILESTONE
    return law.certainty_of_date(read) if is_dated else read.certainty


def _check_takes_claims(column: MilestoneColumn) -> None:
    if column.kind == MilestoneColumn.Kind.PEOPLE:
        raise Refused(
            "people_column",
            f"“{column.label}” shows the people appointed to the project. "
            "Appoint a person or end an appointment; the table follows.",
        )
    if column.retired_on is not None:
        raise Refused(
            "column_retired",
            f"The column “{column.label}” is retired: {column.retired_reason} Restore it first "
            "under Columns; nothing was recorded.",
        )


def _guard_cell(kept: list[Claim], seen: int | None, text: str) -> None:
    if seen is None or seen == len(kept):
        return
    newest = max(kept, key=lambda claim: claim.number)
    raise Refused(
        "changed_meanwhile",
        f"{newest.recorded_by} recorded another value in this cell while you were writing. "
        "Yours is kept below beside it; decide what should stand and save again.",
        {"yours": {"text": text}, "theirs": {"text": newest.text}, "revision": len(kept)},
    )


def _holding(kept: list[Claim], day: date) -> Claim | None:
    """The claim that holds on a day: the latest said by then that no other replaces."""
    known = [one for one in kept if one.said_on <= day and not hasattr(one, "replaced_by")]
    return max(known, key=lambda one: (one.said_on, one.recorded_at, one.number), default=None)


def _check_says_something_new(claim: Claim, before: Claim | None) -> None:
    old = (before.text, before.certainty) if before else ("", law.Certainty.SETTLED.value)
    if (claim.text, claim.certainty) == old and not _has_come(claim, before):
        said = f"says “{claim.text}”" if claim.text else "is empty"
        raise Refused(
            "unchanged", f"The cell {said} already; nothing was recorded.", {"field": "text"}
        )


def _has_come(claim: Claim, before: Claim | None) -> bool:
    """Whether what was said to come before is now said again, on its day or later: it happened."""
    if before is None or not is_expectation(parse_claim(before.text), before.said_on):
        return False
    return not is_expectation(parse_claim(claim.text), claim.said_on)


def _check_not_replaced(claim: Claim) -> None:
    later = Claim.objects.filter(supersedes=claim).first()
    if later is not None:
        raise Refused(
            "already_replaced",
            f"This value was already replaced by “{later.text}”. Correct that one instead; "
            "nothing has changed.",
        )
