"""Whether a file may be a logo: a PNG, a JPEG, or an SVG that draws and does nothing else.

An SVG is refused rather than repaired: what is stored is what was looked at.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import PurePath

from secretariat.foundation.records.media import media_type_of
from secretariat.rules.errors import Refused

MAX_BYTES = 1024 * 1024
PICTURES = frozenset({"image/png", "image/jpeg"})
SVG = "image/svg+xml"
_DRAWING = frozenset({
    "svg", "g", "defs", "title", "desc", "metadata", "symbol", "use", "path", "rect", "circle",
    "ellipse", "line", "polyline", "polygon", "text", "tspan", "textpath", "lineargradient",
    "radialgradient", "stop", "clippath", "mask", "pattern", "marker", "filter", "switch", "style",
})  # fmt: skip
_LOADS = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(|javascript:", re.IGNORECASE)


def logo_type_of(name: str, content: bytes) -> str:
    """The media type of a logo. Refuses ("empty_file", "file_too_large", "wrong_file",
    "unknown_file", "unsafe_picture") anything else, with what to do.
    """
    if not content:
        raise _refused("empty_file", f"“{name}” is empty. Choose the file again.")
    if len(content) > MAX_BYTES:
        raise _refused(
            "file_too_large",
            f"“{name}” has {len(content) // 1024} KB; a logo may have {MAX_BYTES // 1024} KB. "
            "Make it smaller.",
        )
    if PurePath(name).suffix.lower() == ".svg":
        _check_svg(name, content)
        return SVG
    media_type = media_type_of(name, content)
    if media_type not in PICTURES:
        raise _refused("unknown_file", f"“{name}” is not a picture. Use PNG, JPEG or SVG.")
    return media_type


def logo_remark(name: str, content: bytes) -> str:
    """What to know about a logo that is taken: letters in an SVG need a font that is elsewhere."""
    if PurePath(name).suffix.lower() != ".svg":
        return ""
    root = ET.fromstring(content)  # noqa: S314 - checked before, no entities
    letters = [each for each in root.iter() if _local(each.tag) == "text"]
    if not any("".join(each.itertext()).strip() for each in letters):
        return ""
    return (
        f"“{name}” is kept. It has letters as text, which other fonts draw differently and "
        "PowerPoint may leave out. Convert the text to paths in the drawing program, or save the "
        "logo as PNG, and choose it again."
    )


def _check_svg(name: str, content: bytes) -> None:
    # Entities can make a small file endless, so they are refused before anything is parsed.
    if b"<!ENTITY" in content.upper() or b"\x00" in content:
        raise _unsafe(name, "it defines entities of its own")
    try:
        root = ET.fromstring(content)  # noqa: S314 - no entities are left to expand
    except ET.ParseError as error:
        raise _refused(
            "wrong_file", f"“{name}” is not a readable SVG ({error}). Export it again."
        ) from error
    if _local(root.tag) != "svg":
        raise _refused("wrong_file", f"“{name}” is not an SVG picture. Export it again.")
    for element in root.iter():
        _check_element(name, element)


def _check_element(name: str, element: ET.Element) -> None:
    # Foreign metadata of drawing programs (no SVG namespace) is inert.
    tag = _local(element.tag)
    is_svg = "}" not in str(element.tag) or "svg" in str(element.tag).split("}")[0]
    if is_svg and tag not in _DRAWING and not tag.startswith("fe"):
        raise _unsafe(name, f"it has a <{tag}> element")
    if tag == "feimage":
        raise _unsafe(name, "it loads another picture")
    for attribute, value in element.attrib.items():
        _check_attribute(name, _local(attribute), value)
    if tag == "style" and _LOADS.search(element.text or ""):
        raise _unsafe(name, "its style loads something from outside")


def _check_attribute(name: str, attribute: str, value: str) -> None:
    if attribute.startswith("on"):
        raise _unsafe(name, "it reacts to clicks or loading")
    if attribute in ("href", "src") and not value.strip().startswith("#"):
        raise _unsafe(name, f"it refers to something outside ({value[:60]})")
    if _LOADS.search(value):
        raise _unsafe(name, "it loads something from outside")


def _local(name: object) -> str:
    return str(name).rpartition("}")[2].lower()


def _unsafe(name: str, why: str) -> Refused:
    return _refused(
        "unsafe_picture",
        f"“{name}” is more than a picture: {why}. Save it as plain SVG without scripts and links, "
        "or as PNG.",
    )


def _refused(code: str, message: str) -> Refused:
    return Refused(code, f"{message} The former logo is kept.", {"field": "logo"})
