"""A question passes to another body and comes back with an answer: allowed, refused, trail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from secretariat.council.referrals import commands, listeners, queries
from secretariat.council.referrals.models import Referral
from secretariat.foundation.people.attention import needs
from secretariat.foundation.people.loose_ends import loose_ends
from secretariat.foundation.people.queries import today
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry, SearchRow
from secretariat.foundation.records.queries import search
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, Audience
from tests.council.referrals.conftest import START, Bodies, referred


def refusal(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, check=lambda refused: refused.code == code)


def fresh(referral: Referral) -> Referral:
    return queries.referral_named(referral.ref)


def test_referral_is_numbered_by_the_asking_body_and_kept_with_its_papers(bodies: Bodies) -> None:
    first = referred(
        bodies,
        about_ref="tc/M-2024-03",
        papers=["https://example.org/budget.pdf", "/tc/2024-05-02/minutes"],
        due_on=date(2024, 6, 1),
    )
    second = referred(bodies)

    assert [first.ref, second.ref] == ["tc/R-1", "tc/R-2"]
    assert first.papers == ["https://example.org/budget.pdf", "tc/2024-05-02/minutes"]
    assert (first.state, first.sent_on) == ("waiting", today(bodies.council))
    assert Entry.objects.filter(command="referrals.refer").first().summary == (  # type: ignore[union-attr]
        "To GB: Fund a keeper for the lighthouse"
    )
    assert search("R-1", PUBLIC_ACTOR)[0].ref == "tc/R-1"


def test_only_those_who_keep_the_business_refer(bodies: Bodies) -> None:
    new = commands.NewReferral(question="Fund a keeper")
    for actor in (bodies.member, bodies.director, PUBLIC_ACTOR):
        with refusal("not_allowed"):
            commands.refer(actor, bodies.council, bodies.board, new)
    with refusal("same_body"):
        commands.refer(bodies.secretary, bodies.council, bodies.council, new)
    with refusal("words_missing"):
        commands.refer(
            bodies.secretary, bodies.council, bodies.board, commands.NewReferral(question=" ")
        )
    assert Referral.objects.count() == 0


def test_answer_comes_back_and_hangs_until_it_is_noted(bodies: Bodies, referral: Referral) -> None:
    with refusal("not_allowed"):
        commands.answer_referral(bodies.secretary, referral, outcome="agreed", answer="Yes")

    commands.take_up_referral(bodies.director, referral)
    with clock.fixed(START):
        commands.answer_referral(
            bodies.director, referral, outcome="agreed", answer="One keeper for a year"
        )

    row = fresh(referral)
    assert (row.state, row.is_agreed, row.answer) == ("answered", True, "One keeper for a year")
    waiting = [each.words for each in needs(bodies.secretary, bodies.council, START)]
    assert "Take note: GB answered R-1, agreed" in waiting
    ends = [(e.ref, e.why) for e in loose_ends(bodies.secretary, bodies.council, START)]
    assert ("tc/R-1", "answered, not noted yet") in ends

    commands.note_answer(bodies.secretary, row)

    assert not [e for e in loose_ends(bodies.secretary, bodies.council, START) if e.ref == row.ref]
    with refusal("wrong_state"):
        commands.note_answer(bodies.secretary, fresh(referral))
    acts = Entry.objects.filter(ref="tc/R-1").order_by("id").values_list("command", "body_slug")
    assert list(acts) == [
        ("referrals.refer", "tc"),
        ("referrals.take_up", "gb"),
        ("referrals.answer", "gb"),
        ("referrals.note_answer", "tc"),
    ]


def test_unanswered_referral_hangs_for_both_and_is_overdue_after_its_day(bodies: Bodies) -> None:
    referral = referred(bodies, due_on=date(2024, 5, 10))

    for actor, body, acts in (
        (bodies.secretary, bodies.council, 0),
        (bodies.director, bodies.board, 1),
    ):
        (end,) = [e for e in loose_ends(actor, body, START) if e.ref == referral.ref]
        assert (end.why, end.owner, len(end.acts)) == ("overdue", "GB", acts)
    assert needs(bodies.director, bodies.board, START)[0].words.startswith("Answer TC R-1")


def test_withdrawn_referral_is_kept_with_its_reason_and_cannot_be_answered(
    bodies: Bodies, referral: Referral
) -> None:
    with refusal("words_missing"):
        commands.withdraw_referral(bodies.secretary, referral, reason="")
    commands.withdraw_referral(bodies.secretary, referral, reason="The lamp is automatic now")

    assert (fresh(referral).state, fresh(referral).reason) == (
        "withdrawn",
        "The lamp is automatic now",
    )
    with refusal("wrong_state"):
        commands.answer_referral(bodies.director, referral, outcome="agreed", answer="Yes")
    assert queries.unanswered_by(bodies.board) == []


def test_referral_for_members_is_hidden_from_others(bodies: Bodies) -> None:
    referral = referred(bodies, audience=Audience.MEMBERS)

    assert queries.received_by(PUBLIC_ACTOR, bodies.board) == []
    assert [r.ref for r in queries.received_by(bodies.member, bodies.board)] == [referral.ref]
    assert [r.ref for r in queries.received_by(bodies.director, bodies.board)] == [referral.ref]
    assert SearchRow.objects.get(ref=referral.ref).audience == "members"


def test_who_referred_it_hears_of_the_answer(
    bodies: Bodies, referral: Referral, request: pytest.FixtureRequest
) -> None:
    heard: list[tuple[str, str]] = []
    hear: Callable[..., None] = lambda _who, row, _at: heard.append((row.ref, row.outcome))  # noqa: E731
    listeners.register("test", hear)
    request.addfinalizer(lambda: listeners.unregister("test"))

    commands.answer_referral(bodies.director, referral, outcome="declined", answer="No money")

    assert heard == [("tc/R-1", "declined")]
