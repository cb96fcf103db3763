"""Every write of projects, columns, claims and liaisons."""

from __future__ import annotations

from .claims import Origin, correct_claim, record_claim
from .columns import (
    add_milestone_column,
    add_people_column,
    add_words_column,
    change_column,
    order_columns,
    remove_column,
    restore_column,
    retire_column,
)
from .liaisons import appoint_liaison, change_liaison, end_liaison, print_liaison_as
from .projects import (
    add_project,
    describe_project,
    end_project,
    order_projects,
    rename_project,
    resume_project,
)
from .standing import (
    StandingWords,
    add_benefit,
    add_expectation,
    describe_standing,
    end_standing,
    order_benefits,
    order_expectations,
    resume_standing,
)

__all__ = [
    "Origin",
    "StandingWords",
    "add_benefit",
    "add_expectation",
    "add_milestone_column",
    "add_people_column",
    "add_project",
    "add_words_column",
    "appoint_liaison",
    "change_column",
    "change_liaison",
    "correct_claim",
    "describe_project",
    "describe_standing",
    "end_liaison",
    "end_project",
    "end_standing",
    "order_benefits",
    "order_columns",
    "order_expectations",
    "order_projects",
    "print_liaison_as",
    "record_claim",
    "remove_column",
    "rename_project",
    "restore_column",
    "resume_project",
    "resume_standing",
    "retire_column",
]
