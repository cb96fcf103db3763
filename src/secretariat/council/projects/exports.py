"""The milestone table of a day as a file: the cells as written, or slides of the table."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from secretariat.council.projects import queries, slides
from secretariat.council.projects.queries.standing import MODELS, AnyStanding, all_standing
from secretariat.documents.rendering.list_files import ListFile, list_csv, list_json, list_markdown
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import body_named
from secretariat.foundation.people.snapshots import body_snapshot, host_name, look_of
from secretariat.foundation.records.exports import Wanted, register
from secretariat.rules.dates import day_words, long_day_words
from secretariat.rules.deck import Cover, Deck
from secretariat.rules.milestones import Table, order_warnings

PATTERN = r"(?P<body>[a-z][a-z0-9-]*)/projects"


def projects_file(wanted: Wanted) -> bytes:
    """The table of a body as of a day (today if none is given), in the format wanted."""
    body = body_named(wanted.parts["body"])
    as_of = wanted.as_of or queries.today(body)
    if wanted.format in _SLIDES:
        return _SLIDES[wanted.format](deck_of_table(body, as_of), wanted.dated)
    return _AS[wanted.format](body, as_of)


def plain_values(body: Body, table: Table) -> dict[str, Any]:
    """The table as plain values: each cell with its text, certainty, first day and source."""
    return {
        "body": body.slug,
        "as_of": table.as_of.isoformat(),
        "columns": [{"slug": column.slug, "label": column.label} for column in table.columns],
        "projects": [
            {
                "ref": f"{body.slug}/projects/{project.slug}",
                "name": project.name,
                "milestones": {
                    column.slug: {
                        "text": cell.text,
                        "certainty": cell.certainty.value,
                        "since": cell.since.isoformat() if cell.since else None,
                        "source": cell.source,
                    }
                    for column, cell in zip(table.columns, cells, strict=True)
                    if cell.text
                },
            }
            for project, cells in table.rows()
        ],
        "out_of_order": order_warnings(table),
    }


def deck_of_table(body: Body, as_of: date) -> Deck:
    """The table as a deck of its own, split where it is long."""
    here = body_snapshot(body, as_of)
    title = f"Projects of the {body.name}"
    day = long_day_words(as_of)
    cover = Cover(title=title, subtitle=here.organization, date_words=f"As of {day}")
    table = slides.table_slide(queries.table_view(body, as_of), title="Projects and milestones")
    return Deck(
        title=title,
        body_name=body.name,
        organization_name=here.organization,
        date_words=day,
        slides=(cover, table),
        look=here.look,
    )


def _csv(body: Body, as_of: date) -> bytes:
    return list_csv(_list_file(body, as_of))


def _list_file(body: Body, as_of: date) -> ListFile:
    """A row per project with its cells as written."""
    shown = queries.table(body, as_of)
    return ListFile(
        title=f"Projects of the {body.name}",
        about=f"{body.name}, {host_name(body, as_of)}, as of {day_words(as_of)}.",
        keys=("project", *(column.slug for column in shown.columns)),
        titles=("Project", *(column.label for column in shown.columns)),
        rows=tuple((p.name, *(cell.text for cell in cells)) for p, cells in shown.rows()),
        look=look_of(body),
    )


def _json(body: Body, as_of: date) -> bytes:
    values = plain_values(body, queries.table(body, as_of))
    return json.dumps(values, indent=2, ensure_ascii=False).encode()


def _markdown(body: Body, as_of: date) -> bytes:
    return list_markdown(_list_file(body, as_of))


def _pdf(deck: Deck, dated: datetime | None) -> bytes:
    from secretariat.documents.rendering.pdf import deck_pdf

    return deck_pdf(deck, dated)


def _pptx(deck: Deck, dated: datetime | None) -> bytes:
    from secretariat.documents.rendering.pptx import deck_pptx

    return deck_pptx(deck, dated)


def _html(body: Body, as_of: date) -> bytes:
    from secretariat.documents.rendering.html_sheet import list_html

    return list_html(_list_file(body, as_of)).encode()


_SLIDES = {"pdf": _pdf, "pptx": _pptx}
_AS = {"html": _html, "md": _markdown, "json": _json, "csv": _csv}

STANDING_COLUMNS = {
    "ref": "Reference",
    "kind": "Kind",
    "text": "What it is",
    "since_on": "Since",
    "ended_on": "Ended",
    "ended_reason": "Why it ended",
    "source": "Source",
}


def standing_file(wanted: Wanted) -> bytes:
    """What the body offers its projects and expects of them, with what ended."""
    body = body_named(wanted.parts["body"])
    rows = [row for model in MODELS.values() for row in all_standing(body, model)]
    file = ListFile(
        title=f"Benefits and expectations of the {body.name}",
        about=f"{body.name}, {body.host.name}, as of {day_words(queries.today(body))}.",
        keys=tuple(STANDING_COLUMNS),
        titles=tuple(STANDING_COLUMNS.values()),
        rows=tuple(map(_standing_cells, rows)),
    )
    if wanted.format == "json":
        return list_json(file, {"ref": wanted.ref}, "benefits_and_expectations")
    return list_csv(file) if wanted.format == "csv" else list_markdown(file)


def _standing_cells(row: AnyStanding) -> tuple[str, ...]:
    return (
        row.ref,
        type(row).__name__.lower(),
        row.text,
        row.since_on.isoformat() if row.since_on else "",
        row.ended_on.isoformat() if row.ended_on else "",
        row.ended_reason,
        row.source_words,
    )


register(PATTERN, ("html", "md", "pdf", "pptx", "json", "csv"), projects_file)
register(f"{PATTERN}/benefits", ("csv", "md", "json"), standing_file, has_days=False)
