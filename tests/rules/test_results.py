"""Results of votes: computed in integers, explained so that a reader can recompute them."""

from __future__ import annotations

import re
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.errors import Refused
from secretariat.rules.motions import (
    Choice,
    Outcome,
    Vote,
    VoteResult,
    count_result,
    general_consent_result,
    may_ask_general_consent,
    vote_result,
    what_would_change_it,
)
from secretariat.rules.quorum import QuorumState, quorum_state
from secretariat.rules.rulebook import RuleBook, decision_rule, parse_rule_book
from secretariat.rules.seats import Roster, roster_on
from secretariat.rules.thresholds import Base, DecisionRule, Medium, QuorumRule, Threshold
from tests.rules.councils import (
    DAY,
    council,
    representatives,
    seat_slug,
    seats,
    speaking_for,
    terms,
)

BOOK = """\
body = "Test Council"
version = 1
valid_from = 2021-01-01

[quorum]
needs = "at least 1/2 of all seats"
source = "charter, 4"

[seats]
recusal_counts_as_present = true

[decisions.general.meeting]
needs = "more than 1/2 of the seats present"
general_consent = true
source = "charter, 5"

[decisions.general.mail]
needs = "more than 1/2 of all seats"
source = "charter, 6"

[decisions.emeritus.meeting]
needs = "at least 2/3 of all seats"
general_consent = true
source = "policy III"
"""
LETTERS = {"y": Choice.YES, "n": Choice.NO, "a": Choice.ABSTAIN, "r": Choice.RECUSED}


def book(*changes: tuple[str, str]) -> RuleBook:
    text = BOOK
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return parse_rule_book(text)


def votes_of(letters: str) -> list[Vote]:
    """One vote for each letter from the first seat on; "-" is a seat that has not voted."""
    return [
        Vote(seat_slug(index), LETTERS[letter])
        for index, letter in enumerate(letters)
        if letter != "-"
    ]


def quorum_of(roster: Roster, rule: QuorumRule, come: int) -> QuorumState:
    return quorum_state(roster, rule, speaking_for(roster, *representatives(come)))


def decide(
    rules: RuleBook,
    seat_count: int,
    letters: str,
    kind: str = "general",
    *,
    is_closed: bool = True,
) -> VoteResult:
    """A vote in a meeting of this council; as many seats are present as there are letters."""
    roster = council(seat_count)
    quorum = quorum_of(roster, rules.quorum, len(letters))
    rule = decision_rule(rules, kind)
    return vote_result(
        rule, roster, quorum.present_seats, votes_of(letters), quorum, is_closed=is_closed
    )


def test_sentence_explains_a_carried_vote() -> None:
    result = decide(book(), 9, "yyyyyn")
    assert result.outcome is Outcome.CARRIED
    assert result.sentence == (
        "Carried: 5 yes, 1 no, 0 abstain, 0 recused, 0 not voted; needs more than half of the "
        "6 seats present, that is 4 (charter, 5)."
    )


@pytest.mark.parametrize("seat_count", [7, 8, 9, 10, 11])
def test_majority_of_the_seats_present_for_every_attendance(seat_count: int) -> None:
    rules = book()
    for come in range((seat_count + 1) // 2, seat_count + 1):
        for yes in range(come + 1):
            result = decide(rules, seat_count, "y" * yes + "n" * (come - yes))
            assert (result.outcome is Outcome.CARRIED) is (2 * yes > come)


@pytest.mark.parametrize(
    ("seat_count", "majority", "two_thirds"),
    [(7, 4, 5), (8, 5, 6), (9, 5, 6), (10, 6, 7), (11, 6, 8)],
)
def test_majority_and_two_thirds_of_all_seats(
    seat_count: int, majority: int, two_thirds: int
) -> None:
    half = book(('"more than 1/2 of the seats present"', '"more than 1/2 of all seats"'))
    for yes in range(seat_count + 1):
        letters = "y" * yes + "n" * (seat_count - yes)
        assert (decide(half, seat_count, letters).outcome is Outcome.CARRIED) is (yes >= majority)
        emeritus = decide(half, seat_count, letters, "emeritus")
        assert (emeritus.outcome is Outcome.CARRIED) is (yes >= two_thirds)


def test_representative_and_alternate_present_are_one_seat_of_the_base() -> None:
    rules, roster = book(), council(9)
    here = speaking_for(roster, *representatives(5), "ann", "bea", "col")
    quorum = quorum_state(roster, rules.quorum, here)
    result = vote_result(
        decision_rule(rules, "general"), roster, here, votes_of("yyy"), quorum, is_closed=True
    )
    assert (result.base_count, result.needed, result.outcome) == (5, 3, Outcome.CARRIED)


def test_vote_after_quorum_was_lost_decides_nothing_and_keeps_the_votes() -> None:
    result = decide(book(), 9, "yyyy")
    assert result.outcome is Outcome.NO_QUORUM
    assert result.sentence == (
        "Not decided, no quorum: 4 of 9 seats, needs 5: at least half of all seats (charter, 4). "
        "1 more seat is needed. "
        "The votes are kept: 4 yes, 0 no, 0 abstain, 0 recused, 0 not voted."
    )
    rule = decision_rule(book(), "general")
    assert what_would_change_it(rule, result) == ("With 1 more seat present the vote can be taken.")


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ([], Outcome.LOST),
        ([("more than 1/2 of the seats present", "at least 1/2 of the seats present")], "carried"),
        ([("more than 1/2 of the seats present", "more than 1/2 of the votes cast")], "carried"),
        ([("more than 1/2 of the seats present", "at least 2/3 of the votes cast")], "carried"),
        ([("more than 1/2 of the seats present", "at least 3/4 of the votes cast")], "lost"),
        ([("more than 1/2 of the seats present", "more than 1/2 of all seats")], "lost"),
        ([("at least 1/2 of all seats", "at least 5/8 of all seats")], "no_quorum"),
    ],
)
def test_changing_only_the_rule_book_turns_the_same_vote_round(
    changes: list[tuple[str, str]], outcome: str
) -> None:
    result = decide(book(*changes), 8, "yyna")
    assert result.outcome == outcome
    recompute(result)


