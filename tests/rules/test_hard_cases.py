"""Cases of the law that councils quarrel about, and any council against a count done by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.errors import Refused
from secretariat.rules.motions import (
    Choice,
    Outcome,
    Vote,
    VoteResult,
    check_vote,
    count_result,
    general_consent_result,
    may_ask_general_consent,
    vote_result,
    what_would_change_it,
)
from secretariat.rules.quorum import quorum_state
from secretariat.rules.seats import (
    Capacity,
    Holding,
    Proxy,
    Roster,
    Seat,
    SeatState,
    Speaking,
    Term,
    roster_on,
    who_speaks_for,
)
from secretariat.rules.thresholds import Base, DecisionRule, Medium, QuorumRule, Threshold
from tests.rules.councils import DAY, NAMES, council, seat_slug, seats, someone, terms

HALF_OF_ALL = QuorumRule(threshold=Threshold(Base.ALL, 1, 2, is_strict=False))
DAY_BEFORE = DAY - timedelta(days=1)
LETTERS = {"y": Choice.YES, "n": Choice.NO, "a": Choice.ABSTAIN, "r": Choice.RECUSED}


def rule(
    base: Base, parts: int = 1, of: int = 2, *, strict: bool = True, recusal: bool = True
) -> DecisionRule:
    return DecisionRule(
        kind="general",
        title="General decisions",
        medium=Medium.MEETING,
        threshold=Threshold(base, parts, of, strict),
        allows_general_consent=True,
        recusal_counts_as_present=recusal,
    )


def closed(law: DecisionRule, seat_count: int, letters: str) -> VoteResult:
    """A closed vote; as many seats are present as there are letters, "-" is one that was silent."""
    present = [seat_slug(index) for index in range(len(letters))]
    votes = [Vote(s, LETTERS[c]) for s, c in zip(present, letters, strict=True) if c != "-"]
    return vote_result(law, council(seat_count), present, votes, is_closed=True)


def shared() -> Roster:
    """Three seats; the first is held by two companies, each with a person in it."""
    first, *others = seats(3)
    both = Seat(
        slug=first.slug,
        label="Ginkgo/Hazel",
        holdings=(Holding(organization="Ginkgo"), Holding(organization="Hazel")),
    )
    return roster_on(DAY, [both, *others], terms(3))


def test_shared_seat_with_both_companies_and_a_proxy_present_is_one_seat_with_one_voice() -> None:
    roster = shared()
    proxy = Proxy("s1", someone("Guest"), given_by="Ada")

    speaking = who_speaks_for(roster, {"ada", "ann", "guest", "ben"}, [proxy])
    quorum = quorum_state(roster, HALF_OF_ALL, speaking)

    assert (quorum.present, quorum.needed, quorum.is_reached) == (2, 2, True)
    assert quorum.seats[0].reason == (
        "Ada, representative of Ginkgo/Hazel; Ann also present, counted once"
    )
    assert check_vote(roster, speaking, [], "s1", "ada").person == someone("Ada")
    for other in ("ann", "guest"):
        with pytest.raises(Refused) as refused:
            check_vote(roster, speaking, [], "s1", other)
        assert refused.value.code == "not_speaker"
        assert "Take the vote from Ada." in refused.value.message


def test_voice_of_a_shared_seat_goes_to_the_other_company_and_only_then_to_the_proxy() -> None:
    roster, proxy = shared(), Proxy("s1", someone("Guest"), given_by="Ada")

    other = who_speaks_for(roster, {"ann", "guest"}, [proxy])["s1"]
    last = who_speaks_for(roster, {"guest"}, [proxy])["s1"]

    assert (other.person, other.capacity) == (someone("Ann"), Capacity.ALTERNATE)
    assert (last.person, last.capacity) == (someone("Guest"), Capacity.PROXY)
    assert quorum_state(roster, HALF_OF_ALL, {"s1": last}).present == 1


@pytest.mark.parametrize(
    ("law", "letters", "base_count", "needed", "outcome"),
    [
        # Three yes, one no, two abstain of six present in a council of nine.
        (rule(Base.PRESENT), "yyynaa", 6, 4, Outcome.LOST),
        (rule(Base.CAST), "yyynaa", 4, 3, Outcome.CARRIED),
        (rule(Base.ALL), "yyynaa", 9, 5, Outcome.LOST),
        # The eight seats of the research: two yes, one no, one abstain.
        (rule(Base.CAST), "yyna", 3, 2, Outcome.CARRIED),
        (rule(Base.PRESENT), "yyna", 4, 3, Outcome.LOST),
        # A recused seat is in the base of the seats present or not, never in the votes cast.
        (rule(Base.PRESENT), "yynr", 4, 3, Outcome.LOST),
        (rule(Base.PRESENT, recusal=False), "yynr", 3, 2, Outcome.CARRIED),
        (rule(Base.CAST), "yynr", 3, 2, Outcome.CARRIED),
        (rule(Base.ALL, recusal=False), "yyyyyrrrr", 9, 5, Outcome.CARRIED),
        # A seat that says nothing weighs like one that abstains.
        (rule(Base.PRESENT), "yyn-", 4, 3, Outcome.LOST),
        # Nobody says yes or no: a share of nothing is never reached.
        (rule(Base.CAST, 2, 3, strict=False), "aaaaa", 0, 1, Outcome.LOST),
        (rule(Base.CAST), "-----", 0, 1, Outcome.LOST),
        (rule(Base.PRESENT, recusal=False), "rrrrr", 0, 1, Outcome.LOST),
    ],
)
def test_abstention_and_recusal_under_each_base(
    law: DecisionRule, letters: str, base_count: int, needed: int, outcome: Outcome
) -> None:
    result = closed(law, 9, letters)

    assert (result.base_count, result.needed, result.outcome) == (base_count, needed, outcome)
    assert f"{base_count} " in result.sentence
    assert f"that is {needed}." in result.sentence


def test_vote_in_which_nobody_says_yes_or_no_says_what_would_have_carried_it() -> None:
    law = rule(Base.CAST, 2, 3, strict=False)
    result = closed(law, 9, "aaaaa")

    assert "the 0 votes cast" in result.sentence
    assert what_would_change_it(law, result) == (
        "It would have carried with 1 more yes from seats that did not say yes."
    )
    assert closed(law, 9, "yaaaa").outcome is Outcome.CARRIED


def test_vote_in_which_all_are_recused_can_only_be_lost() -> None:
    law = rule(Base.PRESENT, recusal=False)

    assert what_would_change_it(law, closed(law, 9, "rrrrr")).startswith("It could not have carr")


def with_terms(*ends: tuple[str, int]) -> Roster:
    """Five seats whose representatives have no alternates; these terms end so many days later."""
    until = dict(ends)
    heads = [
        Term(
            seat=seat_slug(index),
            person=someone(name),
            to_on=DAY + timedelta(days=until[name]) if name in until else None,
        )
        for index, (name, _) in enumerate(NAMES[:5])
    ]
    return roster_on(DAY, seats(5), heads)


def test_seat_whose_term_ended_the_day_before_is_vacant_and_counts() -> None:
    roster = with_terms(("Ada", -1), ("Ben", 0))

    assert [seat.state for seat in roster.seats[:2]] == [SeatState.VACANT, SeatState.ACTIVE]
    speaking = who_speaks_for(roster, {"ada", "ben", "cyd"})
    quorum = quorum_state(roster, HALF_OF_ALL, speaking)
    assert list(speaking) == ["s2", "s3"]
    assert (quorum.present, quorum.total, quorum.needed, quorum.is_reached) == (2, 5, 3, False)
    with pytest.raises(Refused) as refused:
        check_vote(roster, speaking, [], "s1", "ada")
    assert refused.value.code == "seat_not_present"
    assert "Name a proxy for it first" in refused.value.message


def test_vacant_seat_of_the_day_leaves_the_base_where_the_rule_book_says_so() -> None:
    roster = with_terms(("Ada", -1), ("Ben", -1))
    without = QuorumRule(threshold=HALF_OF_ALL.threshold, counts_vacant_seats=False)

    quorum = quorum_state(roster, without, who_speaks_for(roster, {"cyd", "dot"}))

    assert (quorum.total, quorum.needed, quorum.is_reached) == (3, 2, True)


def test_seat_that_ended_the_day_before_is_in_no_base() -> None:
    last, *others = seats(3)
    ended = Seat(slug=last.slug, label=last.label, holdings=last.holdings, to_on=DAY_BEFORE)
    roster = roster_on(DAY, [ended, *others], terms(3))

    quorum = quorum_state(roster, HALF_OF_ALL, who_speaks_for(roster, {"ada", "ben"}))

    assert (quorum.present, quorum.total, quorum.needed) == (1, 2, 1)


def test_proxy_of_a_vacant_seat_votes_for_it() -> None:
    roster = with_terms(("Ada", -1))
    speaking = who_speaks_for(roster, {"guest"}, [Proxy("s1", someone("Guest"))])

    assert check_vote(roster, speaking, [], "s1").capacity is Capacity.PROXY


def test_general_consent_of_a_share_of_all_seats_needs_that_many_to_consent() -> None:
    law, roster = rule(Base.ALL, 2, 3, strict=False), council(9)
    here = {seat_slug(index): None for index in range(6)}
    speaking = who_speaks_for(roster, {first.lower() for first, _ in NAMES[:6]})
    quorum = quorum_state(roster, HALF_OF_ALL, speaking)

    whole = general_consent_result(law, roster, here, quorum)
    assert (whole.yes, whole.base_count, whole.needed) == (6, 9, 6)
    for silent in ({"abstaining": ["s6"]}, {"recused": ["s6"]}):
        with pytest.raises(Refused) as refused:
            general_consent_result(law, roster, here, quorum, **silent)
        assert refused.value.code == "consent_too_few"
        assert "5 seats can consent" in refused.value.message
        assert "two-thirds of all 9 seats, that is 6" in refused.value.message


def test_general_consent_to_every_seat_is_possible_only_when_all_are_there() -> None:
    law, roster = rule(Base.ALL, 1, 1, strict=False), council(7)
    asked = []
    for come in (6, 7):
        speaking = who_speaks_for(roster, {first.lower() for first, _ in NAMES[:come]})
        quorum = quorum_state(roster, HALF_OF_ALL, speaking)
        decision = may_ask_general_consent(law, roster, quorum.present_seats, quorum)
        asked.append((decision.allowed, "every one of all 7 seats" in decision.reason))
    assert asked == [(False, True), (True, False)]


# --- Any council, against a count done by hand ----------------------------------------------------

SEATS = 11
people = [name.lower() for pair in NAMES for name in pair]


@st.composite
def councils(draw: st.DrawFn) -> tuple[Roster, set[str], list[Proxy]]:
    """Seats filled, half filled and vacant, people who came, proxies of people from anywhere."""
    count = draw(st.integers(1, SEATS))
    filled = [t for t in terms(count) if draw(st.integers(0, 3))]
    roster = roster_on(DAY, seats(count), filled)
    came = draw(st.sets(st.sampled_from([*people, "zed", "yan"])))
    given_to = st.builds(
        Proxy,
        st.integers(0, count - 1).map(seat_slug),
        st.sampled_from([*(n for pair in NAMES for n in pair), "Zed", "Yan"]).map(someone),
    )
    return roster, came, draw(st.lists(given_to, max_size=4))


def seats_by_hand(roster: Roster, came: set[str], proxies: list[Proxy]) -> set[str]:
    """The seats that somebody speaks for: their own people, else a proxy who speaks for no other.

    Here nobody holds two seats, so a seat with a person of its own in the room is present.
    """
    own = {s.slug for s in roster.seats if any(p.handle in came for p in s.people)}
    heads = {
        next(p.handle for p in s.people if p.handle in came) for s in roster.seats if s.slug in own
    }
    busy = set(heads)
    for proxy in proxies:
        handle = proxy.person.handle
        if proxy.seat not in own and handle in came and handle not in busy:
            own.add(proxy.seat)
            busy.add(handle)
    return own


@given(councils())
def test_seats_present_are_those_counted_by_hand(
    drawn: tuple[Roster, set[str], list[Proxy]],
) -> None:
    roster, came, proxies = drawn
    speaking: Mapping[str, Speaking] = who_speaks_for(roster, came, proxies)

    assert set(speaking) == seats_by_hand(roster, came, proxies)
    voices = [who.person.handle for who in speaking.values()]
    assert len(voices) == len(set(voices)), "nobody speaks for two seats"
    state = quorum_state(roster, HALF_OF_ALL, speaking)
    assert state.is_reached is (2 * len(speaking) >= len(roster.seats))


bases = st.sampled_from(Base)
shares = st.tuples(st.integers(1, 4), st.integers(0, 4)).map(lambda t: (t[0], t[0] + t[1]))


@given(bases, shares, st.booleans(), st.booleans(), st.text("ynar-", max_size=SEATS),
       st.integers(0, 4))  # fmt: skip
def test_every_result_is_that_of_fractions(
    base: Base,
    share: tuple[int, int],
    strict: bool,
    recusal: bool,
    letters: str,
    absent: int,
) -> None:
    parts, of = share
    strict = strict and parts < of
    law = rule(base, parts, of, strict=strict, recusal=recusal)
    seat_count = min(SEATS, len(letters) + absent)

    result = closed(law, seat_count, letters)

    yes, no = letters.count("y"), letters.count("n")
    present = len(letters) - (0 if recusal else letters.count("r"))
    whole = {Base.CAST: yes + no, Base.PRESENT: present, Base.ALL: seat_count}[base]
    bound = Fraction(parts, of) * whole
    carries = yes > 0 and (yes > bound if strict else yes >= bound)
    assert (result.outcome is Outcome.CARRIED) is carries
    assert result.base_count == whole


@given(bases, shares, st.booleans(), st.tuples(*[st.integers(0, 4)] * 3), st.integers(0, 3))
def test_show_of_seats_gives_what_the_same_votes_by_name_give(
    base: Base,
    share: tuple[int, int],
    strict: bool,
    counts: tuple[int, int, int],
    silent: int,
) -> None:
    parts, of = share
    law = rule(base, parts, of, strict=strict and parts < of)
    yes, no, abstain = counts
    letters = ("y" * yes + "n" * no + "a" * abstain)[:SEATS]
    yes, no, abstain = (letters.count(letter) for letter in "yna")
    letters += "-" * min(silent, SEATS - len(letters))
    present = [seat_slug(index) for index in range(len(letters))]

    shown = count_result(law, council(SEATS), present, (yes, no, abstain))

    by_name = closed(law, SEATS, letters)
    assert (shown.outcome, shown.sentence) == (by_name.outcome, by_name.sentence)
