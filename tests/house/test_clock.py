"""One function reads the clock; everything else is told the time."""

from __future__ import annotations

import ast

import pytest

from tests.house.source import modules

# As written in the source: the object and what is called on it.
READS = {
    "timezone.now",
    "timezone.localdate",
    "timezone.localtime",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "Now",
}
# Columns that fill themselves read the clock too.
SELF_FILLING = {"auto_now", "auto_now_add"}

# path -> why it may read the clock
MAY_READ = {"foundation/records/clock.py": "it is the clock"}


def readings(tree: ast.AST) -> list[ast.AST]:
    """Calls that read the clock."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    found: list[ast.AST] = [call for call in calls if last_two(call.func) in READS]
    keywords = [keyword for call in calls for keyword in call.keywords]
    return [*found, *(keyword for keyword in keywords if keyword.arg in SELF_FILLING)]


def last_two(function: ast.expr) -> str:
    return ".".join(ast.unparse(function).split(".")[-2:])


def test_only_the_clock_reads_the_clock() -> None:
    offenders = [
        f"{module.at(node)} {ast.unparse(node)}"
        for module in modules()
        if module.path not in MAY_READ
        for node in readings(module.tree)
    ]

    assert offenders == []


@pytest.mark.parametrize(
    ("source", "is_found"),
    [
        ("timezone.now()", True),
        ("django.utils.timezone.now()", True),
        ("datetime.now(UTC)", True),
        ("date.today()", True),
        ("models.DateTimeField(auto_now_add=True)", True),
        ("clock.now()", False),
        ("wall_now()", False),
        ("datetime.fromisoformat(text)", False),
    ],
)
def test_a_reading_of_the_clock_is_found(source: str, is_found: bool) -> None:
    assert bool(readings(ast.parse(source))) is is_found
