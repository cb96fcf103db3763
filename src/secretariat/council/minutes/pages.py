"""What the pages of minutes show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from secretariat.council.minutes import policy, queries
from secretariat.council.minutes.compose import changes_since_release, minutes_of
from secretariat.council.minutes.forms import ReleaseForm
from secretariat.council.minutes.letters import recipients_of
from secretariat.council.minutes.models import Minutes
from secretariat.council.minutes.queries import line_key
from secretariat.foundation.outbox.forms import LetterForm
from secretariat.foundation.outbox.queries import echoes
from secretariat.foundation.people.queries import today
from secretariat.foundation.people.snapshots import rule_book_on
from secretariat.foundation.records.queries import history
from secretariat.rules.minutes import Minutes as Document
from secretariat.rules.minutes import NumberedLine, Section, Text, numbered
from secretariat.rules.visibility import Actor


def reading_page(actor: Actor, minutes: Minutes) -> dict[str, Any]:
    """The minutes, what may be done to them, their corrections, mail and history."""
    document = minutes_of(minutes)
    may_write = policy.may_write(actor, minutes.meeting.body)
    may_correct = policy.may_propose_correction(actor, minutes)
    is_open = bool(may_write) and minutes.approved_at is None
    return {
        "minutes": minutes,
        "document": document,
        "sections": _sections(minutes, document, may_correct=bool(may_correct), may_write=is_open),
        "changes": changes_since_release(minutes),
        "may_write": may_write,
        "may_correct": may_correct,
        "corrections": queries.corrections_of(minutes),
        "release_form": ReleaseForm(initial={"corrections_until_on": _until(minutes)}),
        "echoes": echoes(minutes.ref) if may_write else [],
        "history": history(minutes.ref, limit=20) if may_write else [],
        "zone": minutes.meeting.zone,
    }


def _until(minutes: Minutes) -> date:
    """Until when corrections are taken: as released, else for as long as the rule book gives."""
    if minutes.corrections_until_on:
        return minutes.corrections_until_on
    body = minutes.meeting.body
    day = today(body)
    return day + timedelta(days=rule_book_on(body, day).correction_days)


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of the minutes with where to propose a correction and, for writers, to change it."""

    line: NumberedLine
    correct_url: str = ""
    edit_url: str = ""


@dataclass(frozen=True, slots=True)
class PageSection:
    """One section of the minutes with its lines."""

    section: Section
    lines: tuple[PageLine, ...]


def _sections(
    minutes: Minutes, document: Document, *, may_correct: bool, may_write: bool
) -> list[PageSection]:
    return [
        PageSection(
            entry.section,
            tuple(
                PageLine(
                    line,
                    _correct_url(minutes, line, index) if may_correct else "",
                    _edit_url(line) if may_write else "",
                )
                for index, line in enumerate(entry.lines)
            ),
        )
        for entry in numbered(document)
    ]


def _correct_url(minutes: Minutes, line: NumberedLine, index: int) -> str:
    query = urlencode({"line": line_key(line, index)})
    return f"/{minutes.ref}/correct?{query}" if line.runs else ""


def _edit_url(line: NumberedLine) -> str:
    if not isinstance(line.block, Text):
        return ""
    return f"/{line.block.ref}/notes/{line.block.key.rpartition('-')[2]}"


def letter_page(minutes: Minutes, form: LetterForm) -> dict[str, Any]:
    """The letter with which the minutes go out, and what became of earlier ones."""
    return {
        "body": minutes.meeting.body,
        "form": form,
        "heading": "Send the minutes",
        "back": f"/{minutes.ref}",
        "back_words": "Minutes",
        "echoes": echoes(minutes.ref),
        "recipients": recipients_of(minutes),
        "zone": minutes.meeting.zone,
    }
