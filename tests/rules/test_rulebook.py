"""Rule books: read strictly, refused with the line, shown in sentences."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from secretariat.rules.errors import Refused
from secretariat.rules.plain import from_plain, to_plain
from secretariat.rules.rulebook import (
    RuleBook,
    decision_rule,
    parse_rule_book,
    rule_book_on,
)
from secretariat.rules.rulebook_tables import parse_threshold
from secretariat.rules.rulebook_words import default_rule_book_text, rule_sentences
from secretariat.rules.thresholds import Base, DecisionRule, Medium, QuorumRule, Threshold

SMALL = """\
body = "Test Council"
version = 3
valid_from = 2021-06-01
source = "charter"

[quorum]
needs = "at least 1/2 of all seats"
source = "charter, 4"

[seats]
vacant_seats_count = false
recusal_counts_as_present = false

[decisions.general.meeting]
needs = "more than 1/2 of the seats present"
general_consent = true
source = "charter, 5"

[decisions.stage_change]
title = "Graduating a project"

[decisions.stage_change.mail]
needs = "at least 2/3 of all seats"
notice_days = 30
source = "policy III"

[review]
interval_months = 12

[minutes]
correction_days = 7

[[voting_rights]]
text = "One vote for each seat."
source = "charter, 2"
"""


def test_rule_book_holds_every_rule_with_its_source() -> None:
    book = parse_rule_book(SMALL)
    assert (book.body, book.version, book.valid_from) == ("Test Council", 3, date(2021, 6, 1))
    assert book.quorum == QuorumRule(
        threshold=Threshold(Base.ALL, 1, 2, is_strict=False),
        source="charter, 4",
        counts_vacant_seats=False,
    )
    assert book.decisions[1] == DecisionRule(
        kind="stage_change",
        title="Graduating a project",
        medium=Medium.MAIL,
        threshold=Threshold(Base.ALL, 2, 3, is_strict=False),
        source="policy III",
        notice_days=30,
        counts_vacant_seats=False,
        recusal_counts_as_present=False,
    )
    assert (book.review_interval_months, book.correction_days) == (12, 7)
    assert book.text == SMALL


def test_kind_the_book_does_not_name_follows_the_general_rule() -> None:
    book = parse_rule_book(SMALL)
    assert decision_rule(book, "minutes_approval").source == "charter, 5"
    assert decision_rule(book, "minutes_approval", "meeting").kind == "general"


def test_missing_rule_for_a_medium_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        decision_rule(parse_rule_book(SMALL), "stage_change", Medium.MEETING)
    assert refused.value.code == "no_rule"
    assert "“Graduating a project” in a meeting" in refused.value.message


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ('needs = "at least 1/2 of all seats"', 'needs = "half"', 7, "write it as"),
        ('needs = "at least 1/2 of all seats"', 'needs = "at least 0.5 of all seats"', 7, "write"),
        ('needs = "at least 1/2 of all seats"', 'needs = "at least 3/2 of all seats"', 7, "write"),
        ('needs = "at least 1/2 of all seats"', "needs = 0.5", 7, "write it as"),
        (
            'needs = "at least 1/2 of all seats"',
            'needs = "more than 1/2 of the seats present"',
            7,
            "quorum is a share of all seats",
        ),
        ("version = 3", "version = 1.5", 2, "whole number from 1"),
        ("valid_from = 2021-06-01", 'valid_from = "June"', 3, "day without quotes"),
        ("valid_from = 2021-06-01", "valid_from = 2021-06-01T10:00:00", 3, "day without quotes"),
        ("general_consent = true", 'general_consent = "yes"', 16, "true or false"),
        ("notice_days = 30", "notice_day = 30", 24, "not known here"),
        ("[review]", "[revue]", 27, "not known here"),
        ("notice_days = 30", "notice_days = -1", 24, "whole number from 0"),
        (
            'needs = "at least 2/3 of all seats"',
            'needs = "at least 2/3 of the seats present"',
            23,
            "by mail nobody is present",
        ),
        ("[decisions.general.meeting]", "[decisions.other.meeting]", 14, "the rule for all else"),
        ("[decisions.stage_change.mail]", "[decisions.stage_change.chat]", 19, "say what it needs"),
        ('body = "Test Council"', "body = 7", 1, "text in quotes"),
        ('body = "Test Council"', "", 1, "text in quotes"),
    ],
)
def test_slip_in_the_rule_book_is_refused_with_its_line(
    before: str, after: str, line: int, words: str
) -> None:
    assert before in SMALL
    with pytest.raises(Refused) as refused:
        parse_rule_book(SMALL.replace(before, after))
    assert refused.value.code == "malformed_rule_book"
    assert words in refused.value.message
    assert refused.value.message.startswith(f"Line {line} of the rule book, “")
    assert refused.value.message.endswith("Nothing has changed.")


def test_broken_toml_is_refused_with_its_line() -> None:
    with pytest.raises(Refused) as refused:
        parse_rule_book('body = "Test\n')
    assert "line 1" in refused.value.message
    assert "Nothing has changed" in refused.value.message


def test_missing_quorum_says_what_to_add() -> None:
    with pytest.raises(Refused) as refused:
        parse_rule_book('body = "T"\nvalid_from = 2021-01-01\n')
    assert "add [quorum]" in refused.value.message


@given(st.text(max_size=60))
@example("HOLIDAY BODY")
def test_default_rule_book_is_valid_for_any_name(name: str) -> None:
    if not name.strip():
        return
    book = parse_rule_book(default_rule_book_text(name))
    assert book.body == name.strip()


def test_default_rule_book_knows_every_kind() -> None:
    book = parse_rule_book(default_rule_book_text("Council"))
    assert book.kinds == (
        "general",
        "minutes_approval",
        "project_acceptance",
        "stage_change",
        "emeritus",
        "election",
    )


def test_sentences_cover_the_whole_book() -> None:
    said = [(s.heading, s.sentence, s.source) for s in rule_sentences(parse_rule_book(SMALL))]
    assert said == [
        (
            "In force",
            "Version 3 of the rules of the Test Council, valid from 1 Jun 2021.",
            "charter",
        ),
        (
            "Quorum",
            (
                "A meeting can decide when at least half of all seats are present. A seat counts "
                "once, whether its representative, an alternate or both are there."
            ),
            "charter, 4",
        ),
        (
            "Seats",
            "Vacant seats do not count towards all seats; seats that are inactive count.",
            "",
        ),
        (
            "Seats",
            "A seat that recuses itself neither votes nor counts among the seats present.",
            "",
        ),
        (
            "Seats",
            (
                "A person from elsewhere may speak for a seat in one meeting when nobody of the "
                "seat is there, and may not also speak for a seat of their own."
            ),
            "",
        ),
        (
            "General decisions",
            (
                "In a meeting a decision needs the yes of more than half of the seats present. "
                "Abstentions count as present, so they weigh like a no. "
                "The chair may ask for general consent."
            ),
            "charter, 5",
        ),
        (
            "Graduating a project",
            (
                "By mail it needs the yes of at least two-thirds of all seats. "
                "It must be announced 30 days before."
            ),
            "policy III",
        ),
        ("Reviews", "Each project is reviewed every 12 months.", ""),
        (
            "Minutes",
            "Corrections to draft minutes can be proposed for 7 days after their release.",
            "",
        ),
        (
            "Ballots by mail",
            (
                "A ballot by mail is open for 7 days. A vote given in the meeting carries over; on "
                "the first day its seat may object to that."
            ),
            "",
        ),
        ("Voting rights", "One vote for each seat.", "charter, 2"),
    ]


def test_book_in_force_is_the_newest_whose_day_has_come() -> None:
    def version(number: int, day: str) -> RuleBook:
        text = SMALL.replace("version = 3", f"version = {number}")
        return parse_rule_book(text.replace("2021-06-01", day))

    books = [version(2, "2021-06-01"), version(1, "2020-01-01"), version(3, "2022-01-01")]
    days = [date(2019, 1, 1), date(2020, 1, 1), date(2021, 6, 1), date(2023, 1, 1)]
    found = [rule_book_on(day, books) for day in days]
    assert [book.version if book else None for book in found] == [None, 1, 2, 3]


def test_rule_frozen_with_a_vote_reads_back_exactly() -> None:
    rule = decision_rule(parse_rule_book(SMALL), "stage_change", Medium.MAIL)
    assert from_plain(DecisionRule, json.loads(json.dumps(to_plain(rule)))) == rule


@pytest.mark.parametrize(
    ("needs", "threshold"),
    [
        ("More than 1/2 of seats present", Threshold(Base.PRESENT, 1, 2, is_strict=True)),
        ("at least 2/3 of the votes cast", Threshold(Base.CAST, 2, 3, is_strict=False)),
        ("at least 1/1 of all seats", Threshold(Base.ALL, 1, 1, is_strict=False)),
        ("more than 1/1 of all seats", None),
        ("at least 0/2 of all seats", None),
        ("at least 1/0 of all seats", None),
        ("at least 1/2 of the people", None),
    ],
)
def test_threshold_is_read_from_words(needs: str, threshold: Threshold | None) -> None:
    assert parse_threshold(needs) == threshold


def test_kinds_by_medium_are_those_with_a_rule_for_it() -> None:
    book = parse_rule_book(SMALL)

    assert book.kinds_by("mail") == ("stage_change",)
    assert book.kinds_by(Medium.MEETING) == ("general",)
