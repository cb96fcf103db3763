"""Modules, functions and views stay short. Exceptions are listed once, with a reason."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.source import FUNCTIONS, ROOT, modules

MODULE_LINES, TEST_MODULE_LINES, FUNCTION_LINES, VIEW_LINES, PARAMETERS = 400, 600, 40, 15, 8

# path -> why it may be longer
LONG_MODULES: dict[str, str] = {}
# "path:function" -> why it may be longer
LONG_FUNCTIONS: dict[str, str] = {}
# "path:function" -> why it takes more
MANY_PARAMETERS: dict[str, str] = {}


def lines_of(text: str) -> int:
    return len(text.splitlines())


def functions() -> list[tuple[str, str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Path, where, node of every function of the program."""
    return [
        (module.path, module.at(node), node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, FUNCTIONS)
    ]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    whole = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return whole - ((first.end_lineno or 0) - first.lineno + 1 if is_docstring else 0)


def test_modules_stay_short() -> None:
    long = {module.path: lines_of(module.text) for module in modules()}
    offenders = {path: n for path, n in long.items() if n > MODULE_LINES}

    assert offenders.keys() - LONG_MODULES.keys() == set(), offenders


def test_test_modules_stay_short() -> None:
    long = {path: lines_of(path.read_text()) for path in (ROOT / "tests").rglob("*.py")}

    assert {str(path): n for path, n in long.items() if n > TEST_MODULE_LINES} == {}


def test_functions_stay_short() -> None:
    offenders = {
        where: length(node)
        for path, where, node in functions()
        if length(node) > FUNCTION_LINES and f"{path}:{node.name}" not in LONG_FUNCTIONS
    }

    assert offenders == {}


def test_views_stay_short() -> None:
    offenders = {
        where: length(node)
        for path, where, node in functions()
        if is_views(path) and length(node) > VIEW_LINES
        if f"{path}:{node.name}" not in LONG_FUNCTIONS
    }

    assert offenders == {}


def is_views(path: str) -> bool:
    """Whether a module holds views: `views.py`, or a module of a package `views`."""
    parts = Path(path).with_suffix("").parts
    return "views" in parts


def test_functions_take_few_parameters() -> None:
    offenders = {
        where: count
        for path, where, node in functions()
        if (count := parameters(node)) > PARAMETERS
        if f"{path}:{node.name}" not in MANY_PARAMETERS
    }

    assert offenders == {}


def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    names = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    return len([name for name in names if name not in {"self", "cls"}])


def test_exceptions_are_still_needed() -> None:
    lengths = {f"{path}:{node.name}": length(node) for path, _, node in functions()}
    counts = {f"{path}:{node.name}": parameters(node) for path, _, node in functions()}
    sizes = {module.path: lines_of(module.text) for module in modules()}
    needless = [path for path in LONG_MODULES if sizes.get(path, 0) <= MODULE_LINES]
    needless += [name for name in LONG_FUNCTIONS if lengths.get(name, 0) <= VIEW_LINES]
    needless += [name for name in MANY_PARAMETERS if counts.get(name, 0) <= PARAMETERS]

    assert needless == []
