"""Papers in words: the resolution that adopts them, and their lines on slides and in reports."""

from __future__ import annotations

from collections.abc import Sequence

from secretariat.rules.wording import joined


def adoption_text(body_name: str, names: Sequence[str]) -> str:
    """The resolution that adopts frozen versions, as it is put to the vote."""
    return f"That the {body_name} adopts {joined(names)}, as frozen."


def board_question(name: str) -> str:
    """What another body is asked about an adopted version."""
    return f"That {name} is approved."
