"""What the feed of a body tells of its talks."""

from __future__ import annotations

from datetime import timedelta

from secretariat.council.talks import commands
from secretariat.council.talks.commands import TalkWords
from secretariat.council.talks.models import Talk
from secretariat.foundation.people.feeds import feed_of
from secretariat.foundation.records import clock
from tests.council.talks.conftest import NOW, START, Council, fresh


def told(council: Council) -> list[tuple[str, str]]:
    """The titles of what is told of talks, newest first, with their days."""
    with clock.fixed(START + timedelta(days=2)):
        items = feed_of(council.body, "atom").items
    return [(each.title, f"{each.at:%Y-%m-%d}") for each in items if each.kind == "talk"]


def test_talk_is_told_when_it_is_accepted_and_when_it_is_given(
    council: Council, talk: Talk
) -> None:
    with clock.fixed(START):
        commands.note_given(council.secretary, fresh(talk), on=START.date())

    assert told(council) == [
        ("Talk given: Tides", "2024-05-16"),
        ("Talk accepted: Tides", f"{NOW:%Y-%m-%d}"),
    ]


def test_talk_entered_after_it_was_given_was_never_to_come(council: Council) -> None:
    day = (NOW - timedelta(days=60)).date()
    commands.add_past_talk(council.secretary, council.body, TalkWords(title="Fog"), on=day)

    assert told(council) == [("Talk given: Fog", str(day))]
