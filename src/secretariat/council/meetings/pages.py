"""What the page of an agenda item shows, gathered for its template."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from secretariat.council.meetings import policy
from secretariat.council.meetings.compose import item_slides
from secretariat.council.meetings.item_facts import item_facts
from secretariat.council.meetings.item_texts import item_texts
from secretariat.council.meetings.models import AgendaItem
from secretariat.council.meetings.queries.calendar import next_meeting_after
from secretariat.council.meetings.snapshots import meeting_snapshot
from secretariat.documents.rendering.html_deck import DeckPieces, deck_pieces
from secretariat.foundation.records import clock
from secretariat.rules.deck import Deck, slide_lines
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot, known_until
from secretariat.rules.minutes import Fact
from secretariat.rules.runs import Paragraph, paragraph
from secretariat.rules.visibility import Actor


def item_page(actor: Actor, item: AgendaItem) -> dict[str, Any]:
    """An item with what the record says under it, else with what its slides show; and what was
    decided under it.
    """
    meeting, now = item.meeting, clock.now()
    shown = meeting_snapshot(meeting, actor)
    found = shown.item(item.slug)
    told = item_texts(shown, [found], now).get(found.slug, ())
    return {
        "body": meeting.body,
        "row": meeting,
        "item": found,
        "told": told,
        "pieces": None if told else _slides(shown, found, now),
        "facts": _facts(shown, found, now),
        "parts": shown.parts_of(item.slug),
        "may_prepare": policy.may_prepare(actor, meeting),
        "may_run": policy.may_run(actor, meeting),
        "following": next_meeting_after(meeting) if _waits(item) else None,
    }


def _slides(meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> DeckPieces | None:
    """What the record puts on the slides of an item, without the notes for the presenter and
    without the words and links of the item, which the page shows by itself; nothing where no more
    is left.
    """
    bare = replace(item, text="", links=())
    shown = item_slides(meeting, bare, known_until(at, meeting.adjourned_at))
    slides = tuple(replace(each, notes="") for each in shown)
    says_more = item.source_ref or not (item.text or item.links)
    if not says_more or not any(slide_lines(each) for each in slides):
        return None
    return deck_pieces(
        Deck(
            title=item.title,
            body_name=meeting.body.name,
            organization_name=meeting.body.organization,
            date_words="",
            slides=slides,
            ref=item.ref,
            look=meeting.body.look,
        )
    )


def _facts(
    meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime
) -> list[tuple[str, tuple[Paragraph, ...]]]:
    """What other apps state about the item, such as its motions and how they ended: where each
    stands, and its lines.
    """
    blocks = item_facts(meeting, at).get(item.slug, ())
    facts = [each for each in blocks if isinstance(each, Fact)]
    return [(each.ref, tuple(paragraph(line) for line in each.lines)) for each in facts]


def _waits(item: AgendaItem) -> bool:
    return item.state in {AgendaItem.State.DEFERRED, AgendaItem.State.SKIPPED}
