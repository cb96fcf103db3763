"""The table as files of any day, opened again."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from django.test import Client

from secretariat.council.projects import commands
from secretariat.foundation.people.models import Body
from secretariat.foundation.records.exports import export
from secretariat.rules.visibility import PUBLIC_ACTOR
from tests.council.projects.tables import SECRETARY, column, project


@pytest.fixture
def body_with_table(body: Body) -> Body:
    """One project whose only milestone changed on 1 Mar 2024."""
    added, charter = project(body), column(body, "Charter")
    commands.record_claim(SECRETARY, added, charter, text="(Mar?)", said_on=date(2024, 2, 1))
    commands.record_claim(SECRETARY, added, charter, text="1 MAR 2024", said_on=date(2024, 3, 1))
    return body


def rows(content: bytes) -> list[list[str]]:
    """A CSV file read back."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_csv_has_the_cells_as_written(body_with_table: Body) -> None:
    days = (None, date(2024, 2, 29), date(2023, 1, 1))

    made = [rows(export(PUBLIC_ACTOR, "tc/projects", "csv", day).content) for day in days]

    head = ["Project", "Charter"]
    assert made == [[head, ["Beacon", "1 MAR 2024"]], [head, ["Beacon", "(Mar?)"]], [head]]


def test_json_says_certainty_first_day_and_source(body_with_table: Body) -> None:
    made = json.loads(export(PUBLIC_ACTOR, "tc/projects", "json", date(2024, 2, 29)).content)

    assert made["as_of"] == "2024-02-29"
    assert made["projects"] == [
        {
            "ref": "tc/projects/beacon",
            "name": "Beacon",
            "milestones": {
                "charter": {
                    "text": "(Mar?)",
                    "certainty": "tentative",
                    "since": "2024-02-01",
                    "source": "",
                }
            },
        }
    ]


def test_markdown_and_pdf_are_made(body_with_table: Body) -> None:
    text = export(PUBLIC_ACTOR, "tc/projects", "md").content.decode()

    assert "| Beacon  | 1 MAR 2024 |" in text
    assert export(PUBLIC_ACTOR, "tc/projects", "pdf").content.startswith(b"%PDF-")


def test_file_of_a_day_is_downloaded(body_with_table: Body, client: Client) -> None:
    response = client.get("/tc/projects.csv?as_of=2024-02-29")

    assert response.status_code == 200
    assert rows(response.content)[1] == ["Beacon", "(Mar?)"]
