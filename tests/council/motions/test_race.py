"""Two votes of one seat at the same moment: one is kept, the other is told in words.

Each voter has a connection of their own, on SQLite to a file: only there do they wait for each
other as in the running program.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection

from secretariat.council.motions import commands
from secretariat.council.motions.commands import casting, frame
from secretariat.council.motions.models import Motion, Vote
from secretariat.council.motions.queries import votes_of
from secretariat.foundation.records import clock
from secretariat.rules import motions as law
from secretariat.rules.errors import Refused
from tests.council.motions.conftest import (
    START,
    Council,
    arrive,
    build_council,
    build_session,
    minute,
    slug_of,
    topic_of,
)

pytestmark = pytest.mark.django_db(transaction=True)
T = TypeVar("T")


@pytest.fixture
def voting(transactional_db: None) -> Iterator[tuple[Council, Motion]]:
    """A council of which Ada and Al (one seat) and five others are present, with a vote open."""
    with clock.fixed(START):
        council = build_council()
        meeting = build_session(council)
        arrive(council, meeting, "Ada", "Al", "Ben", "Cyd", "Dot", "Eve", "Fay")
    with clock.fixed(minute(5)):
        motion = commands.move_motion(
            council.secretary, council.body, text="Draw the map", item=topic_of(meeting)
        )
        yield council, commands.open_vote(council.secretary, motion)


@pytest.fixture
def _on_a_file(
    voting: tuple[Council, Motion], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New connections find the record in a file; PostgreSQL needs none."""
    if connection.vendor != "sqlite":
        return
    path = tmp_path / "record.sqlite3"
    copy = sqlite3.connect(path)
    connection.connection.backup(copy)
    # As the record's own file is: connections that switch it all at once get in each other's way.
    copy.execute("PRAGMA journal_mode = wal")
    copy.close()
    monkeypatch.setitem(connection.settings_dict, "NAME", str(path))


def elsewhere(work: Callable[[], T]) -> T:
    """The work done in a thread with a connection of its own, which is closed after it."""
    try:
        return work()
    finally:
        connection.close()


def at_once(council: Council, motion: Motion, *votes: tuple[str, str]) -> list[str]:
    """What each of the voters, all starting together, was told: a choice, or a refusal's code."""
    # Whoever fails before the start would leave the others waiting for ever.
    start = Barrier(len(votes), timeout=60)

    def vote(seat: str, choice: str) -> str:
        with clock.fixed(minute(6)):
            mine = Motion.objects.select_related("body", "meeting__body").get(pk=motion.pk)
            start.wait()
            try:
                return commands.cast_vote(council.secretary, mine, slug_of(seat), choice).choice
            except Refused as refused:
                return refused.code

    with ThreadPoolExecutor(len(votes)) as voters:
        return list(voters.map(lambda one: elsewhere(lambda: vote(*one)), votes))


def kept() -> list[str]:
    """The votes that are in the record."""

    def read() -> list[str]:
        return sorted(Vote.objects.values_list("choice", flat=True))

    with ThreadPoolExecutor(1) as reader:
        return reader.submit(elsewhere, read).result()


@pytest.mark.usefixtures("_on_a_file")
def test_two_votes_of_one_seat_at_once_leave_one(voting: tuple[Council, Motion]) -> None:
    told = at_once(*voting, ("Ada", "yes"), ("Ada", "no"), ("Al", "yes"), ("Al", "no"))

    assert sorted(told) == sorted([*kept(), *["already_voted"] * 3])


@pytest.mark.usefixtures("_on_a_file")
def test_votes_of_several_seats_at_once_are_all_kept(voting: tuple[Council, Motion]) -> None:
    told = at_once(*voting, ("Ada", "yes"), ("Ben", "no"), ("Cyd", "yes"), ("Dot", "no"))

    assert told == ["yes", "no", "yes", "no"]
    assert kept() == ["no", "no", "yes", "yes"]


def test_vote_that_slips_past_the_check_is_refused_by_the_table(
    voting: tuple[Council, Motion], monkeypatch: pytest.MonkeyPatch
) -> None:
    council, motion = voting
    commands.cast_vote(council.secretary, motion, slug_of("Ada"), "yes")
    asked = [0]

    def late_reader(row: Motion, zone: str) -> list[law.Vote]:
        """Sees no vote the first time, as a reader who came a moment too early."""
        asked[0] += 1
        return [] if asked[0] == 1 else votes_of(row, zone)

    monkeypatch.setattr(frame, "votes_of", late_reader)
    monkeypatch.setattr(casting, "votes_of", late_reader)

    with pytest.raises(Refused) as refused:
        commands.cast_vote(council.secretary, motion, slug_of("Ada"), "no")

    assert refused.value.code == "already_voted"
    assert kept() == ["yes"]
