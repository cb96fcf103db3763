"""What the pages of minutes show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from secretariat.council.minutes import policy, queries
from secretariat.council.minutes.editions import Editions
from secretariat.council.minutes.forms import ReleaseForm
from secretariat.council.minutes.letters import recipients_of
from secretariat.council.minutes.models import Minutes, ref_of_edition
from secretariat.council.minutes.queries import line_key
from secretariat.foundation.outbox.forms import LetterForm
from secretariat.foundation.outbox.queries import echoes
from secretariat.foundation.people.queries import today
from secretariat.foundation.people.snapshots import rule_book_on
from secretariat.foundation.records.models import Entry
from secretariat.foundation.records.queries import history
from secretariat.rules.minutes import Minutes as Document
from secretariat.rules.minutes import NumberedLine, Section, Text, numbered
from secretariat.rules.visibility import AUDIENCE_WORDS, Actor, Audience


@dataclass(frozen=True, slots=True)
class EditionLink:
    """One edition the reader may read. `words` say for whom it is."""

    words: str
    href: str
    is_here: bool


def reading_page(actor: Actor, editions: Editions, audience: Audience) -> dict[str, Any]:
    """An edition of the minutes, what may be done to it, its corrections, mail and history."""
    minutes = editions.row
    document = editions.document(audience)
    may_write = policy.may_write(actor, minutes.meeting.body)
    may_correct = policy.may_propose_correction(actor, minutes, audience)
    is_open = bool(may_write) and minutes.approved_at is None
    ref = ref_of_edition(minutes, audience)
    return {
        "minutes": minutes,
        "edition_ref": ref,
        "editions": _edition_links(actor, editions, audience),
        "document": document,
        "sections": _sections(ref, document, may_correct=bool(may_correct), may_write=is_open),
        "changes": editions.changes(audience),
        "may_write": may_write,
        "may_correct": may_correct,
        "corrections": queries.corrections_of(minutes, audience),
        "release_form": ReleaseForm(initial={"corrections_until_on": _until(minutes)}),
        "echoes": echoes(minutes.ref) if may_write else [],
        "history": _history(actor, minutes) if may_write else [],
        "zone": minutes.meeting.zone,
    }


def _edition_links(actor: Actor, editions: Editions, here: Audience) -> list[EditionLink]:
    """The editions the reader may read, if there are several."""
    found = [
        EditionLink(AUDIENCE_WORDS[each], f"/{ref_of_edition(editions.row, each)}", each is here)
        for each in editions.audiences
        if policy.may_read(actor, editions.row, each)
    ]
    return found if len(found) > 1 else []


def _history(actor: Actor, minutes: Minutes) -> list[Entry]:
    """What happened to the minutes, without what was done to editions the actor may not read."""
    closed = {
        ref_of_edition(minutes, each)
        for each in Audience
        if not policy.may_read(actor, minutes, each)
    }
    return [entry for entry in history(minutes.ref, limit=20) if entry.ref not in closed]


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
    ref: str, document: Document, *, may_correct: bool, may_write: bool
) -> list[PageSection]:
    return [
        PageSection(
            entry.section,
            tuple(
                PageLine(
                    line,
                    _correct_url(ref, line, index) if may_correct else "",
                    _edit_url(line) if may_write else "",
                )
                for index, line in enumerate(entry.lines)
            ),
        )
        for entry in numbered(document)
    ]


def _correct_url(ref: str, line: NumberedLine, index: int) -> str:
    query = urlencode({"line": line_key(line, index)})
    return f"/{ref}/correct?{query}" if line.runs else ""


def _edit_url(line: NumberedLine) -> str:
    if not isinstance(line.block, Text):
        return ""
    return f"/{line.block.ref}/notes/{line.block.key.rpartition('-')[2]}"


def correction_page(minutes: Minutes, audience: Audience, key: str) -> dict[str, Any]:
    """A line of an edition that somebody wants to correct. Refuses ("no_such_block")."""
    return {
        "minutes": minutes,
        "body": minutes.meeting.body,
        "meeting": minutes.meeting,
        "back": f"/{ref_of_edition(minutes, audience)}",
        "line": key,
        "before": queries.block_line(minutes, key, audience).words,
    }


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
