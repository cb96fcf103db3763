"""The queue loses no task: what a lost worker began runs again, what is due is enqueued once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from secretariat.foundation.jobs import commands, queries, recurring, worker
from secretariat.foundation.jobs.models import Schedule, Worker

pytestmark = pytest.mark.django_db
# A worker closes connections it finds in a transaction, so these tests run without one around them.
without_transaction = pytest.mark.django_db(transaction=True)

NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
ran: list[str] = []


@task()
def ring() -> None:
    ran.append("rung")


@task()
def fall() -> None:
    raise RuntimeError("fell")


@pytest.fixture(autouse=True)
def _quiet() -> None:
    ran.clear()


@pytest.fixture
def hourly(monkeypatch: pytest.MonkeyPatch) -> None:
    """One recurring task, `ring`, every hour, and no other."""
    recurring.all_recurring()  # has found those of the apps and adds no more
    monkeypatch.setattr(recurring, "_recurring", {})
    recurring.register_recurring("ring", ring, every=timedelta(hours=1))


def begun_by(worker_id: str, times: int = 1) -> DBTaskResult[..., Any]:
    row = DBTaskResult.objects.get(pk=ring.enqueue().id)
    for _ in range(times):
        row.claim(worker_id)
    return row


@without_transaction
def test_worker_runs_what_waits_and_keeps_the_result() -> None:
    ring.enqueue()
    fall.enqueue()

    worker.run_waiting_tasks(worker.queue_worker("w1"))

    assert ran == ["rung"]
    assert [row.task_path.rsplit(".", 1)[1] for row in queries.failed_tasks()] == ["fall"]
    assert not queries.is_work_waiting()


def test_task_of_a_living_worker_is_left_alone() -> None:
    commands.report_alive("w1", NOON)
    begun_by("w1")

    requeued = commands.requeue_lost_tasks(NOON + timedelta(seconds=59))

    assert (requeued, queries.is_work_waiting()) == (0, False)


@without_transaction
def test_task_of_a_lost_worker_runs_again() -> None:
    commands.report_alive("w1", NOON)
    begun_by("w1")

    requeued = commands.requeue_lost_tasks(NOON + timedelta(seconds=61))
    worker.run_waiting_tasks(worker.queue_worker("w2"))

    assert (requeued, ran) == (1, ["rung"])
    assert not Worker.objects.exists()


def test_task_left_by_a_worker_that_stopped_runs_again_at_once() -> None:
    commands.report_alive("w1", NOON)
    begun_by("w1")
    commands.retire_worker("w1")

    assert commands.requeue_lost_tasks(NOON) == 1


def test_task_lost_three_times_fails_for_good() -> None:
    row = begun_by("w1", times=commands.ATTEMPTS)

    commands.requeue_lost_tasks(NOON)

    row.refresh_from_db()
    assert row.status == TaskResultStatus.FAILED


def test_recurring_task_is_enqueued_once_each_time_it_is_due(hourly: None) -> None:
    due = [
        commands.enqueue_due(NOON + timedelta(minutes=minutes)) for minutes in (0, 1, 59, 60, 61)
    ]

    assert due == [["ring"], [], [], ["ring"], []]
    assert DBTaskResult.objects.count() == 2


def test_recurring_task_missed_for_days_is_made_up_for_once(hourly: None) -> None:
    commands.enqueue_due(NOON)

    commands.enqueue_due(NOON + timedelta(days=3))

    assert Schedule.objects.get().next_run_at == NOON + timedelta(days=3, hours=1)
    assert DBTaskResult.objects.count() == 2


@without_transaction
def test_finished_tasks_are_forgotten_after_two_weeks_and_failed_ones_kept() -> None:
    ring.enqueue()
    fall.enqueue()
    worker.run_waiting_tasks(worker.queue_worker("w1"))
    DBTaskResult.objects.update(finished_at=NOON)

    forgotten = commands.forget_finished_tasks(NOON + timedelta(days=14, seconds=1))

    assert (forgotten, queries.failed_tasks().count()) == (1, 1)
