"""A deck as plain drawing instructions: every size, width and cut decided, for the PDF template.

Expects a paginated deck. Words too wide for their place get invisible places to break.
"""

from __future__ import annotations

from typing import Any

from secretariat.documents.rendering.look import (
    HAIRLINE,
    INK,
    MARK_FILL,
    MUTED,
    logo_format,
    palette,
)
from secretariat.documents.rendering.words import softened, tidy
from secretariat.rules import deck_columns as tables
from secretariat.rules import deck_layout as layout
from secretariat.rules.deck import (
    AgendaSlide,
    AnySlide,
    Cover,
    Deck,
    Look,
    ResolutionSlide,
    SectionSlide,
    TableSlide,
    TextSlide,
    agenda_minutes,
)
from secretariat.rules.deck_pages import type_size
from secretariat.rules.measure import cut
from secretariat.rules.runs import Paragraph, Runs, plain, words

Data = dict[str, Any]


def deck_data(deck: Deck) -> Data:
    """The whole deck for the template."""
    return {
        "title": deck.title,
        "author": deck.organization_name,
        "language": deck.language,
        "foot_line": foot_line(deck),
        "geometry": geometry(),
        "slides": [
            slide_data(deck, slide, page) for page, slide in enumerate(deck.slides, start=1)
        ],
        **look_data(deck.look, deck.organization_name),
    }


def look_data(look: Look, organization_name: str) -> Data:
    """Colours and logo."""
    colours = palette(look)
    kind = logo_format(look)
    return {
        "colours": {
            "ink": INK,
            "muted": MUTED,
            "hairline": HAIRLINE,
            "accent": colours.accent,
            "accent2": colours.accent2,
            "link": colours.link,
            "deep": colours.deep,
            "deep2": colours.deep2,
        },
        "logo": list(look.logo) if look.logo and kind else None,
        "logo_format": kind,
        "logo_alt": look.logo_alt or organization_name,
    }


def foot_line(deck: Deck) -> str:
    """What stands at the foot of every slide, cut where it is too long."""
    names = [deck.organization_name, deck.body_name, deck.date_words]
    text = " · ".join(name for name in names if name)
    return words(layout.fitted(plain(text), layout.CONTENT_WIDTH - 260, ((11, 1),)).runs)


def geometry() -> Data:
    return {
        "page_width": layout.PAGE_WIDTH,
        "page_height": layout.PAGE_HEIGHT,
        "margin": layout.MARGIN,
        "content_top": layout.CONTENT_TOP,
        "content_width": layout.CONTENT_WIDTH,
        "content_height": layout.CONTENT_HEIGHT,
        "title_top": layout.TITLE_TOP,
        "title_height": layout.TITLE_HEIGHT,
        "note_top": layout.NOTE_TOP,
        "note_height": layout.NOTE_HEIGHT,
        "note_size": layout.NOTE_SIZE,
        "bar_height": layout.BAR_HEIGHT,
        "cell_pad_x": layout.CELL_PAD_X,
        "part_indent": layout.PART_INDENT,
    }


def slide_data(deck: Deck, slide: AnySlide, page: int) -> Data:
    """One slide, with what stands on every slide."""
    if isinstance(slide, Cover | SectionSlide):
        return cover_data(deck, slide)
    fitted = layout.heading(slide)
    number, title = heading_pieces(slide)
    return {
        "page": str(page),
        "title_size": fitted.size,
        "title_number": runs_data(number),
        "title": runs_data(softened(title, layout.CONTENT_WIDTH, fitted.size)),
        "title_part": slide.part_words,
        "stamp": runs_data(layout.stamp(slide).runs),
        "note": runs_data(layout.foot(slide).runs),
        "size": type_size(slide),
        **_content(slide, type_size(slide)),
    }


def heading_pieces(slide: AnySlide) -> tuple[Runs, Runs]:
    """The heading as fitted, without the part: the number and the title."""
    runs = layout.heading(slide).runs
    end = len(words(runs)) - len(slide.part_words)
    start = min(len(slide.number_words), end)
    return cut(runs, 0, start), cut(runs, start, end)


