"""Votes by seat: who may cast them, how they are counted and explained."""

from __future__ import annotations

import re
from datetime import date

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.motions import commands
from secretariat.council.motions.models import Motion, Vote
from secretariat.council.motions.queries import live_tally
from secretariat.foundation.people.models import RuleBookVersion
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.rules.visibility import PUBLIC_ACTOR
from tests import factories
from tests.council.motions.conftest import (
    Council,
    arrive,
    fresh,
    leave,
    minute,
    slug_of,
    topic_of,
)
from tests.council.motions.test_moving import refusal


def opened(council: Council, session: Meeting, kind: str = "general") -> Motion:
    motion = commands.move_motion(
        council.secretary,
        council.body,
        text="Draw the map anew",
        item=topic_of(session),
        decision_kind=kind,
    )
    return commands.open_vote(council.secretary, motion)


def cast(council: Council, motion: Motion, **choices: str) -> None:
    """Votes by first name of a person of the seat: cast(…, Ada="yes")."""
    for name, choice in choices.items():
        commands.cast_vote(council.secretary, motion, slug_of(name), choice)


def adopt(council: Council, needs: str) -> None:
    """The next version of the rule book: only what general decisions need is another."""
    text = factories.RULES.replace("more than 1/2 of the seats present", needs)
    RuleBookVersion.objects.create(
        body=council.body,
        version=2,
        valid_from_on=date(2021, 1, 1),
        text=text.replace("version = 1", "version = 2"),
        recorded_at=clock.now(),
    )


def numbers_of(explanation: str) -> tuple[int, ...]:
    """Yes, no, abstain, recused, not voted, base and number needed, read from the sentence."""
    found = re.match(
        r"\w+: (\d+) yes, (\d+) no, (\d+) abstain, (\d+) recused, (\d+) not voted; needs .*? "
        r"of (?:the |all )(\d+) (?:seats?|votes?).*?, that is (\d+)",
        explanation,
    )
    assert found is not None, explanation
    return tuple(map(int, found.groups()))


def test_vote_carries_with_more_than_half_of_the_seats_present(
    council: Council, session: Meeting
) -> None:
    motion = opened(council, session)
    cast(council, motion, Ada="yes", Ben="yes", Cyd="yes", Dot="yes", Eve="no", Fay="abstain")

    closed = commands.close_vote(council.secretary, motion)

    assert (closed.state, closed.computed_state, closed.method) == ("carried", "carried", "by_seat")
    assert closed.explanation == (
        "Carried: 4 yes, 1 no, 1 abstain, 0 recused, 0 not voted; needs more than half of the 6 "
        "seats present, that is 4 (Charter, section 4). It would have been lost with 1 of its 4 "
        "yes as no."
    )
    assert closed.tally["quorum_words"] == (
        "6 of 9 seats, needs 5: at least half of all seats (Charter, section 3)."
    )


