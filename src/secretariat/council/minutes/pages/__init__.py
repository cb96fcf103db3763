"""What the pages of minutes show."""

from __future__ import annotations

from .lines import Reader, sections_for
from .proposing import correction_page, missing_page, presence_page
from .reading import letter_page, reading_page, release_form

__all__ = [
    "Reader",
    "correction_page",
    "letter_page",
    "missing_page",
    "presence_page",
    "reading_page",
    "release_form",
    "sections_for",
]
