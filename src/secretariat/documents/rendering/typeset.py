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
"""The date inside every file, so that the same document gives the same bytes."""


def pdf(template: str, data: dict[str, Any]) -> bytes:
    """The data set in a template, as a tagged PDF/UA-1 file."""
    return _compiled(
        template, data, {"format": "pdf", "pdf_standards": ["ua-1"], "timestamp": EPOCH}
    )


def png(template: str, data: dict[str, Any], pixels_per_inch: int) -> bytes:
    """The data set in a template of one page, as a picture with a clear background."""
    return _compiled(template, data, {"format": "png", "ppi": pixels_per_inch})


def _compiled(template: str, data: dict[str, Any], options: dict[str, Any]) -> bytes:
    import typst  # 40 ms and 60 MB of compiler: only who exports pays for it

    text = json.dumps(data, ensure_ascii=False)
    compiler = typst.Compiler(
        root=str(TEMPLATES), font_paths=_fonts(with_system=not is_covered(text))
    )
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


def _failed(reason: str) -> Refused:
    return Refused(
        "cannot_typeset",
        f"The PDF could not be made: {reason}. The record is unchanged. Export another format "
        "meanwhile, and report this with the document's address.",
    )
