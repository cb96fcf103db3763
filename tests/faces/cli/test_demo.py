"""A demo takes a fresh folder and never one that holds something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from secretariat.faces.cli.demo import fresh_folder
from secretariat.faces.cli.folder import is_served, served_address, serving
from secretariat.rules.errors import Refused


def test_demo_makes_a_new_folder(tmp_path: Path) -> None:
    folder = fresh_folder(tmp_path / "a" / "demo")

    assert [path.name for path in folder.iterdir()] == ["secretariat.toml"]


def test_demo_takes_a_folder_that_is_empty(tmp_path: Path) -> None:
    assert fresh_folder(tmp_path) == tmp_path


def test_demo_keeps_the_folder_of_the_demo_before(tmp_path: Path) -> None:
    for word in ("first", "second", "third"):
        folder = fresh_folder(tmp_path / "demo")
        (folder / "record").write_text(word)

    assert (tmp_path / "demo/record").read_text() == "third"
    assert (tmp_path / "demo.previous/record").read_text() == "second"


@pytest.mark.parametrize("name", ["letters.txt", "secretariat.toml"])
def test_demo_leaves_a_folder_alone_that_holds_something_else(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('mode = "live"\n')

    with pytest.raises(Refused) as refused:
        fresh_folder(tmp_path)

    assert refused.value.code == "not_a_demo"
    assert (tmp_path / name).read_text() == 'mode = "live"\n'


def test_demo_leaves_a_demo_alone_that_is_being_served(tmp_path: Path) -> None:
    folder = fresh_folder(tmp_path / "demo")

    with serving(folder, "http://127.0.0.1:8000"), pytest.raises(Refused) as refused:
        fresh_folder(folder)

    assert refused.value.code == "in_use"


def test_folder_counts_as_served_only_while_it_is(tmp_path: Path) -> None:
    before = is_served(tmp_path)
    with serving(tmp_path, "http://127.0.0.1:8000"), serving(tmp_path, "http://127.0.0.1:8001"):
        during = (is_served(tmp_path), served_address(tmp_path))

    assert (before, is_served(tmp_path), served_address(tmp_path)) == (False, False, "")
    assert during == (True, "http://127.0.0.1:8001")
