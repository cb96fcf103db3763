"""The example council as `demo` fills it, for all tests of a module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from secretariat.exchange.example.facts import MORNING_OF
from secretariat.foundation.records import clock
from tests.journeys.conftest import demo_rows, example_rows
from tests.journeys.identifiers import number_rows_from_afar
from tests.journeys.remembered import Rows, put_back

__all__ = ["demo_rows", "example_rows"]


@pytest.fixture(scope="module")
def filled(demo_rows: Rows, django_db_blocker: Any) -> Iterator[None]:
    """The real example council and the fictitious one in the database."""
    with django_db_blocker.unblock(), override_settings(IS_DEMO=True), transaction.atomic():
        put_back(demo_rows)
        number_rows_from_afar()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(filled: None, db: None) -> Iterator[None]:
    """The demo at 06:30 Pacific on 7 October 2021; what the test does is undone."""
    with clock.fixed(MORNING_OF), override_settings(IS_DEMO=True):
        yield
