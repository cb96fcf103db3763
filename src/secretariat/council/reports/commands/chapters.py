"""The chapters of a draft: taken in, worded, ordered, left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from secretariat.council.meetings.report_kinds import choices_of
from secretariat.council.reports import policy
from secretariat.council.reports.commands.frame import report_act, require_draft
from secretariat.council.reports.commands.reports import (
    ChapterWords,
    add_chapter_row,
    set_words,
)
from secretariat.council.reports.models import Chapter, Report
from secretariat.foundation.records.commands import Act, guard_revision, locked
from secretariat.rules.errors import Refused
from secretariat.rules.report_choices import chosen
from secretariat.rules.reports import moved
from secretariat.rules.visibility import Actor


def add_chapter(actor: Actor, report: Report, kind: str, words: ChapterWords) -> Chapter:
    """Add a chapter of a kind at the end of a draft. Refuses ("unknown_kind", "words_missing",
    "not_a_draft", "not_allowed").
    """
    with report_act(actor, "add_chapter", report, policy.may_keep_reports) as (this, row):
        require_draft(row)
        made = add_chapter_row(row, kind, words)
        this.now_is(title=made.title, text=made.text)
        this.summary = f"“{made.title}”"[:300]
    return made


def word_chapter(actor: Actor, chapter: Chapter, words: ChapterWords, *, seen: int) -> Chapter:
    """Give a chapter its own title, its line in the contents, the editor's words, and what the
    editor chose of the record. What the record gives is not touched. Refuses
    ("changed_meanwhile", "words_missing", "unknown_choice", "not_a_draft", "not_allowed").
    """
    with _chapter_act(actor, "word_chapter", chapter) as (this, row):
        guard_revision(row, seen, {"title": words.title, "text": words.text})
        this.was(**_told(row))
        set_words(row, words)
        if words.options is not None:
            choices = choices_of(row.kind, row.report.body.slug, this.at)
            row.options = chosen(choices, words.options)
        row.save()
        this.now_is(**_told(row))
        this.summary = f"“{row.title}”"[:300]
    return row


def leave_out_chapter(actor: Actor, chapter: Chapter) -> Chapter:
    """Leave a chapter out of the report; its words stay with the draft. Refuses ("not_a_draft",
    "same_state", "not_allowed").
    """
    return _set_left_out(actor, "leave_out_chapter", chapter, is_left_out=True)


def take_in_chapter(actor: Actor, chapter: Chapter) -> Chapter:
    """Take a chapter in again: the inverse of `leave_out_chapter`. Refuses as above."""
    return _set_left_out(actor, "take_in_chapter", chapter, is_left_out=False)


def order_chapters(actor: Actor, report: Report, *, order: Sequence[str]) -> None:
    """Put the chapters into this order of short names. Refuses ("not_a_draft", "not_allowed")."""
    with report_act(actor, "order_chapters", report, policy.may_keep_reports) as (this, row):
        require_draft(row)
        rows = list(row.chapters.all())
        wanted = moved(rows, order, lambda each: each.slug)
        for position, each in enumerate(wanted, start=1):
            each.position = position
        Chapter.objects.bulk_update(wanted, ["position"])
        this.was(order=[each.slug for each in rows])
        this.now_is(order=[each.slug for each in wanted])


def _told(row: Chapter) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("title", "listed_as", "text", "stamp")}
    return told | dict(row.options)


def _set_left_out(actor: Actor, verb: str, chapter: Chapter, *, is_left_out: bool) -> Chapter:
    with _chapter_act(actor, verb, chapter) as (this, row):
        if row.is_left_out == is_left_out:
            words = "left out" if is_left_out else "in the report"
            raise Refused("same_state", f"“{row.title}” is {words} already. Nothing has changed.")
        row.is_left_out = is_left_out
        row.revision += 1
        row.save()
        this.summary = f"“{row.title}”"[:300]
    return row


@contextmanager
def _chapter_act(actor: Actor, verb: str, chapter: Chapter) -> Iterator[tuple[Act, Chapter]]:
    with report_act(actor, verb, chapter.report, policy.may_keep_reports) as (this, report):
        require_draft(report)
        row = locked(chapter)
        row.report = report
        yield this, row
