"""Whose open actions wait, and which of them are late."""

from __future__ import annotations

from datetime import date

from secretariat.council.actions import commands
from secretariat.council.actions.attention import actions_waiting
from secretariat.council.actions.models import Action
from secretariat.foundation.people import attention
from secretariat.foundation.people.attention import Attention, Place
from secretariat.foundation.records import clock
from secretariat.rules.visibility import PUBLIC_ACTOR

from .conftest import Council, day, fresh, raised


def waiting(council: Council, name: str) -> list[Attention]:
    return actions_waiting(council.person(name), council.body, clock.now())


def test_open_action_waits_for_its_owner(council: Council, action: Action) -> None:
    assert waiting(council, "Ada") == [
        Attention("A-1: Draw the harbour map", "/tc/A-1", "action", None, Place.WAITING, "A-1")
    ]
    assert waiting(council, "Ben") == []
    assert actions_waiting(PUBLIC_ACTOR, council.body, clock.now()) == []


def test_action_that_was_done_waits_no_more(council: Council, action: Action) -> None:
    commands.close_action(council.secretary, fresh(action), "done", reason="It hangs in the hall.")

    assert waiting(council, "Ada") == []


def test_action_past_its_day_comes_before_all_that_waits(
    council: Council, weeks_before: None
) -> None:
    raised(council, "Later", ["Ada"], due="1 Dec 2021")
    raised(council, "Late", ["Ada"], due="1 Oct 2021")
    raised(council, "Some day", ["Ada"])

    with clock.fixed(day(0)):
        found = attention.needs(council.person("Ada"), council.body, clock.now())

    actions = [each for each in found if each.kind == "action"]
    assert [each.words for each in actions] == ["A-2: Late", "A-1: Later", "A-3: Some day"]
    assert [each.due_on for each in actions] == [date(2021, 10, 1), date(2021, 12, 1), None]


def test_long_text_is_cut_at_a_word(council: Council, weeks_before: None) -> None:
    raised(council, "Draw " + "very " * 40 + "large maps", ["Ada"])

    (asked,) = waiting(council, "Ada")
    assert asked.words.endswith("very …")
    assert len(asked.words) <= 130
