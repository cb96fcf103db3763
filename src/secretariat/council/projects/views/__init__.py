"""Pages of the project table."""

from __future__ import annotations

from . import cells, columns, liaisons, project, table

__all__ = ["cells", "columns", "liaisons", "project", "table"]
