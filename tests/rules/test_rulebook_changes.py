"""A rule book written back as text, and what a version changes in sentences and numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.rulebook import (
    Length,
    ProxyRule,
    RuleBook,
    RuleNote,
    parse_rule_book,
)
from secretariat.rules.rulebook_changes import rule_changes, rules_in_numbers
from secretariat.rules.rulebook_text import HEAD, rule_book_text, stray_remarks
from secretariat.rules.rulebook_words import default_rule_book_text
from secretariat.rules.seats import Roster, roster_on
from secretariat.rules.thresholds import Base, DecisionRule, Medium, QuorumRule, Threshold
from tests.rules.councils import DAY, council, seats, terms

NEUTRAL = parse_rule_book(default_rule_book_text("Test Council", DAY))

LINES = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(str.strip)


def shares(*bases: Base) -> st.SearchStrategy[Threshold]:
    def made(base: Base, parts: int, more: int, *, strict: bool) -> Threshold:
        return Threshold(base, parts, parts + more, strict and more > 0)

    return st.builds(
        made, st.sampled_from(bases), st.integers(1, 99), st.integers(0, 99), strict=st.booleans()
    )


@st.composite
def books(draw: st.DrawFn) -> RuleBook:
    """Any rule book that can be read."""
    counting = {
        "counts_vacant_seats": draw(st.booleans()),
        "counts_inactive_seats": draw(st.booleans()),
    }
    recusal = draw(st.booleans())

    def decision(kind: str, title: str, medium: Medium) -> DecisionRule:
        in_meeting = medium is Medium.MEETING
        return DecisionRule(
            kind=kind,
            title=title,
            medium=medium,
            threshold=draw(shares(*(Base if in_meeting else (Base.ALL, Base.CAST)))),
            source=draw(LINES),
            allows_general_consent=in_meeting and draw(st.booleans()),
            notice_days=draw(st.integers(0, 9999)),
            recusal_counts_as_present=recusal,
            **counting,
        )

    kinds = draw(st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True), unique=True))
    decisions = []
    for kind in dict.fromkeys([*kinds, "general"]):
        title = draw(LINES.filter(bool))
        media = draw(st.sampled_from([(Medium.MEETING,), (Medium.MAIL,), tuple(Medium)]))
        decisions += [decision(kind, title, medium) for medium in media]
    return RuleBook(
        body=draw(LINES.filter(bool)),
        version=draw(st.integers(1, 9999)),
        valid_from=draw(st.dates()),
        quorum=QuorumRule(threshold=draw(shares(Base.ALL)), source=draw(LINES), **counting),
        decisions=tuple(decisions),
        source=draw(LINES),
        proxies=ProxyRule(draw(st.booleans()), draw(st.booleans()), draw(LINES)),
        review=Length(draw(st.integers(1, 9999)), draw(LINES)),
        corrections=Length(draw(st.integers(1, 9999)), draw(LINES)),
        minutes_resolution=draw(LINES),
        voting_rights=tuple(
            RuleNote(text, draw(LINES)) for text in draw(st.lists(LINES.filter(bool), max_size=3))
        ),
        recusal_counts_as_present=recusal,
        one_seat_per_member=draw(st.booleans()),
    )


@given(books())
def test_book_written_as_text_reads_back_as_the_same_book(book: RuleBook) -> None:
    assert parse_rule_book(rule_book_text(book)) == book


def test_remarks_that_head_a_book_are_kept_and_the_others_named() -> None:
    plain = rule_book_text(replace(NEUTRAL, text="")).removeprefix(f"{HEAD}\n")
    head = "# By the tide table.\n# And the almanac.\n"
    text = head + plain.replace("[quorum]", "# Asked in March\n[quorum]")

    assert rule_book_text(parse_rule_book(text)) == head + plain
    assert stray_remarks(text) == ["# Asked in March"]


def changed(name: str, **values: object) -> RuleBook:
    """The neutral book with one decision's rule changed."""
    rules = [
        replace(rule, **values) if f"{rule.kind}.{rule.medium}" == name else rule  # type: ignore[arg-type]
        for rule in NEUTRAL.decisions
    ]
    return replace(NEUTRAL, version=2, decisions=tuple(rules))


def with_quorum(parts: int, of: int) -> RuleBook:
    rule = replace(NEUTRAL.quorum, threshold=Threshold(Base.ALL, parts, of, is_strict=False))
    return replace(NEUTRAL, version=2, valid_from=date(2022, 1, 1), quorum=rule)


