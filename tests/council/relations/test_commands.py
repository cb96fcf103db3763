"""What may be done to relations and consultations, what is refused, and what is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from secretariat.council.referrals import commands as referrals
from secretariat.council.referrals.commands import NewReferral
from secretariat.council.relations import commands
from secretariat.council.relations.commands import CallFacts, Debt, RelationFacts
from secretariat.council.relations.models import Consultation, Contact, Owed, Relation
from secretariat.foundation.people.models import Body
from secretariat.foundation.records.models import Entry, SearchRow
from secretariat.rules.errors import Refused
from secretariat.rules.relations import RelationKind
from secretariat.rules.visibility import Actor, Audience, Role
from tests import factories
from tests.council.meetings.conftest import Council

from .conftest import CLOSES, fresh, reviewed

TODAY = date(2021, 10, 7)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def trail(command: str) -> Entry:
    return Entry.objects.filter(command=f"relations.{command}").latest("id")


def steps(row: Consultation) -> list[str]:
    return [step.step_after for step in row.steps.all() if step.step_before != step.step_after]


def test_relation_is_added_once_for_each_part_of_an_organization(
    council: Council, makers: Relation
) -> None:
    facts = RelationFacts(organization=makers.organization, kind=RelationKind.STANDARDS)
    assert refused(lambda: commands.add_relation(council.secretary, council.body, facts)) == (
        "known_already"
    )

    part = RelationFacts(
        organization=makers.organization, kind=RelationKind.STANDARDS, unit="Depths group"
    )
    made = commands.add_relation(council.secretary, council.body, part)
    assert (makers.ref, made.ref) == (
        "tc/relations/chart-makers",
        "tc/relations/chart-makers-depths-group",
    )
    assert refused(lambda: commands.add_relation(council.member, council.body, part)) == (
        "not_allowed"
    )


def test_relation_ends_with_a_reason_and_is_taken_up_again(
    council: Council, makers: Relation
) -> None:
    late = TODAY + timedelta(days=1)
    actor = council.secretary
    assert refused(lambda: commands.end_relation(actor, makers, on=late, reason="Done")) == (
        "in_future"
    )
    commands.end_relation(actor, makers, on=TODAY, reason="They dissolved")
    assert refused(lambda: commands.end_relation(actor, makers, on=TODAY, reason="Again")) == (
        "already_ended"
    )

    commands.resume_relation(actor, makers, reason="They live")

    row = Relation.objects.get(pk=makers.pk)
    assert (row.to_on, row.ended_reason) == (None, "")
    assert trail("resume_relation").before["reason"] == "They dissolved"


def test_names_of_the_other_side_stay_out_of_trail_and_search(
    council: Council, makers: Relation
) -> None:
    commands.name_contact(
        council.secretary, makers, side="ours", person=council.people["Ben"], role="backup"
    )
    theirs = commands.name_contact(council.secretary, makers, side="theirs", name="Vera Outer")
    assert refused(
        lambda: commands.name_contact(council.secretary, makers, side="theirs", name="vera outer")
    ) == "known_already"  # fmt: skip

    commands.end_contact(council.secretary, theirs, last_on=TODAY)

    everything = str(list(Entry.objects.values_list("summary", "before", "after")))
    assert "Vera" not in everything
    assert not SearchRow.objects.filter(text__contains="Vera").exists()
    assert SearchRow.objects.get(ref=makers.ref).text.count("Ben Stone") == 1
    assert Contact.objects.get(side="theirs").to_on == TODAY


def test_our_contact_notes_exchanges_and_others_do_not(council: Council, makers: Relation) -> None:
    ben = council.member
    assert refused(lambda: commands.note_exchange(ben, makers, "They wrote")) == "not_allowed"
    commands.name_contact(council.secretary, makers, side="ours", person=council.people["Ben"])

    commands.note_exchange(ben, makers, "They wrote", on=date(2021, 9, 1))
    commands.note_exchange(ben, makers, "In confidence", audience=Audience.MEMBERS)

    assert [row.on for row in makers.exchanges.all()] == [date(2021, 9, 1), TODAY]
    assert "In confidence" not in SearchRow.objects.get(ref=makers.ref).text
    late = TODAY + timedelta(days=1)
    assert refused(lambda: commands.note_exchange(ben, makers, "x", on=late)) == "in_future"


def test_debt_ends_with_what_came_of_it(council: Council, makers: Relation) -> None:
    debt = Debt(text="Our soundings", person=council.people["Ben"], due_on=TODAY)
    owed = commands.owe(council.secretary, makers, debt)
    assert refused(lambda: commands.finish_owed(council.member, owed, outcome=" ")) == (
        "words_missing"
    )

    commands.finish_owed(council.member, owed, outcome="Sent them")

    row = Owed.objects.get()
    assert (row.state, row.by, row.outcome, row.ended_on) == (
        "done",
        "Ben Stone",
        "Sent them",
        TODAY,
    )
    assert refused(lambda: commands.drop_owed(council.secretary, owed, reason="No")) == "closed"


def test_consultation_goes_its_way_through_both_votes_and_keeps_every_step(
    council: Council, call: Consultation, board: tuple[Body, Actor]
) -> None:
    reviewed(council, call)
    commands.record_vote(council.secretary, fresh(call), ref="tc/M-2021-01")
    question = NewReferral(question="That it is approved", about_ref=call.ref)
    referral = referrals.refer(council.secretary, council.body, board[0], question)

    referrals.answer_referral(board[1], referral, outcome="agreed", answer="Well done")

    row = fresh(call)
    assert (row.step, row.approved_ref) == ("board_approved", referral.ref)
    commands.send_answer(council.secretary, row)
    commands.publish_answer(council.secretary, fresh(call), url="https://example.org/answer")
    assert steps(fresh(call)) == [
        "called", "drafting", "in_review", "voted", "board_approved", "sent", "published",
    ]  # fmt: skip
    assert fresh(call).steps.all()[4].words == "Governing Board: Well done"


@pytest.mark.parametrize(("outcome", "step"), [("declined", "drafting"), ("other", "voted")])
def test_other_answers_of_the_board(
    council: Council, call: Consultation, board: tuple[Body, Actor], outcome: str, step: str
) -> None:
    reviewed(council, call)
    commands.record_vote(council.secretary, fresh(call), ref="tc/M-2021-01")
    question = NewReferral(question="That it is approved", about_ref=call.ref)
    referral = referrals.refer(council.secretary, council.body, board[0], question)

    referrals.answer_referral(board[1], referral, outcome=outcome, answer="Not so")

    assert fresh(call).step == step


def test_answer_about_something_else_is_not_heard(
    council: Council, call: Consultation, board: tuple[Body, Actor]
) -> None:
    reviewed(council, call)
    commands.record_vote(council.secretary, fresh(call), ref="tc/M-2021-01")
    question = NewReferral(question="More money", about_ref="tc/M-2021-01")
    referral = referrals.refer(council.secretary, council.body, board[0], question)

    referrals.answer_referral(board[1], referral, outcome="agreed", answer="Yes")

    assert fresh(call).step == "voted"


def test_what_is_refused_on_the_way(council: Council, call: Consultation) -> None:
    secretary, ben = council.secretary, council.people["Ben"]
    assert refused(lambda: commands.send_answer(secretary, call)) == "wrong_state"
    ada = council.people["Ada"]
    assert refused(lambda: commands.begin_draft(council.member, call, ada)) == "not_allowed"
    commands.begin_draft(secretary, call, ben)
    assert refused(lambda: commands.put_into_review(council.member, fresh(call))) == "no_words"
    commands.put_into_review(council.member, fresh(call), document_url="https://example.org/d")
    assert refused(lambda: commands.drop_consultation(secretary, fresh(call), reason="")) == (
        "reason_missing"
    )
    commands.send_answer(secretary, fresh(call), reason="Closed tonight")
    assert refused(lambda: commands.publish_answer(secretary, fresh(call), url=" ")) == "no_words"
    stranger = factories.actor(Role.MEMBER, "cyd-vale")
    assert refused(lambda: commands.send_back(stranger, fresh(call), reason="x")) == "not_allowed"


def test_moved_deadline_stands_in_the_ledger(council: Council, call: Consultation) -> None:
    facts = CallFacts(title=call.title, relation=call.relation, closes_on=date(2021, 11, 3))

    commands.describe_consultation(council.secretary, call, facts, seen=call.revision)

    last = fresh(call).steps.last()
    assert last is not None
    assert last.words == "Closes on 3 Nov 2021 instead of 20 Oct 2021"
    assert steps(fresh(call)) == ["called"]
    assert refused(
        lambda: commands.describe_consultation(council.secretary, call, facts, seen=call.revision)
    ) == "changed_meanwhile"  # fmt: skip


def test_consultation_cannot_close_before_it_was_called(council: Council) -> None:
    facts = CallFacts(title="Tides", called_on=TODAY, closes_on=TODAY - timedelta(days=1))

    assert refused(lambda: commands.call_consultation(council.secretary, council.body, facts)) == (
        "wrong_period"
    )


def test_dropped_one_can_be_taken_up_again(council: Council, call: Consultation) -> None:
    commands.drop_consultation(council.secretary, call, reason="Nobody has time")
    assert trail("drop_consultation").summary == "It is dropped: Nobody has time"

    commands.send_back(council.secretary, fresh(call), reason="Now somebody has")

    assert fresh(call).step == "drafting"
    assert fresh(call).closes_on == CLOSES
