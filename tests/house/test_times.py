"""One module says how a time is written, so that no page or letter writes it its own way."""

from __future__ import annotations

import ast

import pytest

from tests.house.source import modules

HOME = "rules/times.py"
# path -> why it names the clock of a zone itself
MAY_NAME_CLOCKS = {
    "documents/rendering/ical_zones.py": "a calendar file holds the zone's own names"
}
# path -> why it writes an hour itself
MAY_WRITE_HOURS = {
    "council/events/forms.py": "the value of a field",
    "council/meetings/forms.py": "the value of a field",
    "faces/cli/founding/dialogue.py": "a time of a rhythm, of no day",
    "faces/cli/founding/toml_file.py": "a time of a rhythm, of no day",
    "faces/web/example_times.py": "the value of a field",
    "faces/web/time_tags.py": "what the browser compares with its own clock",
    "foundation/config/formats/en/formats.py": "how typed instants are read",
    "foundation/config/logs.py": "a line of the log",
    "rules/calendar.py": "a time of a rhythm, of no day",
    "rules/quorum.py": "an hour on the clock that it is given",
}


def names_a_clock(tree: ast.AST) -> bool:
    """Whether it asks a zone for the name of its clock."""
    return any(
        (isinstance(node, ast.Attribute) and node.attr == "tzname")
        or (isinstance(node, ast.Constant) and "%Z" in str(node.value))
        for node in ast.walk(tree)
    )


def writes_an_hour(tree: ast.AST) -> bool:
    """Whether it formats hours and minutes."""
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return any("%H:%M" in str(node.value) for node in found)


@pytest.mark.parametrize(
    ("finds", "allowed"),
    [(names_a_clock, MAY_NAME_CLOCKS), (writes_an_hour, MAY_WRITE_HOURS)],
)
def test_times_are_written_in_one_place(finds: object, allowed: dict[str, str]) -> None:
    assert callable(finds)
    found = {module.path for module in modules() if finds(module.tree)}

    assert HOME in found
    assert found - {HOME} == allowed.keys()


@pytest.mark.parametrize("source", ['f"{at:%H:%M %Z}"', "at.tzname()"])
def test_a_clock_that_is_named_elsewhere_is_found(source: str) -> None:
    assert names_a_clock(ast.parse(source))
