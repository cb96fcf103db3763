"""The deck as HTML: one file that needs nothing else, or pieces for a page with its own files.

Nothing carries a style attribute or an inline script, so the page may forbid both; in the single
file a policy allows exactly its own style and script by their digests.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from html import escape
from pathlib import Path

from secretariat.documents.rendering.deck_data import cover_over, foot_line, heading_pieces
from secretariat.documents.rendering.html_runs import attributes, paragraphs_html, runs_html
from secretariat.documents.rendering.look import (
    HAIRLINE,
    INK,
    MARK_FILL,
    MUTED,
    logo_format,
    logo_type,
    palette,
)
from secretariat.rules import deck_columns as tables
from secretariat.rules import deck_layout as layout
from secretariat.rules.deck import (
    AgendaSlide,
    AnySlide,
    Cell,
    Column,
    Cover,
    Deck,
    Look,
    Mark,
    ResolutionSlide,
    SectionSlide,
    TableSlide,
    TextSlide,
    agenda_minutes,
)
from secretariat.rules.deck_pages import paginate, type_size

ASSETS = Path(__file__).parent / "assets"
CSS_PATH = ASSETS / "deck.css"
JS_PATH = ASSETS / "deck.js"


@dataclass(frozen=True, slots=True)
class DeckPieces:
    """What a page needs to show a deck: the slides as HTML, the look as a style sheet, the number
    of slides. The page links `deck.css` and `deck.js` and serves `look_css` as a file of its own.
    """

    slides: str
    look_css: str
    count: int


def deck_pieces(deck: Deck, logo_url: str = "") -> DeckPieces:
    """The deck for a page that serves the logo itself. Splits slides that are too long."""
    deck = paginate(deck)
    slides = [
        _slide(deck, slide, number, logo_url) for number, slide in enumerate(deck.slides, start=1)
    ]
    return DeckPieces("\n".join(slides), look_css(deck.look), len(slides))


def deck_html(deck: Deck) -> str:
    """The deck as one HTML file: style, script and logo inside."""
    pieces = deck_pieces(deck, _data_url(deck.look))
    style = pieces.look_css + CSS_PATH.read_text(encoding="utf-8")
    script = JS_PATH.read_text(encoding="utf-8")
    policy = (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    )
    title = escape(f"{deck.title}, {deck.date_words}")
    return (
        f'<!doctype html>\n<html lang="{escape(deck.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<main class="deck" aria-label="{title}">\n{pieces.slides}\n</main>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def look_css(look: Look) -> str:
    """The colours of a body as custom properties for `deck.css`."""
    colours = palette(look)
    values = {
        "ink": INK,
        "muted": MUTED,
        "hairline": HAIRLINE,
        "accent": colours.accent,
        "accent2": colours.accent2,
        "deep": colours.deep,
        "deep2": colours.deep2,
        "link": colours.link,
        "tentative": MARK_FILL[Mark.TENTATIVE],
        "changed": MARK_FILL[Mark.CHANGED],
    }
    inside = ";".join(f"--deck-{name}:{value}" for name, value in values.items())
    return f":root{{{inside}}}\n"


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _data_url(look: Look) -> str:
    if not logo_format(look):
        return ""
    encoded = base64.b64encode(look.logo or b"").decode("ascii")
    return f"data:{logo_type(look)};base64,{encoded}"


# Slides -------------------------------------------------------------------------------------------


def _slide(deck: Deck, slide: AnySlide, number: int, logo_url: str) -> str:
    ident = f"slide-{number}"
    if isinstance(slide, Cover | SectionSlide):
        kind, inside = "cover", _cover(deck, slide, ident, logo_url)
    else:
        kind, inside = _kind(slide), _page(deck, slide, number, logo_url)
    notes = ""
    if slide.notes:
        lines = "".join(f"<p>{escape(line)}</p>" for line in slide.notes.splitlines() if line)
        notes = f'<aside class="slide-notes" aria-label="Presenter notes">{lines}</aside>'
    start = attributes(
        class_=f"slide slide-{kind}",
        id=ident,
        data_ref=slide.ref,
        aria_labelledby=f"{ident}-title",
        tabindex="-1",
    )
    return f'<section{start}><div class="slide-page">{inside}</div>{notes}</section>'


def _kind(slide: AnySlide) -> str:
    return type(slide).__name__.removesuffix("Slide").lower()


def _logo(deck: Deck, logo_url: str) -> str:
    if not logo_url:
        return ""
    alt = deck.look.logo_alt or deck.organization_name
    return f'<img class="slide-logo" src="{escape(logo_url)}" alt="{escape(alt)}">'


def _cover(deck: Deck, slide: Cover | SectionSlide, ident: str, logo_url: str) -> str:
    title, subtitle = layout.cover_title(slide), layout.cover_subtitle(slide)
    tag = "h1" if isinstance(slide, Cover) else "h2"
    below = ""
    if subtitle.runs:
        below = f'<p class="cover-subtitle">{runs_html(subtitle.runs)}</p>'
    words = escape("".join(run.text for run in title.runs))
    return (
        f'<p class="cover-over">{escape(cover_over(deck, slide))}</p>'
        f'<{tag} class="cover-title title-{title.size}" id="{ident}-title">{words}</{tag}>'
        f'<div class="cover-below">{below}<p class="cover-date">{escape(slide.date_words)}</p>'
        f"</div>{_logo(deck, logo_url)}"
    )


def _page(deck: Deck, slide: AnySlide, number: int, logo_url: str) -> str:
    size = type_size(slide)
    stamp = (
        f'<p class="slide-stamp">{runs_html(layout.stamp(slide).runs)}</p>' if slide.stamp else ""
    )
    note = layout.foot(slide).runs
    below = f'<p class="slide-note">{runs_html(note)}</p>' if note else ""
    return (
        f"{stamp}{_heading(slide, f'slide-{number}')}"
        f'<div class="slide-content size-{size}">{_content(slide)}</div>{below}'
        f'<div class="slide-foot"><span>{escape(foot_line(deck))}</span>{_logo(deck, logo_url)}'
        f'<span class="slide-number" aria-label="Slide {number}">{number}</span></div>'
    )


def _heading(slide: AnySlide, ident: str) -> str:
    number, title = heading_pieces(slide)
    before = "".join(run.text for run in number)
    words = "".join(run.text for run in title)
    first = f'<span class="title-number">{escape(before)}</span>' if before else ""
    last = f'<span class="title-part">{escape(slide.part_words)}</span>' if slide.part else ""
    size = layout.heading(slide).size
    start = f'<h2 class="slide-title title-{size}" id="{ident}-title">'
    return f"{start}{first}{escape(words)}{last}</h2>"


def _content(slide: AnySlide) -> str:
    match slide:
        case TextSlide():
            return paragraphs_html(slide.paragraphs)
        case TableSlide():
            lead = (
                f'<p class="table-lead">{runs_html(layout.lead(slide, type_size(slide)).runs)}</p>'
                if slide.lead
                else ""
            )
            return lead + _table(slide)
        case ResolutionSlide():
            return (
                f'{paragraphs_html(slide.lead)}<div class="resolution">'
                f'<p class="resolution-label">{escape(slide.label)}</p>'
                f"<p>{runs_html(slide.text)}</p></div>"
            )
        case AgendaSlide():
            return _agenda(slide)
    return ""


def _table(slide: TableSlide) -> str:
    head = "".join(
        _cell("th", column, runs_html(layout.head_runs(column))) for column in slide.columns
    )
    broken = tables.broken(slide, type_size(slide))
    is_whole = broken == 0
    rows = "".join(
        "<tr>"
        + "".join(
            _cell("td", column, runs_html(layout.shown(cell)), _classes(cell, is_whole=is_whole))
            for cell, column in zip(row, slide.columns, strict=True)
        )
        + "</tr>"
        for row in slide.rows
    )
    air = _air(tables.table_layout(slide, type_size(slide)).pad, layout.AIRS)
    classes = " ".join(filter(None, ("breaks" if broken == tables.WORDS_BREAK else "", air)))
    start = f"<table{attributes(class_=classes)}>"
    return f"{start}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _air(room: float, steps: tuple[float, ...]) -> str:
    """The class of a table or agenda whose lines stand apart; none where they stand close."""
    return f"air-{steps.index(room) + 1}" if room in steps else ""


def _classes(cell: Cell, *, is_whole: bool) -> str:
    mark = f" mark-{cell.mark.value}" if cell.mark is not Mark.NONE else ""
    return f"{mark} figure" if is_whole and layout.is_figure(layout.shown(cell)) else mark


def _cell(tag: str, column: Column, text: str, more: str = "") -> str:
    classes = f"align-{column.align.value}{more}"
    label = ' scope="col"' if tag == "th" else f' data-label="{escape(column.title)}"'
    inside = f"<span>{text}</span>" if tag == "td" and text else text
    return f'<{tag} class="{classes}"{label}>{inside}</{tag}>'


def _agenda(slide: AgendaSlide) -> str:
    lines = []
    for line in slide.lines:
        number = f"{escape(line.number)}." if line.number else ""
        kind = ' class="agenda-part"' if line.is_part else ""
        lines.append(
            f'<li{kind}><span class="agenda-number">{number}</span>'
            f'<span class="agenda-title">{escape(line.title)}</span>'
            f'<span class="agenda-presenter">{escape(line.presenter)}</span>'
            f'<span class="agenda-minutes">{escape(agenda_minutes(line))}</span></li>'
        )
    air = _air(layout.agenda_gap(slide, type_size(slide)), layout.AGENDA_AIRS)
    return f'<ol class="{f"agenda {air}".strip()}">{"".join(lines)}</ol>'
