"""The doctor finds what is wrong and says what to do; a healthy record gets exit code 0."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

Run = Callable[..., subprocess.CompletedProcess[str]]
SEAL = """INSERT INTO records_seal (body_slug, sequence, ref, salt, digest, head, sealed_at)
VALUES ('tac', ?, ?, 'salt', ?, ?, '2021-10-07T17:00:00+00:00')"""


def change(data: Path, statement: str, *values: object) -> None:
    """Change the database behind the program's back."""
    with closing(sqlite3.connect(data / "secretariat.sqlite3")) as database, database:
        database.execute(statement, values)


def problems(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in done.stdout.splitlines() if line.startswith("PROBLEM")]


def test_doctor_finds_nothing_in_a_healthy_record(run: Run) -> None:
    done = run("doctor")

    assert (problems(done), done.returncode) == ([], 0)


def test_doctor_reports_as_json(run: Run) -> None:
    report = json.loads(run("doctor", "--json").stdout)

    assert [finding["about"] for finding in report["findings"]] == [
        "settings",
        "database",
        "migrations",
        "background work",
        "mail",
    ]
    assert report["heads"] == {}


def test_doctor_finds_a_row_that_points_to_nothing(run: Run, data: Path) -> None:
    change(
        data,
        "INSERT INTO people_signinlink (account_id, token_digest, expires_at) "
        "VALUES (4711, 'd', '2021-10-07T17:00:00+00:00')",
    )

    done = run("doctor")

    assert done.returncode == 1
    assert problems(done) == [
        (
            "PROBLEM database: A row of people_signinlink points to nothing in people_account. "
            "Stop the program and restore the last backup."
        )
    ]


def test_doctor_finds_a_file_that_is_no_database(run: Run, data: Path) -> None:
    (data / "secretariat.sqlite3").write_text("no database " * 1000)

    done = run("doctor")

    assert done.returncode == 1
    assert problems(done) == [
        "PROBLEM database: The database cannot be read: file is not a database."
    ]


def test_doctor_finds_pending_changes(run: Run, data: Path) -> None:
    (data / "secretariat.sqlite3").unlink()

    done = run("doctor")

    assert done.returncode == 1
    assert problems(done)[0].startswith("PROBLEM migrations: ")
    assert problems(done)[0].endswith("Start `./secretariat serve` once.")


def test_doctor_finds_one_change_that_is_missing(run: Run, data: Path) -> None:
    change(data, "DELETE FROM django_migrations WHERE app = 'meetings' AND name = '0001_initial'")

    assert problems(run("doctor"))[0].startswith("PROBLEM migrations: ")


def test_doctor_finds_a_frozen_record_that_was_altered(run: Run, data: Path) -> None:
    change(data, SEAL, 1, "tac/2021-10-07/minutes", "digest", "not the head that follows")

    done = run("doctor")

    assert done.returncode == 1
    assert problems(done) == [
        (
            "PROBLEM frozen records: The chain of tac is broken at tac/2021-10-07/minutes: "
            "it was altered."
        )
    ]


def test_doctor_finds_a_chain_that_does_not_follow_from_an_earlier_one(
    run: Run, tmp_path: Path
) -> None:
    earlier = tmp_path / "earlier.json"
    earlier.write_text(json.dumps({"findings": [], "heads": {"tac": "abc"}}))

    done = run("doctor", "--against", str(earlier))

    assert done.returncode == 1
    assert problems(done) == [
        "PROBLEM frozen records: The chain of tac never ended in abc, as the file says it did."
    ]


def test_doctor_refuses_a_file_of_another_kind(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text("[]")

    refused = run("doctor", "--against", str(other))

    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == f"{other} is not a file that `doctor --json` has written.\n"