def test_recused_seat_counts_as_present_only_if_the_rule_book_says_so() -> None:
    counts = decide(book(), 8, "yyrn")
    excluded = decide(
        book(("recusal_counts_as_present = true", "recusal_counts_as_present = false")), 8, "yyrn"
    )
    assert (counts.base_count, counts.outcome) == (4, Outcome.LOST)
    assert (excluded.base_count, excluded.outcome) == (3, Outcome.CARRIED)
    assert "the 3 seats present without the recused, that is 2" in excluded.sentence


def test_seat_that_voted_and_left_still_counts_as_present() -> None:
    rules, roster = book(), council(9)
    quorum = quorum_of(roster, rules.quorum, 5)
    votes = [*votes_of("yyy--"), Vote("s6", Choice.NO)]
    result = vote_result(
        decision_rule(rules, "general"), roster, quorum.present_seats, votes, quorum
    )
    assert (result.base_count, result.missing_seats) == (6, ("s4", "s5"))


def recompute(result: VoteResult) -> None:
    """Read the numbers back from the sentence and decide the vote from them alone."""
    if result.outcome is Outcome.NO_QUORUM:
        read = re.search(
            r"(\d+) of (\d+) seats, needs (\d+): at least (\S+) of all", result.sentence
        )
        assert read is not None
        present, total, needed = map(int, read.groups()[:3])
        parts, of = {"half": (1, 2), "5/8": (5, 8)}[read[4]]
        assert needed == -(-total * parts // of)
        assert present < needed
        return
    read = re.search(
        r"(?P<yes>\d+) yes, (?P<no>\d+) no, (?P<abstain>\d+) abstain, (?P<recused>\d+) recused, "
        r"(?P<silent>\d+) not voted; needs (?P<how>more than|at least) (?P<share>\S+) of "
        r"(?P<base>the \d+ seats? present|all \d+ seats?|the \d+ votes? cast).*, that is "
        r"(?P<needed>\d+)",
        result.sentence,
    )
    assert read is not None
    yes, no, base_count = (
        int(read["yes"]),
        int(read["no"]),
        int(re.findall(r"\d+", read["base"])[0]),
    )
    parts, of = {"half": (1, 2), "two-thirds": (2, 3), "three-quarters": (3, 4)}[read["share"]]
    said = [yes, no, int(read["abstain"]), int(read["recused"]), int(read["silent"])]
    if "cast" in read["base"]:
        assert base_count == yes + no
    elif "present" in read["base"]:
        assert base_count in (sum(said), sum(said) - said[3])
    else:
        assert base_count >= sum(said)
    carries = (
        yes * of > base_count * parts
        if read["how"] == "more than"
        else (yes * of >= base_count * parts)
    )
    assert (result.outcome is Outcome.CARRIED) is (carries and yes > 0)
    assert (yes >= int(read["needed"])) is (carries and yes > 0)


thresholds = st.builds(
    Threshold,
    st.sampled_from(Base),
    st.just(1),
    st.just(2),
    is_strict=st.booleans(),
) | st.builds(Threshold, st.sampled_from(Base), st.just(2), st.just(3), is_strict=st.booleans())
rules_drawn = st.builds(
    DecisionRule,
    kind=st.just("general"),
    title=st.just("General"),
    medium=st.just(Medium.MEETING),
    threshold=thresholds,
    recusal_counts_as_present=st.booleans(),
)
letters_drawn = st.text("ynar-", min_size=1, max_size=9)


def closed(rule: DecisionRule, letters: str) -> VoteResult:
    present = [seat_slug(index) for index in range(len(letters))]
    return vote_result(rule, council(9), present, votes_of(letters), is_closed=True)


@given(rules_drawn, letters_drawn)
def test_sentence_alone_gives_the_outcome(rule: DecisionRule, letters: str) -> None:
    recompute(closed(rule, letters))


@given(rules_drawn, letters_drawn, st.randoms())
def test_result_does_not_depend_on_the_order_of_votes(
    rule: DecisionRule, letters: str, random: Random
) -> None:
    present = [seat_slug(index) for index in range(len(letters))]
    shuffled = votes_of(letters)
    random.shuffle(shuffled)
    assert vote_result(rule, council(9), present, shuffled, is_closed=True) == closed(rule, letters)


@given(rules_drawn, letters_drawn)
def test_one_more_yes_never_loses_a_carried_vote(rule: DecisionRule, letters: str) -> None:
    before = closed(rule, letters)
    for index, letter in enumerate(letters):
        if letter != "y" and before.outcome is Outcome.CARRIED:
            after = closed(rule, letters[:index] + "y" + letters[index + 1 :])
            assert after.outcome is Outcome.CARRIED


@given(rules_drawn, st.text("ynar-", min_size=1, max_size=7).filter(lambda s: s.count("-") <= 3))
def test_decided_means_that_no_open_vote_can_change_it(rule: DecisionRule, letters: str) -> None:
    present = [seat_slug(index) for index in range(len(letters))]
    live = vote_result(rule, council(9), present, votes_of(letters))
    possible = set()
    for choices in product("ynar", repeat=letters.count("-")):
        given_later = iter(choices)
        full = "".join(next(given_later) if letter == "-" else letter for letter in letters)
        possible.add(closed(rule, full).outcome)
    assert live.is_decided is (len(possible) == 1)
    assert live.outcome == (possible.pop() if len(possible) == 1 else Outcome.UNDECIDED)


def test_open_vote_says_what_is_missing_and_what_would_settle_it() -> None:
    live = decide(book(), 9, "yyy---", is_closed=False)
    rule = decision_rule(book(), "general")
    assert live.outcome is Outcome.UNDECIDED
    assert live.missing_labels == ("Company 4", "Company 5", "Company 6")
    assert what_would_change_it(rule, live) == (
        "It carries with 1 more yes and is lost with 3 more no, whatever the others say. "
        "Still to vote: Company 4, Company 5 and Company 6."
    )


def test_open_vote_that_is_decided_says_that_nothing_can_change() -> None:
    live = decide(book(), 9, "yyyy--", is_closed=False)
    assert live.sentence.startswith("Carried: 4 yes")
    assert live.sentence.endswith("(charter, 5). Nothing that is still open can change this.")
    rule = decision_rule(book(), "general")
    assert what_would_change_it(rule, live) == ""


def test_that_nothing_can_change_is_said_once() -> None:
    rule = decision_rule(book(), "general")
    for letters in ("yyyy--", "yyyyyn", "nnn---"):
        live = decide(book(), 9, letters, is_closed=False)
        words = f"{live.sentence} {what_would_change_it(rule, live)}"
        assert (words.count("othing"), live.is_decided) == (1, True), words


@pytest.mark.parametrize(
    ("letters", "is_closed", "short"),
    [
        ("yyyyyn", True, "Carried: 5 yes, 1 no; 4 yes needed."),
        ("yyynar", True, "Lost: 3 yes, 1 no, 1 abstain, 1 recused; 4 yes needed."),
        ("yyy---", False, "Still open: 3 yes, 0 no, 3 not voted; 4 yes needed."),
        ("yyyy", True, "No quorum, 1 seat missing: 4 yes, 0 no; 3 yes needed."),
    ],
)
def test_short_sentence_holds_the_figures_that_decide(
    letters: str, short: str, *, is_closed: bool
) -> None:
    result = decide(book(), 9, letters, is_closed=is_closed)

    assert result.short == short


@pytest.mark.parametrize(
    ("letters", "kind", "words"),
    [
        ("yyyyyn", "general", "It would have been lost with 2 of its 5 yes as no."),
        ("yyynnn", "general", "It would have carried with 1 more yes from seats that did not say"),
        ("yyyyy", "emeritus", "It could not have carried with these seats, even if all others"),
    ],
)
def test_closed_vote_says_what_would_have_changed_it(letters: str, kind: str, words: str) -> None:
    result = decide(book(), 9, letters, kind)
    assert what_would_change_it(decision_rule(book(), kind), result).startswith(words)


@given(rules_drawn, letters_drawn.map(lambda text: text.replace("-", "n")))
def test_what_would_change_a_closed_vote_does_change_it(rule: DecisionRule, letters: str) -> None:
    result = closed(rule, letters)
    number = re.search(r"with (\d+) ", what_would_change_it(rule, result))
    if number is None:
        assert closed(rule, re.sub("[na]", "y", letters)).outcome is Outcome.LOST
        return
    turned, old, new = int(number[1]), "y", "n"
    if result.outcome is Outcome.LOST:
        old, new = "n", "y"
    for steps, outcome in ((turned - 1, result.outcome), (turned, None)):
        if letters.count(old) >= steps:
            again = closed(rule, letters.replace(old, new, steps)).outcome
            assert (again is result.outcome) is (outcome is not None)


def test_two_votes_of_one_seat_are_refused() -> None:
    votes = [Vote("s1", Choice.YES), Vote("s1", Choice.NO)]
    with pytest.raises(Refused) as refused:
        vote_result(decision_rule(book(), "general"), council(9), ["s1"], votes)
    assert refused.value.code == "already_voted"


def test_mail_vote_counts_all_filled_seats_and_needs_no_quorum() -> None:
    roster = roster_on(DAY, seats(9), terms(8))
    rule = decision_rule(book(), "general", Medium.MAIL)
    live = vote_result(rule, roster, [], votes_of("yyyy"))
    assert (live.outcome, live.base_count, live.needed) == (Outcome.UNDECIDED, 9, 5)
    assert live.missing_seats == ("s5", "s6", "s7", "s8")
    done = vote_result(rule, roster, [], votes_of("yyyyy"))
    assert (done.outcome, done.is_decided) == (Outcome.CARRIED, True)


def test_show_of_seats_counts_without_names() -> None:
    rules, roster = book(), council(9)
    quorum = quorum_of(roster, rules.quorum, 6)
    rule = decision_rule(rules, "general")
    result = count_result(rule, roster, quorum.present_seats, (4, 1, 1), quorum)
    assert (result.outcome, result.not_voted, result.needed) == (Outcome.CARRIED, 0, 4)
    recompute(result)


def test_show_of_more_seats_than_are_present_is_refused() -> None:
    rules, roster = book(), council(9)
    quorum = quorum_of(roster, rules.quorum, 5)
    rule = decision_rule(rules, "general")
    for counts in ((5, 1, 0), (-1, 0, 0)):
        with pytest.raises(Refused) as refused:
            count_result(rule, roster, quorum.present_seats, counts, quorum)
        assert refused.value.code == "miscounted"


def consent(rules: RuleBook, come: int, kind: str = "general", **silent: list[str]) -> VoteResult:
    roster = council(9)
    quorum = quorum_of(roster, rules.quorum, come)
    rule = decision_rule(rules, kind)
    return general_consent_result(rule, roster, quorum.present_seats, quorum, **silent)


def test_general_consent_counts_every_silent_seat() -> None:
    result = consent(book(), 6, abstaining=["s6"])
    assert (result.yes, result.abstain, result.outcome) == (5, 1, Outcome.CARRIED)
    assert result.sentence == (
        "Carried by general consent, without objection: 5 yes, 0 no, 1 abstain, 0 recused, "
        "0 not voted; needs more than half of the 6 seats present, that is 4 (charter, 5)."
    )


@pytest.mark.parametrize(
    ("come", "kind", "silent", "code", "words"),
    [
        (5, "emeritus", {}, "consent_too_few", "at least two-thirds of all 9 seats, that is 6"),
        (6, "general", {"abstaining": ["s1", "s2", "s3"]}, "consent_too_few", "3 seats can"),
        (6, "general", {"objecting": ["s2"]}, "objection", "Company 2 objects"),
        (4, "general", {}, "no_quorum", "4 of 9 seats, needs 5"),
    ],
)
def test_general_consent_is_refused_when_it_cannot_hold(
    come: int, kind: str, silent: dict[str, list[str]], code: str, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        consent(book(), come, kind, **silent)
    assert refused.value.code == code
    assert words in refused.value.message


def test_general_consent_may_be_asked_when_the_seats_present_can_satisfy_the_base() -> None:
    roster, rules = council(9), book()
    rule = decision_rule(rules, "emeritus")
    asked = []
    for come in (5, 6):
        quorum = quorum_of(roster, rules.quorum, come)
        decision = may_ask_general_consent(rule, roster, quorum.present_seats, quorum)
        asked.append(decision.allowed)
    assert asked == [False, True]


def test_general_consent_needs_a_rule_that_allows_it() -> None:
    rules = book(('general_consent = true\nsource = "charter, 5"', 'source = "charter, 5"'))
    with pytest.raises(Refused) as refused:
        consent(rules, 6)
    assert refused.value.code == "consent_not_allowed"
