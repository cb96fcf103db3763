"""What a PowerPoint file needs besides its slides: theme, master, four layouts, notes master.

What repeats on every slide (gradient bar, logo) stands on the master, so slides a chair adds in
PowerPoint or LibreOffice look like the others.
"""

from __future__ import annotations

from functools import lru_cache

from secretariat.documents.rendering import typeset
from secretariat.documents.rendering.look import (
    INK,
    MUTED,
    TINT,
    Palette,
    logo_format,
    picture_size,
)
from secretariat.documents.rendering.pptx_package import Part
from secretariat.documents.rendering.pptx_xml import (
    FLUSH,
    HEADER,
    NAMESPACES,
    Box,
    emu,
    fill_xml,
    gradient_xml,
    picture_xml,
    placeholder_xml,
    rectangle_xml,
    text_xml,
    tree_xml,
)
from secretariat.rules import deck_layout as layout
from secretariat.rules.deck import Look

NUMBER_WIDTH = 34
LOGO_HEIGHT, COVER_LOGO_HEIGHT, LOGO_MOST = 26, 46, 200
FOOT_TOP, FOOT_HEIGHT = 502, 22
TITLE: Box = (layout.MARGIN, layout.TITLE_TOP, layout.CONTENT_WIDTH, layout.TITLE_HEIGHT)
BODY: Box = (layout.MARGIN, layout.CONTENT_TOP, layout.CONTENT_WIDTH, layout.CONTENT_HEIGHT)
FOOT: Box = (layout.MARGIN, FOOT_TOP, layout.CONTENT_WIDTH - 260, FOOT_HEIGHT)
RIGHT = layout.PAGE_WIDTH - layout.MARGIN
NUMBER: Box = (RIGHT - NUMBER_WIDTH, FOOT_TOP, NUMBER_WIDTH, FOOT_HEIGHT)
COVER_TITLE: Box = (layout.MARGIN + 8, 100, layout.COVER_WIDTH, 264)
COVER_SUBTITLE: Box = (layout.MARGIN + 8, 396, layout.SUBTITLE_WIDTH + 20, 110)
COVER_OVER: Box = (layout.MARGIN + 8, 56, layout.COVER_WIDTH, 26)

_FONTS = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
_MAP = (
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" '
    'hlink="hlink" folHlink="folHlink"'
)
_SAME_COLOURS = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
NUMBER_FIELD = (
    '<a:p><a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
    '<a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld></a:p>'
)
LAYOUTS = ("cover", "section", "content", "title")


def base_parts(look: Look, colours: Palette) -> tuple[list[Part], dict[str, Part]]:
    """The parts, and by name those the slides and the presentation relate to."""
    logo = _logo_part(look)
    theme = Part("ppt/theme/theme1.xml", "theme", _theme(colours))
    master = Part("ppt/slideMasters/slideMaster1.xml", "slideMaster")
    named = {"master": master, "theme": theme}
    for number, name in enumerate(LAYOUTS, start=1):
        part = Part(f"ppt/slideLayouts/slideLayout{number}.xml", "slideLayout")
        part.relate("slideMaster", master.path)
        part.content = _layout(name, part, look, colours)
        master.relate("slideLayout", part.path)
        named[name] = part
    master.relate("theme", theme.path)
    master.content = _master(master, look)
    parts = [theme, master, *(named[name] for name in LAYOUTS)]
    return [*parts, *([logo] if logo else [])], named


def notes_parts(colours: Palette) -> list[Part]:
    """The master of the notes pages and its theme, only needed where a slide has notes."""
    theme = Part("ppt/theme/theme2.xml", "theme", _theme(colours))
    master = Part("ppt/notesMasters/notesMaster1.xml", "notesMaster")
    master.relate("theme", theme.path)
    picture: Box = (46, 54, 448, 252)
    shapes = (
        placeholder_xml(2, 'type="sldImg" idx="2"', "", picture),
        placeholder_xml(3, 'type="body" sz="quarter" idx="3"', text_xml(()), (54, 330, 432, 324)),
    )
    master.content = (
        f"{HEADER}<p:notesMaster {NAMESPACES}>{tree_xml(shapes, _plain_background())}"
        f"<p:clrMap {_MAP}/><p:notesStyle>{_level(1, 12, 0)}</p:notesStyle></p:notesMaster>"
    )
    return [master, theme]


