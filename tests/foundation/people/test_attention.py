"""What needs a person: sources are asked in any app, and the most pressing comes first."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from secretariat.foundation.people import attention
from secretariat.foundation.people.attention import Attention, Place
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Role
from tests import factories

pytestmark = pytest.mark.django_db

NOON = datetime(2031, 3, 6, 20, 0, tzinfo=UTC)
GIVEN = [
    Attention("good to know", "/1", "t", place=Place.GOOD_TO_KNOW),
    Attention("no day", "/2", "t"),
    Attention("later", "/3", "t", date(2031, 4, 1)),
    Attention("today", "/4", "t", date(2031, 3, 6)),
    Attention("late", "/5", "t", date(2031, 3, 5)),
    Attention("now", "/6", "t", place=Place.NOW),
    Attention("soon", "/7", "t", date(2031, 12, 1), Place.SOON),
]


@pytest.fixture(autouse=True)
def _only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attention, "_sources", {})
    attention.register("test", lambda _actor, _body, _at: GIVEN)


def words(actor: Actor, body: Body) -> list[str]:
    return [each.words for each in attention.needs(actor, body, NOON)]


def test_most_pressing_comes_first() -> None:
    assert words(factories.actor(Role.MEMBER), factories.body()) == [
        "now",
        "soon",
        "late",
        "today",
        "later",
        "no day",
        "good to know",
    ]


def test_every_source_is_asked() -> None:
    attention.register("other", lambda _actor, _body, _at: [Attention("other", "/", "t")])

    body = factories.body()

    assert "other" in words(factories.operator(), body)
    attention.unregister("other")
    assert "other" not in words(factories.operator(), body)


def test_public_is_asked_for_nothing() -> None:
    assert words(PUBLIC_ACTOR, factories.body()) == []


def test_day_is_that_of_the_body() -> None:
    body = factories.body(zone="America/Los_Angeles")

    assert day_in(body, datetime(2031, 3, 7, 5, 0, tzinfo=UTC)) == date(2031, 3, 6)
