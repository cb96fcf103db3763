"""Pages of action items."""

from __future__ import annotations

from .answering import answer_by_link
from .listing import act, edit, from_line, listing, page
from .mailing import letters

__all__ = ["act", "answer_by_link", "edit", "from_line", "letters", "listing", "page"]
