"""Consultations in words: the resolution, and what the board is asked."""

from __future__ import annotations


def approval_text(body_name: str, name: str, *, is_for_board: bool) -> str:
    """The resolution that approves an answer or statement."""
    then = "asks the board to approve it" if is_for_board else "sends it"
    return f"That the {body_name} approves {name} as drafted, and {then}."


def board_question(name: str) -> str:
    """What the board is asked about an answer or statement that the body has voted."""
    return f"That {name} is approved and sent."
