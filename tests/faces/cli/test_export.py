"""What the record holds leaves as a file, or the answer says what can."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import environment

pytestmark = pytest.mark.slow

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_demo_ignores_the_settings_of_a_real_installation(demo: dict[str, str]) -> None:
    data = Path(demo["data"])

    assert (data / "secretariat.sqlite3").is_file()
    assert (data / "secretariat.toml").read_text().endswith('mode = "demo"\n')


def test_demo_tells_where_the_deck_is_and_how_to_sign_in(demo: dict[str, str]) -> None:
    assert zipfile.is_zipfile(demo["deck"])
    assert demo["sign_in"].startswith(f"{demo['address']}/sign-in/")


@pytest.mark.parametrize(
    ("ending", "start"), [("pptx", b"PK"), ("pdf", b"%PDF-"), ("html", b"<!DOCTYPE html>")]
)
def test_export_writes_the_deck_in_the_format_of_the_file(
    run_demo: Run, tmp_path: Path, ending: str, start: bytes
) -> None:
    file = tmp_path / f"deck.{ending}"

    done = run_demo("export", "tac/2021-10-07/deck", "-o", str(file))

    assert (done.stdout, done.returncode) == (f"{file}\n", 0)
    assert file.read_bytes()[: len(start)].upper() == start.upper()


def test_export_in_an_impossible_format_says_which_are_possible(
    run_demo: Run, tmp_path: Path
) -> None:
    done = run_demo("export", "tac/2021-10-07/deck", "--to", "png", "-o", str(tmp_path / "x.png"))

    assert (done.stdout, done.returncode) == ("", 1)
    assert "can be exported as" in done.stderr
    assert not (tmp_path / "x.png").exists()


def test_export_gives_a_table_as_of_a_day_on_standard_output(run_demo: Run) -> None:
    before = run_demo("export", "tac/projects", "--to", "csv", "--as-of", "2021-09-29", "-o", "-")
    after = run_demo("export", "tac/projects", "--to", "csv", "--as-of", "2021-10-07", "-o", "-")

    assert (before.returncode, after.returncode) == (0, 0)
    assert len(before.stdout.splitlines()) == len(after.stdout.splitlines())
    assert before.stdout != after.stdout


def test_export_without_a_format_says_how_to_give_one(run_demo: Run) -> None:
    done = run_demo("export", "tac/projects")

    assert (done.stdout, done.returncode) == ("", 1)
    assert done.stderr == "Say which format: --to pdf, or an output file that ends in it.\n"


def test_export_to_a_place_that_cannot_be_written_says_so(run_demo: Run, tmp_path: Path) -> None:
    file = tmp_path / "missing" / "projects.csv"

    done = run_demo("export", "tac/projects", "-o", str(file))

    assert (done.stdout, done.returncode) == ("", 1)
    assert done.stderr.startswith(f"{file} cannot be written: No such file or directory.")


def test_export_from_a_folder_without_a_record_says_what_to_do(run: Run, data: Path) -> None:
    (data / "secretariat.sqlite3").unlink()

    done = run("export", "tac/projects", "--to", "csv")

    assert (done.stdout, done.returncode) == ("", 1)
    assert "Start `./secretariat serve` once on it" in done.stderr


EVERYTHING = """
import argparse, sys
from secretariat.faces.cli.options import READING, load_django
load_django(argparse.Namespace(), READING)
from secretariat.foundation.records.exports import export, formats_of
from secretariat.rules.visibility import system_actor
for ref in sys.argv[1:]:
    for to in formats_of(ref):
        file = export(system_actor("command line"), ref, to)
        print(file.name, len(file.content))
"""


def test_every_export_needs_only_what_reading_loads(demo: dict[str, str]) -> None:
    refs = ["tac/2021-10-07", "tac/2021-10-07/deck", "tac/2021-10-07/agenda"]
    refs += ["tac/2021-09-23/minutes", "tac/actions", "tac/calendar", "tac/decisions"]
    refs += ["tac/members", "tac/members-with-addresses", "tac/projects"]

    done = subprocess.run(
        [sys.executable, "-P", "-c", EVERYTHING, *refs],
        env=environment(Path(demo["data"])),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stderr, done.returncode) == ("", 0)
    sizes = dict(line.split() for line in done.stdout.splitlines())
    assert {name.partition(".")[0] for name in sizes} == {ref.replace("/", "-") for ref in refs}
    assert "0" not in sizes.values()


def test_export_tells_as_json_what_it_wrote(run_demo: Run, tmp_path: Path) -> None:
    file = tmp_path / "projects.csv"

    done = run_demo("export", "tac/projects", "-o", str(file), "--json")

    assert json.loads(done.stdout) == {
        "ref": "tac/projects",
        "file": str(file),
        "media_type": "text/csv; charset=utf-8",
        "bytes": file.stat().st_size,
    }


def test_a_refusal_is_told_as_json_too_where_json_is_wanted(run_demo: Run) -> None:
    done = run_demo("export", "tac/projects", "--to", "png", "--json")

    assert done.returncode == 1
    assert json.loads(done.stdout)["refused"]["code"] == "unknown_format"
    assert json.loads(done.stdout)["refused"]["message"] == done.stderr.strip()


@pytest.mark.parametrize("command", [("export", "tac/projects", "--to", "csv"), ("doctor",)])
def test_mistyped_folder_does_not_become_a_record(
    run_demo: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    folder = tmp_path / "mistyped"

    done = run_demo(*command, "--data", str(folder))

    assert (done.stdout, done.returncode) == ("", 1)
    assert done.stderr.startswith(f"There is no record in {folder}.")
    assert not folder.exists()


def test_day_that_is_none_is_wrong_use_in_words(run_demo: Run) -> None:
    done = run_demo("export", "tac/projects", "--to", "csv", "--as-of", "yesterday")

    assert done.returncode == 2
    assert "“yesterday” is no day; write it as 2030-03-07" in done.stderr
