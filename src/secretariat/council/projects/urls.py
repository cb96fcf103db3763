"""Addresses of the project table. Words that name a page here are no project's and no column's
short name (`commands.words`).
"""

from __future__ import annotations

from django.urls import path

from secretariat.foundation.records import converters  # noqa: F401 - registers them

from .views import cells, columns, liaisons, project, standing, table

app_name = "projects"
HERE = "<body:body>/projects"
ONE = f"{HERE}/<slug:project>"
CELL = f"{ONE}/<slug:column>"

urlpatterns = [
    path(HERE, table.table, name="table"),
    path(f"{HERE}/new", table.add, name="add"),
    path(f"{HERE}/order", table.order, name="order"),
    path(f"{HERE}/claims", cells.quick_claim, name="quick_claim"),
    path(f"{HERE}/columns", columns.columns, name="columns"),
    path(f"{HERE}/columns/order", columns.order, name="order_columns"),
    path(f"{HERE}/columns/<slug:column>", columns.column, name="column"),
    path(f"{HERE}/columns/<slug:column>/retire", columns.retire, name="retire_column"),
    path(f"{HERE}/columns/<slug:column>/restore", columns.restore, name="restore_column"),
    path(f"{HERE}/columns/<slug:column>/remove", columns.remove, name="remove_column"),
    path(f"{HERE}/benefits", standing.standing, name="standing"),
    *(
        each
        for of in ("benefits", "expectations")
        for each in (
            path(f"{HERE}/{of}/new", standing.add, {"of": of}, name=f"add_{of}"),
            path(f"{HERE}/{of}/order", standing.order, {"of": of}, name=f"order_{of}"),
            path(f"{HERE}/{of}/<slug:name>", standing.one, {"of": of}, name=of),
            path(f"{HERE}/{of}/<slug:name>/edit", standing.describe, {"of": of}, name=f"edit_{of}"),
            path(f"{HERE}/{of}/<slug:name>/end", standing.end, {"of": of}, name=f"end_{of}"),
            path(
                f"{HERE}/{of}/<slug:name>/resume",
                standing.resume,
                {"of": of},
                name=f"resume_{of}",
            ),
        )
    ),
    path(ONE, project.project, name="project"),
    path(f"{ONE}/edit", project.describe, name="describe"),
    path(f"{ONE}/rename", project.rename, name="rename"),
    path(f"{ONE}/end", project.end, name="end"),
    path(f"{ONE}/resume", project.resume, name="resume"),
    path(f"{ONE}/liaisons", liaisons.appoint, name="appoint"),
    path(f"{ONE}/liaisons/<slug:person>", liaisons.change, name="change_liaison"),
    path(f"{ONE}/liaisons/<slug:person>/end", liaisons.end, name="end_liaison"),
    path(CELL, cells.cell, name="cell"),
    path(f"{CELL}/<int:number>", cells.correct, name="correct"),
]
