"""The glossary as documents: a list, Markdown, plain values, slides for the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from secretariat.council.papers import slides
from secretariat.council.papers.queries import GlossaryEntry
from secretariat.council.papers.snapshots import QuotationAt, VersionAt
from secretariat.documents.rendering.list_files import ListFile
from secretariat.documents.rendering.markdown_text import Blocks, escaped, inline
from secretariat.rules.days import long_day_words
from secretariat.rules.deck import AnySlide, Cover, Deck, TextSlide
from secretariat.rules.meetings import BodySnapshot
from secretariat.rules.runs import linked, words
from secretariat.rules.wording import capitalized

COLUMNS = {
    "term": "Term",
    "kind": "Kind",
    "version": "Version",
    "state": "State",
    "since": "Since",
    "words": "Words",
    "source": "Source",
    "address": "Address",
}


def as_list(title: str, about: str, entries: Sequence[GlossaryEntry]) -> ListFile:
    """A row for each version of each term, and one for each quotation."""
    rows = []
    for entry in entries:
        rows += [_version_row(entry.paper.title, row) for row in entry.versions]
        rows += [_quotation_row(entry.paper.title, row) for row in entry.quotations]
    return ListFile(
        title=title,
        about=about,
        keys=tuple(COLUMNS),
        titles=tuple(COLUMNS.values()),
        rows=tuple(rows),
    )


def _version_row(term: str, row: VersionAt) -> tuple[str, ...]:
    since = row.since_on.isoformat()
    address = row.published_url or row.url or row.source_url
    return (term, "ours", row.label, row.state_words, since, row.text, row.source_words, address)


def _quotation_row(term: str, row: QuotationAt) -> tuple[str, ...]:
    source = slides.source_words(row)
    return (term, "quoted", "", "", row.read_on.isoformat(), row.words, source, row.url)


def as_plain(entry: GlossaryEntry) -> dict[str, Any]:
    """A term as plain JSON values."""
    return {
        "ref": entry.paper.ref,
        "term": entry.paper.title,
        "in_force": entry.definition.label if entry.definition else None,
        "definitions": [
            {
                "version": row.label,
                "state": row.state.value,
                "since": row.since_on.isoformat(),
                "words": row.text,
                "source": row.source_words,
                "source_url": row.source_url,
                "adopted_by": row.adopted_ref,
                "published_on": row.published_on.isoformat() if row.published_on else None,
                "published_url": row.published_url,
            }
            for row in entry.versions
        ],
        "quotations": [
            {
                "author": row.author,
                "words": row.words,
                "work": row.work,
                "url": row.url,
                "read_on": row.read_on.isoformat(),
                "emphasis": row.emphasis,
            }
            for row in entry.quotations
        ],
    }


def as_markdown(title: str, about: str, entries: Sequence[GlossaryEntry]) -> bytes:
    """The glossary to read: each term with the definition in force, the others, the quotations."""
    blocks = Blocks()
    blocks.add(f"# {escaped(title)}")
    blocks.add(inline(linked(about), is_start=True))
    if not entries:
        blocks.add("No term is defined yet.")
    for entry in entries:
        blocks.add(f"## {escaped(entry.paper.title)}")
        for version in (entry.definition, *entry.others):
            if version is None:
                continue
            blocks.add(f"**{escaped(capitalized(version.words))}**")
            _add_text(blocks, version.text or "No words yet.")
            if version.source_words or version.source_url:
                source = f"Source: {version.source_words} {version.source_url}".strip()
                blocks.add(inline(linked(source), is_start=True))
        for quotation in entry.quotations:
            blocks.add(f"**{escaped(quotation.title)}**")
            lines = [words(line.runs) for line in slides.quoted(quotation.words)]
            blocks.add("\n>\n".join(f"> {inline(linked(line))}" for line in lines))
            source = f"{slides.source_words(quotation)}. {quotation.url}".strip()
            blocks.add(inline(linked(source), is_start=True))
    return blocks.text().encode()


def _add_text(blocks: Blocks, text: str) -> None:
    for line in text.splitlines():
        if line.strip():
            blocks.add(inline(linked(line.strip()), is_start=True))


def as_deck(body: BodySnapshot, title: str, day: date, entries: Sequence[GlossaryEntry]) -> Deck:
    """The glossary as a deck: a slide for each term, one for each quotation."""
    pages: list[AnySlide] = [
        Cover(title=title, subtitle=body.organization, date_words=f"As of {long_day_words(day)}")
    ]
    for entry in entries:
        if entry.is_term:
            pages += slides.text_slides_of(entry.paper, ref=entry.paper.ref)
        pages += [slides.quotation_slide(row, ref=entry.paper.ref) for row in entry.quotations]
    if not entries:
        pages.append(TextSlide(title=title, foot="No term is defined yet."))
    return Deck(
        title=title,
        body_name=body.name,
        organization_name=body.organization,
        date_words=long_day_words(day),
        slides=tuple(pages),
        look=body.look,
    )
