"""A body with its clock at 16 May 2024."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from tests import factories
from tests.council.projects.tables import NOW


@pytest.fixture(autouse=True)
def _at_a_fixed_time() -> Iterator[None]:
    with clock.fixed(NOW):
        yield


@pytest.fixture
def body(db: None) -> Body:
    """The Technical Council."""
    return factories.body()
