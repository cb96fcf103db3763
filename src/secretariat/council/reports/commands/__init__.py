"""Every write of reports, their chapters and answers, and of the areas of focus."""

from __future__ import annotations

from .answers import note_answer, raise_from_answer, settle_answer
from .chapters import (
    add_chapter,
    leave_out_chapter,
    order_chapters,
    take_in_chapter,
    word_chapter,
)
from .focus import (
    YearFacts,
    add_focus_area,
    add_focus_year,
    describe_focus_year,
    end_focus_area,
    order_focus_areas,
    resume_focus_area,
    reword_focus_area,
)
from .reports import (
    ChapterWords,
    ReportFacts,
    describe_report,
    draft_report,
    drop_report,
    give_report,
    resume_report,
)

__all__ = [
    "ChapterWords",
    "ReportFacts",
    "YearFacts",
    "add_chapter",
    "add_focus_area",
    "add_focus_year",
    "describe_focus_year",
    "describe_report",
    "draft_report",
    "drop_report",
    "end_focus_area",
    "give_report",
    "leave_out_chapter",
    "note_answer",
    "order_chapters",
    "order_focus_areas",
    "raise_from_answer",
    "resume_focus_area",
    "resume_report",
    "reword_focus_area",
    "settle_answer",
    "take_in_chapter",
    "word_chapter",
]
