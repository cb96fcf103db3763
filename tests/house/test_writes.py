"""Only commands write to the database."""

from __future__ import annotations

import ast

import pytest

from tests.house.source import Module, modules

# Writing whatever they are called on.
WRITING = {
    "save",
    "create",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "asave",
    "acreate",
    "aget_or_create",
    "aupdate_or_create",
    "abulk_create",
    "abulk_update",
    "adelete",
    "aupdate",
}
# Dictionaries and sets have these too: they write when called on rows or querysets.
WRITING_ON_ROWS = {"update", "delete"}
ROWS = {"objects", "_default_manager", "_base_manager", "filter", "exclude", "all", "get"}

# path -> why it may write
MAY_WRITE = {
    "foundation/people/models/accounts.py": "Django and allauth make accounts by this manager",
}


def writes(tree: ast.AST) -> list[ast.Call]:
    """Calls that write to the database."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in calls if isinstance(call.func, ast.Attribute) and is_write(call)]


def is_write(call: ast.Call) -> bool:
    assert isinstance(call.func, ast.Attribute)
    name = call.func.attr
    if name in WRITING:
        return True
    is_bare_delete = name == "delete" and not call.args
    return name in WRITING_ON_ROWS and (is_bare_delete or is_rows(call.func.value))


def is_rows(receiver: ast.expr) -> bool:
    """Whether an expression is a chain of calls on a manager or queryset."""
    names = {node.attr for node in ast.walk(receiver) if isinstance(node, ast.Attribute)}
    return bool(names & ROWS)


def may_write(module: Module) -> bool:
    parts = module.path.removesuffix(".py").split("/")
    # `rules` and `documents` know no database; there, `save` writes a presentation to memory.
    return "commands" in parts or module.room in {"rules", "documents"} or module.path in MAY_WRITE


def test_only_commands_write() -> None:
    offenders = [
        f"{module.at(call)} {ast.unparse(call.func)}"
        for module in modules()
        if not may_write(module)
        for call in writes(module.tree)
    ]

    assert offenders == []


@pytest.mark.parametrize(
    ("source", "is_found"),
    [
        ("row.save()", True),
        ("Entry.objects.create(at=now)", True),
        ("Entry.objects.filter(at=now).update(at=then)", True),
        ("rows.all().delete()", True),
        ("row.delete()", True),
        ("await Entry.objects.acreate()", True),
        ("known.update(other)", False),
        ("known.update(name=1)", False),
        ("cache.delete('key')", False),
        ("Entry.objects.filter(at=now)", False),
    ],
)
def test_a_write_is_told_from_a_dictionary(source: str, is_found: bool) -> None:
    tree = ast.parse(source)

    assert bool(writes(tree)) is is_found
