"""What others say, quoted with its source: added, corrected if copied badly, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from secretariat.council.papers import policy
from secretariat.council.papers.commands.frame import checked_day, paper_act
from secretariat.council.papers.models import Paper, Quotation
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import guard_revision, locked
from secretariat.rules.agenda import slugify
from secretariat.rules.errors import Refused
from secretariat.rules.texts import fitting, given
from secretariat.rules.visibility import Actor

LONGEST = 1500
"""A short quotation may stand word for word; a long one is somebody else's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewQuotation:
    """What somebody outside says. `author` is who, `work` and `url` where, `read_on` when it was
    read (today if none is given).
    """

    title: str
    words: str
    author: str
    work: str = ""
    url: str = ""
    read_on: date | None = None
    emphasis: str = ""


def quote(actor: Actor, paper: Paper, new: NewQuotation) -> Quotation:
    """Quote somebody outside under a paper or a term.

    Refuses ("not_allowed", "words_missing", "words_too_long", "source_missing").
    """
    with paper_act(actor, "quote", paper, policy.may_edit) as (this, row):
        taken = set(row.quotations.values_list("slug", flat=True))
        made = Quotation(paper=row, added_at=this.at)
        _set(made, new, checked_day(this, row, new.read_on))
        made.slug = slugify(made.title, taken)
        made.save()
        this.ref = made.ref
        this.summary = f"{made.author}: “{made.title}”"[:300]
        this.now_is(author=made.author, words=made.words, source=made.work or made.url)
    return made


def correct_quotation(
    actor: Actor, quotation: Quotation, new: NewQuotation, *, seen: int
) -> Quotation:
    """Correct what was copied badly. Refuses ("not_allowed", "changed_meanwhile",
    "source_missing").
    """
    paper = quotation.paper
    with paper_act(actor, "correct_quotation", paper, policy.may_edit, ref=quotation.ref) as (
        this,
        row,
    ):
        stored = locked(quotation)
        stored.paper = row
        guard_revision(stored, seen, {"words": new.words})
        this.was(words=stored.words, source=stored.work or stored.url)
        _set(stored, new, checked_day(this, row, new.read_on or stored.read_on))
        stored.save()
        this.now_is(words=stored.words, source=stored.work or stored.url)
    return stored


def withdraw_quotation(actor: Actor, quotation: Quotation, *, reason: str) -> Quotation:
    """Show a quotation no more, for a reason that the record keeps.

    Refuses ("not_allowed", "words_missing").
    """
    words = given(reason, "reason", "The reason", 300)
    paper = quotation.paper
    with paper_act(actor, "withdraw_quotation", paper, policy.may_edit, ref=quotation.ref) as (
        this,
        row,
    ):
        stored = locked(quotation)
        stored.paper = row
        stored.withdrawn_on, stored.withdrawn_reason = day_in(row.body, this.at), words
        stored.save()
        this.summary = words
    return stored


def _set(row: Quotation, new: NewQuotation, read_on: date) -> None:
    row.title = given(new.title, "title", "The heading", 200)
    row.words = fitting(new.words.strip(), "words", "The quotation", LONGEST)
    row.author = given(new.author, "author", "Who says it", 200)
    row.work = fitting(new.work.strip(), "work", "The work", 300)
    row.url, row.read_on = new.url, read_on
    row.emphasis = fitting(new.emphasis.strip(), "emphasis", "The word on emphasis", 120)
    if not row.words:
        raise Refused(
            "words_missing", "Write the quoted words. Nothing has changed.", {"field": "words"}
        )
    if not (row.work or row.url):
        raise Refused(
            "source_missing",
            "A quotation needs its source: the work, or its address. Nothing has changed.",
            {"field": "work"},
        )
