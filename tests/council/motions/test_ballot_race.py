"""A ballot by mail in several hands at the same moment: one vote a seat, one end, one letter.

Everybody has a connection of their own, on SQLite to a file: only there do they wait for each other
as in the running program.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection

from secretariat.council.meetings.models import Meeting
from secretariat.council.motions import commands
from secretariat.council.motions.models import Motion, Vote
from secretariat.foundation.outbox.models import Sending
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
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
NEXT_DAY = minute(60 * 26)


@pytest.fixture
def voting(transactional_db: None) -> Iterator[tuple[Council, Motion]]:
    """A ballot with a carried yes of Ada, Ben, Cyd and Dot, of nine seats."""
    with clock.fixed(START):
        council = build_council()
        for first, person in council.people.items():
            person.address = f"{first.lower()}@example.org"
            person.save()
        meeting = build_session(council)
        arrive(council, meeting, "Ada", "Ben", "Cyd", "Dot")
    with clock.fixed(minute(5)):
        motion = commands.move_motion(
            council.secretary, council.body, text="Draw the map", item=topic_of(meeting)
        )
        commands.open_vote(council.secretary, motion)
        for name in ("Ada", "Ben", "Cyd", "Dot"):
            commands.cast_vote(council.secretary, motion, slug_of(name), "yes")
        yield council, commands.ballot_by_mail(council.secretary, motion)


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
    copy.close()
    monkeypatch.setitem(connection.settings_dict, "NAME", str(path))


def elsewhere(work: Callable[[], object]) -> object:
    try:
        return work()
    finally:
        connection.close()


def at_once(at: datetime, *works: Callable[[], object]) -> list[object]:
    """What each was told, all starting together: what came of it, or a refusal's code."""
    start = Barrier(len(works), timeout=60)

    def one(work: Callable[[], object]) -> object:
        with clock.fixed(at):
            start.wait()
            try:
                return work()
            except Refused as refused:
                return refused.code

    with ThreadPoolExecutor(len(works)) as people:
        return list(people.map(lambda work: elsewhere(lambda: one(work)), works))


def seen(read: Callable[[], object]) -> object:
    """What the record says afterwards."""
    with ThreadPoolExecutor(1) as reader:
        return reader.submit(elsewhere, read).result()


def by(council: Council, ballot: Motion, name: str, choice: str, channel: str) -> object:
    mine = Motion.objects.select_related("body", "meeting__body", "item").get(pk=ballot.pk)
    return commands.cast_by_mail(
        council.person(name), mine, slug_of(name), choice, channel=channel
    ).choice


@pytest.mark.usefixtures("_on_a_file")
def test_one_seat_by_two_channels_at_once_has_one_vote(voting: tuple[Council, Motion]) -> None:
    council, ballot = voting
    told = at_once(
        minute(6),
        lambda: by(council, ballot, "Gus", "no", "link"),
        lambda: by(council, ballot, "Gil", "yes", "page"),
        lambda: by(council, ballot, "Gus", "abstain", "page"),
    )
    kept = seen(lambda: list(Vote.objects.filter(motion=ballot, seat__slug=slug_of("Gus"))
                             .values_list("choice", flat=True)))  # fmt: skip
    assert isinstance(kept, list)
    assert sorted(map(str, told)) == sorted([*kept, "already_voted", "already_voted"])


@pytest.mark.usefixtures("_on_a_file")
def test_representative_replaces_and_seat_objects_at_once(voting: tuple[Council, Motion]) -> None:
    council, ballot = voting

    def objecting() -> object:
        mine = Motion.objects.select_related("body", "meeting__body").get(pk=ballot.pk)
        commands.object_to_carrying(council.person("Dan"), mine, slug_of("Dot"))
        return "objected"

    told = at_once(minute(6), objecting, lambda: by(council, ballot, "Dot", "no", "link"))
    count = seen(lambda: Vote.objects.filter(motion=ballot, seat__slug=slug_of("Dot")).count())
    assert told[1] == "no"
    assert told[0] in {"objected", "not_carried"}
    assert count == 1


@pytest.mark.usefixtures("_on_a_file")
def test_last_votes_and_the_task_at_once_end_it_once(voting: tuple[Council, Motion]) -> None:
    council, ballot = voting
    told = at_once(
        NEXT_DAY,
        lambda: by(council, ballot, "Gus", "yes", "link"),
        lambda: by(council, ballot, "Hal", "no", "page"),
        lambda: by(council, ballot, "Ivy", "no", "link"),
        lambda: commands.tend_ballots(NEXT_DAY),
        lambda: commands.tend_ballots(NEXT_DAY),
    )
    assert told[0] == "yes", "the ballot is open until the vote that settles it"
    assert {*map(str, told[1:3])} <= {"no", "vote_not_open"}
    ended = seen(lambda: Motion.objects.get(pk=ballot.pk))
    assert isinstance(ended, Motion)
    assert ended.state == Motion.State.CARRIED
    assert ended.tally["yes"] + ended.tally["no"] == seen(
        lambda: Vote.objects.filter(motion=ballot).count()
    ), "every vote that was acknowledged is counted"
    assert seen(lambda: Entry.objects.filter(command="motions.end_ballot").count()) == 1


@pytest.mark.usefixtures("_on_a_file")
def test_two_workers_remind_once(voting: tuple[Council, Motion]) -> None:
    half = minute(60 * 24 * 4)
    at_once(half, *[lambda: commands.tend_ballots(half)] * 3)
    assert seen(lambda: Sending.objects.filter(purpose="ballot").count()) == 2


@pytest.mark.usefixtures("_on_a_file")
def test_two_presses_of_the_key_open_one_ballot(voting: tuple[Council, Motion]) -> None:
    council, ballot = voting

    def moved() -> object:
        with clock.fixed(minute(7)):
            item = topic_of(Meeting.objects.get(motions=ballot.pk))
            return commands.move_motion(council.secretary, council.body, text="Sail", item=item).pk

    pk = seen(moved)
    assert isinstance(pk, int)

    def pressed() -> object:
        mine = Motion.objects.select_related("body", "meeting__body", "item").get(pk=pk)
        return commands.ballot_by_mail(council.secretary, mine).number

    told = at_once(minute(8), pressed, pressed)
    assert sorted(map(str, told)) == ["M-2021-04", "continued"]
    assert seen(lambda: Motion.objects.filter(continues=pk).count()) == 1
