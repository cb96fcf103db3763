"""Reports: the day of the one before, the days covered, and what counts as changed since."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.deck import (
    Column,
    Deck,
    Mark,
    TableSlide,
    TextSlide,
    cell,
)
from secretariat.rules.errors import Refused
from secretariat.rules.report_changes import later_words
from secretariat.rules.reports import (
    Baseline,
    check_period,
    contents,
    days_to_compare,
    is_due,
    judged,
    moved,
    parse_baseline,
    proposed_period,
    unsure_words,
    what_hangs,
)
from secretariat.rules.runs import bullet

START = date(2020, 1, 1)
days = st.integers(0, 120).map(lambda n: START + timedelta(days=n))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("29 Sep 2021", date(2021, 9, 29), date(2021, 9, 29)),
        ("2021-09-29", date(2021, 9, 29), date(2021, 9, 29)),
        ("January 2021", date(2021, 1, 1), date(2021, 1, 31)),
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("between 10 September and 12 November 2020", date(2020, 9, 11), date(2020, 11, 11)),
        ("Between 10 Sep 2020  and 12 Nov 2020", date(2020, 9, 11), date(2020, 11, 11)),
        ("between Sep 2020 and Nov 2020", date(2020, 9, 1), date(2020, 11, 30)),
        ("between 28 Dec 2020 and Jan 2021", date(2020, 12, 29), date(2021, 1, 31)),
    ],
)
def test_baseline_is_read_as_people_write_it(text: str, earliest: date, latest: date) -> None:
    assert parse_baseline(text) == Baseline(earliest, latest)


def test_no_baseline_is_none() -> None:
    assert parse_baseline("  ") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("last time", "malformed_baseline"),
        ("12 November", "malformed_baseline"),
        ("between the summit and 12 Nov 2020", "malformed_baseline"),
        ("between 12 Nov 2020 and 10 Sep 2020", "baseline_backwards"),
        ("between 10 Sep 2020 and 11 Sep 2020", "baseline_backwards"),
    ],
)
def test_baseline_that_cannot_be_is_refused_with_an_example(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_baseline(text)

    assert refused.value.code == code
    assert refused.value.details["field"] == "baseline"
    assert "Nothing has changed" in refused.value.message


def test_words_of_a_baseline() -> None:
    assert Baseline(date(2021, 9, 29), date(2021, 9, 29)).words == "29 Sep 2021"
    words = Baseline(date(2020, 9, 11), date(2020, 11, 11)).words
    assert words == "a day from 11 Sep 2020 to 11 Nov 2020"


def test_period_goes_on_after_the_report_before() -> None:
    on = date(2021, 9, 29)
    assert proposed_period(date(2020, 10, 1), on) == (date(2020, 10, 2), on)
    assert proposed_period(None, on) == (date(2020, 9, 29), on)


@given(days, days)
def test_proposed_period_always_holds(previous: date, on: date) -> None:
    first, last = proposed_period(previous, on)

    check_period(first, last, on, None)
    assert first <= last == on


@given(days, days, days, st.none() | days)
def test_period_is_refused_exactly_where_it_cannot_be(
    first: date, last: date, on: date, before: date | None
) -> None:
    baseline = Baseline(before, before) if before else None
    is_good = first <= last <= on and (before is None or before < last)

    if is_good:
        check_period(first, last, on, baseline)
    else:
        with pytest.raises(Refused) as refused:
            check_period(first, last, on, baseline)
        assert refused.value.code in ("period_backwards", "period_too_long", "baseline_too_late")


def said_on(ledger: list[tuple[date, str]], day: date) -> str:
    """What a cell of this ledger says on a day."""
    return next((text for on, text in reversed(ledger) if on <= day), "")


ledgers = st.dictionaries(days, st.sampled_from("abc"), max_size=6).map(
    lambda found: sorted(found.items())
)


@given(st.dictionaries(st.sampled_from("xyz"), ledgers), days, st.integers(0, 60))
def test_judgement_is_that_of_all_days_the_report_before_can_have_had(
    cells: dict[str, list[tuple[date, str]]], earliest: date, length: int
) -> None:
    baseline = Baseline(earliest, earliest + timedelta(days=length))
    now = START + timedelta(days=365)
    turns = [on for ledger in cells.values() for on, _ in ledger]

    def changed_since(day: date) -> set[str]:
        return {name for name, cell in cells.items() if said_on(cell, day) != said_on(cell, now)}

    each = [changed_since(earliest + timedelta(days=n)) for n in range(length + 1)]
    found = judged([changed_since(day) for day in days_to_compare(baseline, turns)])

    assert found.changed == set.intersection(*each)
    assert found.unsure == set.union(*each) - found.changed


@given(days, st.lists(days))
def test_known_day_leaves_nothing_unsure(day: date, turns: list[date]) -> None:
    assert days_to_compare(Baseline(day, day), turns) == (day,)
    assert judged([{"a"}]).unsure == frozenset()


def test_without_a_report_before_nothing_is_judged() -> None:
    assert judged([]) == judged([set()])


def test_contents_name_neighbours_once_and_leave_out_what_has_no_name() -> None:
    assert contents(["", "Projects", "Projects", "Papers", "", "Projects"]) == (
        "Projects",
        "Papers",
        "Projects",
    )


def test_order_keeps_what_is_not_named_behind() -> None:
    assert moved(["a", "b", "c", "d"], ["c", "a"], str) == ["c", "a", "b", "d"]


def test_report_is_due_four_weeks_before_and_hangs_from_its_day_on() -> None:
    on = date(2021, 9, 29)
    assert not is_due(on, on - timedelta(days=29))
    assert is_due(on, on - timedelta(days=28))
    assert what_hangs(on, on - timedelta(days=1)) is None
    hanging = what_hangs(on, on + timedelta(days=3))
    assert hanging is not None
    assert (hanging.why, hanging.since_on) == ("due and not given", on)


def test_words_say_why_it_cannot_be_told() -> None:
    baseline = Baseline(date(2020, 9, 11), date(2020, 11, 11))

    assert unsure_words(date(2020, 9, 17), baseline) == (
        "changed on 17 Sep 2020; the report before was given on a day from 11 Sep 2020 to "
        "11 Nov 2020"
    )
    assert unsure_words(None, baseline).startswith("changed in that time; ")


def deck(rows: dict[str, tuple[str, Mark]], *lines: str) -> Deck:
    """A report of a table and a slide of lines."""
    table = TableSlide(
        title="Projects",
        foot="As of some day",
        columns=(Column("Project"), Column("Charter")),
        rows=tuple((cell(name), cell(text, mark)) for name, (text, mark) in rows.items()),
    )
    text = TextSlide(title="Talks", paragraphs=tuple(map(bullet, lines)))
    return Deck(
        title="R", body_name="B", organization_name="O", date_words="", slides=(table, text)
    )


def test_later_words_tell_tables_cell_by_cell_and_other_slides_line_by_line() -> None:
    none, tentative = Mark.NONE, Mark.TENTATIVE
    before = deck({"Beacon": ("Yes", none), "Lock": ("", none), "Old": ("", none)}, "Tides")
    after = deck(
        {"Beacon": ("Yes new", tentative), "Lock": ("1 Oct 2021", Mark.CHANGED), "New": ("", none)},
        "Tides",
        "Depths",
    )

    assert later_words(before, after) == (
        "Projects: Old is not in the table any more.",
        "Beacon, Charter: “Yes” is now “Yes, tentative”.",
        "Lock, Charter: empty is now “1 Oct 2021”.",
        "Projects: New is new in the table.",
        "Slide “Talks”: added “• Depths”.",
    )
    assert later_words(before, before) == ()


def test_mark_of_what_is_new_alone_is_no_later_change() -> None:
    before = deck({"Beacon": ("Yes", Mark.CHANGED)})
    assert later_words(before, deck({"Beacon": ("Yes", Mark.NONE)})) == ()
