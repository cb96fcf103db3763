"""Reports to another body, what was answered to them, and the areas of focus of a year."""

from __future__ import annotations

from .focus import FocusArea, FocusYear
from .reports import Answer, Chapter, Report

__all__ = ["Answer", "Chapter", "FocusArea", "FocusYear", "Report"]
