"""Minutes as a document: numbers, what is printed, freezing, and what changed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules import minutes as m
from secretariat.rules.deck import Column, cell
from secretariat.rules.errors import Refused
from secretariat.rules.runs import plain, words


def minutes_of(*sections: m.Section) -> m.Minutes:
    return m.Minutes(
        title="Council",
        body_name="TAC",
        organization_name="OHF",
        date_words="7 October 2021",
        state=m.MinutesState.DRAFT,
        sections=sections,
    )


def text(content: str, depth: int = 0) -> m.Text:
    return m.Text(runs=plain(content), depth=depth)


def numbers(*blocks: m.Block, number: str = "5") -> list[str]:
    (section,) = m.numbered(minutes_of(m.Section(title="S", number=number, blocks=blocks)))
    return [line.number for line in section.lines]


# Numbers ------------------------------------------------------------------------------------------


def test_lines_are_numbered_by_depth() -> None:
    found = numbers(text("a"), text("b", 1), text("c", 1), text("d", 2), text("e"), text("f", 1))

    assert found == ["5.1", "5.1.1", "5.1.2", "5.1.2.1", "5.2", "5.2.1"]


def test_line_never_nests_more_than_one_deeper_than_the_line_before() -> None:
    assert numbers(text("a", 2), text("b", 2), text("c", 2)) == ["5.1", "5.1.1", "5.1.1.1"]


def test_fact_numbers_its_explanations_under_its_statement() -> None:
    fact = m.Fact(kind="quorum", key="q", lines=(plain("6 of 9"), plain("5 needed"), plain("why")))

    assert numbers(text("a"), fact, text("b")) == ["5.1", "5.2", "5.2.1", "5.2.2", "5.3"]


def test_part_bears_its_own_number_and_counts_what_follows_under_it() -> None:
    parts = [
        m.Fact(kind="part", key=label, lines=(plain("Part"),), number=label)
        for label in ("5a", "5b")
    ]

    found = numbers(text("a"), parts[0], text("b"), text("c", depth=1), parts[1], text("d"))

    assert found == ["5.1", "5a", "5a.1", "5a.1.1", "5b", "5b.1"]


def test_decision_without_a_motion_says_so() -> None:
    decision = m.Text(runs=plain("The map is drawn anew."), is_decision=True)

    (section,) = m.numbered(minutes_of(m.Section(title="S", number="5", blocks=(decision,))))

    assert [words(line.runs) for line in section.lines] == ["Decided: The map is drawn anew."]


def test_attendance_and_tables_take_no_number() -> None:
    people = m.Attendance(key="a", people=(m.Attendee(name="Ann"),))
    table = m.Table(key="t", columns=(Column("A"),), rows=((cell("x"),),))

    assert numbers(text("a"), people, table, text("b")) == ["5.1", "", "", "5.2"]


def test_actions_with_a_heading_stand_under_it() -> None:
    line = m.ActionLine(owners="Ann", text=plain("Do it"))

    assert numbers(m.Actions(key="n", heading="New", lines=(line, line))) == [
        "5.1",
        "5.1.1",
        "5.1.2",
    ]


def test_section_without_a_number_numbers_nothing() -> None:
    assert numbers(text("a"), text("b", 1), number="") == ["", ""]


@given(st.lists(st.integers(-1, 4), max_size=30))
def test_numbers_are_unique_and_in_order(depths: list[int]) -> None:
    found = numbers(*(text("x", depth) for depth in depths))

    ordered = [tuple(map(int, number.split("."))) for number in found]
    assert ordered == sorted(set(ordered))
    assert len(found) == len(depths)


# Words --------------------------------------------------------------------------------------------


def test_action_is_printed_with_owners_due_and_state() -> None:
    line = m.ActionLine(
        owners="Ann/Bo", text=plain("Write it"), state="in progress", due="14 Oct 2021"
    )

    assert words(m.action_runs(line)) == "[Ann/Bo] Write it (due 14 Oct 2021) [IN PROGRESS]"


def test_action_without_owner_says_so() -> None:
    line = m.ActionLine(owners="", text=plain("Write it"))

    assert words(m.action_runs(line)) == "[nobody yet] Write it"


def test_attendee_is_printed_with_organization_office_mark_and_notes() -> None:
    person = m.Attendee(
        name="Ann Lee",
        organization="Arm",
        office="Chair",
        is_voting=True,
        notes=("arrived 07:10", "first time"),
    )

    assert m.attendee_words(person) == "Ann Lee (Arm, Chair)*, arrived 07:10, first time"


# Freezing -----------------------------------------------------------------------------------------


def full_minutes() -> m.Minutes:
    section = m.Section(
        title="All",
        number="1",
        blocks=(
            text("a"),
            m.Fact(kind="notice", key="n", lines=(plain("read"),)),
            m.Attendance(key="a", people=(m.Attendee(name="Ann", is_voting=True),)),
            m.Actions(key="x", lines=(m.ActionLine(owners="Ann", text=plain("Do")),)),
            m.Table(key="t", columns=(Column("A"),), rows=((cell("x"),),)),
        ),
    )
    return replace(
        minutes_of(section),
        state=m.MinutesState.APPROVED,
        closing=(plain("Adjourned at 10:01."),),
        signature=m.Signature(words="Approved", motion_ref="tac/M-2021-33", digest="9f"),
        errata=(m.Erratum(date_words="4 Nov 2021", text=plain("3.5")),),
    )


def test_plain_form_reads_back_exactly() -> None:
    minutes = full_minutes()

    assert m.from_plain(json.loads(json.dumps(m.to_plain(minutes)))) == minutes


@pytest.mark.parametrize("block", full_minutes().sections[0].blocks)
def test_one_block_reads_back_exactly(block: m.Block) -> None:
    assert m.block_from_plain(json.loads(json.dumps(m.block_to_plain(block)))) == block


def test_unknown_block_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        m.block_from_plain({"type": "Picture", "key": "p"})

    assert refusal.value.code == "unreadable_document"


# Differences --------------------------------------------------------------------------------------


def test_difference_names_section_and_both_texts() -> None:
    before = minutes_of(m.Section(title="Talks", number="6", blocks=(text("Kata"), text("TCG"))))
    after = minutes_of(m.Section(title="Talks", number="6", blocks=(text("Kata"), text("Parsec"))))

    assert [change.words for change in m.difference(before, after)] == [
        "Section “6. Talks”: “6.2 TCG” is now “6.2 Parsec”."
    ]


def test_difference_finds_sections_that_came_and_went() -> None:
    before = minutes_of(m.Section(title="Old", number="2", blocks=(text("x"),)))
    after = minutes_of(m.Section(title="New", number="2"))

    assert [change.words for change in m.difference(before, after)] == [
        "Section “2. New”: added “2. New”.",
        "Section “2. Old”: removed “2. Old”.",
        "Section “2. Old”: removed “2.1 x”.",
    ]
