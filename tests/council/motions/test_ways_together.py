"""One vote given in several ways, and votes by voice."""

from __future__ import annotations

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.motions import commands
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries import motion_fact, remark_of, short_result
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.rules.runs import words
from tests.council.motions.conftest import Council, fresh, leave, minute, slug_of
from tests.council.motions.test_moving import moved, refusal
from tests.council.motions.test_voting import adopt, cast, opened


def facts(motion: Motion) -> str:
    """The fact of the minutes, without its last line: how quorum stood at the vote."""
    *lines, quorum = (words(line) for line in motion_fact(motion).lines)
    assert quorum.startswith("Quorum at the vote: 6 of 9 seats, needs 5")
    return "\n".join(lines)


def test_votes_by_name_stand_and_the_others_consent(council: Council, session: Meeting) -> None:
    motion = opened(council, session)
    cast(council, motion, Ada="yes", Ben="abstain", Cyd="recused")

    done = commands.record_general_consent(council.secretary, motion)

    assert (done.state, done.method) == ("carried", "mixed")
    assert (done.tally["yes"], done.tally["abstain"], done.tally["recused"]) == (4, 1, 1)
    assert short_result(done) == (
        "Carried by vote and consent: 4 yes, 0 no, 1 abstain, 1 recused; 4 yes needed."
    )
    assert facts(fresh(done)).endswith(
        "Yes: Amber Works; abstain: Birch Labs; recused: Cedar Cloud; by consent of the others, "
        "without names: 3 yes."
    )


def test_a_no_by_name_ends_the_consent(council: Council, session: Meeting) -> None:
    motion = opened(council, session)
    cast(council, motion, Ada="yes", Ben="no")

    with refusal("objection") as refused:
        commands.record_general_consent(council.secretary, motion)

    assert "Birch Labs objects" in refused.value.message
    assert fresh(motion).state == "open"


def test_a_seat_that_voted_by_name_is_not_heard_again(council: Council, session: Meeting) -> None:
    motion = opened(council, session)
    cast(council, motion, Ada="yes")

    with refusal("already_voted"):
        commands.record_general_consent(council.secretary, motion, abstaining=[slug_of("Ada")])


def test_votes_by_name_stand_and_the_others_are_counted(council: Council, session: Meeting) -> None:
    motion = opened(council, session)
    cast(council, motion, Ada="yes", Ben="no")

    done = commands.record_show_of_seats(council.secretary, motion, yes=3, no=1, abstain=0)

    assert (done.state, done.method) == ("carried", "mixed")
    assert done.explanation.startswith("Carried: 4 yes, 2 no, 0 abstain, 0 recused, 0 not voted")
    assert facts(fresh(done)).endswith(
        "Yes: Amber Works; no: Birch Labs; counted among the others, without names: 3 yes, 1 no, "
        "0 abstain."
    )


def test_no_more_are_counted_than_have_not_voted(council: Council, session: Meeting) -> None:
    motion = opened(council, session)
    cast(council, motion, Ada="yes", Ben="no")

    with refusal("miscounted"):
        commands.record_show_of_seats(council.secretary, motion, yes=4, no=1, abstain=0)

    assert fresh(motion).state == "open"


def test_a_vote_in_several_ways_is_reopened_with_its_votes(
    council: Council, session: Meeting
) -> None:
    motion = opened(council, session)
    cast(council, motion, Ada="yes")
    commands.record_general_consent(council.secretary, motion)

    again = commands.reopen_motion(council.secretary, fresh(motion), reason="A slip")

    assert (again.state, again.method, again.votes.count()) == ("open", "by_seat", 1)


@pytest.mark.parametrize("way", ["consent", "count"])
def test_corrected_roll_call_counts_named_and_others_anew(
    council: Council, session: Meeting, way: str
) -> None:
    """Eve and Fay were never there: four seats of nine are no quorum."""
    motion = opened(council, session)
    cast(council, motion, Ada="yes")
    if way == "consent":
        commands.record_general_consent(council.secretary, motion)
    else:
        commands.record_show_of_seats(council.secretary, motion, yes=5, no=0, abstain=0)
    before = remark_of(fresh(motion))

    for name in ("Eve", "Fay"):
        meetings.unmark(council.secretary, session, council.people[name], reason="A slip")

    remark = remark_of(fresh(motion))
    assert before == ""
    assert remark.startswith(f"{motion.number} was recorded as carried. By the roll call as it is")
    assert ("4 of 9 seats" in remark) if way == "consent" else ("do not fit the 3 seats" in remark)


def test_corrected_roll_call_leaves_a_voice_vote_without_quorum(
    council: Council, session: Meeting
) -> None:
    motion = commands.declare_carried(council.secretary, moved(council, session))
    meetings.unmark(council.secretary, session, council.people["Eve"], reason="A slip")
    before = remark_of(fresh(motion))

    meetings.unmark(council.secretary, session, council.people["Fay"], reason="A slip")

    assert before == ""
    assert remark_of(fresh(motion)).startswith(
        f"{motion.number} was declared carried by voice. By the roll call as it is now there was "
        "no quorum: 4 of 9 seats"
    )


def test_chair_declares_by_voice(council: Council, session: Meeting) -> None:
    done = commands.declare_carried(council.secretary, moved(council, session))

    assert (done.state, done.method) == ("carried", "voice")
    assert done.explanation == (
        "Carried by voice vote, declared by the chair: 6 seats present, not counted, and nobody "
        "called for a vote by seat; needs more than half of the seats present (Charter, section "
        "4)."
    )
    assert short_result(done) == "Carried by voice vote, declared by the chair."
    assert "yes" not in done.tally
    assert Entry.objects.filter(command="motions.declare_carried", ref=done.ref).count() == 1


def test_lost_by_voice(council: Council, session: Meeting) -> None:
    done = commands.declare_lost(council.secretary, moved(council, session))

    assert (done.state, short_result(done)) == (
        "lost",
        "Lost by voice vote, declared by the chair.",
    )


@pytest.mark.parametrize(
    ("needs", "code"),
    [
        ("at least 2/3 of the seats present", "voice_not_allowed"),
        ("more than 1/2 of all seats", "voice_not_allowed"),
    ],
)
def test_only_a_simple_majority_is_declared_by_voice(
    council: Council, session: Meeting, needs: str, code: str
) -> None:
    adopt(council, needs)
    motion = moved(council, session)

    with refusal(code):
        commands.declare_carried(council.secretary, motion)

    assert fresh(motion).state == "moved"


def test_nothing_is_declared_without_quorum_or_over_votes(
    council: Council, session: Meeting
) -> None:
    motion = opened(council, session)
    cast(council, motion, Ada="no")
    with refusal("votes_cast"):
        commands.declare_carried(council.secretary, motion)
    with clock.fixed(minute(20)):
        leave(council, session, "Ada", "Ben")
        with refusal("no_quorum"):
            commands.declare_lost(council.secretary, moved(council, session))


def test_a_vote_by_seat_may_be_called_for_after_a_voice_vote(
    council: Council, session: Meeting
) -> None:
    declared = commands.declare_carried(council.secretary, moved(council, session))

    again = commands.call_for_seats(council.secretary, declared)

    assert (again.state, again.method, again.explanation) == ("open", "by_seat", "")
    assert again.frozen_rule


def test_only_what_was_declared_is_called_for_again(council: Council, session: Meeting) -> None:
    done = commands.record_general_consent(council.secretary, moved(council, session))

    with refusal("wrong_state"):
        commands.call_for_seats(council.secretary, done)

    assert fresh(done).state == "carried"