def cover_data(deck: Deck, slide: Cover | SectionSlide) -> Data:
    """A cover: organization and body above the title of the first, the number of a divider."""
    title = layout.cover_title(slide)
    subtitle = layout.cover_subtitle(slide)
    return {
        "kind": "cover",
        "over": cover_over(deck, slide),
        "title": runs_data(softened(title.runs, layout.COVER_WIDTH, title.size)),
        "title_size": title.size,
        "subtitle": runs_data(subtitle.runs),
        "subtitle_size": subtitle.size,
        "date": words(layout.fitted(plain(slide.date_words), 560, ((22, 1),)).runs),
    }


def cover_over(deck: Deck, slide: Cover | SectionSlide) -> str:
    """The small line above a cover's title."""
    text = deck.organization_name if isinstance(slide, Cover) else deck.body_name
    return words(layout.fitted(plain(text), layout.COVER_WIDTH * 0.9, ((16, 1),)).runs)


def _content(slide: AnySlide, size: int) -> Data:
    match slide:
        case TextSlide():
            return {"kind": "text", "paragraphs": entries(slide.paragraphs, size)}
        case TableSlide():
            return table_data(slide, size)
        case ResolutionSlide():
            width = layout.resolution_width()
            return {
                "kind": "resolution",
                "lead": entries(slide.lead, size),
                "label": runs_data(layout.resolution_label(slide, size).runs),
                "text": runs_data(softened(tidy(slide.text), width, size)),
            }
        case AgendaSlide():
            return agenda_data(slide, size)
    raise AssertionError(slide)


def entries(paragraphs: tuple[Paragraph, ...], size: int) -> list[Data]:
    """Paragraphs with their type size and where their label and text begin."""
    return [_entry(paragraph, size) for paragraph in paragraphs]


def _entry(entry: Paragraph, size: int) -> Data:
    own = layout.level_size(size, entry.level)
    indent, hang = layout.indent(entry, size), layout.hang(entry, size)
    room = layout.CONTENT_WIDTH - indent
    return {
        "runs": runs_data(softened(tidy(entry.runs), room, own)),
        "label": entry.label,
        "level": entry.level,
        "size": own,
        "left": indent - hang,
        "hang": hang,
    }


def table_data(slide: TableSlide, size: int) -> Data:
    measured = tables.table_layout(slide, size)
    rooms = [wide - 2 * layout.CELL_PAD_X for wide in measured.widths]
    return {
        "kind": "table",
        "lead": runs_data(layout.lead(slide, size).runs),
        "lead_size": layout.lead(slide, size).size,
        "widths": measured.widths,
        "pad": measured.pad,
        "aligns": [column.align for column in slide.columns],
        "head": [
            runs_data(softened(layout.head_runs(column), room, size))
            for column, room in zip(slide.columns, rooms, strict=True)
        ],
        "rows": [
            [
                {
                    "runs": runs_data(softened(tidy(layout.shown(cell)), room, size)),
                    "fill": MARK_FILL.get(cell.mark, ""),
                }
                for cell, room in zip(row, rooms, strict=True)
            ]
            for row in slide.rows
        ],
    }


def agenda_data(slide: AgendaSlide, size: int) -> Data:
    widths = layout.agenda_widths(slide.lines, size)
    return {
        "kind": "agenda",
        "gap": layout.agenda_gap(slide, size),
        "widths": [widths.number, widths.title, widths.presenter, widths.minutes],
        "lines": [
            {
                "number": f"{line.number}." if line.number else "",
                "title": runs_data(
                    softened(tidy(plain(line.title)), widths.title_room(line), size)
                ),
                "presenter": runs_data(
                    softened(tidy(plain(line.presenter)), widths.presenter_room, size - 4)
                ),
                "minutes": agenda_minutes(line),
                "is_part": line.is_part,
            }
            for line in slide.lines
        ],
    }


def runs_data(runs: Runs) -> list[Data]:
    """Runs for the template."""
    return [
        {"text": run.text, "bold": run.is_bold, "italic": run.is_italic, "link": run.link}
        for run in runs
        if run.text
    ]
