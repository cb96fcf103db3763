"""Keys of forms: an act and its key stand together, and a key is used up once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from secretariat.foundation.people.models import Organization
from secretariat.foundation.records.commands import act, forget_old_keys, take_key
from secretariat.foundation.records.models import Entry, Once
from secretariat.foundation.records.once import carrying
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor
from tests import factories

ADA = Actor("ada-quill", "Ada Quill", "ada-quill")
TODAY = date(2031, 3, 6)


def note(name: str) -> None:
    """An act that writes a row of its own."""
    with act(ADA, "people.add", f"people/{name}", body_slug="tc"):
        factories.organization(name)


def names() -> list[str]:
    return list(Organization.objects.order_by("name").values_list("name", flat=True))


@pytest.mark.django_db
def test_act_sent_again_with_its_key_is_refused_and_writes_nothing() -> None:
    key = uuid4()
    with carrying(key) as first:
        note("Amber")
    with (
        transaction.atomic(),
        carrying(key) as second,
        pytest.raises(Refused) as refused,
    ):
        note("Amber again")

    assert (first.is_taken, first.is_repeated) == (True, False)
    assert (second.is_taken, second.is_repeated) == (False, True)
    assert refused.value.code == "done_already"
    assert names() == ["Amber"]
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_refused_act_leaves_its_key_for_the_next_try() -> None:
    key = uuid4()
    with pytest.raises(Refused), carrying(key), act(ADA, "people.add", "people/amber"):
        raise Refused("not_now", "Not now.")
    with carrying(key):
        note("Amber")

    assert names() == ["Amber"]
    assert Once.objects.count() == 1


@pytest.mark.django_db
def test_acts_of_one_form_share_its_key() -> None:
    with carrying(uuid4()):
        note("Amber")
        note("Birch")

    assert names() == ["Amber", "Birch"]
    assert Once.objects.count() == 1


@pytest.mark.django_db
def test_act_that_follows_a_failed_one_takes_the_key() -> None:
    with carrying(uuid4()) as carried:
        with pytest.raises(Refused), act(ADA, "people.add", "people/amber"):
            raise Refused("not_now", "Not now.")
        note("Birch")

    assert list(Once.objects.values_list("key", flat=True)) == [carried.key]


@pytest.mark.django_db
def test_acts_without_a_key_leave_none() -> None:
    note("Amber")

    assert not Once.objects.exists()


@pytest.mark.django_db
def test_key_tells_neither_who_nor_what_nor_when() -> None:
    with carrying(uuid4()):
        note("Amber")

    kept = {field.name for field in Once._meta.get_fields()}
    assert kept == {"key", "done_on", "led_to"}
    assert Once.objects.get().led_to == ""


@pytest.mark.django_db
def test_keys_are_forgotten_after_thirty_days() -> None:
    for days in (29, 30, 31, 400):
        Once.objects.create(key=uuid4(), done_on=TODAY - timedelta(days=days))

    assert forget_old_keys(TODAY) == 2
    assert sorted((TODAY - one.done_on).days for one in Once.objects.all()) == [29, 30]


@pytest.fixture
def with_locks() -> None:
    """Skips where the tables of a test lie in memory; `tests/faults` asks a real file."""
    if connection.vendor == "sqlite":
        pytest.skip("two connections at once need a database on disk")


def at_once(works: list[Callable[[], None]]) -> None:
    """Run each in a thread with a connection of its own, all at the same moment."""

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        finally:
            connection.close()

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.usefixtures("with_locks")
@pytest.mark.django_db(transaction=True)
def test_of_two_forms_with_one_key_at_once_one_is_done() -> None:
    key, gate, ends = UUID(int=7), Barrier(2), list[str]()

    def send() -> None:
        gate.wait()
        try:
            with carrying(key):
                note("Amber")
        except Refused as refused:
            ends.append(refused.code)
        else:
            ends.append("done")

    at_once([send, send])

    assert sorted(ends) == ["done", "done_already"]
    assert names() == ["Amber"]
    assert Entry.objects.count() == 1


@pytest.mark.usefixtures("with_locks")
@pytest.mark.django_db(transaction=True)
def test_second_form_is_done_where_the_first_one_at_the_same_time_was_given_up() -> None:
    key, has_taken, may_end = UUID(int=8), Barrier(2), Barrier(2)
    ends: list[str] = []

    def give_up() -> None:
        with carrying(key), transaction.atomic():
            take_key()
            has_taken.wait()
            may_end.wait()
            transaction.set_rollback(True)

    def send() -> None:
        has_taken.wait()
        may_end.wait()
        with carrying(key):
            note("Amber")
        ends.append("done")

    at_once([give_up, send])

    assert ends == ["done"]
    assert names() == ["Amber"]
