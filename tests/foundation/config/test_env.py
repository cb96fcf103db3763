"""Settings are read in one order, and a wrong one is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from secretariat.foundation.config.env import Mode, SettingsError, load_env


def test_env_without_settings_uses_the_defaults(tmp_path: Path) -> None:
    env = load_env({"SECRETARIAT_DATA": str(tmp_path)})

    assert (env.data, env.mode, env.database_url) == (tmp_path, Mode.LOCAL, "")


def test_env_reads_the_file_in_the_data_folder(tmp_path: Path) -> None:
    (tmp_path / "secretariat.toml").write_text('mode = "live"\nallowed_hosts = ["a.example.org"]\n')

    env = load_env({"SECRETARIAT_DATA": str(tmp_path)})

    assert (env.mode, env.allowed_hosts) == (Mode.LIVE, ("a.example.org",))


def test_env_variable_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "secretariat.toml").write_text('language = "en"\ntime_zone = "UTC"\n')

    env = load_env({"SECRETARIAT_DATA": str(tmp_path), "SECRETARIAT_TIME_ZONE": "Asia/Tokyo"})

    assert (env.language, env.time_zone) == ("en", "Asia/Tokyo")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("MOED", "live", "SECRETARIAT_MOED is not a setting of this program."),
        ("MODE", "production", "SECRETARIAT_MODE is “production”; use demo or local or live."),
        ("DEBUG", "perhaps", "SECRETARIAT_DEBUG is “perhaps”; use yes or no."),
        ("TRUSTED_PROXIES", "-1", "SECRETARIAT_TRUSTED_PROXIES is “-1”; use a whole number."),
        ("BASE_URL", "council.example.org", "SECRETARIAT_BASE_URL is “council.example.org”;"),
    ],
)
def test_env_refuses_a_wrong_setting_by_name(
    tmp_path: Path, name: str, value: str, said: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        load_env({"SECRETARIAT_DATA": str(tmp_path), f"SECRETARIAT_{name}": value})

    assert str(refused.value).startswith(said)


def test_env_file_may_not_name_another_data_folder(tmp_path: Path) -> None:
    (tmp_path / "secretariat.toml").write_text('data = "/elsewhere"\n')

    with pytest.raises(SettingsError, match="cannot name another one"):
        load_env({"SECRETARIAT_DATA": str(tmp_path)})


def test_env_ignores_what_only_the_launcher_reads(tmp_path: Path) -> None:
    env = load_env({"SECRETARIAT_DATA": str(tmp_path), "SECRETARIAT_VENV": "/somewhere"})

    assert env.data == tmp_path


def test_env_never_prints_secrets(tmp_path: Path) -> None:
    env = load_env({"SECRETARIAT_DATA": str(tmp_path), "SECRETARIAT_SECRET_KEY": "hush-hush"})

    assert "hush-hush" not in repr(env)
