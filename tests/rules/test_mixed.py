"""One vote in several ways: by name, by the silence of the others, by counting them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.errors import Refused
from secretariat.rules.mixed import consent_of_rest, count_of_rest
from secretariat.rules.motions import Choice, Outcome, Vote, vote_result
from secretariat.rules.quorum import QuorumState
from secretariat.rules.thresholds import Base, DecisionRule, Medium, Threshold
from tests.rules.councils import council, seat_slug
from tests.rules.test_results import LETTERS, book, quorum_of, votes_of

SEATS = 9
ROSTER = council(SEATS)
SHARES = st.sampled_from([(1, 2), (2, 3), (3, 4), (1, 1)])


def law(base: Base = Base.PRESENT, parts: int = 1, of: int = 2) -> DecisionRule:
    """A rule that allows general consent; more than this share of this base."""
    threshold = Threshold(base, parts, of, is_strict=parts < of)
    return DecisionRule(
        kind="general",
        title="General decision",
        medium=Medium.MEETING,
        threshold=threshold,
        allows_general_consent=True,
    )


def here(come: int) -> QuorumState:
    return quorum_of(ROSTER, book().quorum, come)


def presence(count: int) -> list[str]:
    return [seat_slug(index) for index in range(count)]


@given(
    base=st.sampled_from(Base),
    share=SHARES,
    named=st.text("ynar", max_size=SEATS),
    rest=st.text("yna-", max_size=SEATS),
)
def test_counting_the_others_gives_what_the_same_votes_by_name_give(
    base: Base, share: tuple[int, int], named: str, rest: str
) -> None:
    letters = (named + rest)[:SEATS]
    rest = letters[len(named) :]
    quorum, present, rule = here(len(letters)), presence(len(letters)), law(base, *share)
    counts = (rest.count("y"), rest.count("n"), rest.count("a"))

    mixed = count_of_rest(rule, ROSTER, present, votes_of(letters[: len(named)]), counts, quorum)

    by_name = vote_result(rule, ROSTER, present, votes_of(letters), quorum, is_closed=True)
    assert (mixed.outcome, mixed.sentence) == (by_name.outcome, by_name.sentence)
    assert mixed.missing_labels == ()


@given(
    base=st.sampled_from(Base),
    share=SHARES,
    come=st.integers(1, SEATS),
    named=st.text("ynar-", max_size=SEATS),
)
def test_silence_of_the_others_gives_what_their_yes_by_name_gives_or_is_refused(
    base: Base, share: tuple[int, int], come: int, named: str
) -> None:
    rule, quorum, present = law(base, *share), here(come), presence(come)
    named = named[:come]
    all_said = "".join("y" if letter == "-" else letter for letter in named.ljust(come, "-"))
    by_name = vote_result(rule, ROSTER, present, votes_of(all_said), quorum, is_closed=True)

    reasons = ("n" in named, not quorum.is_reached, by_name.outcome is Outcome.LOST)
    if any(reasons):
        with pytest.raises(Refused):
            consent_of_rest(rule, ROSTER, present, votes_of(named), quorum)
        return
    mixed = consent_of_rest(rule, ROSTER, present, votes_of(named), quorum)
    assert (mixed.outcome, mixed.tally) == (Outcome.CARRIED, by_name.tally)


def test_the_sentence_tells_votes_and_consent() -> None:
    result = consent_of_rest(law(), ROSTER, presence(6), votes_of("yar"), here(6))

    assert result.sentence == (
        "Carried, the others consenting without objection: 4 yes, 0 no, 1 abstain, 1 recused, "
        "0 not voted; needs more than half of the 6 seats present, that is 4."
    )


def test_a_no_by_name_is_an_objection() -> None:
    votes = [Vote(seat_slug(0), Choice.YES), Vote(seat_slug(1), Choice.NO)]

    with pytest.raises(Refused) as refused:
        consent_of_rest(law(), ROSTER, presence(6), votes, here(6))

    assert refused.value.code == "objection"
    assert "Company 2 objects" in refused.value.message


@pytest.mark.parametrize("counts", [(4, 1, 0), (-1, 0, 0)])
def test_no_more_are_counted_than_have_not_voted_by_name(counts: tuple[int, int, int]) -> None:
    with pytest.raises(Refused) as refused:
        count_of_rest(law(), ROSTER, presence(6), votes_of("yn"), counts, here(6))

    assert refused.value.code == "miscounted"
    assert "4 seats present that have not voted by name" in refused.value.message


def test_a_seat_that_voted_by_name_and_left_still_counts() -> None:
    """Company 9 is not there any more: its vote stands, and nobody is counted for it."""
    votes = [Vote(seat_slug(8), LETTERS["n"])]

    result = count_of_rest(law(), ROSTER, presence(5), votes, (4, 1, 0), here(5))

    assert (result.yes, result.no, result.base_count) == (4, 2, 6)
