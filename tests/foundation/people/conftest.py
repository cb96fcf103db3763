"""What tests of people share: the day is 7 October 2021, and refusals are read with one helper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.rules.errors import Refused


@pytest.fixture(autouse=True)
def _seventh_of_october() -> Iterator[None]:
    with clock.fixed(datetime(2021, 10, 7, 14, 0, tzinfo=UTC)):
        yield


def refusal(act: Callable[..., Any], *args: Any, **values: Any) -> Refused:
    """The refusal of an act that must be refused, and must have written nothing."""
    before = Entry.objects.count()
    with pytest.raises(Refused) as refused:
        act(*args, **values)
    assert Entry.objects.count() == before
    return refused.value


def trail() -> tuple[str, str, str, dict[str, Any], dict[str, Any]]:
    """The last line of the audit trail: who, what, on what, before, after."""
    entry = Entry.objects.latest("id")
    return entry.actor_handle, entry.command, entry.ref, entry.before, entry.after
