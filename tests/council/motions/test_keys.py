"""The letters that the room's bottom line and the guides name are the letters that do something."""

from __future__ import annotations

import re
from pathlib import Path

from django.test import Client

from secretariat.council.actions.commands import raise_from_line
from secretariat.council.actions.kinds import REVIEW_KEYS
from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.views.room import NOTE_KINDS
from secretariat.council.motions import commands
from secretariat.foundation.records import clock
from tests import factories
from tests.council.motions.conftest import START, Council, minute, topic_of

ROOT = Path(__file__).parents[3]
BUILT_IN = {"Esc", "?", "Enter"}
"""What every page answers by itself."""
BAR = re.compile(r"data-keys-bar>(.*?)</p>", re.DOTALL)
NAMED = re.compile(r"`([a-z.?](?: [a-z])?|[A-Z])`")


def named_and_working(page: str) -> tuple[set[str], set[str]]:
    """The keys of the bottom line, and those that press something on the page."""
    (bar,) = BAR.findall(page)
    return set(re.findall(r"<kbd>([^<]+)</kbd>", bar)), set(re.findall(r'data-key="([^"]+)"', page))


def test_every_key_of_the_bottom_line_presses_something(council: Council, session: Meeting) -> None:
    client = Client()
    client.force_login(factories.account(council.people["Sam"]))
    room = f"/{session.ref}/room"
    with clock.fixed(START):
        raise_from_line(council.secretary, council.body, "[Ada] Paint the pier")
    review = meetings.NewItem(title="Review", kind="action_review")
    meetings.add_item(council.secretary, session, review)
    shown = {"topic": client.get(room), "review": client.get(f"{room}?item=review")}
    motion = commands.move_motion(
        council.secretary, council.body, text="To sail", item=topic_of(session)
    )
    shown["moved"] = client.get(room)
    commands.open_vote(council.secretary, motion)
    shown["open"] = client.get(room)
    commands.cast_vote(council.secretary, motion, "amber-works", "yes")
    shown["voting"] = client.get(room)
    commands.defer_motion(council.secretary, motion)
    with clock.fixed(minute(60)):
        meetings.adjourn(council.secretary, session)
        shown["adjourned"] = client.get(room)

    for name, answer in shown.items():
        named, working = named_and_working(answer.content.decode())
        assert named > {"Esc", "?"}, name
        assert named - working <= BUILT_IN, name


def test_every_key_that_a_guide_names_is_a_key_of_some_page() -> None:
    pages = (ROOT / "src" / "secretariat").rglob("templates/**/*.html")
    keys = {key for page in pages for key in re.findall(r'data-key="([^"{]+)"', page.read_text())}
    keys |= {"o", "?", *(key for _, _, key in NOTE_KINDS), *(key for key, _ in REVIEW_KEYS)}
    keys |= {"j", "k"}

    named = {
        (guide.name, key)
        for guide in (ROOT / "docs" / "guide").glob("*.md")
        for key in NAMED.findall(guide.read_text("utf-8"))
    }

    assert len(named) > 20
    assert sorted((guide, key) for guide, key in named if key not in keys) == []
