"""The floor by its commands: asking, giving, ending, moving, and the way back of each."""

from __future__ import annotations

import pytest

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import Meeting, Turn
from secretariat.council.meetings.queries.floor import floor_of, speaker_meant, turn_named
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.foundation.people.commands import put_together
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Audience
from tests import factories

from .conftest import Council, item_of, minute

OPENING = "welcome-roll-call-and-introductions"


def ask(council: Council, session: Meeting, name: str, wish: str = "speak") -> Turn:
    person = council.people[name]
    return commands.ask_to_speak(council.secretary, session, person=person, wish=wish)


def queue(session: Meeting, slug: str = OPENING) -> list[str]:
    waiting = floor_of(snapshot_for(session), slug).waiting
    return [line.name.split()[0] for line in waiting]


def speaking(session: Meeting) -> str:
    line = floor_of(snapshot_for(session), OPENING).speaking
    return line.name.split()[0] if line else ""


def test_members_ask_for_themselves_and_the_clerk_for_anybody(
    council: Council, session: Meeting
) -> None:
    commands.ask_to_speak(council.member, session, person=council.people["Ben"])
    commands.ask_to_speak(council.secretary, session, name="Gil Guest")

    with pytest.raises(Refused) as refused:
        commands.ask_to_speak(council.member, session, person=council.people["Cyd"])
    with pytest.raises(Refused) as guest:
        commands.ask_to_speak(council.member, session, name="Some Body")

    assert queue(session) == ["Ben", "Gil"]
    assert {refused.value.code, guest.value.code} == {"not_allowed"}


def test_one_asks_once_and_may_raise_a_point_of_order_besides(
    council: Council, session: Meeting
) -> None:
    for name in ("Ben", "Cyd"):
        ask(council, session, name)

    with pytest.raises(Refused) as refused:
        ask(council, session, "Cyd")
    ask(council, session, "Cyd", "point_of_order")

    assert refused.value.code == "already_waiting"
    assert queue(session) == ["Cyd", "Ben", "Cyd"]


def test_who_has_not_spoken_stands_before_who_has(council: Council, session: Meeting) -> None:
    ask(council, session, "Ben")
    commands.give_floor(council.secretary, session)
    ask(council, session, "Cyd")
    with clock.fixed(minute(7)):
        given = commands.give_floor(council.secretary, session)
        ask(council, session, "Ben")
        ask(council, session, "Dot")

    assert given.name == "Cyd Vale"
    assert speaking(session) == "Cyd"
    assert queue(session) == ["Dot", "Ben"]
    assert floor_of(snapshot_for(session), OPENING).spoken == ("Ben Stone 2 min",)


def test_another_item_has_a_queue_of_its_own(council: Council, session: Meeting) -> None:
    ask(council, session, "Ben")
    ask(council, session, "Cyd")
    commands.give_floor(council.secretary, session)

    with clock.fixed(minute(6)):
        commands.open_item(council.secretary, item_of(session, "harbour-map"))
        with pytest.raises(Refused) as refused:
            commands.give_floor(council.secretary, session)

    assert refused.value.code == "nobody_waits"
    assert queue(session, "harbour-map") == []
    assert queue(session) == ["Cyd"]
    assert Turn.objects.get(person=council.people["Ben"]).ended_at == minute(6)


def test_each_act_has_a_way_back(council: Council, session: Meeting) -> None:
    actor = council.secretary
    ben, cyd, dot = (ask(council, session, name) for name in ("Ben", "Cyd", "Dot"))
    commands.move_turn(actor, dot, by=-2)
    assert queue(session) == ["Dot", "Ben", "Cyd"]
    commands.move_turn(actor, dot, by=2)
    assert queue(session) == ["Ben", "Cyd", "Dot"]
    commands.withdraw_turn(actor, cyd)
    assert queue(session) == ["Ben", "Dot"]
    commands.stand_again(actor, cyd)
    assert queue(session) == ["Ben", "Cyd", "Dot"]

    commands.give_floor(actor, session, ben)
    with clock.fixed(minute(6)):
        commands.give_floor(actor, session, cyd)
        commands.take_floor_back(actor, cyd)
        assert (speaking(session), queue(session)) == ("Ben", ["Cyd", "Dot"])
        commands.end_turn(actor, ben)
        assert speaking(session) == ""
        commands.speak_on(actor, ben)
        assert speaking(session) == "Ben"


def test_who_speaks_ends_the_own_turn_and_nobody_elses(council: Council, session: Meeting) -> None:
    ben, cyd = ask(council, session, "Ben"), ask(council, session, "Cyd")
    commands.give_floor(council.secretary, session, cyd)

    with pytest.raises(Refused) as refused:
        commands.end_turn(council.member, cyd)
    with pytest.raises(Refused) as waiting:
        commands.end_turn(council.member, ben)
    commands.give_floor(council.secretary, session, ben)
    commands.end_turn(council.member, ben)

    assert (refused.value.code, waiting.value.code) == ("not_allowed", "not_speaking")


def test_nobody_asks_under_what_is_not_for_them(council: Council, session: Meeting) -> None:
    new = commands.NewItem(title="Salaries", audience=Audience.OFFICERS)
    commands.open_item(council.secretary, commands.add_item(council.secretary, session, new))

    with pytest.raises(Refused) as refused:
        commands.ask_to_speak(council.member, session, person=council.people["Ben"])

    assert refused.value.code == "not_allowed"


def test_two_letters_mean_somebody_who_is_there(council: Council, session: Meeting) -> None:
    for name in ("Ada", "Al", "Ben"):
        commands.mark_present(council.secretary, session, council.people[name])

    assert speaker_meant(session, "bs")[:2] == (council.people["Ben"], "Ben Stone")
    assert speaker_meant(session, "be /order")[1:] == ("Ben Stone", "point_of_order")
    assert speaker_meant(session, "Gil Guest") == (None, "Gil Guest", "speak")
    for typed, code in (("a", "ambiguous_person"), ("xx", "nobody_found"), ("", "nobody_found")):
        with pytest.raises(Refused) as refused:
            speaker_meant(session, typed)
        assert refused.value.code == code


def test_adjournment_ends_the_turn(council: Council, session: Meeting) -> None:
    ben = ask(council, session, "Ben")
    commands.give_floor(council.secretary, session)
    with clock.fixed(minute(60)):
        commands.adjourn(council.secretary, session)

    assert turn_named(session, str(ben.number)).ended_at == minute(60)
    with pytest.raises(Refused) as refused:
        ask(council, session, "Cyd")
    assert refused.value.code == "wrong_state"


def test_turns_pass_on_when_one_person_was_entered_twice(
    council: Council, session: Meeting
) -> None:
    other = factories.person("Benny Stone")
    commands.ask_to_speak(council.secretary, session, person=other)
    put_together(factories.operator(), council.people["Ben"], other)

    assert Turn.objects.get().person == council.people["Ben"]
