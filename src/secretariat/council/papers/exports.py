"""The list of papers as CSV, Markdown and JSON; the glossary as HTML, PDF, Markdown, JSON and
CSV.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from secretariat.council.papers import glossary_files, queries
from secretariat.council.papers.snapshots import PaperAt
from secretariat.documents.rendering.list_files import (
    ListFile,
    list_csv,
    list_json,
    list_markdown,
)
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import body_named, day_in
from secretariat.foundation.people.snapshots import body_snapshot, look_of
from secretariat.foundation.records.exports import Wanted, register
from secretariat.rules.days import day_words

COLUMNS = {
    "ref": "Reference",
    "title": "Title",
    "kind": "Kind",
    "version": "Version",
    "state": "State",
    "since": "Since",
    "editor": "Editor",
    "in_force": "In force",
    "adopted_by": "Adopted by",
    "published": "Published",
    "issue": "Issue",
    "document": "Document",
}


def papers_file(wanted: Wanted) -> bytes:
    """Every paper with its current version, as of a day (today without `as_of`)."""
    body = body_named(wanted.parts["body"])
    at = wanted.until(body.zone)
    rows = queries.by_title(queries.papers_at(body.slug, at, wanted.actor))
    file = ListFile(
        title=f"Papers of the {body.name}",
        about=_about(body, at),
        keys=tuple(COLUMNS),
        titles=tuple(COLUMNS.values()),
        rows=tuple(_cells(row) for row in rows if row.current is not None),
    )
    if wanted.format == "json":
        day = day_in(body, at).isoformat()
        return list_json(file, {"ref": wanted.ref, "as_of": day}, "papers")
    return list_csv(file) if wanted.format == "csv" else list_markdown(file)


def glossary_file(wanted: Wanted) -> bytes:
    """Every term with its definitions and what others say, as of a day."""
    body = body_named(wanted.parts["body"])
    at = wanted.until(body.zone)
    entries = queries.glossary(wanted.actor, body, at)
    title, about = f"Glossary of the {body.name}", _about(body, at)
    match wanted.format:
        case "csv":
            return list_csv(glossary_files.as_list(title, about, entries))
        case "md":
            return glossary_files.as_markdown(title, about, entries)
        case "pdf":
            return _pdf(body, title, at, entries)
        case "html":
            return _html(body, title, about, entries)
    head: dict[str, Any] = {"ref": wanted.ref, "as_of": day_in(body, at).isoformat()}
    terms = [glossary_files.as_plain(entry) for entry in entries]
    return json.dumps({**head, "terms": terms}, indent=2, ensure_ascii=False).encode()


def _html(body: Body, title: str, about: str, entries: list[queries.GlossaryEntry]) -> bytes:
    from secretariat.documents.rendering.html_sheet import sheet_html

    terms = render_to_string("papers/glossary_export.html", {"entries": entries, "body": body})
    return sheet_html(title, about, terms, look_of(body)).encode()


def _pdf(body: Body, title: str, at: datetime, entries: list[queries.GlossaryEntry]) -> bytes:
    from secretariat.documents.rendering.pdf import deck_pdf

    day = day_in(body, at)
    deck = glossary_files.as_deck(body_snapshot(body, day), title, day, entries)
    return deck_pdf(deck)


def _about(body: Body, at: datetime) -> str:
    return f"{body.name}, {body.host.name}, as of {day_words(day_in(body, at))}."


def _cells(row: PaperAt) -> tuple[str, ...]:
    version, in_force = row.current, row.in_force
    assert version is not None
    return (
        row.ref,
        row.title,
        row.kind_words,
        version.label,
        version.state_words,
        version.since_on.isoformat(),
        row.editor,
        in_force.label if in_force else "",
        in_force.adopted_ref if in_force else "",
        (in_force.published_url or in_force.url) if in_force else "",
        row.issue_url,
        row.document_url,
    )


register(r"(?P<body>[a-z][a-z0-9-]*)/papers", ("csv", "json", "md"), papers_file)
register(r"(?P<body>[a-z][a-z0-9-]*)/glossary", ("html", "pdf", "md", "json", "csv"), glossary_file)
