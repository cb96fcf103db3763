"""Results without a vote by seat, and what happens to a decision afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from secretariat.council.meetings import agenda_kinds
from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.agenda_kinds import Outcome
from secretariat.council.meetings.kinds import Topic
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.motions import commands
from secretariat.council.motions.models import Motion, MotionErratum
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.rules.errors import Refused
from tests.council.motions.conftest import Council, fresh, leave, minute, slug_of, topic_of
from tests.council.motions.test_moving import moved, refusal
from tests.council.motions.test_voting import adopt


def test_general_consent_carries_and_notes_abstentions(council: Council, session: Meeting) -> None:
    motion = commands.record_general_consent(
        council.secretary,
        moved(council, session),
        abstaining=[slug_of("Ben")],
        recused=[slug_of("Cyd")],
    )

    assert (motion.state, motion.method) == ("carried", "general_consent")
    assert motion.explanation == (
        "Carried by general consent, without objection: 4 yes, 0 no, 1 abstain, 1 recused, 0 not "
        "voted; needs more than half of the 6 seats present, that is 4 (Charter, section 4). It "
        "would have been lost with 1 of its 4 yes as no."
    )
    assert motion.tally["abstaining"] == ["Birch Labs"]
    assert motion.tally["recused_seats"] == ["Cedar Cloud"]


@pytest.mark.parametrize(
    ("needs", "objecting", "code"),
    [
        ("more than 1/2 of the seats present", ["Ada"], "objection"),
        ("at least 7/9 of all seats", [], "consent_too_few"),
        ("more than 1/2 of the seats present", ["Gus"], "seat_not_present"),
    ],
)
def test_general_consent_that_cannot_be_is_refused(
    council: Council, session: Meeting, needs: str, objecting: list[str], code: str
) -> None:
    adopt(council, needs)
    motion = moved(council, session)

    with refusal(code):
        commands.record_general_consent(
            council.secretary, motion, objecting=[slug_of(name) for name in objecting]
        )

    assert fresh(motion).state == "moved"


def test_general_consent_without_quorum_is_refused(council: Council, session: Meeting) -> None:
    motion = moved(council, session)
    with clock.fixed(minute(20)):
        leave(council, session, "Ada", "Ben")
        with refusal("no_quorum") as refused:
            commands.record_general_consent(council.secretary, motion)

    assert "4 of 9 seats, needs 5" in refused.value.message


@pytest.mark.parametrize(
    ("counts", "state"), [((4, 1, 1), "carried"), ((3, 2, 1), "lost"), ((4, 0, 0), "carried")]
)
def test_show_of_seats_is_counted(
    council: Council, session: Meeting, counts: tuple[int, int, int], state: str
) -> None:
    yes, no, abstain = counts

    motion = commands.record_show_of_seats(
        council.secretary, moved(council, session), yes=yes, no=no, abstain=abstain
    )

    assert (motion.state, motion.method) == (state, "count")
    assert motion.tally["not_voted"] == 6 - sum(counts)


def test_show_of_more_seats_than_are_present_is_refused(council: Council, session: Meeting) -> None:
    motion = moved(council, session)

    with refusal("miscounted") as refused:
        commands.record_show_of_seats(council.secretary, motion, yes=5, no=2, abstain=0)

    assert "do not fit the 6 seats present" in refused.value.message
    assert fresh(motion).state == "moved"


def test_want_of_quorum_is_recorded_only_where_there_is_none(
    council: Council, session: Meeting
) -> None:
    motion = moved(council, session)
    with refusal("quorum_reached"):
        commands.record_no_quorum(council.secretary, motion)
    with clock.fixed(minute(20)):
        leave(council, session, "Ada", "Ben")
        closed = commands.record_no_quorum(council.secretary, motion)

    assert closed.state == "no_quorum"
    assert closed.explanation.endswith("With 1 more seat present the vote can be taken.")


def test_override_keeps_what_the_rule_gave(council: Council, session: Meeting) -> None:
    motion = commands.record_show_of_seats(
        council.secretary, moved(council, session), yes=3, no=3, abstain=0
    )

    overridden = commands.override_result(
        council.chair, motion, "carried", reason="Charter, section 9: the chair breaks a tie"
    )

    assert (overridden.state, overridden.computed_state) == ("carried", "lost")
    assert overridden.overridden_by == "Ada Quill"
    assert overridden.explanation.startswith("Lost: 3 yes, 3 no")


def test_override_without_a_choice_asks_for_one(council: Council, session: Meeting) -> None:
    motion = commands.record_general_consent(council.chair, moved(council, session))

    with refusal("wrong_state") as refused:
        commands.override_result(council.chair, motion, "", reason="Out of order")

    assert refused.value.message == (
        "Choose whether M-2021-01 is carried or lost. Nothing has changed."
    )


@pytest.mark.parametrize(
    ("state", "reason", "code"),
    [("carried", "", "reason_missing"), ("lost", "Why not", "same_result")],
)
def test_override_needs_a_reason_and_another_result(
    council: Council, session: Meeting, state: str, reason: str, code: str
) -> None:
    motion = commands.record_show_of_seats(
        council.secretary, moved(council, session), yes=0, no=6, abstain=0
    )

    with refusal(code):
        commands.override_result(council.chair, motion, state, reason=reason)


def test_condition_is_kept_with_the_decision(council: Council, session: Meeting) -> None:
    motion = commands.record_general_consent(council.secretary, moved(council, session))

    commands.attach_condition(council.secretary, motion, "after the north pier is drawn")

    assert fresh(motion).condition == "after the north pier is drawn"


def test_slip_is_undone_while_the_meeting_lasts(council: Council, session: Meeting) -> None:
    motion = commands.record_general_consent(council.secretary, moved(council, session))

    reopened = commands.reopen_motion(council.secretary, motion, reason="Wrong key")

    entry = Entry.objects.get(command="motions.reopen_motion")
    assert (reopened.state, reopened.tally, reopened.computed_state) == ("moved", {}, "")
    assert (entry.before["state"], entry.after["reason"]) == ("carried", "Wrong key")


def test_decision_is_not_opened_again_after_the_meeting(council: Council, session: Meeting) -> None:
    motion = commands.record_general_consent(council.secretary, moved(council, session))
    with clock.fixed(minute(60)):
        meetings.adjourn(council.secretary, session)
        with refusal("wrong_state"):
            commands.reopen_motion(council.secretary, motion, reason="Wrong key")


def test_erratum_is_dated_and_leaves_the_vote_as_it_was(council: Council, session: Meeting) -> None:
    motion = commands.record_show_of_seats(
        council.secretary, moved(council, session), yes=4, no=2, abstain=0
    )
    before = Motion.objects.filter(pk=motion.pk).values().get()

    with clock.fixed(minute(60 * 24)):
        commands.note_erratum(
            council.secretary, motion, "The count was 3 to 3.", corrected_state="lost"
        )

    erratum = MotionErratum.objects.get()
    assert (erratum.noted_at, erratum.noted_by) == (minute(60 * 24), "Sam Clerk")
    assert Motion.objects.filter(pk=motion.pk).values().get() == before


def test_erratum_waits_for_the_close(council: Council, session: Meeting) -> None:
    with refusal("wrong_state"):
        commands.note_erratum(council.secretary, moved(council, session), "Wrong")


def test_motion_recorded_after_the_end_goes_by_who_was_there_at_the_end(
    council: Council, session: Meeting
) -> None:
    with clock.fixed(minute(60)):
        meetings.adjourn(council.secretary, session)
    with clock.fixed(minute(90)):
        motion = commands.record_general_consent(council.secretary, moved(council, session))

    assert motion.tally["quorum_present"] == 6


class Witness(Topic):
    """A topic that remembers what it was told, and refuses on request."""

    name = "witness"
    label = "Witness"

    def __init__(self) -> None:
        self.told: list[Outcome] = []
        self.refuses = False

    def settled(self, *told: Any) -> None:
        """Keeps the outcome."""
        if self.refuses:
            raise Refused("not_now", "The harbour is closed.")
        self.told += [each for each in told if isinstance(each, Outcome)]


@pytest.fixture
def witness() -> Iterator[Witness]:
    kind = Witness()
    agenda_kinds.register(kind)
    yield kind
    agenda_kinds.unregister(kind.name)


def witnessed(council: Council, session: Meeting) -> Motion:
    AgendaItem.objects.filter(pk=topic_of(session).pk).update(kind=Witness.name)
    return commands.move_motion(
        council.secretary,
        Body.objects.get(),
        text="Draw the map anew",
        item=topic_of(session),
        about_refs=["tc/2021-09-23/minutes"],
    )


def test_kind_of_the_item_is_told_how_the_motion_ended(
    council: Council, session: Meeting, witness: Witness
) -> None:
    motion = witnessed(council, session)
    commands.defer_motion(council.secretary, motion, words="no map")
    commands.take_up_again(council.secretary, motion)
    closed = commands.record_general_consent(council.secretary, motion)
    commands.override_result(council.chair, motion, "lost", reason="Out of order")

    about = ("tc/2021-09-23/minutes",)
    assert [(each.state, each.motion_ref, each.about_refs) for each in witness.told] == [
        (state, closed.ref, about) for state in ("deferred", "carried", "lost")
    ]


def test_refusal_of_the_kind_undoes_the_decision(
    council: Council, session: Meeting, witness: Witness
) -> None:
    motion = witnessed(council, session)
    witness.refuses = True

    with refusal("not_now"):
        commands.record_general_consent(council.secretary, motion)

    assert (fresh(motion).state, fresh(motion).tally) == ("moved", {})
    assert not Entry.objects.filter(command="motions.record_general_consent").exists()


def test_decision_that_took_effect_is_not_opened_again(
    council: Council, session: Meeting, witness: Witness
) -> None:
    motion = commands.record_general_consent(council.secretary, witnessed(council, session))

    with refusal("in_effect") as refused:
        commands.reopen_motion(council.secretary, motion, reason="Wrong key")

    assert "tc/2021-09-23/minutes" in refused.value.message
