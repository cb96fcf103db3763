"""Decks as files: PowerPoint, PDF, one HTML file, Markdown, JSON."""

from __future__ import annotations

import json
from datetime import datetime

from secretariat.council.decks.queries import deck_shown
from secretariat.council.meetings.queries.finding import meeting_named
from secretariat.foundation.records.exports import Wanted, register
from secretariat.rules.deck import Deck, to_plain

PATTERN = (
    r"(?P<body>[a-z][a-z0-9-]*)/(?P<meeting>\d{4}-\d{2}-\d{2}(?:-\d+)?)/deck"
    r"(?:/(?P<which>draft|v[0-9]{1,4}))?"
)


def deck_file(wanted: Wanted) -> bytes:
    """The published deck, else the draft; `…/deck/draft` and `…/deck/v2` say which."""
    meeting = meeting_named(wanted.parts["body"], wanted.parts["meeting"])
    which = wanted.parts.get("which") or ""
    shown = deck_shown(wanted.actor, meeting, which, wanted.as_of)
    if wanted.format in _DATED:
        published = shown.published
        return _DATED[wanted.format](
            shown.deck, published.published_at if published else wanted.dated
        )
    return _PLAIN[wanted.format](shown.deck)


def _pptx(deck: Deck, dated: datetime | None) -> bytes:
    from secretariat.documents.rendering.pptx import deck_pptx

    return deck_pptx(deck, dated)


def _pdf(deck: Deck, dated: datetime | None) -> bytes:
    from secretariat.documents.rendering.pdf import deck_pdf

    return deck_pdf(deck, dated)


def _html(deck: Deck) -> bytes:
    from secretariat.documents.rendering.html_deck import deck_html

    return deck_html(deck).encode()


def _markdown(deck: Deck) -> bytes:
    from secretariat.documents.rendering.markdown import deck_markdown

    return deck_markdown(deck).encode()


def _json(deck: Deck) -> bytes:
    return json.dumps(to_plain(deck), indent=2, ensure_ascii=False).encode()


_DATED = {"pptx": _pptx, "pdf": _pdf}
_PLAIN = {"html": _html, "md": _markdown, "json": _json}

register(PATTERN, (*_DATED, *_PLAIN), deck_file)
