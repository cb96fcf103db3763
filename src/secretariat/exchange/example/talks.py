"""The talks of the example council, each recorded on the day a source first names it, so that the
report of 29 September and the deck of 7 October list what was known then.
"""

from __future__ import annotations

from datetime import time
from typing import Any

from secretariat.council.meetings.queries.finding import meeting_named
from secretariat.council.talks import commands
from secretariat.council.talks.commands import TalkWords
from secretariat.exchange.example.facts import facts, local
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.rules.talks import parse_speaker
from secretariat.rules.visibility import Actor

EARLY = time(6)


def fill_talks(actor: Actor, body: Body) -> None:
    """Past talks with what came of them, then possible ones. The meetings must be in the record."""
    known = facts("talks")
    for told in known["past"]:
        _past(actor, body, told)
    for told in known["possible"]:
        with clock.fixed(local(told["said_on"], EARLY)):
            commands.add_talk(actor, body, _words(told), on=told["said_on"], source=told["source"])


def _past(actor: Actor, body: Body, told: dict[str, Any]) -> None:
    day = told.get("meeting")
    meeting = meeting_named(body.slug, day.isoformat()) if day else None
    with clock.fixed(local(told["said_on"], EARLY)):
        talk = commands.add_past_talk(
            actor, body, _words(told), meeting=meeting, source=told["source"]
        )
        came = told.get("webinar")
        if came:
            commands.claim_webinar(
                actor, talk, by_words=came["by"], text=came["text"], source=told["source"]
            )


def _words(told: dict[str, Any]) -> TalkWords:
    return TalkWords(
        title=told["title"],
        full_title=told.get("full_title", ""),
        is_certain=told.get("is_certain", True),
        organization=told.get("organization", ""),
        url=told.get("url", ""),
        topics=told.get("topics", ()),
        speakers=[parse_speaker(line) for line in told.get("speakers", ())],
    )
