"""The disk is full, or the database goes away: the act is refused in words, what was recorded
before is untouched, and work goes on as soon as there is room again.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from tests.faults.conftest import Serve, Site
from tests.faults.inspection import inspector
from tests.faults.server import Answer, Person
from tests.faults.stores import on_server

pytestmark = pytest.mark.slow

FULL = "The disk that holds the record is full or cannot be written."
AWAY = "The database did not answer."
KEPT = "Nothing was half done, and everything that was recorded before is safe."
TABLES = ("meetings_note", "actions_action", "motions_vote", "meetings_attendance")


@pytest.fixture
def site(serve: Serve) -> Site:
    """A server with a council in session."""
    return serve()


@pytest.fixture
def secretary(site: Site) -> Person:
    """The secretary, signed in, with one note written."""
    person = site.server.person(site.council["secretary"])
    assert write(site, person, "Before the trouble").is_done
    return person


def write(site: Site, person: Person, text: str) -> Answer:
    """Write a note."""
    return person.post(f"/{site.council['meeting']}/1/notes", text=text)


def notes(site: Site) -> list[str]:
    """The notes in the record."""
    return [text for (text,) in site.store.query("SELECT text FROM meetings_note ORDER BY id")]


def counts(site: Site) -> list[int]:
    """How many rows the tables hold that people write to, and the trail."""
    tables = (*TABLES, "records_entry")
    return [site.store.query(f"SELECT count(*) FROM {name}")[0][0] for name in tables]


@contextmanager
def no_room_on_disk(site: Site) -> Iterator[None]:
    """No file of the server takes another byte."""
    _, hard = resource.prlimit(site.server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(site.server.process.pid, resource.RLIMIT_FSIZE, (0, hard))
    yield
    resource.prlimit(site.server.process.pid, resource.RLIMIT_FSIZE, (hard, hard))


@contextmanager
def no_writes_to_database(site: Site) -> Iterator[None]:
    """The server of the database refuses all writes, as hosts let it do when its disk is full."""
    name = site.store.query("SELECT current_database()")[0][0]
    on_server(site.store.url, f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')  # type: ignore[attr-defined]
    hang_up(site)
    yield
    on_server(site.store.url, f'ALTER DATABASE "{name}" RESET default_transaction_read_only')  # type: ignore[attr-defined]
    hang_up(site)


def hang_up(site: Site, where: str = "true") -> None:
    """The server of the database ends the connections of the program."""
    site.store.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        f" AND pid <> pg_backend_pid() AND {where}"
    )


def eventually(happens: Callable[[], object], within_s: float = 30) -> bool:
    """Whether something comes to happen."""
    for _ in range(int(within_s / 0.05)):
        if happens():
            return True
        time.sleep(0.05)
    return False


def refused_in_words(answer: Answer, words: str, typed: str) -> None:
    assert answer.status == 503
    assert words in answer.words
    assert KEPT in answer.words
    assert typed in answer.words


@pytest.mark.usefixtures("on_sqlite")
def test_full_disk_refuses_the_act_and_nothing_else_changes(site: Site, secretary: Person) -> None:
    record, before = inspector(site.store), counts(site)

    with no_room_on_disk(site):
        refused = write(site, secretary, "Typed in vain")
        room = secretary.get(f"/{site.council['meeting']}/room")
        at_that_time = counts(site)

    refused_in_words(refused, FULL, "Typed in vain")
    assert room.status == 200
    assert "Before the trouble" in room.words
    assert at_that_time == before
    assert record.complaints() == []


@pytest.mark.usefixtures("on_sqlite")
def test_work_goes_on_when_there_is_room_again(site: Site, secretary: Person) -> None:
    record = inspector(site.store)
    with no_room_on_disk(site):
        write(site, secretary, "Typed in vain")

    again = write(site, secretary, "Typed again")
    site.server.kill()
    site.server.start()

    assert again.is_done
    assert notes(site) == ["Before the trouble", "Typed again"]
    assert record.complaints() == []


def test_database_that_takes_no_writes_refuses_the_act(
    on_postgresql: str, site: Site, secretary: Person
) -> None:
    record, before = inspector(site.store), counts(site)

    with no_writes_to_database(site):
        refused = write(site, secretary, "Typed in vain")
        room = secretary.get(f"/{site.council['meeting']}/room")
        at_that_time = counts(site)
    again = write(site, secretary, "Typed again")

    refused_in_words(refused, FULL, "Typed in vain")
    assert "Before the trouble" in room.words
    assert at_that_time == before
    assert again.is_done
    assert record.complaints() == []


def test_next_request_works_after_the_connection_was_lost(
    on_postgresql: str, site: Site, secretary: Person
) -> None:
    hang_up(site)

    assert write(site, secretary, "After the break").is_done
    assert notes(site) == ["Before the trouble", "After the break"]


def test_connection_lost_in_the_middle_of_an_act_undoes_the_act(
    on_postgresql: str, site: Site, secretary: Person
) -> None:
    import psycopg

    record = inspector(site.store)
    waits = "wait_event_type = 'Lock'"
    asked = f"SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND {waits}"
    with psycopg.connect(site.store.url) as other, ThreadPoolExecutor(1) as threads:  # type: ignore[attr-defined]
        other.execute("SELECT * FROM meetings_meeting FOR UPDATE")
        answer = threads.submit(write, site, secretary, "Typed in vain")
        assert eventually(lambda: site.store.query(asked))
        hang_up(site, waits)
        refused_in_words(answer.result(), AWAY, "Typed in vain")
        other.rollback()

    assert write(site, secretary, "Typed again").is_done
    assert notes(site) == ["Before the trouble", "Typed again"]
    assert record.complaints() == []


def test_background_work_goes_on_after_the_connection_was_lost(
    on_postgresql: str, site: Site, secretary: Person
) -> None:
    hang_up(site)

    letter = {"subject": "Agenda", "text": "We meet."}
    assert secretary.post(f"/{site.council['later']}/send", **letter).is_done

    waiting = "SELECT 1 FROM outbox_message WHERE state <> 'sent'"
    assert site.store.query("SELECT 1 FROM outbox_message")
    assert eventually(lambda: not site.store.query(waiting))
