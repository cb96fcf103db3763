"""Loading ahead loads every library an export would wait for, and nothing before it is asked to."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from secretariat.documents.rendering import ahead, ical, list_files, pdf, pptx, typeset
slow = {"icalendar", "lxml", "pptx", "typst"}
print(sorted(slow & set(sys.modules)))
ahead.load_ahead()
print(sorted(slow - set(sys.modules)))
"""


def test_libraries_of_files_are_loaded_only_ahead_and_all_of_them() -> None:
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    ).stdout

    assert said.splitlines() == ["[]", "[]"]
