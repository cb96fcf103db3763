"""A list of the record in every format a list can have."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from secretariat.documents.rendering.list_files import (
    ListFile,
    list_csv,
    list_json,
    list_markdown,
)

LIST_FORMATS = ("html", "md", "pdf", "json", "csv")


def list_written(
    file: ListFile,
    to: str,
    head: Mapping[str, Any],
    name: str,
    dated: datetime | None = None,
) -> bytes:
    """The list in one of LIST_FORMATS; `head` and `name` are for JSON, as in `list_json`, `dated`
    for PDF.
    """
    if to == "html":
        from secretariat.documents.rendering.html_sheet import list_html

        return list_html(file).encode()
    if to == "pdf":
        from secretariat.documents.rendering.pdf import list_pdf

        return list_pdf(file, dated)
    if to == "json":
        return list_json(file, head, name)
    return list_csv(file) if to == "csv" else list_markdown(file)
