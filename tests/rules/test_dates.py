"""Uncertain dates and claims: every form the record of a real council holds, and refusals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from secretariat.rules.claims import certainty_of_date
from secretariat.rules.dates import (
    Certainty,
    Claim,
    ClaimKind,
    claim_words,
    day_words,
    is_overdue,
    long_day_words,
    parse_claim,
    parse_date,
    parse_due,
    printed_claim,
    sort_key,
)
from secretariat.rules.days import MONTH_NAMES, MONTHS
from secretariat.rules.errors import Refused

K, C = ClaimKind, Certainty

FORMS: list[tuple[str, ClaimKind, Certainty, str]] = [
    ("31 OCT 2019", K.DAY, C.SETTLED, "31 Oct 2019"),
    ("31OCT 2019", K.DAY, C.SETTLED, "31 Oct 2019"),
    ("2 APR 2020", K.DAY, C.SETTLED, "2 Apr 2020"),
    ("October 7, 2021", K.DAY, C.SETTLED, "7 Oct 2021"),
    ("Sept. 23, 2021", K.DAY, C.SETTLED, "23 Sep 2021"),
    ("23rd September 2021", K.DAY, C.SETTLED, "23 Sep 2021"),
    ("2021-03-14", K.DAY, C.SETTLED, "14 Mar 2021"),
    ("MAR 2021", K.MONTH, C.SETTLED, "Mar 2021"),
    ("2021-03", K.MONTH, C.SETTLED, "Mar 2021"),
    ("Q3 2021", K.QUARTER, C.SETTLED, "Q3 2021"),
    ("2021", K.YEAR, C.SETTLED, "2021"),
    ("Yes", K.YES, C.SETTLED, "Yes"),
    ("yes", K.YES, C.SETTLED, "Yes"),
    ("N/A", K.NOT_APPLICABLE, C.SETTLED, "N/A"),
    ("", K.EMPTY, C.SETTLED, ""),
    ("–", K.EMPTY, C.SETTLED, ""),
    ("(Oct 2021?)", K.MONTH, C.TENTATIVE, "Oct 2021?"),
    ("Oct 2021?", K.MONTH, C.TENTATIVE, "Oct 2021?"),
    ("(Oct 2021)", K.MONTH, C.PROSPECTIVE, "(Oct 2021)"),
    ("FEB 2021 (DEC 2021?)", K.MONTH, C.TENTATIVE, "Feb 2021 (Dec 2021?)"),
    ("(Veraison – OCT?)", K.MONTH, C.TENTATIVE, "Veraison – Oct?"),
    ("(Veraison – NOV 18?)", K.DAY, C.TENTATIVE, "Veraison – 18 Nov?"),
    ("(Simon Johnson)", K.NAMES, C.PROSPECTIVE, "(Simon Johnson)"),
    ("Eric", K.NAMES, C.SETTLED, "Eric"),
    ("Eric?", K.NAMES, C.TENTATIVE, "Eric?"),
    ("Grant & Mike", K.NAMES, C.SETTLED, "Grant & Mike"),
    ("Dan & Aeva", K.NAMES, C.SETTLED, "Dan & Aeva"),
    ("Zhipeng (Howard) Huang", K.NAMES, C.SETTLED, "Zhipeng (Howard) Huang"),
    ("after the summit", K.WORDS, C.SETTLED, "after the summit"),
    (
        "after OSS (next virtual board meeting)",
        K.WORDS,
        C.SETTLED,
        "after OSS (next virtual board meeting)",
    ),
    ("TBD", K.WORDS, C.SETTLED, "TBD"),
]


@pytest.mark.parametrize(("text", "kind", "certainty", "printed"), FORMS)
def test_claim_of_every_form_in_the_record_is_read(
    text: str, kind: ClaimKind, certainty: Certainty, printed: str
) -> None:
    claim = parse_claim(text)
    assert (claim.kind, claim.certainty, printed_claim(claim)) == (kind, certainty, printed)
    assert claim.text == ("" if kind is K.EMPTY else text)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("after the summit", C.TENTATIVE),
        ("Postponed", C.TENTATIVE),
        ("<script>", C.TENTATIVE),
        ("Grant & Mike", C.TENTATIVE),
        ("(Simon Johnson)", C.PROSPECTIVE),
        ("(Veraison – NOV 18?)", C.TENTATIVE),
        ("14 JAN 2021", C.SETTLED),
        ("MAR 2021", C.SETTLED),
        ("Yes", C.SETTLED),
        ("N/A", C.SETTLED),
        ("", C.SETTLED),
    ],
)
def test_only_a_date_a_yes_or_nothing_is_settled_where_a_date_should_stand(
    text: str, certainty: Certainty
) -> None:
    assert certainty_of_date(parse_claim(text)) is certainty


def test_claim_covers_all_days_it_may_mean() -> None:
    spans = {text: (parse_claim(text).earliest, parse_claim(text).latest) for text, *_ in FORMS}
    assert spans["31OCT 2019"] == (date(2019, 10, 31), date(2019, 10, 31))
    assert spans["(Oct 2021?)"] == (date(2021, 10, 1), date(2021, 10, 31))
    assert spans["Q3 2021"] == (date(2021, 7, 1), date(2021, 9, 30))
    assert spans["2021"] == (date(2021, 1, 1), date(2021, 12, 31))
    assert spans["(Veraison – NOV 18?)"] == (None, None)
    assert spans["Yes"] == (None, None)


def test_claim_with_alternative_keeps_both_values() -> None:
    claim = parse_claim("FEB 2021 (DEC 2021?)")
    assert claim.own_certainty is C.SETTLED
    assert claim.alternative == parse_claim("(DEC 2021?)")
    assert claim_words(claim) == "Feb 2021, or Dec 2021 (tentative)"


def test_claim_about_another_thing_names_it() -> None:
    claim = parse_claim("(Veraison – NOV 18?)")
    assert claim.about == "Veraison"
    assert claim_words(claim) == "Veraison, 18 Nov (tentative)"


def test_claim_names_every_person() -> None:
    assert parse_claim("Grant & Mike").names == ("Grant", "Mike")
    assert parse_claim("Dave/Ashley").names == ("Dave", "Ashley")
    assert parse_claim("April").kind is K.MONTH
    assert parse_claim("April", people=True).names == ("April",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("32 OCT 2019", "Oct 2019 has days 1 to 31"),
        ("31 FEB 2020", "Feb 2020 has days 1 to 29"),
        ("0 FEB 2020", "Feb 2020 has days 1 to 29"),
        ("30 FOO 2020", "no month called FOO"),
        ("2021-13-01", "months 1 to 12"),
        ("Q5 2021", "quarters 1 to 4"),
        ("1 Jan 0021", "between 1900 and 2199"),
        ("10/7/2021", "day and month cannot be told apart"),
        ("(Oct 2021", "parenthesis without its partner"),
        ("Oct 2021?)", "parenthesis without its partner"),
        ("((Oct 2021))", "parenthesis without its partner"),
        ("Oct 2021 ()", "nothing in its parentheses"),
        ("Oct\x00 2021", "characters that cannot be seen"),
        ("Oct\n2021", "line break"),
        ("\u202eOct 2021", "characters that cannot be seen"),
        ("x" * 121, "121 characters"),
    ],
)
def test_malformed_claim_is_refused_with_what_to_write(text: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_claim(text)
    assert words in refused.value.message
    assert "Write a day as 7 Mar 2030" in refused.value.message


def meaning(claim: Claim) -> Claim:
    """The claim without the way it was written."""
    other = claim.alternative
    return replace(claim, text="", alternative=meaning(other) if other else None)


def read_or_refused(text: str) -> Claim | None:
    try:
        return parse_claim(text)
    except Refused:
        return None


dates = st.dates(date(1900, 1, 1), date(2199, 12, 31))
plain_dates = st.one_of(
    dates.map(lambda d: f"{d.day} {MONTHS[d.month - 1].upper()} {d.year}"),
    dates.map(lambda d: f"{MONTH_NAMES[d.month - 1]} {d.day}, {d.year}"),
    dates.map(date.isoformat),
    dates.map(lambda d: f"{MONTHS[d.month - 1]} {d.year}"),
    dates.map(lambda d: f"Q{(d.month + 2) // 3} {d.year}"),
    dates.map(lambda d: str(d.year)),
)
values = st.one_of(plain_dates, st.sampled_from([form[0] for form in FORMS if form[0]]))
marks = st.sampled_from(["{}", "{}?", "({})", "({}?)", "Veraison – {}"])
marked = st.builds(lambda mark, value: mark.format(value), marks, plain_dates)
with_other = st.builds(lambda a, b: f"{a} ({b}?)", plain_dates, plain_dates)


@given(st.one_of(values, marked, with_other, st.text(max_size=130)))
@example("??")
@example("A? (B)")
@example("(A)?")
def test_printed_claim_reads_as_the_same_claim(text: str) -> None:
    claim = read_or_refused(text)
    if claim is None:
        return
    again = parse_claim(printed_claim(claim))
    assert meaning(again) == meaning(claim)
    assert printed_claim(again) == printed_claim(claim)
    assert parse_claim(claim.text) == claim


@given(dates)
def test_day_in_words_reads_as_that_day(day: date) -> None:
    when = parse_date(day_words(day))
    assert when is not None
    assert (when.earliest, when.latest) == (day, day)


def test_day_words_have_one_form() -> None:
    assert day_words(date(2021, 10, 7)) == "7 Oct 2021"
    assert long_day_words(date(2021, 10, 7)) == "Thursday 7 October 2021"


def test_sort_key_puts_dates_first_and_empty_last() -> None:
    texts = ["", "N/A", "soon", "Eric", "Yes", "NOV 18", "Oct 2021?", "2 APR 2020", "31 OCT 2019"]
    assert [c.text for c in sorted(map(parse_claim, texts), key=sort_key)] == [
        "31 OCT 2019",
        "2 APR 2020",
        "Oct 2021?",
        "NOV 18",
        "Yes",
        "Eric",
        "soon",
        "N/A",
        "",
    ]


def test_due_date_may_be_exact_or_in_words() -> None:
    exact = parse_due("by 14 OCT 2021")
    assert (exact.kind, exact.latest, exact.text) == (K.DAY, date(2021, 10, 14), "by 14 OCT 2021")
    words = parse_due("after OSS (next virtual board meeting)")
    assert (words.kind, words.latest) == (K.WORDS, None)
    assert parse_due("Christmas").kind is K.WORDS


@pytest.mark.parametrize(
    ("text", "said_on", "latest"),
    [
        ("21 OCT", date(2021, 10, 7), date(2021, 10, 21)),
        ("by Oct 21", date(2021, 10, 21), date(2021, 10, 21)),
        ("3 JAN", date(2021, 10, 7), date(2022, 1, 3)),
        ("October", date(2021, 10, 7), date(2021, 10, 31)),
        ("29 FEB", date(2021, 1, 7), date(2024, 2, 29)),
        ("21 OCT", None, None),
    ],
)
def test_due_date_without_year_is_the_next_such_date(
    text: str, said_on: date | None, latest: date | None
) -> None:
    assert parse_due(text, said_on).latest == latest


def test_overdue_is_only_what_has_surely_passed() -> None:
    assert is_overdue(parse_due("Oct 2021"), date(2021, 11, 1))
    assert not is_overdue(parse_due("Oct 2021"), date(2021, 10, 31))
    assert not is_overdue(parse_due("after the summit"), date(2099, 1, 1))
