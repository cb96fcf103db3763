"""The slow libraries of the formats, loaded before anybody asks for a file."""

from __future__ import annotations


def load_ahead() -> None:
    """Import what a first export would wait for: a tenth of a second and 25 MB."""
    import icalendar  # noqa: F401
    import pptx  # noqa: F401
    import typst  # noqa: F401
