"""What the record says under items of an agenda before the call: the update that a body wrote, who
speaks about what, until when a consultation is open.

A kind of business that has such words registers a function here, in its `kinds.py`. It is asked
once for all its items of a meeting; the page of an item and the agenda as a document show what it
says, the page of the meeting only where it is `is_on_page`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from secretariat.foundation.config.discovery import load_from_apps
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.runs import Paragraph

TextsBySlug = Mapping[str, Sequence[Paragraph]]
Texts = Callable[[MeetingSnapshot, Sequence[ItemSnapshot], datetime], TextsBySlug]


@dataclass(frozen=True, slots=True)
class _Source:
    texts: Texts
    is_on_page: bool


_sources: dict[str, _Source] = {}


def register(kind: str, texts: Texts, *, is_on_page: bool = False) -> None:
    """Let this function say what stands under the items of a kind."""
    _sources[kind] = _Source(texts, is_on_page)


def unregister(kind: str) -> None:
    """Take a function out again (for one defined only in a test)."""
    _sources.pop(kind, None)


def item_texts(
    meeting: MeetingSnapshot, items: Sequence[ItemSnapshot], at: datetime, *, on_page: bool = False
) -> dict[str, tuple[Paragraph, ...]]:
    """What stands under these items, by slug; what became known after the meeting is left out."""
    load_from_apps("kinds")
    until = meeting.known_at(at)
    found: dict[str, tuple[Paragraph, ...]] = {}
    for kind, source in _sources.items():
        mine = [item for item in items if item.kind == kind]
        if mine and (source.is_on_page or not on_page):
            texts = source.texts(meeting, mine, until)
            found |= {slug: tuple(text) for slug, text in texts.items() if text}
    return found
