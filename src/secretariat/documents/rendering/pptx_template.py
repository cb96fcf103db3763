"""The template that comes with python-pptx made ours: 16:9, Arial, a body's colours, four layouts.

What repeats (gradient bar, logo, foot, the style of tables) stands on the master and the layouts,
so that slides a chair adds look like the others.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

from secretariat.documents.rendering import look as colours
from secretariat.documents.rendering import pptx_text as text
from secretariat.documents.rendering import typeset
from secretariat.documents.rendering.deck_data import foot_line
from secretariat.documents.rendering.words import clean
from secretariat.rules import deck_layout as layout
from secretariat.rules.deck import Deck, Look, Mark
from secretariat.rules.runs import DOT, plain

COVER, CONTENT, RESOLUTION, TITLE_ONLY = "Cover", "Title and content", "Resolution", "Title only"
KEPT = {0: COVER, 1: CONTENT, 3: RESOLUTION, 5: TITLE_ONLY}
"""The layouts kept, by their places in the template, and our names of them."""
LINES = "{6C7D1B52-3F0A-4B43-9E0C-5E3D1A2F7B10}"
"""The style of tables in `table-styles.xml`."""
NO_LINES = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The format's own name for "No Style, No Grid"."""

RIGHT = layout.PAGE_WIDTH - layout.MARGIN
FOOT_TOP, FOOT_HEIGHT, NUMBER_WIDTH = 502, 22, 34
LOGO_HEIGHT, COVER_LOGO_HEIGHT, LOGO_MOST = 26, 46, 200
TITLE = (layout.MARGIN, layout.TITLE_TOP, layout.CONTENT_WIDTH, layout.TITLE_HEIGHT)
BODY = (layout.MARGIN, layout.CONTENT_TOP, layout.CONTENT_WIDTH, layout.CONTENT_HEIGHT)
INSET = (BODY[0] + layout.RESOLUTION_INSET, BODY[1], layout.resolution_width(), BODY[3])
FOOT = (layout.MARGIN, FOOT_TOP, layout.CONTENT_WIDTH - 260, FOOT_HEIGHT)
NUMBER = (RIGHT - NUMBER_WIDTH, FOOT_TOP, NUMBER_WIDTH, FOOT_HEIGHT)
COVER_OVER = (layout.MARGIN + 8, 56, layout.COVER_WIDTH, 26)
COVER_TITLE = (layout.MARGIN + 8, 100, layout.COVER_WIDTH, 264)
COVER_RULE = (layout.MARGIN + 8, 378, 64, 3)
COVER_BELOW = (layout.MARGIN + 8, 396, layout.SUBTITLE_WIDTH + 20, 110)
BAR = (0, layout.PAGE_HEIGHT - layout.BAR_HEIGHT, layout.PAGE_WIDTH, layout.BAR_HEIGHT)


def template(deck: Deck) -> Any:
    """A presentation without slides, in the look of the deck."""
    from pptx import Presentation
    from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION

    show = Presentation()
    show.slide_width, show.slide_height = map(text.emu, (layout.PAGE_WIDTH, layout.PAGE_HEIGHT))
    # A thumbnail, a count of slides and a printer that are not ours.
    own, package = show.part, show.part.package
    _drop(package, RELATION.THUMBNAIL)
    _drop(package, RELATION.EXTENDED_PROPERTIES)
    _drop(own, RELATION.PRINTER_SETTINGS)
    theme = show.slide_master.part.part_related_by(RELATION.THEME)
    theme.blob = _theme(theme.blob, deck.look)
    styles = typeset.TEMPLATES / "pptx" / "table-styles.xml"
    own.part_related_by(RELATION.TABLE_STYLES).blob = styles.read_bytes()
    for place, each in enumerate(list(show.slide_layouts)):
        if place in KEPT:
            each.name = KEPT[place]
            _set_layout(each)
        else:
            show.slide_layouts.remove(each)
    _set_master(show.slide_master, foot_line(deck))
    _add_logos(show, deck.look)
    return show


