"""Minutes, deck and agenda as canonical Markdown: a formatter finds nothing to change in it."""

from __future__ import annotations

from secretariat.documents.rendering.markdown_text import Blocks, escaped, inline, table
from secretariat.documents.rendering.minutes_data import STATE_WORDS, when_words
from secretariat.rules import deck_layout as layout
from secretariat.rules.agenda_document import AgendaDocument
from secretariat.rules.deck import (
    AgendaLine,
    AgendaSlide,
    AnySlide,
    Column,
    Cover,
    Deck,
    ResolutionSlide,
    Row,
    SectionSlide,
    TableSlide,
    TextSlide,
    agenda_details,
)
from secretariat.rules.minutes import (
    Attendance,
    Minutes,
    NumberedSection,
    Table,
    attendee_words,
    numbered,
)
from secretariat.rules.runs import Run, plain


def minutes_markdown(minutes: Minutes) -> str:
    """The minutes with their numbers written out."""
    blocks = Blocks()
    blocks.add(f"# {escaped(minutes.title)}")
    head = [", ".join(filter(None, (minutes.organization_name, minutes.body_name)))]
    head.append(when_words(minutes))
    lines = [inline(plain(line), is_start=True, breaks=" ") for line in head if line]
    lines.append(f"State: **{STATE_WORDS[minutes.state].lower()}**")
    if minutes.edition:
        lines.append(f"Edition for **{escaped(minutes.edition)}** only")
    blocks.add("\\\n".join(lines))
    for line in minutes.lead:
        blocks.add(inline(line, is_start=True))
    for section in numbered(minutes):
        _add_section(blocks, section)
    for line in minutes.closing:
        blocks.add(inline(line, is_start=True))
    if minutes.signature:
        signature = [f"**{escaped(minutes.signature.words)}**"]
        if minutes.signature.digest:
            signature.append(f"Head of the record: {escaped(minutes.signature.digest)}")
        blocks.add("\\\n".join(signature))
    if minutes.errata:
        blocks.add("## Corrections after approval")
        blocks.add_list(
            [(0, f"**{escaped(e.date_words)}:** {inline(e.text)}") for e in minutes.errata]
        )
    return blocks.text()


def _add_section(blocks: Blocks, entry: NumberedSection) -> None:
    number = f"{entry.section.number}. " if entry.section.number else ""
    blocks.add(f"## {escaped(number + entry.section.title)}")
    pending: list[tuple[int, str]] = []
    for line in entry.lines:
        block = line.block
        if isinstance(block, Attendance):
            blocks.add_list(pending)
            pending = []
            blocks.add("Present:")
            people = [inline(plain(attendee_words(person))) for person in block.people]
            blocks.add_list([(0, person) for person in people])
            blocks.add(inline(plain(block.foot), is_start=True))
        elif isinstance(block, Table):
            blocks.add_list(pending)
            pending = []
            blocks.add(f"**{escaped(block.caption)}**" if block.caption else "")
            blocks.add(_table(block.columns, block.rows))
        elif line.number:
            depth = min(line.depth, pending[-1][0] + 1 if pending else 0)
            pending.append((depth, f"**{line.number}** {inline(line.runs)}".strip()))
        else:
            pending.append((0, inline(line.runs, is_start=True)))
    blocks.add_list(pending)


def _table(columns: tuple[Column, ...], rows: tuple[Row, ...]) -> str:
    head = [escaped(column.title) for column in columns]
    cells = [[inline(layout.shown(cell), breaks=" ") for cell in row] for row in rows]
    return table(head, cells, [column.align.value for column in columns])


def deck_markdown(deck: Deck) -> str:
    """The deck, a heading for every slide, presenter notes in italics under it."""
    blocks = Blocks()
    blocks.add(f"# {escaped(deck.title)}")
    names = (deck.organization_name, deck.body_name, deck.date_words)
    blocks.add(inline(plain(", ".join(filter(None, names))), is_start=True))
    for slide in deck.slides:
        _add_slide(blocks, slide)
    return blocks.text()


def _add_slide(blocks: Blocks, slide: AnySlide) -> None:
    if not isinstance(slide, Cover):
        blocks.add(f"## {escaped(slide.heading)}")
    match slide:
        case Cover() | SectionSlide():
            blocks.add(inline(plain(slide.subtitle), is_start=True))
            if isinstance(slide, SectionSlide):
                blocks.add(inline(plain(slide.date_words), is_start=True))
        case TextSlide():
            blocks.add_paragraphs(slide.paragraphs)
        case TableSlide():
            blocks.add(inline(slide.lead, is_start=True))
            blocks.add(_table(slide.columns, slide.rows))
        case ResolutionSlide():
            blocks.add_paragraphs(slide.lead)
            text = inline((Run(f"{slide.label}: ", is_bold=True), *slide.text))
            blocks.add("> " + text.replace("\n", "\n> "))
        case AgendaSlide():
            blocks.add_list([_agenda_entry(line) for line in slide.lines])
    for text in (slide.stamp, slide.foot):
        blocks.add(inline((Run(text, is_italic=True),)))
    if slide.notes:
        blocks.add(inline((Run("Notes: ", is_bold=True), Run(slide.notes))))


def _agenda_entry(line: AgendaLine) -> tuple[int, str]:
    number = f"**{escaped(line.number)}.** " if line.number else ""
    details = agenda_details(line)
    behind = f" ({escaped(details)})" if details else ""
    title = inline(plain(line.title), is_start=not number, breaks=" ")
    return 0, f"{number}{title}{behind}"


def agenda_markdown(agenda: AgendaDocument) -> str:
    """The agenda with what stands under each line."""
    blocks = Blocks()
    blocks.add(f"# {escaped(agenda.title)}")
    head = [
        ", ".join(filter(None, (agenda.organization_name, agenda.body_name))),
        ", ".join(filter(None, (agenda.date_words, agenda.time_words, agenda.zone_words))),
        agenda.state_words,
    ]
    lines = [inline(plain(line), is_start=True, breaks=" ") for line in head if line]
    blocks.add("\\\n".join(lines))
    blocks.add_paragraphs(agenda.lead)
    for entry in agenda.entries:
        line = entry.line
        number = f"{line.number}. " if line.number else ""
        level = "###" if line.is_part else "##"
        blocks.add(f"{level} {escaped(number + line.title)}")
        blocks.add(inline((Run(agenda_details(line), is_italic=True),)))
        blocks.add_paragraphs(entry.paragraphs)
    blocks.add(inline(plain(agenda.foot), is_start=True))
    return blocks.text()
