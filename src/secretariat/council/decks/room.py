"""What the projector shows of the deck: the slides of the item on the table. Registered on
import.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from secretariat.council.decks.compose import deck_before, deck_of_item
from secretariat.council.meetings import live_parts
from secretariat.council.meetings.live_parts import LivePart, Moment, View
from secretariat.documents.rendering.html_deck import deck_pieces
from secretariat.documents.rendering.look import logo_type


def slides(moment: Moment) -> Mapping[str, Any]:
    """The slides of the item on the table; the cover where there is none."""
    meeting, item = moment.meeting, moment.item
    deck = deck_of_item(meeting, item, moment.at) if item else deck_before(meeting)
    logo = f"/{meeting.ref}/deck/logo" if logo_type(deck.look) else ""
    return {"pieces": deck_pieces(deck, logo), "ref": deck.ref}


live_parts.register(
    LivePart("slides", "decks/live/_slides.html", slides, frozenset({View.PROJECTOR}), place=5)
)