def set_notes_theme(show: Any) -> None:
    """Give the notes pages, which exist once a slide has notes, the theme of the slides."""
    from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
    from pptx.oxml import parse_xml

    theme = show.slide_master.part.part_related_by(RELATION.THEME)
    show.notes_master.part.part_related_by(RELATION.THEME)._element = parse_xml(theme.blob)


def _drop(part: Any, kind: str) -> None:
    part.drop_rel(part.relate_to(part.part_related_by(kind), kind))


def _theme(blob: bytes, look: Look) -> bytes:
    """The theme with our colours; those of marks are in it, for cells a chair colours."""
    from lxml import etree
    from pptx.oxml.ns import qn

    own, marks = colours.palette(look), colours.MARK_FILL
    slots = {"dk1": colours.INK, "lt1": colours.PAPER, "dk2": own.deep, "lt2": colours.HAIRLINE}
    slots |= {"accent1": own.accent, "accent2": own.accent2, "accent3": own.deep2}
    slots |= {"accent4": marks[Mark.TENTATIVE], "accent5": marks[Mark.CHANGED]}
    slots |= {"accent6": colours.MUTED, "hlink": own.link, "folHlink": own.link}
    theme = etree.fromstring(blob)
    for name, colour in slots.items():
        (slot,) = theme.iter(qn(f"a:{name}"))
        slot.clear()
        text.add_element(slot, "a:srgbClr", val=colour[1:].upper())
    for font in theme.iter(qn("a:latin")):
        font.set("typeface", "Arial")
    for effect in theme.iter(qn("a:effectStyle")):  # shadows, of shapes that a chair adds too
        effect.clear()
        text.add_element(effect, "a:effectLst")
    return bytes(etree.tostring(theme, encoding="UTF-8", standalone=True))


# Master and layouts -------------------------------------------------------------------------------


def _set_master(master: Any, foot: str) -> None:
    from pptx.enum.shapes import PP_PLACEHOLDER as KIND
    from pptx.oxml.ns import qn

    _put(master.placeholders.get(KIND.TITLE), TITLE, "BOTTOM")
    _put(master.placeholders.get(KIND.BODY), BODY, "TOP")
    _remove(master.placeholders.get(KIND.DATE)._element)
    line, number = map(master.placeholders.get, (KIND.FOOTER, KIND.SLIDE_NUMBER))
    _put(line, FOOT, "MIDDLE", 11, "accent6")
    text.write_runs(line.text_frame.paragraphs[0], plain(foot), 11, text.MUTED)
    _put(number, NUMBER, "MIDDLE", 11, "accent6").set("algn", "r")
    for shape in (line, number):  # as plain text they stand on every slide, new ones too
        _remove(shape._element.ph)
    titles, levels, _ = master._element.find(qn("p:txStyles"))
    titles[0].set("algn", "l")
    titles[0].find(qn("a:defRPr")).attrib.update({"sz": "3000", "b": "1"})
    for level, size in zip(levels, (24, 20, 18, 18, 18), strict=False):
        level.find(qn("a:defRPr")).set("sz", str(size * 100))
        level.find(qn("a:buChar")).set("char", DOT)
        mark = text.add_element(level, "a:buClr")
        text.add_element(mark, "a:schemeClr", val="tx2")
        level.find(qn("a:buFont")).addprevious(mark)
    _blend(add_rectangle(_shapes(master), BAR).fill, "ACCENT_1", "ACCENT_2", 0)


def _set_layout(each: Any) -> None:
    """Place what a layout has, without date, foot and number: the master shows these."""
    for index in (10, 11, 12):
        _remove(each.placeholders.get(index)._element)
    if each.name == COVER:
        each._element.set("showMasterSp", "0")
        _blend(each.background.fill, "TEXT_2", "ACCENT_3", 340)
        title = _put(each.placeholders.get(0), COVER_TITLE, "BOTTOM", 54, "bg1")
        title[-1].set("b", "1")
        _put(each.placeholders.get(1), COVER_BELOW, "TOP", 22, "bg1")
        text.paint(add_rectangle(_shapes(each), COVER_RULE).fill, text.PAPER)
    elif each.name == RESOLUTION:
        _put(each.placeholders.get(1), BODY, "TOP")
        _put(each.placeholders.get(2), INSET, "TOP", 24, "tx1")


