"""The deck as a PowerPoint file a chair can edit: real titles, text, tables and notes."""

from __future__ import annotations

from html import escape

from secretariat.documents.rendering import pptx_base as base
from secretariat.documents.rendering.deck_data import cover_over, foot_line, heading_pieces
from secretariat.documents.rendering.look import MUTED, Palette, palette
from secretariat.documents.rendering.pptx_package import PACKAGE, Part, packed
from secretariat.documents.rendering.pptx_table import agenda_xml, table_xml
from secretariat.documents.rendering.pptx_xml import (
    HEADER,
    NAMESPACES,
    Box,
    emu,
    entries_xml,
    fill_xml,
    paragraph_xml,
    placeholder_xml,
    rectangle_xml,
    runs_xml,
    text_box_xml,
    text_xml,
    tree_xml,
)
from secretariat.documents.rendering.words import bold, tidy
from secretariat.rules import deck_layout as layout
from secretariat.rules.deck import (
    AgendaSlide,
    AnySlide,
    Cover,
    Deck,
    ResolutionSlide,
    SectionSlide,
    TableSlide,
    TextSlide,
)
from secretariat.rules.deck_pages import paginate, type_size
from secretariat.rules.measure import LINE, line_count
from secretariat.rules.runs import Paragraph, Run, Runs, plain

DATE = "1980-01-01T00:00:00Z"


def deck_pptx(deck: Deck) -> bytes:
    """The deck as .pptx, split where a slide is too long. The same deck gives the same bytes."""
    deck = paginate(deck)
    colours = palette(deck.look)
    parts, named = base.base_parts(deck.look, colours)
    has_notes = any(slide.notes for slide in deck.slides)
    notes = base.notes_parts(colours) if has_notes else []
    slides: list[Part] = []
    for number, slide in enumerate(deck.slides, start=1):
        slides += _slide_parts(deck, slide, number, named)
    show = _presentation(named, notes, [part for part in slides if part.kind == "slide"])
    core = Part("docProps/core.xml", "core", _core(deck))
    roots = Part("", "")
    roots.relate("officeDocument", show.path)
    roots.relate(f"{PACKAGE}/relationships/metadata/core-properties", core.path)
    return packed([show, core, *parts, *notes, *slides], roots)


def _presentation(named: dict[str, Part], notes: list[Part], slides: list[Part]) -> Part:
    part = Part("ppt/presentation.xml", "presentation")
    master = part.relate("slideMaster", named["master"].path)
    part.relate("theme", named["theme"].path)
    notes_list = ""
    if notes:
        relation = part.relate("notesMaster", notes[0].path)
        notes_list = (
            f'<p:notesMasterIdLst><p:notesMasterId r:id="{relation}"/></p:notesMasterIdLst>'
        )
    ids = "".join(
        f'<p:sldId id="{256 + number}" r:id="{part.relate("slide", slide.path)}"/>'
        for number, slide in enumerate(slides)
    )
    size = f'cx="{emu(layout.PAGE_WIDTH)}" cy="{emu(layout.PAGE_HEIGHT)}"'
    part.content = (
        f"{HEADER}<p:presentation {NAMESPACES}><p:sldMasterIdLst>"
        f'<p:sldMasterId id="2147483648" r:id="{master}"/></p:sldMasterIdLst>{notes_list}'
        f"<p:sldIdLst>{ids}</p:sldIdLst><p:sldSz {size}/>"
        f'<p:notesSz cx="6858000" cy="9144000"/>{base.default_text()}</p:presentation>'
    )
    return part


def _core(deck: Deck) -> str:
    schema = "http://purl.org/dc"
    texts = {
        "dc:title": f"{deck.title}, {deck.date_words}",
        "dc:subject": deck.body_name,
        "dc:creator": deck.organization_name,
        "dc:language": deck.language,
    }
    written = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in texts.items())
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{DATE}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{HEADER}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="{schema}/elements/1.1/" xmlns:dcterms="{schema}/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{written}{dates}</cp:coreProperties>"
    )


def _slide_parts(deck: Deck, slide: AnySlide, number: int, named: dict[str, Part]) -> list[Part]:
    """The slide and, if it has notes, its notes page."""
    part = Part(f"ppt/slides/slide{number}.xml", "slide")
    writer = _Writer(deck, part, palette(deck.look))
    name, shapes = writer.shapes(slide)
    part.relate("slideLayout", named[name].path)
    part.content = (
        f"{HEADER}<p:sld {NAMESPACES}>{tree_xml(shapes)}"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )
    return [part, _notes_part(part, number, slide.notes)] if slide.notes else [part]


def _notes_part(slide: Part, number: int, text: str) -> Part:
    part = Part(f"ppt/notesSlides/notesSlide{number}.xml", "notesSlide")
    part.relate("notesMaster", "ppt/notesMasters/notesMaster1.xml")
    part.relate("slide", slide.path)
    slide.relate("notesSlide", part.path)
    lines = [paragraph_xml(runs_xml(plain(line), 12, part.link)) for line in _lines(text)]
    shapes = (
        placeholder_xml(2, 'type="sldImg" idx="2"', ""),
        placeholder_xml(3, 'type="body" sz="quarter" idx="3"', text_xml(lines)),
    )
    part.content = (
        f"{HEADER}<p:notes {NAMESPACES}>{tree_xml(shapes)}"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )
    return part


def _lines(text: str) -> list[str]:
    return [words.text for words in (Run(line) for line in text.splitlines())]