def _theme(colours: Palette) -> str:
    text = (typeset.TEMPLATES / "pptx" / "theme.xml").read_text(encoding="utf-8")
    values = {"ink": INK, "tint": TINT, "deep": colours.deep, "link": colours.link}
    values |= {"accent": colours.accent, "accent2": colours.accent2}
    for name, colour in values.items():
        text = text.replace(f"{{{{{name}}}}}", colour[1:].upper())
    return text


def _plain_background() -> str:
    return '<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'


def _body(anchor: str) -> str:
    return f'<a:bodyPr {FLUSH} rtlCol="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'


def _level(level: int, size: float, indent: float, mark: str = "<a:buNone/>", bold: int = 0) -> str:
    """The style of one level of text; `indent` in points hangs the mark."""
    return (
        f'<a:lvl{level}pPr marL="{emu(indent * level)}" indent="{-emu(indent)}" algn="l" rtl="0">'
        f'<a:spcBef><a:spcPts val="600"/></a:spcBef>{mark}'
        f'<a:defRPr sz="{round(size * 100)}" b="{bold}" kern="1200">{fill_xml("tx1")}{_FONTS}'
        f"</a:defRPr></a:lvl{level}pPr>"
    )


def default_text() -> str:
    """The style of text outside placeholders."""
    return f"<p:defaultTextStyle>{_level(1, 18, 0)}</p:defaultTextStyle>"


def _small(align: str) -> str:
    style = f"{fill_xml(MUTED)}{_FONTS}"
    return f'<a:lvl1pPr algn="{align}"><a:defRPr sz="1100">{style}</a:defRPr></a:lvl1pPr>'