def _put(shape: Any, box: text.Box, anchor: str, size: int = 0, colour: str = "") -> Any:
    """Place a placeholder, without margins. With a size its text has a style of its own, answered
    as an element.
    """
    from pptx.enum.text import MSO_VERTICAL_ANCHOR

    text.place(shape, box)
    shape.text_frame.vertical_anchor = MSO_VERTICAL_ANCHOR[anchor]
    style = shape._element.txBody.xpath("a:lstStyle")[0]
    style.clear()
    if not size:
        return style
    level = text.add_element(style, "a:lvl1pPr", marL="0", indent="0", algn="l")
    text.add_element(level, "a:buNone")
    letters = text.add_element(level, "a:defRPr", sz=str(size * 100))
    text.add_element(text.add_element(letters, "a:solidFill"), "a:schemeClr", val=colour)
    return level


def _remove(element: Any) -> None:
    element.getparent().remove(element)


def _shapes(parent: Any) -> Any:
    """The shapes of a master or layout with the calls that add some, which only slides offer."""
    from pptx.shapes.shapetree import SlideShapes

    return SlideShapes(parent._element.cSld.spTree, parent)


def add_rectangle(shapes: Any, box: text.Box) -> Any:
    """Add a rectangle without outline."""
    from pptx.enum.shapes import MSO_SHAPE

    shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(text.emu, box))
    shape.line.fill.background()
    return shape


def _blend(fill: Any, start: str, end: str, degrees: float) -> None:
    """A gradient between two colours of the theme; degrees count against the clock."""
    from pptx.enum.dml import MSO_THEME_COLOR_INDEX

    fill.gradient()
    fill.gradient_angle = degrees
    for stop, colour in zip(fill.gradient_stops, (start, end), strict=True):
        stop.color.theme_color = MSO_THEME_COLOR_INDEX[colour]
        stop._gs[0][:] = []  # without the tint a new gradient has


# Logo ---------------------------------------------------------------------------------------------


def _add_logos(show: Any, look: Look) -> None:
    """The logo beside the page number, and on a white plate on covers."""
    logo, ratio = _bitmap(look)
    if not logo:
        return
    wide = min(LOGO_HEIGHT / ratio, LOGO_MOST)
    middle = FOOT_TOP + FOOT_HEIGHT / 2
    small = (NUMBER[0] - 8 - wide, middle - wide * ratio / 2, wide, wide * ratio)
    wide = min(COVER_LOGO_HEIGHT / ratio, LOGO_MOST)
    left, top = RIGHT - 24 - wide, 484 - wide * ratio
    cover = show.slide_layouts.get_by_name(COVER)
    plate = (left - 16, top - 12, wide + 32, wide * ratio + 24)
    text.paint(add_rectangle(_shapes(cover), plate).fill, text.PAPER)
    for parent, box in ((show.slide_master, small), (cover, (left, top, wide, wide * ratio))):
        picture = _shapes(parent).add_picture(io.BytesIO(logo), *map(text.emu, box))
        picture._element.nvPicPr.cNvPr.set("descr", clean(look.logo_alt))


@lru_cache(maxsize=16)
def _bitmap(look: Look) -> tuple[bytes, float]:
    """The logo as PNG or JPEG, an SVG drawn first, and its height by its width; empty for none, and
    for what is no picture.
    """
    if not look.logo:
        return b"", 1
    from pptx.parts.image import Image

    logo = look.logo
    if colours.logo_format(look) == "svg":
        drawn = {"logo": list(logo), "format": "svg"}
        logo = typeset.png("logo.typ", drawn, pixels_per_inch=288)
    try:
        picture = Image.from_blob(logo)
        wide, high = picture.size
        return (logo, high / wide) if picture.ext in {"png", "jpg"} else (b"", 1)
    except (OSError, ValueError):
        return b"", 1
