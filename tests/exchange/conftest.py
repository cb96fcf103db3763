"""The example council as `demo` fills it, once for all tests of a module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from secretariat.exchange.example import fill
from secretariat.exchange.example.facts import MORNING_OF
from secretariat.exchange.fictitious import fill_fictitious
from secretariat.foundation.records import clock


@pytest.fixture(scope="module")
def filled(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The real example council and the fictitious one in the database."""
    with (
        django_db_blocker.unblock(),
        override_settings(IS_DEMO=True),
        transaction.atomic(),
    ):
        fill(tmp_path_factory.mktemp("example"))
        fill_fictitious()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(filled: None, db: None) -> Iterator[None]:
    """The demo at 06:30 Pacific on 7 October 2021; what the test does is undone."""
    with clock.fixed(MORNING_OF), override_settings(IS_DEMO=True):
        yield
