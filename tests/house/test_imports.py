"""Slow libraries are imported where they are used, so that the command line answers at once."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator

from secretariat.faces.cli.options import READING
from tests.house.source import FUNCTIONS, Module, modules

HEAVY = {
    "PIL",
    "icalendar",
    "lxml",
    "ninja",
    "pptx",
    "psycopg",
    "pydantic",
    "qrcode",
    "typst",
    "uvicorn",
}

INTERFACE_ONLY = {"ninja", "pydantic"}
# Loaded when an address of the interface is first asked for, and imported by nothing else.
INTERFACE = re.compile(r"(.*/)?api(\.py|/.*)")

# path (ending in /: a folder) -> why it may import anything inside functions
LATE_IMPORTS = {
    "faces/cli/": "a command loads Django only when it runs",
    "faces/api/urls.py": "the interface loads when it is first asked",
}
# What may be imported inside functions anywhere: the renderers pull their libraries in, and jobs
# the library that runs them.
LATE_MODULES = ("secretariat.documents.rendering", "secretariat.foundation.jobs.commands")
JOB_LIBRARY = {"django_tasks", "django_tasks_db"}
REGISTERS = ("exports", "kinds", "room", "chapters", "loose_ends", "attention", "checklist")


def packages(node: ast.Import | ast.ImportFrom) -> set[str]:
    if isinstance(node, ast.ImportFrom):
        return {(node.module or "").split(".")[0]} if node.level == 0 else {"."}
    return {alias.name.split(".")[0] for alias in node.names}


def early_imports(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Imports that run when the module is loaded."""
    for child in ast.iter_child_nodes(node):
        is_only_for_types = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        if isinstance(child, (*FUNCTIONS, ast.Lambda)) or is_only_for_types:
            continue
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child
        yield from early_imports(child)


def late_imports(module: Module) -> Iterator[ast.Import | ast.ImportFrom]:
    """Imports inside functions."""
    for function in ast.walk(module.tree):
        if isinstance(function, FUNCTIONS):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield node


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    offenders = [
        module.at(node)
        for module in modules()
        for node in early_imports(module.tree)
        if packages(node) & (HEAVY - INTERFACE_ONLY if is_interface(module) else HEAVY)
    ]

    assert offenders == []


def test_only_the_interface_imports_the_interface() -> None:
    offenders = [
        f"{module.at(node)} {ast.unparse(node)}"
        for module in modules()
        if not is_interface(module)
        for node in early_imports(module.tree)
        if isinstance(node, ast.ImportFrom) and re.search(r"\.api(\.|$)", node.module or "")
    ]

    assert offenders == []


def test_pages_are_found_without_loading_the_interface() -> None:
    program = (
        "import os, sys, tempfile\n"
        "os.environ['SECRETARIAT_DATA'] = tempfile.mkdtemp()\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'secretariat.foundation.config.settings'\n"
        "import django\n"
        "django.setup()\n"
        "from django.urls import resolve, reverse\n"
        "print(reverse('start'), resolve('/tac/decisions').route)\n"
        f"print(sorted({INTERFACE_ONLY!r} & set(sys.modules)))\n"
    )

    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout

    assert said.splitlines() == ["/ <body:body>/decisions", "[]"]


def test_reading_the_record_loads_no_job_library() -> None:
    """What `export` draws from: the registers of the apps, under the settings of reading."""
    program = (
        "import os, sys, tempfile\n"
        "os.environ['SECRETARIAT_DATA'] = tempfile.mkdtemp()\n"
        f"os.environ['DJANGO_SETTINGS_MODULE'] = {READING!r}\n"
        "import django\n"
        "django.setup()\n"
        "from secretariat.foundation.config.discovery import load_from_apps\n"
        f"for name in {REGISTERS!r}:\n    load_from_apps(name)\n"
        "print('secretariat.council.decks.exports' in sys.modules)\n"
        f"print(sorted({JOB_LIBRARY!r} & set(sys.modules)))\n"
    )

    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout

    assert said.splitlines() == ["True", "[]"]


def is_interface(module: Module) -> bool:
    return INTERFACE.fullmatch(module.path) is not None and module.path != "faces/api/urls.py"


def test_late_imports_are_heavy_or_listed() -> None:
    offenders = [
        f"{module.at(node)} {ast.unparse(node)}"
        for module in modules()
        if not module.path.endswith("/apps.py")
        if not any(module.path.startswith(path) for path in LATE_IMPORTS)
        for node in late_imports(module)
        if not packages(node) & HEAVY and not is_renderer(node)
    ]

    assert offenders == []


def is_renderer(node: ast.Import | ast.ImportFrom) -> bool:
    return isinstance(node, ast.ImportFrom) and (node.module or "").startswith(LATE_MODULES)


def test_command_line_answers_without_loading_django() -> None:
    program = (
        "import sys\n"
        "from secretariat.faces.cli.main import main\n"
        "try:\n    main(['--version'])\n"
        "except SystemExit:\n    pass\n"
        f"print(sorted({HEAVY | {'django', 'allauth', 'asyncio'}!r} & set(sys.modules)))\n"
    )

    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout

    assert said.splitlines()[-1] == "[]"
