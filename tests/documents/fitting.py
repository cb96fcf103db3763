"""Whether what is drawn on slides stays in its place, measured on the pages of a PDF."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pypdfium2

from secretariat.rules import deck_layout as layout
from secretariat.rules.deck import AnySlide, Cover, SectionSlide

SCALE = 1.0
TOUCH = 1.0
"""Boxes of letters may share so many points."""

Box = tuple[float, float, float, float]


def drawn_by_libreoffice(pptx: bytes, folder: Path) -> Path:
    """A PowerPoint file as LibreOffice draws it: the PDF of its slides."""
    file = folder / "deck.pptx"
    file.write_bytes(pptx)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    convert = ["--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(["soffice", profile, *convert], check=True, capture_output=True, timeout=240)
    return folder / "deck.pdf"


def misplaced(pdf: bytes | Path, slides: Sequence[AnySlide]) -> list[str]:
    """What is not in its place: slides without a page of their own, ink in the margins, words over
    the edge of the page, words on other words.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        if len(document) != len(slides):
            return [f"{len(document)} pages for {len(slides)} slides"]
        return [
            f"{slide.heading}: {what}"
            for slide, page in zip(slides, document, strict=True)
            for what in (*_in_margins(page, slide), *_words_misplaced(page))
        ]


def _in_margins(page: pypdfium2.PdfPage, slide: AnySlide) -> list[str]:
    """The strips around the content that have ink in them and must not."""
    if isinstance(slide, Cover | SectionSlide):
        return []
    picture = page.render(scale=SCALE, grayscale=True).to_pil()
    wide = picture.width
    foot = layout.PAGE_HEIGHT - layout.BAR_HEIGHT
    content_end = layout.CONTENT_TOP + layout.CONTENT_HEIGHT
    strips = {
        "ink left": (0, 0, layout.MARGIN - 2, foot - 1),
        "ink right": (layout.PAGE_WIDTH - layout.MARGIN + 2, 0, wide, foot - 1),
        "ink above the heading": (0, 0, layout.PAGE_WIDTH // 2, layout.TITLE_TOP - 2),
        "ink between content and note": (0, content_end + 1, wide, layout.NOTE_TOP),
    }
    return [name for name, box in strips.items() if picture.crop(box).getextrema()[0] < 250]


def _words_misplaced(page: pypdfium2.PdfPage) -> list[str]:
    text = page.get_textpage()
    wide, high = page.get_size()
    boxes = [text.get_rect(index) for index in range(text.count_rects())]
    over = [
        f"over the edge: “{text.get_text_bounded(*box)}”"
        for box in boxes
        if box[0] < 0 or box[1] < 0 or box[2] > wide or box[3] > high
    ]
    # Letters of other scripts may be drawn over each other by right.
    plain = [box for box in boxes if max(text.get_text_bounded(*box), default="") < "\u0300"]
    clash = [
        f"“{text.get_text_bounded(*one)}” on “{text.get_text_bounded(*other)}”"
        for one, other in combinations(plain, 2)
        if _are_on_each_other(one, other)
    ]
    return [*over, *clash]


def _are_on_each_other(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > TOUCH and down > TOUCH
