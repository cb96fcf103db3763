"""Typst, called the safe way: a static template, the data as one JSON input, our own fonts.

No text of a person ever becomes markup, and the template can read no file.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from secretariat.documents.rendering.words import is_covered
from secretariat.rules.errors import Refused

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
TEMPLATES = HERE / "templates"
FAMILY = "Source Sans 3"
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The date inside a file that is given none. A file is never dated by the clock, so that the same
document gives the same bytes.
"""


def pdf(template: str, data: dict[str, Any], dated: datetime | None = None) -> bytes:
    """The data set in a template, as a tagged PDF that says when its content is from.

    The file is PDF/UA-1 where every letter has a font: ours, or one of the machine. A letter that
    no font here knows prints as a box, and the file then claims no standard.
    """
    text = json.dumps(data, ensure_ascii=False)
    plain = {"format": "pdf", "timestamp": dated or EPOCH}
    accessible = plain | {"pdf_standards": ["ua-1"]}
    if is_covered(text):
        try:
            return _compiled(template, text, accessible, with_system=False)
        except Refused as refusal:
            if not _misses_letters(refusal):
                raise
    try:
        return _compiled(template, text, accessible, with_system=True)
    except Refused as refusal:
        if not _misses_letters(refusal):
            raise
    return _compiled(template, text, plain, with_system=True)


def png(template: str, data: dict[str, Any], pixels_per_inch: int) -> bytes:
    """The data set in a template of one page, as a picture with a clear background."""
    options = {"format": "png", "ppi": pixels_per_inch}
    return _compiled(template, json.dumps(data), options, with_system=False)


def _compiled(template: str, text: str, options: dict[str, Any], *, with_system: bool) -> bytes:
    import typst  # 40 ms and 60 MB of compiler: only who exports pays for it

    compiler = typst.Compiler(root=str(TEMPLATES), font_paths=_fonts(with_system=with_system))
    source = (TEMPLATES / template).read_bytes()
    try:
        result, warnings = compiler.compile_with_warnings(
            source, sys_inputs={"data": text}, **options
        )
    except typst.TypstError as problem:
        raise _failed(problem.message) from problem
    if warnings:
        raise _failed(warnings[0].message)
    assert isinstance(result, bytes)
    return result


@cache
def _fonts(*, with_system: bool) -> Any:
    """Our fonts; those of the machine too when a text has letters ours do not know."""
    import typst  # see above

    return typst.Fonts(
        include_system_fonts=with_system, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def _misses_letters(refusal: Refused) -> bool:
    return "could not be displayed" in refusal.details["reason"]


def _failed(reason: str) -> Refused:
    return Refused(
        "cannot_typeset",
        f"The PDF could not be made: {reason}. The record is unchanged. Export another format "
        "meanwhile, and report this with the document's address.",
        {"reason": reason},
    )