class _Writer:
    """Writes the shapes of one slide into its part."""

    def __init__(self, deck: Deck, part: Part, colours: Palette) -> None:
        self.deck = deck
        self.part = part
        self.colours = colours

    def shapes(self, slide: AnySlide) -> tuple[str, list[str]]:
        """The name of the layout and the shapes in reading order."""
        match slide:
            case Cover() | SectionSlide():
                return self._cover(slide)
            case TextSlide():
                body = [self._body(slide.paragraphs, type_size(slide))]
                return "content", [*self._heading(slide), *body, *self._feet(slide)]
            case TableSlide():
                return self._table(slide)
            case ResolutionSlide():
                return self._resolution(slide)
            case AgendaSlide():
                agenda = agenda_xml(slide, type_size(slide), self.colours, self.part.link)
                return "title", [*self._heading(slide), *agenda, *self._feet(slide)]

    def _line(self, runs: Runs, size: float, colour: str = "", properties: str = "") -> str:
        return paragraph_xml(runs_xml(runs, size, self.part.link, colour), properties, size)

    def _cover(self, slide: Cover | SectionSlide) -> tuple[str, list[str]]:
        is_cover = isinstance(slide, Cover)
        title, subtitle = layout.cover_title(slide), layout.cover_subtitle(slide)
        below = [
            self._line(runs, size)
            for runs, size in ((subtitle.runs, subtitle.size), (plain(slide.date_words), 22))
            if runs
        ]
        title_kind = 'type="ctrTitle"' if is_cover else 'type="title"'
        below_kind = 'type="subTitle" idx="1"' if is_cover else 'type="body" idx="1"'
        shapes = [
            placeholder_xml(2, title_kind, text_xml([self._line(title.runs, title.size)])),
            placeholder_xml(3, below_kind, text_xml(below)),
        ]
        over = cover_over(self.deck, slide)
        if over:
            line = self._line((bold(over),), 16, "bg1")
            shapes.append(text_box_xml(4, base.COVER_OVER, [line]))
        return ("cover" if is_cover else "section"), shapes

    def _heading(self, slide: AnySlide) -> list[str]:
        size = layout.heading(slide).size
        number, title = heading_pieces(slide)
        content = runs_xml(number, size, self.part.link, self.colours.link)
        content += runs_xml(title, size, self.part.link)
        content += runs_xml(plain(slide.part_words), size, self.part.link, MUTED)
        return [placeholder_xml(2, 'type="title"', text_xml([paragraph_xml(content)]))]

    def _feet(self, slide: AnySlide) -> list[str]:
        """Note under the content, stamp, foot line and page number."""
        shapes = []
        note = layout.foot(slide).runs
        if note:
            box = (layout.MARGIN, layout.NOTE_TOP, layout.CONTENT_WIDTH, layout.NOTE_HEIGHT)
            shapes.append(text_box_xml(5, box, [self._line(note, layout.NOTE_SIZE, MUTED)]))
        if slide.stamp:
            wide = layout.STAMP_WIDTH + 16
            box = (layout.PAGE_WIDTH - layout.MARGIN - wide, 10, wide, 18)
            runs = layout.stamp(slide).runs
            line = self._line(runs, layout.STAMP_SIZE, properties='<a:pPr algn="ctr"/>')
            shapes.append(text_box_xml(6, box, [line], self.colours.accent2))
        foot = text_xml([self._line(plain(foot_line(self.deck)), 11, MUTED)])
        shapes.append(placeholder_xml(7, 'type="ftr" sz="quarter" idx="11"', foot))
        number = text_xml([base.NUMBER_FIELD])
        shapes.append(placeholder_xml(8, 'type="sldNum" sz="quarter" idx="12"', number))
        return shapes

    def _body(self, paragraphs: tuple[Paragraph, ...], size: int, box: Box | None = None) -> str:
        entries = entries_xml(paragraphs, size, self.colours.link, self.part.link)
        body = "<a:bodyPr><a:normAutofit/></a:bodyPr>"
        return placeholder_xml(3, 'idx="1"', text_xml(entries, body), box)

    def _table(self, slide: TableSlide) -> tuple[str, list[str]]:
        size = type_size(slide)
        lead = []
        if slide.lead:
            high = layout.lead_height(slide, size)
            box = (layout.MARGIN, layout.CONTENT_TOP, layout.CONTENT_WIDTH, high)
            shown = layout.lead(slide, size)
            lead = [self._body((Paragraph(shown.runs),), shown.size, box)]
        table = table_xml(slide, size, self.colours, self.part.link)
        shapes = [*self._heading(slide), *lead, *table, *self._feet(slide)]
        return ("content" if lead else "title"), shapes

    def _resolution(self, slide: ResolutionSlide) -> tuple[str, list[str]]:
        size = type_size(slide)
        top: float = layout.CONTENT_TOP
        lead = []
        if slide.lead:
            lines = sum(layout.paragraph_lines(entry, size) for entry in slide.lead)
            high = lines * size * LINE + (len(slide.lead) - 1) * size * layout.GAP
            lead = [self._body(slide.lead, size, (layout.MARGIN, top, layout.CONTENT_WIDTH, high))]
            top += high + size * 0.7
        room = layout.resolution_width()
        high = (line_count(slide.text, room, size) + 1) * size * LINE + 8
        box = (layout.MARGIN + layout.RESOLUTION_INSET, top, room, high)
        fitted = layout.resolution_label(slide, size)
        label = self._line(fitted.runs, fitted.size, self.colours.deep2)
        text = text_box_xml(10, box, [label, self._line(tidy(slide.text), size)])
        bar = rectangle_xml(9, "Rule", (layout.MARGIN, top, 4, high), fill_xml("accent2"))
        shapes = [*self._heading(slide), *lead, bar, text, *self._feet(slide)]
        return ("content" if lead else "title"), shapes
