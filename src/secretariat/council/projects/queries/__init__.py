"""Every read of projects: the table of a day, one project, one cell, its people."""

from __future__ import annotations

from secretariat.council.projects.snapshots import printed_name
from secretariat.foundation.people.queries import today

from .days import end_of_day
from .liaisons import (
    LiaisonLine,
    all_people,
    liaison_of,
    liaisons_of,
    role_of_people,
)
from .one import (
    cell_history,
    cell_line,
    claim_numbered,
    claims_of,
    claims_said_in,
    column_named,
    columns_of,
    ended_projects,
    last_meeting_day,
    project_named,
    project_today,
    ref_going_on,
    source_words,
)
from .tables import CellLine, RowLine, TableView, difference, table, table_view, view_of

__all__ = [
    "CellLine",
    "LiaisonLine",
    "RowLine",
    "TableView",
    "all_people",
    "cell_history",
    "cell_line",
    "claim_numbered",
    "claims_of",
    "claims_said_in",
    "column_named",
    "columns_of",
    "difference",
    "end_of_day",
    "ended_projects",
    "last_meeting_day",
    "liaison_of",
    "liaisons_of",
    "printed_name",
    "project_named",
    "project_today",
    "ref_going_on",
    "role_of_people",
    "source_words",
    "table",
    "table_view",
    "today",
    "view_of",
]
