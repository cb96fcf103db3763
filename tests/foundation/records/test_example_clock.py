"""The example's clock can be moved, and only the example's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings

from secretariat.foundation.records import clock
from secretariat.foundation.records.commands import move_example_clock
from secretariat.foundation.records.models import ExampleClock
from secretariat.rules.errors import Refused

pytestmark = pytest.mark.django_db

MORNING = datetime(2021, 10, 7, 13, 30, tzinfo=UTC)


@override_settings(IS_DEMO=True)
def test_example_goes_on_from_the_instant_it_was_moved_to() -> None:
    started = clock.wall_now()
    move_example_clock(MORNING)

    shown = clock.now()
    assert MORNING <= shown <= MORNING + (clock.wall_now() - started)


@override_settings(IS_DEMO=True)
def test_example_moved_twice_keeps_one_clock() -> None:
    move_example_clock(MORNING)
    move_example_clock(MORNING + timedelta(days=14))

    assert ExampleClock.objects.count() == 1
    assert clock.now() >= MORNING + timedelta(days=14)


def test_live_installation_has_no_clock_to_move() -> None:
    with pytest.raises(Refused) as refused:
        move_example_clock(MORNING)

    assert (refused.value.code, ExampleClock.objects.count()) == ("no_example", 0)


def test_live_installation_ignores_a_clock_left_over_from_an_example() -> None:
    ExampleClock.objects.create(offset=timedelta(days=-3650))

    assert clock.example_offset() == timedelta()
