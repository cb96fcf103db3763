"""Every write of projects, columns, claims and liaisons."""

from __future__ import annotations

from .claims import Origin, correct_claim, record_claim
from .columns import (
    add_milestone_column,
    add_people_column,
    change_column,
    order_columns,
    remove_column,
    restore_column,
    retire_column,
)
from .projects import (
    add_project,
    describe_project,
    end_project,
    order_projects,
    rename_project,
    resume_project,
)

__all__ = [
    "Origin",
    "add_milestone_column",
    "add_people_column",
    "add_project",
    "change_column",
    "correct_claim",
    "describe_project",
    "end_project",
    "order_columns",
    "order_projects",
    "record_claim",
    "remove_column",
    "rename_project",
    "restore_column",
    "resume_project",
    "retire_column",
]
