"""The to-do list of a meeting: what follows from a project accepted and an action raised."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from secretariat.council.actions.commands import raise_from_line
from secretariat.council.meetings import commands
from secretariat.council.meetings.attention import to_do_waiting
from secretariat.council.meetings.loose_ends import to_do_ends
from secretariat.council.meetings.models import FollowUp, Meeting
from secretariat.council.motions import commands as motions
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR
from tests.council.meetings.conftest import (  # noqa: F401 - fixtures
    Council,
    _before_the_meeting,
    agenda,
    council,
    item_of,
    meeting,
    minute,
    session,
)
from tests.replay import replayed


@replayed
def _ended(council: Council, session: Meeting) -> Meeting:  # noqa: F811
    for name in ("Ada", "Ben", "Cyd"):
        commands.mark_present(council.secretary, session, council.people[name])
    item = item_of(session, "harbour-map")
    moved = motions.move_motion(
        council.secretary,
        council.body,
        text="To accept the Harbour Map",
        item=item,
        decision_kind="project_acceptance",
    )
    motions.record_general_consent(council.secretary, moved)
    raise_from_line(council.secretary, council.body, "[Ben] Draw it", raised_ref="tc/2021-10-07/2")
    with clock.fixed(minute(60)):
        return commands.adjourn(council.secretary, session)


@pytest.fixture
def ended(council: Council, session: Meeting) -> Meeting:  # noqa: F811
    """A meeting that accepted a project and raised an action, adjourned."""
    return _ended(council, session)


def listed() -> list[tuple[int, str, str]]:
    return list(FollowUp.objects.values_list("number", "words", "owner_words"))


def test_outcomes_of_a_meeting_become_its_to_do_list(ended: Meeting) -> None:
    assert listed() == [
        (1, "Mail the owners of 1 new action", "Secretary"),
        (2, "Welcome the project: Harbour map (M-2021-01)", "Chair"),
        (3, "Update the stage in the project table: Harbour map (M-2021-01)", "Secretary"),
    ]


def test_going_on_and_ending_again_doubles_nothing(council: Council, ended: Meeting) -> None:  # noqa: F811
    before = listed()
    commands.finish_follow_up(council.secretary, FollowUp.objects.get(number=2))
    goes_on = commands.resume_meeting(council.secretary, ended, reason="One thing more")
    with clock.fixed(minute(70)):
        assert to_do_ends(council.secretary, council.body, minute(70)) == []
        commands.adjourn(council.secretary, goes_on)

    assert listed() == before
    assert FollowUp.objects.get(number=2).ended_by == council.secretary.name


def test_what_does_not_follow_any_more_is_dropped_and_comes_back(
    council: Council,  # noqa: F811
    ended: Meeting,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("secretariat.council.meetings.commands.follow_ups.todos_of", _nothing)
    goes_on = commands.resume_meeting(council.secretary, ended, reason="One thing more")
    with clock.fixed(minute(70)):
        goes_on = commands.adjourn(council.secretary, goes_on)
    assert FollowUp.objects.filter(is_outdated=True).count() == 3
    monkeypatch.undo()
    goes_on = commands.resume_meeting(council.secretary, goes_on, reason="One thing more")
    with clock.fixed(minute(80)):
        commands.adjourn(council.secretary, goes_on)

    assert FollowUp.objects.filter(ended_at=None, dropped_why="").count() == 3


def _nothing(*_: object) -> list[object]:
    return []


@pytest.mark.parametrize(
    "end",
    [
        commands.finish_follow_up,
        lambda actor, row: commands.drop_follow_up(actor, row, reason="They know"),
    ],
    ids=["done", "dropped"],
)
def test_it_hangs_until_it_is_done_or_dropped(
    council: Council,  # noqa: F811
    ended: Meeting,
    end: Callable[..., FollowUp],
) -> None:
    row = FollowUp.objects.get(number=1)
    hanging = [each.words for each in to_do_ends(council.secretary, council.body, minute(61))]
    end(council.secretary, row)
    left = [each.words for each in to_do_ends(council.secretary, council.body, minute(61))]
    (waiting,) = to_do_waiting(council.secretary, council.body, minute(61))

    assert [words for words in hanging if words not in left] == [row.words]
    assert waiting.words == "Do what follows from the meeting of 7 Oct 2021: 2 left"
    assert to_do_ends(PUBLIC_ACTOR, council.body, minute(61)) == []
    with pytest.raises(Refused) as refused:
        end(council.secretary, row)
    assert refused.value.code == "already_ended"
    assert commands.reopen_follow_up(council.secretary, row).ended_at is None


def test_dropping_needs_a_reason_and_members_do_nothing(council: Council, ended: Meeting) -> None:  # noqa: F811
    row = FollowUp.objects.get(number=1)
    with pytest.raises(Refused) as unsaid:
        commands.drop_follow_up(council.secretary, row, reason=" ")
    with pytest.raises(Refused) as member:
        commands.finish_follow_up(council.member, row)

    assert (unsaid.value.code, member.value.code) == ("reason_missing", "not_allowed")
    assert not FollowUp.objects.exclude(ended_at=None).exists()


def test_it_is_handed_on_to_a_person_or_in_words(council: Council, ended: Meeting) -> None:  # noqa: F811
    row = FollowUp.objects.get(number=2)

    given = commands.give_follow_up(council.secretary, row, to="Ben Stone")
    assert (given.person, given.owner) == (council.people["Ben"], "Ben Stone")
    given = commands.give_follow_up(council.secretary, row, to="the mentors")
    assert (given.person, given.owner) == (None, "the mentors")
