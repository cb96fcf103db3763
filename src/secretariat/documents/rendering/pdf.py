"""Deck, minutes, agenda and lists as PDF: tagged, with a title, the same bytes for the same
document. `dated` is when what is in it was last changed, as the properties of the file tell.
"""

from __future__ import annotations

from datetime import datetime

from secretariat.documents.rendering import typeset
from secretariat.documents.rendering.deck_data import deck_data
from secretariat.documents.rendering.list_files import ListFile
from secretariat.documents.rendering.minutes_data import agenda_data, list_data, minutes_data
from secretariat.rules.agenda_document import AgendaDocument
from secretariat.rules.deck import Deck
from secretariat.rules.deck_pages import paginate
from secretariat.rules.minutes import Minutes


def deck_pdf(deck: Deck, dated: datetime | None = None) -> bytes:
    """The deck as PDF, one page a slide, split where a slide is too long."""
    return typeset.pdf("deck.typ", deck_data(paginate(deck)), dated)


def minutes_pdf(minutes: Minutes, dated: datetime | None = None) -> bytes:
    """The minutes as PDF on A4, with their state on the first page and in every foot."""
    return typeset.pdf("minutes.typ", minutes_data(minutes), dated)


def agenda_pdf(agenda: AgendaDocument, dated: datetime | None = None) -> bytes:
    """The agenda as PDF on A4, in the same setting as the minutes."""
    return typeset.pdf("minutes.typ", agenda_data(agenda), dated)


def list_pdf(file: ListFile, dated: datetime | None = None) -> bytes:
    """A list as PDF on A4 across, its head repeated on every page."""
    return typeset.pdf("minutes.typ", list_data(file), dated)
