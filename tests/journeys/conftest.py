"""The example council on the morning of its meeting, filled once; each test gets it back as it
was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from secretariat.exchange.example import fill
from secretariat.exchange.example.facts import MORNING_OF
from secretariat.exchange.fictitious import fill_fictitious
from secretariat.foundation.people.models import Account
from secretariat.foundation.records import clock
from tests.journeys.identifiers import number_rows_from_afar
from tests.journeys.pages import Visitor
from tests.journeys.remembered import Rows, empty_tables, put_back, rows_of

SignedIn = Callable[[str], Visitor]


@pytest.fixture(scope="session")
def example_rows(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Rows:
    """The example council, filled once for all modules."""
    with django_db_blocker.unblock(), override_settings(IS_DEMO=True), transaction.atomic():
        tables = empty_tables()
        number_rows_from_afar()
        fill(tmp_path_factory.mktemp("example"))
        rows = rows_of(tables)
        transaction.set_rollback(True)
    return rows


@pytest.fixture(scope="session")
def demo_rows(example_rows: Rows, django_db_blocker: Any) -> Rows:
    """The example council and the fictitious one beside it, as `demo` fills them."""
    with django_db_blocker.unblock(), override_settings(IS_DEMO=True), transaction.atomic():
        tables = empty_tables()
        put_back(example_rows)
        number_rows_from_afar()
        fill_fictitious()
        rows = rows_of(tables)
        transaction.set_rollback(True)
    return rows


@pytest.fixture(scope="module")
def filled(example_rows: Rows, django_db_blocker: Any) -> Iterator[None]:
    """The example council in the database, for all tests of a module."""
    with django_db_blocker.unblock(), override_settings(IS_DEMO=True), transaction.atomic():
        put_back(example_rows)
        number_rows_from_afar()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def example(filled: None, db: None) -> Iterator[None]:
    """The example council at 06:30 Pacific on 7 October 2021; what the test does is undone."""
    with clock.fixed(MORNING_OF):
        yield


@pytest.fixture
def signed_in(example: None) -> SignedIn:
    """Somebody of the example at a browser: `signed_in("ashley-weltz")`."""

    def visitor(handle: str) -> Visitor:
        return Visitor(Account.objects.get(person__handle=handle))

    return visitor


@pytest.fixture
def secretary(signed_in: SignedIn) -> Visitor:
    """The secretary of the example."""
    return signed_in("ashley-weltz")


@pytest.fixture
def public(example: None) -> Visitor:
    """Somebody who is not signed in."""
    return Visitor()
