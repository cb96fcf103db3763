"""The contract of the interface is tested on the example council; where there must be decisions, on
the fictitious one beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from secretariat.exchange.example.facts import MORNING_OF
from secretariat.foundation.records import clock
from tests.journeys.conftest import demo_rows, example_rows, filled
from tests.journeys.identifiers import number_rows_from_afar
from tests.journeys.remembered import Rows, put_back

__all__ = ["demo_rows", "example_rows", "filled"]


@pytest.fixture(scope="module")
def filled_both(demo_rows: Rows, django_db_blocker: Any) -> Iterator[None]:
    """Both councils in the database."""
    with django_db_blocker.unblock(), override_settings(IS_DEMO=True), transaction.atomic():
        put_back(demo_rows)
        number_rows_from_afar()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def both(filled_both: None, db: None) -> Iterator[None]:
    """Both at 06:30 Pacific on 7 October 2021; what a test does is undone."""
    with clock.fixed(MORNING_OF):
        yield