def _master(master: Part, look: Look) -> str:
    bar = (0, layout.PAGE_HEIGHT - layout.BAR_HEIGHT, layout.PAGE_WIDTH, layout.BAR_HEIGHT)
    sample = ["<a:p><a:r><a:t>Text</a:t></a:r></a:p>"]
    shapes = [
        rectangle_xml(2, "Bar", bar, gradient_xml("accent1", "accent2", 0)),
        *_logo(master, look, 3, (RIGHT - NUMBER_WIDTH - 8, FOOT_TOP - 3, LOGO_HEIGHT)),
        placeholder_xml(4, 'type="title"', text_xml(sample, _body("b")), TITLE),
        placeholder_xml(5, 'type="body" idx="1"', text_xml(sample, _body("t")), BODY),
        placeholder_xml(6, 'type="ftr" sz="quarter" idx="3"', _foot_text("l"), FOOT),
        placeholder_xml(7, 'type="sldNum" sz="quarter" idx="4"', _foot_text("r"), NUMBER),
    ]
    dot = '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
    sizes = (24, 20, 18, 18, 18)
    body = "".join(_level(index, size, 22, dot) for index, size in enumerate(sizes, start=1))
    ids = "".join(
        f'<p:sldLayoutId id="{2147483649 + number}" r:id="rId{number + 1}"/>'
        for number in range(len(LAYOUTS))
    )
    return (
        f"{HEADER}<p:sldMaster {NAMESPACES}>{tree_xml(shapes, _plain_background())}"
        f"<p:clrMap {_MAP}/><p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles>"
        f"<p:titleStyle>{_level(1, 30, 0, bold=1)}</p:titleStyle><p:bodyStyle>{body}</p:bodyStyle>"
        f"<p:otherStyle>{_level(1, 18, 0)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _foot_text(align: str) -> str:
    body = f'<a:bodyPr {FLUSH} rtlCol="0" anchor="ctr"/>'
    return text_xml([NUMBER_FIELD] if align == "r" else (), body, _small(align))


def _layout(name: str, part: Part, look: Look, colours: Palette) -> str:
    if name in {"cover", "section"}:
        return _cover_layout(name, part, look, colours)
    shapes = [placeholder_xml(2, 'type="title"', text_xml(()))]
    if name == "content":
        shapes.append(placeholder_xml(3, 'idx="1"', text_xml(())))
    shapes += [
        placeholder_xml(4, 'type="ftr" sz="quarter" idx="11"', text_xml(())),
        placeholder_xml(5, 'type="sldNum" sz="quarter" idx="12"', text_xml([NUMBER_FIELD])),
    ]
    kind, title = ("obj", "Title and content") if name == "content" else ("titleOnly", "Title only")
    return (
        f'{HEADER}<p:sldLayout {NAMESPACES} type="{kind}" preserve="1">'
        f"{tree_xml(shapes, name=title)}{_SAME_COLOURS}</p:sldLayout>"
    )


def _cover_layout(name: str, part: Part, look: Look, colours: Palette) -> str:
    fill = gradient_xml(colours.deep, colours.deep2, 20)
    background = f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"
    is_cover = name == "cover"
    title_kind = 'type="ctrTitle"' if is_cover else 'type="title"'
    subtitle_kind = 'type="subTitle" idx="1"' if is_cover else 'type="body" idx="1"'
    rule: Box = (COVER_SUBTITLE[0], 378, 64, 3)
    title = text_xml((), _body("b"), _white_style(54, 1))
    subtitle = text_xml((), _body("t"), _white_style(22, 0))
    shapes = [
        rectangle_xml(2, "Rule", rule, fill_xml("bg1")),
        placeholder_xml(3, title_kind, title, COVER_TITLE),
        placeholder_xml(4, subtitle_kind, subtitle, COVER_SUBTITLE),
    ]
    if logo_format(look):
        right, bottom = RIGHT - 8, 496
        wide, high = _logo_size(look, COVER_LOGO_HEIGHT)
        top = bottom - high - 24
        plate = (right - wide - 32, top, wide + 32, high + 24)
        shapes.append(rectangle_xml(5, "Logo plate", plate, fill_xml("bg1")))
        shapes += _logo(part, look, 6, (right - 16, top + 12, COVER_LOGO_HEIGHT))
    kind, label = ("title", "Cover") if is_cover else ("secHead", "Section")
    return (
        f'{HEADER}<p:sldLayout {NAMESPACES} showMasterSp="0" type="{kind}" preserve="1">'
        f"{tree_xml(shapes, background, label)}{_SAME_COLOURS}</p:sldLayout>"
    )


def _white_style(size: int, bold: int) -> str:
    return (
        '<a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/>'
        f'<a:defRPr sz="{size * 100}" b="{bold}">{fill_xml("bg1")}</a:defRPr></a:lvl1pPr>'
    )


# Logo ---------------------------------------------------------------------------------------------


def _logo_part(look: Look) -> Part | None:
    if not logo_format(look):
        return None
    return Part(_logo_path(look), "image", logo_bitmap(look))


def _logo_path(look: Look) -> str:
    return f"ppt/media/logo.{'jpg' if logo_format(look) == 'jpg' else 'png'}"


def _logo(part: Part, look: Look, ident: int, corner: tuple[float, float, float]) -> list[str]:
    """The logo with its right edge, top and height given; nothing without a logo."""
    if not logo_format(look):
        return []
    right, top, height = corner
    wide, high = _logo_size(look, height)
    relation = part.relate("image", _logo_path(look))
    box = (right - wide, top + (height - high) / 2, wide, high)
    return [picture_xml(ident, look.logo_alt, relation, box)]


def _logo_size(look: Look, height: float) -> tuple[float, float]:
    wide, high = picture_size(logo_bitmap(look))
    scale = min(height / high, LOGO_MOST / wide)
    return wide * scale, high * scale


@lru_cache(maxsize=16)
def logo_bitmap(look: Look) -> bytes:
    """The logo as PNG or JPEG; an SVG is drawn first."""
    if logo_format(look) == "svg":
        data = {"logo": list(look.logo or b""), "format": "svg"}
        return typeset.png("logo.typ", data, pixels_per_inch=288)
    return look.logo or b""
