"""Every write of papers. Nothing here deletes a paper, a version or a step."""

from __future__ import annotations

from .papers import (
    NewPaper,
    PaperFacts,
    add_paper,
    describe_paper,
    keep_answer,
    move_adoption,
    remark_on_paper,
    supersede_paper,
)
from .quotations import NewQuotation, correct_quotation, quote, withdraw_quotation
from .reviews import answer_review, ask_for_review
from .steps import (
    adopt_version,
    freeze_version,
    publish_version,
    send_back_version,
    start_draft,
    take_vote,
    withdraw_version,
)
from .versions import Words, begin_version, edit_version

__all__ = [
    "NewPaper",
    "NewQuotation",
    "PaperFacts",
    "Words",
    "add_paper",
    "adopt_version",
    "answer_review",
    "ask_for_review",
    "begin_version",
    "correct_quotation",
    "describe_paper",
    "edit_version",
    "freeze_version",
    "keep_answer",
    "move_adoption",
    "publish_version",
    "quote",
    "remark_on_paper",
    "send_back_version",
    "start_draft",
    "supersede_paper",
    "take_vote",
    "withdraw_quotation",
    "withdraw_version",
]
