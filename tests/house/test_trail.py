"""Every act on people tells itself in a sentence, for whoever reads the audit trail later."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.house.source import FUNCTIONS, Module, modules

# function -> why it may say nothing
SAYS_NOTHING = {
    "preview_roster": "what it writes is undone, its entry too",
    "_importing": "a frame: `import_roster` says it",
}


def called(call: ast.expr) -> str:
    """The name of what a call calls."""
    function = call.func if isinstance(call, ast.Call) else call
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def acts(tree: ast.AST) -> Iterator[tuple[str, ast.With]]:
    """The functions that leave an entry in the audit trail, and where each begins to."""
    frames = {"act", "_importing"}
    for function in ast.walk(tree):
        if not isinstance(function, FUNCTIONS):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.With) and any(
                called(item.context_expr) in frames for item in node.items
            ):
                yield function.name, node


def is_silent(node: ast.With) -> bool:
    """Whether nothing inside says in a sentence what is done."""
    return not any(
        isinstance(inner, ast.Call) and called(inner) == "says" for inner in ast.walk(node)
    )


def people() -> list[Module]:
    return [m for m in modules() if m.path.startswith("foundation/people/commands/")]


def test_every_act_on_people_tells_itself_in_a_sentence() -> None:
    silent = [
        f"{module.at(node)} {name}"
        for module in people()
        for name, node in acts(module.tree)
        if is_silent(node) and name not in SAYS_NOTHING
    ]

    assert silent == []


def test_the_acts_of_people_are_found() -> None:
    names = {name for module in people() for name, _ in acts(module.tree)}

    assert {"appoint", "put_together", "merge_organization", "import_roster"} <= names
    assert len(names) > 40


@pytest.mark.parametrize(
    ("source", "silent"),
    [
        ("def a():\n  with act(x) as this:\n    this.says('Done.')", False),
        ("def a():\n  with act(x) as this:\n    this.now_is(a=1)", True),
        ("def a():\n  with act(x) as this:\n    if b:\n      this.says('Done.')", False),
    ],
)
def test_a_silent_act_is_told_from_one_that_speaks(source: str, silent: bool) -> None:
    (found,) = acts(ast.parse(source))
    assert is_silent(found[1]) is silent
