"""The deck as a document: headings, freezing, what changed, and splitting what is too long."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings

from secretariat.rules import deck_columns as tables
from secretariat.rules import deck_layout as layout
from secretariat.rules.deck import (
    AgendaLine,
    AgendaSlide,
    AnySlide,
    Cell,
    Column,
    Cover,
    Deck,
    Mark,
    Part,
    ResolutionSlide,
    TableSlide,
    TextSlide,
    agenda_words,
    cell,
    difference,
    from_plain,
    to_plain,
    without_notes,
)
from secretariat.rules.deck_pages import paginate, split, type_size
from secretariat.rules.errors import Refused
from secretariat.rules.measure import in_points, line_count, text_width, wrap
from secretariat.rules.runs import (
    DOT,
    Paragraph,
    Run,
    Runs,
    bullet,
    linked,
    numbered_entry,
    paragraph,
    plain,
    words,
)
from tests.rules.deck_strategies import decks, runs, slides


def deck_of(*slides: AnySlide) -> Deck:
    return Deck(
        title="Council", body_name="TAC", organization_name="OHF", date_words="7 Oct", slides=slides
    )


# Texts --------------------------------------------------------------------------------------------


def test_linked_leaves_closing_punctuation_outside_the_address() -> None:
    found = linked("See (https://a.example.org/x_(y)), then stop.")

    assert [(run.text, run.link) for run in found] == [
        ("See (", ""),
        ("https://a.example.org/x_(y)", "https://a.example.org/x_(y)"),
        ("), then stop.", ""),
    ]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "//example.org", "x y"]
)
def test_run_drops_a_link_that_is_not_safe(link: str) -> None:
    assert Run("words", link=link) == Run("words")


def test_run_drops_hidden_changes_of_direction_and_control_characters() -> None:
    assert Run("a\u202eb\x00c\r\nd").text == "abc\nd"


# Headings and freezing ----------------------------------------------------------------------------


def test_heading_has_number_title_and_part() -> None:
    slide = TextSlide(title="Action item review", number="3", part=Part(1, 2))

    assert slide.heading == "3. Action item review 1/2"


def test_agenda_words_name_presenter_and_time() -> None:
    line = AgendaLine("New mentor", "4", "Ann Lee", 10)

    assert agenda_words(line) == "4. New mentor (Ann Lee, 10 min)"


@given(decks)
@settings(max_examples=40)
def test_plain_form_reads_back_exactly(deck: Deck) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(deck)))) == deck


@pytest.mark.parametrize(
    "spoil",
    [
        lambda value: value.update(colour="red"),
        lambda value: value.pop("title"),
        lambda value: value["slides"].append({"type": "Video"}),
        lambda value: value.update(title=7),
    ],
)
def test_plain_form_of_another_shape_is_refused(spoil: object) -> None:
    value = to_plain(deck_of(Cover(title="Council")))
    spoil(value)  # type: ignore[operator]

    with pytest.raises(Refused) as refusal:
        from_plain(value)

    assert refusal.value.code == "unreadable_document"


def test_table_with_a_short_row_is_an_error() -> None:
    with pytest.raises(ValueError, match="Projects"):
        TableSlide(title="Projects", columns=(Column("A"), Column("B")), rows=((cell("x"),),))


def test_without_notes_leaves_everything_else() -> None:
    deck = deck_of(TextSlide(title="A", notes="secret"), Cover(title="B"))

    assert without_notes(deck) == deck_of(TextSlide(title="A"), Cover(title="B"))


def test_difference_names_slide_and_both_texts() -> None:
    before = deck_of(TextSlide(title="Talks", number="6", paragraphs=(bullet("Kata"), bullet("X"))))
    after = deck_of(TextSlide(title="Talks", number="6", paragraphs=(bullet("Parsec"),)))

    assert [change.words for change in difference(before, after)] == [
        "Slide “6. Talks”: “• Kata” is now “• Parsec”.",
        "Slide “6. Talks”: removed “• X”.",
    ]


@given(decks)
@settings(max_examples=40)
def test_difference_of_a_deck_with_itself_is_empty(deck: Deck) -> None:
    assert difference(deck, deck) == ()


# Measuring ----------------------------------------------------------------------------------------


def test_width_of_words_is_that_of_arial_and_a_little_more() -> None:
    # 667 + 2 * 500 + 278 thousandths for "A", "c", "c" and "t", from the metrics of the typeface.
    assert text_width("Acct", 100) == pytest.approx((667 + 500 + 500 + 278) / 10 * 1.03)


@given(runs)
def test_wrapped_lines_put_together_are_the_text(runs: Runs) -> None:
    lines = wrap(runs, 300, 20)

    assert "".join(words(line) for line in lines) == words(runs)
    assert len(lines) == line_count(runs, 300, 20)


def test_word_wider_than_a_line_is_broken() -> None:
    lines = wrap(plain("see " + "W" * 60), 300, 20)

    assert max(len(words(line)) for line in lines) < 20


# Splitting ----------------------------------------------------------------------------------------


def content(slides: Iterable[AnySlide]) -> list[str]:
    """All letters of the content in order: one text for each column of a table, else one."""
    texts: dict[int, str] = {}
    for slide in slides:
        for index, text in _texts(slide):
            texts[index] = texts.get(index, "") + "".join(text.split())
    return [texts[index] for index in sorted(texts)]


def _texts(slide: AnySlide) -> Iterable[tuple[int, str]]:
    match slide:
        case TextSlide():
            yield 0, "".join(entry.words for entry in slide.paragraphs)
        case TableSlide():
            for row in slide.rows:
                yield from ((index, entry.words) for index, entry in enumerate(row))
        case ResolutionSlide():
            yield 0, "".join(entry.words for entry in slide.lead) + words(slide.text)
        case AgendaSlide():
            for line in slide.lines:
                yield 0, line.title
                yield 1, line.presenter
                yield 2, str(line.minutes or "")


@given(slides)
@settings(max_examples=40)
def test_no_word_is_lost_in_splitting(slide: AnySlide) -> None:
    assert content(split(slide)) == content([slide])


@given(slides)
@settings(max_examples=40)
def test_no_slide_is_over_the_limits(whole: AnySlide) -> None:
    for slide in split(whole):
        assert lines_of(slide) <= layout.MAX_LINES, slide
        if isinstance(slide, TableSlide):
            size = type_size(slide)
            measured = tables.table_layout(slide, size)
            high = layout.lead_height(slide, size) + measured.head + sum(measured.rows)
            assert len(slide.rows) <= layout.MAX_ROWS
            assert high <= layout.CONTENT_HEIGHT


def lines_of(slide: AnySlide) -> int:
    size = type_size(slide)
    match slide:
        case TextSlide():
            return sum(layout.paragraph_lines(entry, size) for entry in slide.paragraphs)
        case ResolutionSlide():
            return layout.resolution_lines(slide, size)
        case AgendaSlide():
            widths = layout.agenda_widths(slide.lines, size)
            return sum(layout.agenda_line_count(line, widths, size) for line in slide.lines)
    return 0


@given(slides)
@settings(max_examples=40)
def test_splitting_again_changes_nothing(slide: AnySlide) -> None:
    once = paginate(deck_of(slide))

    assert paginate(once) == once


def test_nine_actions_that_wrap_become_two_parts_in_one_size() -> None:
    actions = tuple(
        numbered_entry(
            f"{index}.", "Reach out to the project mentors to confirm the contacts. " * 2
        )
        for index in range(1, 10)
    )

    parts = split(TextSlide(title="Action item review", number="3", paragraphs=actions))

    assert [part.heading for part in parts] == [
        "3. Action item review 1/3",
        "3. Action item review 2/3",
        "3. Action item review 3/3",
    ]
    assert len({type_size(part) for part in parts}) == 1


def test_nine_rows_become_five_and_four_with_the_same_widths() -> None:
    rows = tuple((cell(f"Project {index}"), cell("31 OCT 2019")) for index in range(9))

    parts = split(TableSlide(title="Projects", columns=(Column("A"), Column("B")), rows=rows))

    assert [len(part.rows) for part in parts if isinstance(part, TableSlide)] == [5, 4]
    assert len({tables.table_layout(p, 18).widths for p in parts if isinstance(p, TableSlide)}) == 1


def test_rows_stand_further_apart_where_there_is_room_and_alike_in_all_parts() -> None:
    def measured(count: int) -> list[tables.TableLayout]:
        rows = tuple((cell(f"Project {index}"), cell("31 OCT 2019")) for index in range(count))
        slide = TableSlide(title="Projects", columns=(Column("A"), Column("B")), rows=rows)
        return [
            tables.table_layout(part, type_size(part))
            for part in split(slide)
            if isinstance(part, TableSlide)
        ]

    alone, full, first, second = *measured(3), *measured(8), *measured(9)

    assert alone.pad > full.pad
    assert first.pad == second.pad > layout.CELL_PAD_Y
    assert len(first.rows) > len(second.rows)


def test_lines_of_a_short_agenda_stand_further_apart() -> None:
    def gap(count: int) -> float:
        lines = tuple(AgendaLine(f"Topic {index}", str(index)) for index in range(1, count + 1))
        return layout.agenda_gap(AgendaSlide(title="Agenda", lines=lines), 22)

    assert gap(4) > gap(9) >= layout.GAP


def test_eight_rows_stay_on_one_slide_without_a_part() -> None:
    slide = TableSlide(title="P", columns=(Column("A"),), rows=((cell("x"),),) * 8)

    assert split(slide) == [slide]


def test_notes_stay_on_the_first_part() -> None:
    slide = TextSlide(title="T", notes="say this", paragraphs=(bullet("x"),) * 12)

    assert [part.notes for part in split(slide)] == ["say this", ""]


def test_a_parent_is_not_left_alone_at_the_foot_of_a_slide() -> None:
    lines = [bullet(f"point {index}") for index in range(8)]
    slide = TextSlide(
        title="T", paragraphs=(*lines, bullet("parent"), bullet("child", 1), bullet("more", 1))
    )

    first, second = split(slide)

    assert isinstance(second, TextSlide)
    position = [entry.words for entry in second.paragraphs]
    assert "parent" not in position or position.index("child") == position.index("parent") + 1
    assert isinstance(first, TextSlide)
    assert first.paragraphs[-1].words != "parent"


def test_a_point_and_all_below_it_share_a_slide_where_that_needs_no_further_one() -> None:
    levels = (0, 1, 0, 1, 1, 1, 0, 0, 0, 1)
    entries = [bullet(f"Line {number}", level) for number, level in enumerate(levels)]
    slide = TextSlide(title="Points", paragraphs=tuple(entries))

    first, second = split(slide)

    assert isinstance(first, TextSlide)
    assert isinstance(second, TextSlide)
    assert first.paragraphs == tuple(entries[:6])
    assert second.paragraphs == tuple(entries[6:])


def test_a_paragraph_longer_than_a_slide_goes_on_unmarked() -> None:
    parts = split(TextSlide(title="T", paragraphs=(bullet("word " * 400),)))

    labels = [part.paragraphs[0].label for part in parts if isinstance(part, TextSlide)]
    assert labels[0] == DOT
    assert {label.strip() for label in labels[1:]} == {""}


def test_heading_that_fits_no_size_is_cut_and_kept_in_the_notes() -> None:
    title = "An endless title " * 40

    (slide,) = split(TextSlide(title=title, number="5", notes="N"))

    heading = words(layout.heading(slide).runs)
    assert heading.startswith("5. An endless title")
    assert heading.endswith("…")
    assert slide.notes == f"{title.strip()}\n\nN"


# Tables -------------------------------------------------------------------------------------------


def test_marked_cell_carries_a_letter_unless_it_says_so_already() -> None:
    shown = [
        words(layout.shown(entry))
        for entry in (
            cell("Erik", Mark.TENTATIVE),
            cell("(Oct 2021?)", Mark.TENTATIVE),
            cell("JAN 2021", Mark.CHANGED),
            Cell(mark=Mark.TENTATIVE),
            cell("Yes"),
        )
    ]

    assert shown == ["Erik ?", "(Oct 2021?)", "JAN 2021 new", "?", "Yes"]


def test_legend_explains_only_the_marks_there_are() -> None:
    slide = TableSlide(title="P", columns=(Column("A"),), rows=((cell("x", Mark.TENTATIVE),),))

    assert layout.legend(slide) == "“?” on yellow: tentative"
    assert layout.legend(replace(slide, rows=())) == ""


def test_dates_stay_on_one_line_where_names_can_wrap() -> None:
    rows = ((cell("31 OCT 2019"), cell("A long name of an organization " * 4)),)
    slide = TableSlide(title="P", columns=(Column("When"), Column("Who")), rows=rows)

    widths = tables.column_widths(slide, 18)

    assert widths[0] - 2 * layout.CELL_PAD_X >= text_width("31 OCT 2019", 18)
    assert sum(widths) == layout.CONTENT_WIDTH


def test_mark_stands_below_its_date_rather_than_breaking_it() -> None:
    names = tuple(Column(f"Name {number}") for number in range(1, 10))
    row = (cell("31 OCT 2019", Mark.CHANGED), *(cell("Names of people") for _ in names))
    slide = TableSlide(title="Dates", columns=(Column("When"), *names), rows=(row,))

    room = tables.column_widths(slide, 14)[0] - 2 * layout.CELL_PAD_X

    assert text_width("31 OCT 2019", 14) <= room < text_width("31 OCT 2019 new", 14)


def test_paragraph_levels_and_labels_are_kept_in_bounds() -> None:
    assert Paragraph((), level=7, label="x" * 99) == Paragraph((), level=2, label="x" * 12)
    assert paragraph("a").label == ""


def test_rounding_of_widths_costs_no_type_size() -> None:
    titles = ("Project", "Approved", "Charter", "Board", "Review", "Mentor")
    for extra in range(60):
        # Six columns of dates fill the slide but for the last few points.
        row = (*(["31 OCT 2019"] * 5), "31 OCT 2019 " + "i" * extra)
        slide = TableSlide(
            title="Milestones",
            columns=tuple(map(Column, titles)),
            rows=tuple(tuple(map(cell, row)) for _ in range(3)),
        )
        for size in layout.TABLE_SIZES:
            needed = [in_points(each.unbroken, size) for each in tables._measured(slide)]
            has_room = sum(needed) + len(needed) * (2 * layout.CELL_PAD_X + 1) < 848
            assert not has_room or not tables.broken(slide, size)
