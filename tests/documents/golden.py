"""Comparing what is rendered with files a person has looked at.

To renew them after a change, run the tests with GOLDEN=write, look at every difference,
and say in the commit what was looked at.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "documents"


def golden(name: str, made: str) -> str:
    """The text of a golden file, to be compared with what was made."""
    file = FOLDER / name
    if os.environ.get("GOLDEN") == "write":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(made, encoding="utf-8")
    return file.read_text(encoding="utf-8")
