"""Agenda, room, minutes and deck know no kind of business by name."""

from __future__ import annotations

import ast

from secretariat.council.meetings.agenda_kinds import all_kinds
from tests.house.source import modules

# Elsewhere “topic” is a word like any other: what the change feed counts, say.
ROOMS = {"council", "faces"}


def test_kinds_are_named_in_their_own_file_only() -> None:
    names = {kind.name for kind in all_kinds()}
    offenders = [
        f"{module.at(node)} “{node.value}”"
        for module in modules()
        if module.room in ROOMS and "kinds" not in module.path.removesuffix(".py").split("/")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and node.value in names
    ]

    assert names
    assert offenders == []