def test_only_the_changed_rule_is_told_with_its_numbers_before_and_after() -> None:
    (change,) = rule_changes(NEUTRAL, with_quorum(2, 3), council(9))

    assert change.before is not None
    assert change.after is not None
    assert "at least half of all seats" in change.before.sentence
    assert "at least two-thirds of all seats" in change.after.sentence
    assert change.before_numbers == "With the 9 seats of 7 Oct 2021, quorum is 5."
    assert change.after_numbers == "With the 9 seats of 7 Oct 2021, quorum is 6."


def test_another_clause_is_a_change_and_the_same_book_is_none() -> None:
    (change,) = rule_changes(NEUTRAL, changed("general.meeting", source="charter, 9"), council(9))

    assert change.after is not None
    assert change.after.source == "charter, 9"
    assert rule_changes(NEUTRAL, replace(NEUTRAL, version=2), council(9)) == []


def test_day_of_a_version_still_to_come_can_be_put_off() -> None:
    to_come = replace(NEUTRAL, valid_from=date(2022, 1, 1))
    later = replace(NEUTRAL, version=2, valid_from=date(2022, 6, 1))

    (change,) = rule_changes(to_come, later, council(9))

    assert change.after is not None
    assert "valid from 1 Jun 2022" in change.after.sentence


def half_filled(total: int, filled: int) -> Roster:
    return roster_on(DAY, seats(total), terms(filled))


def test_vacant_seats_that_stop_counting_change_the_numbers_of_rules_that_read_the_same() -> None:
    rules = tuple(replace(rule, counts_vacant_seats=False) for rule in NEUTRAL.decisions)
    quorum = replace(NEUTRAL.quorum, counts_vacant_seats=False)
    after = replace(NEUTRAL, version=2, quorum=quorum, decisions=rules)

    told = {each.after.rule: each for each in rule_changes(NEUTRAL, after, half_filled(9, 7))
            if each.after}  # fmt: skip

    assert told["quorum"].after_numbers == "With the 7 seats of 7 Oct 2021, quorum is 4."
    assert told["emeritus.meeting"].before_numbers.endswith("it needs 6 yes.")
    assert told["emeritus.meeting"].after_numbers.endswith("it needs 5 yes.")
    assert "general.meeting" not in told, "a share of the seats present depends on who comes"
    assert rule_changes(NEUTRAL, after, council(9))[0].heading == "Seats"


def test_quorum_that_nobody_could_reach_is_said() -> None:
    numbers = rules_in_numbers(with_quorum(2, 3), half_filled(9, 5))

    assert "quorum is 6. Only 5 of them have somebody who could come" in numbers["quorum"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("stage_change.mail", "It could no longer be decided by mail."),
        ("emeritus.meeting", "It would follow the rule for general decisions in a meeting."),
    ],
)
def test_rule_that_is_gone_says_what_holds_instead(name: str, words: str) -> None:
    left = [r for r in NEUTRAL.decisions if f"{r.kind}.{r.medium}" != name]

    (change,) = rule_changes(NEUTRAL, replace(NEUTRAL, decisions=tuple(left)), council(9))

    assert (change.after, change.gone) == (None, words)


@given(books(), st.integers(1, 11), st.integers(0, 11))
def test_numbers_of_the_rules_recompute(book: RuleBook, total: int, vacant: int) -> None:
    roster = half_filled(total, max(0, total - vacant))
    told = rules_in_numbers(book, roster)
    base = len(book.quorum.seats_in_base(roster))
    if not base:
        assert told == {}
        return
    quorum = book.quorum.threshold.needed(base)
    assert [int(n) for n in re.findall(r"\d+", told["quorum"])][:1] == [base]
    assert f"quorum is {quorum}." in told["quorum"]
    for rule in book.decisions:
        words, needed = told[f"{rule.kind}.{rule.medium}"], rule.threshold.needed
        assert f"it needs {needed(base)} yes" in words
        assert re.match(rf"With (the )?{base} (seat|vote)", words)
        has_two = rule.threshold.base is not Base.ALL and rule.medium is Medium.MEETING
        fewer = f"; with {quorum}, as many as quorum asks for, {needed(quorum)}." in words
        assert fewer is (has_two and quorum < base)
