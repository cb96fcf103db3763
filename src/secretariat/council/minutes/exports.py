"""Minutes as files: Markdown, PDF, HTML, JSON."""

from __future__ import annotations

import json
from datetime import datetime

from django.template.loader import render_to_string

from secretariat.council.meetings.queries.finding import meeting_named
from secretariat.council.minutes.queries import edition_document, unchanged_since
from secretariat.foundation.records.exports import Wanted, register
from secretariat.rules.minutes import Minutes, numbered, to_plain
from secretariat.rules.visibility import Audience

PATTERN = (
    r"(?P<body>[a-z][a-z0-9-]*)/(?P<meeting>\d{4}-\d{2}-\d{2}(?:-\d+)?)/minutes"
    r"(?:/(?P<edition>members|officers))?"
)


def minutes_file(wanted: Wanted) -> bytes:
    """The minutes the actor may read, in the format wanted; `…/minutes/members` is the edition for
    the members.
    """
    meeting = meeting_named(wanted.parts["body"], wanted.parts["meeting"])
    audience = Audience(wanted.parts.get("edition") or Audience.PUBLIC)
    document = edition_document(wanted.actor, meeting, audience)
    if wanted.format != "pdf":
        return _AS[wanted.format](document)
    return _pdf(document, unchanged_since(meeting, audience) or wanted.dated)


def _markdown(document: Minutes) -> bytes:
    from secretariat.documents.rendering.markdown import minutes_markdown

    return minutes_markdown(document).encode()


def _pdf(document: Minutes, dated: datetime | None) -> bytes:
    from secretariat.documents.rendering.pdf import minutes_pdf

    return minutes_pdf(document, dated)


def _html(document: Minutes) -> bytes:
    from secretariat.documents.rendering.html_sheet import minutes_html

    values = {"document": document, "sections": numbered(document)}
    content = render_to_string("minutes/_document.html", values)
    return minutes_html(document, content).encode()


def _json(document: Minutes) -> bytes:
    return json.dumps(to_plain(document), indent=2, ensure_ascii=False).encode()


_AS = {"md": _markdown, "html": _html, "json": _json}

register(PATTERN, ("md", "pdf", "html", "json"), minutes_file, has_days=False)
