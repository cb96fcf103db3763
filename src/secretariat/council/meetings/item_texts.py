"""What the record says under items of an agenda before the call: the update that a body wrote, who
speaks about what, until when a consultation is open.

A kind of business that has such words registers a function here, in its `kinds.py`. What items of
its kind are about it reads once for them all (`MeetingSnapshot.about`); the page of an item and the
agenda as a document show what it says, the page of the meeting only where it is `is_on_page`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from secretariat.foundation.config.discovery import load_from_apps
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot, known_until
from secretariat.rules.runs import Paragraph

Text = Callable[[MeetingSnapshot, ItemSnapshot, datetime], Sequence[Paragraph]]


@dataclass(frozen=True, slots=True)
class _Source:
    text: Text
    is_on_page: bool


_sources: dict[str, _Source] = {}


def register(kind: str, text: Text, *, is_on_page: bool = False) -> None:
    """Let this function say what stands under an item of a kind."""
    _sources[kind] = _Source(text, is_on_page)


def unregister(kind: str) -> None:
    """Take a function out again (for one defined only in a test)."""
    _sources.pop(kind, None)


def item_texts(
    meeting: MeetingSnapshot, items: Sequence[ItemSnapshot], at: datetime, *, on_page: bool = False
) -> dict[str, tuple[Paragraph, ...]]:
    """What stands under these items, by slug; what became known after the meeting is left out."""
    load_from_apps("kinds")
    until = known_until(at, meeting.adjourned_at)
    found: dict[str, tuple[Paragraph, ...]] = {}
    for item in items:
        source = _sources.get(item.kind)
        if source is not None and (source.is_on_page or not on_page):
            found[item.slug] = tuple(source.text(meeting, item, until))
    return {slug: text for slug, text in found.items() if text}
