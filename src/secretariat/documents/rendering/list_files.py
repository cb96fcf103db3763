"""A list of the record (decisions, actions, meetings) in every format, all from the same cells."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from secretariat.documents.rendering.csv import rows_csv
from secretariat.documents.rendering.markdown_text import Blocks, escaped, inline, table
from secretariat.rules.deck import Look
from secretariat.rules.runs import linked


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFile:
    """A list ready to be written. `about` says of what and of which day, under the title.

    `keys` name the columns in JSON, `titles` in front of people; every row has one text for each.
    """

    title: str
    about: str
    keys: tuple[str, ...]
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    look: Look = field(default_factory=Look)


def filled_columns(file: ListFile) -> ListFile:
    """The list for people to read: without the columns in which no row has anything."""
    kept = [index for index, texts in enumerate(zip(*file.rows, strict=True)) if any(texts)]
    if not file.rows:
        return file
    return replace(
        file,
        keys=tuple(file.keys[index] for index in kept),
        titles=tuple(file.titles[index] for index in kept),
        rows=tuple(tuple(row[index] for index in kept) for row in file.rows),
    )


def list_csv(file: ListFile) -> bytes:
    """The list as CSV, with a head of titles."""
    return rows_csv(file.titles, file.rows)


def list_markdown(file: ListFile) -> bytes:
    """The list as a Markdown table under its title."""
    blocks = Blocks()
    blocks.add(f"# {escaped(file.title)}")
    blocks.add(inline(linked(file.about), is_start=True))
    if file.rows:
        cells = [[inline(linked(cell), breaks=" ") for cell in row] for row in file.rows]
        head = [escaped(title) for title in file.titles]
        blocks.add(table(head, cells, ["left"] * len(head)))
    else:
        blocks.add("Nothing is listed.")
    return blocks.text().encode()


def list_json(file: ListFile, head: Mapping[str, Any], name: str) -> bytes:
    """The list as JSON: the values of `head`, then the rows as objects under `name`."""
    rows = [dict(zip(file.keys, row, strict=True)) for row in file.rows]
    return json.dumps({**head, name: rows}, indent=2, ensure_ascii=False).encode()
