"""The agenda of a meeting as a document: what is sent out and printed before the call."""

from __future__ import annotations

from dataclasses import dataclass, field

from secretariat.rules.deck import AgendaLine, Look
from secretariat.rules.runs import Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaEntry:
    """One line of the agenda and what stands under it: why it is there, links, texts."""

    line: AgendaLine
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaDocument:
    """The whole agenda. `state_words` are printed beside the date ("published", "draft"); `lead`
    stands before the entries (link to the call, quorum), `foot` after them.
    """

    title: str
    body_name: str
    organization_name: str
    date_words: str
    entries: tuple[AgendaEntry, ...]
    time_words: str = ""
    zone_words: str = ""
    state_words: str = ""
    lead: tuple[Paragraph, ...] = ()
    foot: str = ""
    look: Look = field(default_factory=Look)
    language: str = "en"
