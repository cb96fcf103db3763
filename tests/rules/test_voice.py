"""Voice votes: what the chair may declare without counting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.errors import Refused
from secretariat.rules.motions import Choice, Outcome, Vote, vote_result
from secretariat.rules.thresholds import Base, DecisionRule, Medium, Threshold
from secretariat.rules.voice import may_declare, voice_result
from tests.rules.councils import council, seat_slug
from tests.rules.test_results import book, quorum_of

ROSTER = council(9)


def law(base: Base, parts: int, of: int, *, is_strict: bool = True) -> DecisionRule:
    return DecisionRule(
        kind="general",
        title="General decision",
        medium=Medium.MEETING,
        threshold=Threshold(base, parts, of, is_strict=is_strict),
        source="charter, 5",
    )


def asked(rule: DecisionRule, come: int) -> str:
    """The code of the refusal when so many seats are present; empty where it may be declared."""
    quorum = quorum_of(ROSTER, book().quorum, come)
    try:
        voice_result(rule, quorum, is_carried=True)
    except Refused as refused:
        assert not may_declare(rule, quorum)
        return refused.code
    assert may_declare(rule, quorum)
    return ""


@pytest.mark.parametrize(
    ("base", "parts", "of", "is_strict", "code"),
    [
        (Base.PRESENT, 1, 2, True, ""),
        (Base.CAST, 1, 2, True, ""),
        (Base.PRESENT, 2, 4, False, ""),
        (Base.ALL, 1, 2, True, "voice_not_allowed"),
        (Base.PRESENT, 2, 3, False, "voice_not_allowed"),
        (Base.CAST, 1, 3, False, "voice_not_allowed"),
        (Base.PRESENT, 1, 1, False, "voice_not_allowed"),
    ],
)
def test_only_a_simple_majority_of_those_present_or_of_the_votes_is_declared(
    base: Base, parts: int, of: int, is_strict: bool, code: str
) -> None:
    assert asked(law(base, parts, of, is_strict=is_strict), 6) == code


def test_without_quorum_nothing_is_declared() -> None:
    assert asked(law(Base.PRESENT, 1, 2), 5) == ""
    assert asked(law(Base.PRESENT, 1, 2), 4) == "no_quorum"


@pytest.mark.parametrize(("is_carried", "head"), [(True, "Carried"), (False, "Lost")])
def test_the_sentence_says_who_declared_it_on_which_grounds(is_carried: bool, head: str) -> None:
    quorum = quorum_of(ROSTER, book().quorum, 6)

    result = voice_result(law(Base.PRESENT, 1, 2), quorum, is_carried=is_carried)

    assert result.outcome is (Outcome.CARRIED if is_carried else Outcome.LOST)
    assert result.short == f"{head} by voice vote, declared by the chair."
    assert result.sentence == (
        f"{head} by voice vote, declared by the chair: 6 seats present, not counted, and nobody "
        "called for a vote by seat; needs more than half of the seats present (charter, 5)."
    )


@given(
    base=st.sampled_from(Base),
    share=st.sampled_from([(1, 2), (2, 3), (1, 1)]),
    is_strict=st.booleans(),
    come=st.integers(0, 9),
)
def test_what_may_be_declared_the_seats_present_could_carry(
    base: Base, share: tuple[int, int], is_strict: bool, come: int
) -> None:
    rule = law(base, *share, is_strict=is_strict and share != (1, 1))
    quorum = quorum_of(ROSTER, book().quorum, come)
    everybody = [Vote(seat_slug(index), Choice.YES) for index in range(come)]

    by_name = vote_result(rule, ROSTER, quorum.present_seats, everybody, quorum, is_closed=True)

    assert not may_declare(rule, quorum) or by_name.outcome is Outcome.CARRIED
