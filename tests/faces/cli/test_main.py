"""Arguments are understood or refused in words, with the exit code that says which."""

from __future__ import annotations

from argparse import Namespace

import pytest

from secretariat.faces.cli import doctor, main
from secretariat.faces.cli.test import spread
from secretariat.foundation.config.env import SettingsError
from secretariat.rules.errors import Refused


def parsed(*arguments: str) -> Namespace:
    return main._parsed(list(arguments))


def test_main_without_a_command_serves() -> None:
    options = parsed()

    assert (options.command, options.port) == ("serve", 8000)


@pytest.mark.parametrize("arguments", [["--data", "x", "doctor"], ["doctor", "--data", "x"]])
def test_main_takes_common_options_before_and_after_the_command(arguments: list[str]) -> None:
    assert str(parsed(*arguments).data) == "x"


def test_main_hands_the_rest_to_other_programs_unchanged() -> None:
    options = parsed("--data", "x", "test", "tests/rules", "-k", "demo", "--json", "--data", "y")

    assert (options.command, str(options.data)) == ("test", "x")
    assert options.rest == ["tests/rules", "-k", "demo", "--json", "--data", "y"]


@pytest.mark.parametrize("arguments", [["wat"], ["doctor", "--wat"], ["export"]])
def test_main_answers_wrong_use_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(arguments)

    assert ended.value.code == 2


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Refused("not_allowed", "Only the chair may do this."), 1),
        (SettingsError("SECRETARIAT_MODE is “wat”."), 2),
    ],
)
def test_main_says_a_refusal_on_standard_error(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    code: int,
) -> None:
    def refuse(_options: Namespace) -> int:
        raise error

    monkeypatch.setattr(doctor, "run", refuse)

    assert main.main(["doctor"]) == code
    assert capsys.readouterr() == ("", f"{error}\n")


@pytest.mark.parametrize(
    ("arguments", "is_spread"),
    [
        ([], True),
        (["-q", "--ignore=tests/rules"], True),
        (["-q", "-mnot browser and not one_database"], True),
        (["tests/rules"], False),
        (["-m", "browser"], False),
        (["-n0"], False),
    ],
)
def test_test_spreads_the_whole_suite_over_all_cores(arguments: list[str], is_spread: bool) -> None:
    assert bool(spread(arguments)) is is_spread