@pytest.mark.parametrize(
    ("needs", "base", "least", "state"),
    [
        ("more than 1/2 of the seats present", 6, lambda n: n // 2 + 1, "carried"),
        ("more than 1/2 of all seats", 9, lambda n: n // 2 + 1, "lost"),
        ("at least 2/3 of the seats present", 6, lambda n: -(-2 * n // 3), "carried"),
        ("at least 2/3 of all seats", 9, lambda n: -(-2 * n // 3), "lost"),
        ("at least 4/5 of the votes cast", 5, lambda n: -(-4 * n // 5), "carried"),
    ],
)
def test_only_the_rule_book_turns_the_same_vote_round(
    council: Council, session: Meeting, needs: str, base: int, least: object, state: str
) -> None:
    adopt(council, needs)
    motion = opened(council, session)
    cast(council, motion, Ada="yes", Ben="yes", Cyd="yes", Dot="yes", Eve="no", Fay="abstain")

    closed = commands.close_vote(council.secretary, motion)

    yes, no, abstain, recused, silent, said_base, said_needed = numbers_of(closed.explanation)
    assert (yes, no, abstain, recused, silent, said_base) == (4, 1, 1, 0, 0, base)
    assert said_needed == least(base)  # type: ignore[operator]
    assert closed.state == ("carried" if yes >= said_needed else "lost") == state


def test_rule_and_electorate_are_frozen_when_the_vote_opens(
    council: Council, session: Meeting
) -> None:
    motion = opened(council, session)
    adopt(council, "at least 2/3 of all seats")
    cast(council, motion, Ada="yes", Ben="yes", Cyd="yes", Dot="yes", Eve="no")

    closed = commands.close_vote(council.secretary, motion)

    assert closed.state == "carried"
    assert closed.frozen_rule["book_version"] == 1
    assert closed.frozen_electorate["on"] == "2021-10-07"
    assert len(closed.frozen_electorate["seats"]) == 9


def test_vote_of_a_seat_that_is_not_present_is_refused(council: Council, session: Meeting) -> None:
    motion = opened(council, session)

    with refusal("seat_not_present") as refused:
        cast(council, motion, Gus="yes")

    assert refused.value.message == (
        "Grove Online is not present, so it cannot vote. Nothing has changed. Mark Gus Park or "
        "Gil Snow present first."
    )
    assert not Vote.objects.exists()


def test_second_vote_of_a_seat_is_refused_with_the_first(
    council: Council, session: Meeting
) -> None:
    arrive(council, session, "Al")
    motion = opened(council, session)
    cast(council, motion, Ada="yes")

    with refusal("already_voted") as refused:
        commands.cast_vote(council.person("Al"), motion, slug_of("Ada"), "no")

    assert refused.value.message.startswith(
        "Amber Works has voted yes by Ada Quill at 07:10 PDT on 7 Oct 2021. A seat has one vote"
    )
    assert [vote.choice for vote in Vote.objects.all()] == ["yes"]


def test_recused_seat_does_not_vote(council: Council, session: Meeting) -> None:
    motion = opened(council, session)
    cast(council, motion, Ada="recused")

    with refusal("seat_recused"):
        cast(council, motion, Ada="yes")


def test_person_of_no_seat_does_not_vote(council: Council, session: Meeting) -> None:
    motion = opened(council, session)

    with refusal("not_speaker"):
        commands.cast_vote(council.secretary, motion, slug_of("Ada"), "yes", person="sam-clerk")


def test_stranger_hears_nothing_of_a_closed_vote_but_that_it_is_not_theirs(
    council: Council, session: Meeting
) -> None:
    motion = opened(council, session)
    commands.close_vote(council.secretary, motion)

    for act in (commands.cast_vote, commands.vote_again):
        with refusal("not_allowed"):
            act(PUBLIC_ACTOR, fresh(motion), slug_of("Ada"), "yes")
        with refusal("vote_not_open"):
            act(council.person("Ada"), fresh(motion), slug_of("Ada"), "yes")


def test_member_casts_the_vote_of_the_own_seat_only(council: Council, session: Meeting) -> None:
    motion = opened(council, session)

    vote = commands.cast_vote(council.person("Ben"), motion, slug_of("Ben"), "no")
    with refusal("not_allowed"):
        commands.cast_vote(council.person("Ben"), motion, slug_of("Cyd"), "no")

    assert (vote.person, vote.recorded_by) == (council.people["Ben"], "Ben Stone")


def test_alternate_speaks_once_the_representative_has_left(
    council: Council, session: Meeting
) -> None:
    arrive(council, session, "Bea")
    motion = opened(council, session)
    with clock.fixed(minute(12)):
        leave(council, session, "Ben")
        cast(council, motion, Ben="yes")

    assert Vote.objects.get().person == council.people["Bea"]


def test_unknown_choice_is_refused(council: Council, session: Meeting) -> None:
    motion = opened(council, session)

    with refusal("unknown_choice"):
        cast(council, motion, Ada="perhaps")


def test_vote_is_cast_only_while_the_motion_is_open(council: Council, session: Meeting) -> None:
    motion = commands.close_vote(council.secretary, opened(council, session))

    with refusal("vote_not_open"):
        cast(council, motion, Ada="yes")


def test_officer_corrects_a_vote_with_a_reason(council: Council, session: Meeting) -> None:
    motion = opened(council, session)
    cast(council, motion, Ada="yes")

    commands.change_vote(council.secretary, motion, slug_of("Ada"), "no", reason="Heard wrong")

    entry = Entry.objects.get(command="motions.change_vote")
    assert Vote.objects.get().choice == "no"
    assert (entry.before["choice"], entry.after["choice"]) == ("yes", "no")
    assert entry.summary == "Heard wrong"


def test_vote_is_not_corrected_without_a_reason_nor_by_a_member(
    council: Council, session: Meeting
) -> None:
    motion = opened(council, session)
    cast(council, motion, Ben="yes")

    with refusal("reason_missing"):
        commands.change_vote(council.secretary, motion, slug_of("Ben"), "no", reason=" ")
    with refusal("not_allowed"):
        commands.change_vote(council.person("Ben"), motion, slug_of("Ben"), "no", reason="Slip")

    assert Vote.objects.get().choice == "yes"


def test_vote_taken_back_can_be_cast_anew(council: Council, session: Meeting) -> None:
    motion = opened(council, session)
    cast(council, motion, Ada="recused")

    commands.take_back_vote(council.secretary, motion, slug_of("Ada"), reason="Wrong row")
    cast(council, motion, Ada="yes")

    assert [vote.choice for vote in Vote.objects.all()] == ["yes"]


def test_quorum_lost_before_the_close_leaves_the_motion_undecided(
    council: Council, session: Meeting
) -> None:
    motion = opened(council, session)
    cast(council, motion, Ada="yes", Ben="yes", Cyd="yes", Dot="yes")
    with clock.fixed(minute(20)):
        leave(council, session, "Eve", "Fay")
        closed = commands.close_vote(council.secretary, motion)

    assert closed.state == "no_quorum"
    assert closed.explanation == (
        "Not decided, no quorum: 4 of 9 seats, needs 5: at least half of all seats (Charter, "
        "section 3). 1 more seat is needed. The votes are kept: 4 yes, 0 no, 0 abstain, 0 recused, "
        "0 not voted. With 1 more seat present the vote can be taken."
    )
    assert Vote.objects.count() == 4


def test_vote_goes_on_when_quorum_is_back(council: Council, session: Meeting) -> None:
    motion = opened(council, session)
    cast(council, motion, Ada="yes", Ben="yes", Cyd="yes", Dot="yes")
    with clock.fixed(minute(20)):
        leave(council, session, "Eve", "Fay")
        commands.close_vote(council.secretary, motion)
    with clock.fixed(minute(25)):
        arrive(council, session, "Hope")
        commands.open_vote(council.secretary, motion)
        closed = commands.close_vote(council.secretary, fresh(motion))

    assert (closed.state, closed.tally["base_count"]) == ("carried", 5)


def test_all_other_seats_vote_alike_in_one_act(council: Council, session: Meeting) -> None:
    motion = opened(council, session)
    cast(council, motion, Cyd="no")

    votes = commands.cast_remaining(council.secretary, motion, "yes")

    assert len(votes) == 5
    assert sorted(Vote.objects.values_list("choice", flat=True)) == ["no", *["yes"] * 5]


def test_vote_opened_by_mistake_is_stopped_before_anybody_voted(
    council: Council, session: Meeting
) -> None:
    motion = opened(council, session)

    stopped = commands.stop_vote(council.secretary, motion)

    assert (stopped.state, stopped.frozen_rule, stopped.opened_at) == ("moved", {}, None)


def test_vote_is_not_stopped_once_a_seat_has_voted(council: Council, session: Meeting) -> None:
    motion = opened(council, session)
    cast(council, motion, Ada="yes")

    with refusal("votes_cast"):
        commands.stop_vote(council.secretary, motion)


def test_tally_names_who_is_missing_and_what_is_certain(council: Council, session: Meeting) -> None:
    motion = opened(council, session)
    cast(council, motion, Ada="yes", Ben="yes", Cyd="yes")
    before = live_tally(fresh(motion), session, clock.now())
    cast(council, motion, Dot="yes")
    after = live_tally(fresh(motion), session, clock.now())

    assert before.result.missing_labels == ("Delta Chips", "Ember Data", "Fern Systems")
    assert (before.is_certain, after.is_certain) == (False, True)
    assert before.change.startswith("It carries with 1 more yes and is lost with 3 more no")
    assert after.change == ""
    assert after.result.sentence.endswith("Nothing that is still open can change this.")
    assert [line.choice for line in after.seats] == ["yes"] * 4 + [""] * 5
    assert [line.is_present for line in after.seats] == [True] * 6 + [False] * 3


def test_kind_without_a_rule_of_its_own_follows_the_general_rule(
    council: Council, session: Meeting
) -> None:
    motion = opened(council, session, "stage_change")

    assert motion.frozen_rule["rule"]["kind"] == "general"


def test_proxy_casts_the_vote_of_the_absent_seat(council: Council, session: Meeting) -> None:
    arrive(council, session, "Sam")
    meetings.give_proxy(council.secretary, session, slug_of("Gus"), council.people["Sam"])
    motion = opened(council, session)

    vote = commands.cast_vote(council.secretary, motion, slug_of("Gus"), "yes")

    assert vote.person == council.people["Sam"]


def test_votes_are_frozen_with_the_approved_minutes_but_for_errata(
    council: Council, session: Meeting
) -> None:
    motion = opened(council, session)
    cast(council, motion, Ada="yes")
    closed = commands.close_vote(council.secretary, motion)
    Meeting.objects.update(state=Meeting.State.APPROVED)

    with refusal("wrong_state"):
        commands.override_result(council.secretary, closed, "carried", reason="Slip")
    with refusal("wrong_state"):
        commands.attach_condition(council.secretary, closed, "once the pier is open")
    with refusal("wrong_state"):
        commands.move_motion(council.secretary, council.body, text="More", item=topic_of(session))
    commands.note_erratum(council.secretary, closed, "Amber Works said no.")

    assert fresh(closed).state == "lost"
    assert fresh(closed).errata.count() == 1


def test_seat_changes_its_own_vote_while_the_vote_is_open(
    council: Council, session: Meeting
) -> None:
    motion = opened(council, session)
    cast(council, motion, Ada="yes", Ben="no")

    vote = commands.vote_again(council.person("Ben"), motion, slug_of("Ben"), "yes")

    assert (vote.choice, vote.recorded_by) == ("yes", "Ben Stone")
    entry = Entry.objects.get(command="motions.vote_again")
    assert (entry.before["choice"], entry.after["choice"]) == ("no", "yes")
    assert motion.votes.count() == 2


def test_vote_of_another_seat_or_of_none_is_not_changed(council: Council, session: Meeting) -> None:
    motion = opened(council, session)
    cast(council, motion, Ada="yes", Ben="no")

    for who, seat, code in (
        ("Ada", "Ben", "not_allowed"),
        ("Cyd", "Cyd", "no_vote"),
        ("Gus", "Gus", "seat_not_present"),
    ):
        with refusal(code):
            commands.vote_again(council.person(who), motion, slug_of(seat), "abstain")
    commands.close_vote(council.secretary, motion)
    with refusal("vote_not_open"):
        commands.vote_again(council.person("Ben"), motion, slug_of("Ben"), "yes")

    assert sorted(vote.choice for vote in motion.votes.all()) == ["no", "yes"]
