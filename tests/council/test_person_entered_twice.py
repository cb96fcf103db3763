"""Somebody entered twice, in all that a council knows: roll calls, votes, actions, corrections."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from secretariat.council.actions.commands import raise_from_line
from secretariat.council.actions.models import ActionOwner
from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Attendance, Meeting
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.council.motions import commands as motions
from secretariat.council.motions.models import Motion, Vote
from secretariat.council.motions.snapshots import frozen_terms
from secretariat.foundation.people import commands, queries
from secretariat.foundation.people.models import Person, Term
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused
from tests import factories as make
from tests.council.motions.conftest import (
    START,
    Council,
    arrive,
    build_council,
    build_session,
    fresh,
    minute,
    topic_of,
)

OPERATOR = make.operator()


@pytest.fixture
def council(db: None) -> Council:
    return build_council()


@pytest.fixture
def session(council: Council) -> Iterator[Meeting]:
    """The meeting in session at 07:10, with six of nine seats present."""
    with clock.fixed(START):
        called = build_session(council)
        arrive(council, called, "Ada", "Ben", "Cyd", "Dot", "Eve", "Fay")
    with clock.fixed(minute(10)):
        yield called


@pytest.fixture
def second_ben(council: Council) -> Person:
    """Ben Stone, entered a second time as a guest."""
    return make.person("B. Stone")


def put_together(kept: Person, other: Person, reason: str = "Entered twice") -> None:
    commands.put_together(OPERATOR, kept, other, reason=reason)


def moved_motion(council: Council, session: Meeting, mover: str, seconder: str) -> Motion:
    motion = motions.move_motion(
        council.secretary, council.body, text="That the map be drawn.", item=topic_of(session),
        mover=council.people[mover], seconder=council.people[seconder],
    )  # fmt: skip
    return motions.open_vote(council.secretary, motion)


def test_presence_votes_and_actions_point_to_the_kept_person(
    council: Council, session: Meeting, second_ben: Person
) -> None:
    ben = council.people["Ben"]
    motion = moved_motion(council, session, "Ben", "Ada")
    motions.cast_vote(council.secretary, motion, "birch-labs", "yes")
    motions.cast_remaining(council.secretary, motion, "no")
    before = motions.close_vote(council.secretary, motion).explanation
    raise_from_line(council.secretary, council.body, "[Ben Stone] Draw the map")
    present = snapshot_for(session).attendees

    put_together(second_ben, ben)

    vote = Vote.objects.get(seat__slug="birch-labs")
    assert (vote.person, fresh(motion).mover) == (second_ben, second_ben)
    assert ActionOwner.objects.get().person == second_ben
    assert [who.person for who in snapshot_for(session).attendees] == [
        "b-stone" if who.person == "ben-stone" else who.person for who in present
    ]
    assert [who.name for who in snapshot_for(session).attendees] == [who.name for who in present]
    assert fresh(motion).explanation == before


def test_open_vote_still_knows_who_speaks_for_the_seat(
    council: Council, session: Meeting, second_ben: Person
) -> None:
    motion = moved_motion(council, session, "Ada", "Cyd")

    put_together(second_ben, council.people["Ben"])

    terms = frozen_terms(fresh(motion))
    assert terms is not None
    assert terms.roster.seat("birch-labs").representative.handle == "b-stone"  # type: ignore[union-attr]
    vote = motions.cast_vote(council.secretary, fresh(motion), "birch-labs", "yes")
    assert vote.person == second_ben


def test_two_lines_of_one_roll_call_become_one_with_the_times_of_both(
    council: Council, session: Meeting, second_ben: Person
) -> None:
    council.people["Second"] = second_ben
    arrive(council, session, "Second")
    ben = council.people["Ben"]
    with clock.fixed(minute(20)):
        meetings.mark_left(council.secretary, session, ben)
    found = queries.double_entry(ben, second_ben)
    assert [each.words for each in found.findings] == [
        "Both are in the roll call of 7 Oct 2021: their times become one line."
    ]

    put_together(ben, second_ben)

    line = Attendance.objects.get(person=ben)
    assert list(line.stretches.values_list("arrived_at", "left_at")) == [(START, None)]
    assert not Attendance.objects.filter(printed_name="B. Stone").exists()


def test_stays_with_a_break_between_them_stay_two(
    council: Council, session: Meeting, second_ben: Person
) -> None:
    council.people["Second"], ben = second_ben, council.people["Ben"]
    meetings.mark_left(council.secretary, session, ben)
    with clock.fixed(minute(30)):
        arrive(council, session, "Second")

    put_together(ben, second_ben)

    line = Attendance.objects.get(person=ben)
    assert list(line.stretches.values_list("arrived_at", "left_at")) == [
        (START, minute(10)), (minute(30), None),
    ]  # fmt: skip


def refused(kept: Person, other: Person) -> str:
    """The words of the refusal; nothing may have moved."""
    with pytest.raises(Refused) as found:
        put_together(kept, other)
    assert found.value.code == "two_persons"
    assert Person.objects.filter(pk=other.pk).exists()
    return found.value.message


def test_two_seats_in_one_roll_call_are_two_persons(council: Council, session: Meeting) -> None:
    # The terms are over by now; the roll call of that day is not.
    Term.objects.filter(person=council.people["Cyd"]).update(to_on=START.date())
    Term.objects.filter(person=council.people["Ben"]).update(to_on=START.date() + timedelta(days=9))

    words = refused(council.people["Ben"], council.people["Cyd"])

    assert "Ben Stone for Birch Labs, Cyd Vale for Cedar Cloud" in words


def test_two_votes_on_one_motion_are_two_persons(council: Council, session: Meeting) -> None:
    motion = moved_motion(council, session, "Ada", "Dot")
    motions.cast_remaining(council.secretary, motion, "yes")

    words = refused(council.people["Ben"], council.people["Cyd"])

    assert "Both voted on M-2021-01: Ben Stone for Birch Labs and Cyd Vale for Cedar" in words


def test_mover_and_seconder_are_two_persons(council: Council, session: Meeting) -> None:
    moved_motion(council, session, "Ben", "Cyd")
    assert "Nobody seconds their own motion" in refused(
        council.people["Ben"], council.people["Cyd"]
    )


def test_action_owned_by_both_is_owned_once(council: Council, second_ben: Person) -> None:
    raise_from_line(council.secretary, council.body, "[Ben Stone/B. Stone] Draw the map")
    assert ActionOwner.objects.filter(kind="person").count() == 2

    put_together(council.people["Ben"], second_ben)

    assert [owner.person for owner in ActionOwner.objects.all()] == [council.people["Ben"]]
