"""The settings an operator may choose, read once and typed.

Order of precedence: environment variables, then `secretariat.toml` in the data folder, then the
defaults below. An unknown name refuses to start: a misspelt setting must never be ignored.
Each setting is described in docs/reference/settings.md (a house test compares the two).
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PREFIX = "SECRETARIAT_"
CONFIG_FILE = "secretariat.toml"
CHECKOUT = Path(__file__).resolve().parents[4]

# Read by the launcher before this program starts, so they are known here but not kept.
LAUNCHER_SETTINGS = frozenset({"VENV", "INSTALLER"})

MAIL_SCHEMES = ("console", "file", "smtp", "smtps")

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


class SettingsError(Exception):
    """A setting cannot be used; the message says which and what it may be."""


class Mode(StrEnum):
    """What the installation is for; decides which safety checks are errors."""

    DEMO = "demo"
    LOCAL = "local"
    LIVE = "live"


def default_data_folder() -> Path:
    """The folder `data` of a checkout, or of the current folder for an installed package."""
    inside_checkout = (CHECKOUT / "pyproject.toml").is_file()
    return (CHECKOUT if inside_checkout else Path.cwd()) / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Env:
    """Every setting with its default. Field `base_url` is the variable SECRETARIAT_BASE_URL."""

    data: Path = field(default_factory=default_data_folder)
    mode: Mode = Mode.LOCAL
    database_url: str = ""
    sqlite_synchronous: str = "FULL"
    base_url: str = "http://127.0.0.1:8000"
    allowed_hosts: tuple[str, ...] = ()
    trusted_proxies: int = 0
    secret_key: str = field(default="", repr=False)
    mail_url: str = field(default="console:", repr=False)
    mail_in: str = "mail-in"
    mail_from: str = "Secretariat <secretariat@example.org>"
    language: str = "en"
    time_zone: str = "UTC"
    log_level: str = "INFO"
    log_format: str = "text"
    upload_limit_mb: int = 20
    debug: bool = False

    @property
    def is_https(self) -> bool:
        return urlsplit(self.base_url).scheme == "https"

    @property
    def hosts(self) -> list[str]:
        """Host names this installation answers to."""
        own = urlsplit(self.base_url).hostname or "localhost"
        local = [] if self.mode is Mode.LIVE else ["localhost", "127.0.0.1", "[::1]"]
        return list(dict.fromkeys([own, *self.allowed_hosts, *local]))


def load_env(environ: Mapping[str, str] | None = None) -> Env:
    """Read the settings; raise `SettingsError` naming the first one that cannot be used."""
    merged = _given(os.environ if environ is None else environ)
    known = {f.name: f for f in fields(Env)}
    for name in merged:
        if name not in known:
            raise SettingsError(_unknown(name, sorted(known)))
    values: dict[str, Any] = {name: _parsed(name, value) for name, value in merged.items()}
    return _checked(Env(**values))


def is_given(name: str, environ: Mapping[str, str] | None = None) -> bool:
    """Whether somebody chose this setting, in the environment or in the folder's file."""
    return name in _given(os.environ if environ is None else environ)


def _given(environ: Mapping[str, str]) -> dict[str, object]:
    given = _from_environment(environ)
    data = Path(str(given.get("data", default_data_folder()))).expanduser().absolute()
    return {**_from_file(data / CONFIG_FILE), **given, "data": data}


def _from_environment(environ: Mapping[str, str]) -> dict[str, object]:
    names = (name for name in environ if name.startswith(PREFIX))
    short = {name: name.removeprefix(PREFIX) for name in names}
    return {s.lower(): environ[name] for name, s in short.items() if s not in LAUNCHER_SETTINGS}


def _from_file(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read as TOML: {error}") from error
    if "data" in content:
        raise SettingsError(f"{path} lies in the data folder, so it cannot name another one.")
    return content


def _parsed(name: str, value: object) -> object:
    parse = _PARSERS.get(name)
    return str(value) if parse is None else parse(name, value)


def _path(_name: str, value: object) -> object:
    return value


def _mode(name: str, value: object) -> Mode:
    return Mode(_choice(name, str(value), [mode.value for mode in Mode]))


def _synchronous(name: str, value: object) -> str:
    return _choice(name, str(value).upper(), ["FULL", "NORMAL"])


def _log_form(name: str, value: object) -> str:
    return _choice(name, str(value), ["text", "json"])


def _log_level(name: str, value: object) -> str:
    return _choice(name, str(value).upper(), ["DEBUG", "INFO", "WARNING", "ERROR"])


def _list(_name: str, value: object) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else str(value).split(",")
    return tuple(str(part).strip() for part in parts if str(part).strip())


def _whole_number(name: str, value: object) -> int:
    text = str(value)
    if not text.isdecimal():
        raise SettingsError(f"{PREFIX}{name.upper()} is “{text}”; use a whole number.")
    return int(text)


def _truth(name: str, value: object) -> bool:
    text = str(value).lower()
    if text not in _TRUE | _FALSE:
        raise SettingsError(f"{PREFIX}{name.upper()} is “{text}”; use yes or no.")
    return text in _TRUE


def _choice(name: str, value: str, allowed: list[str]) -> str:
    if value not in allowed:
        raise SettingsError(f"{PREFIX}{name.upper()} is “{value}”; use {' or '.join(allowed)}.")
    return value


_PARSERS: dict[str, Callable[[str, object], object]] = {
    "data": _path,
    "mode": _mode,
    "sqlite_synchronous": _synchronous,
    "log_format": _log_form,
    "log_level": _log_level,
    "allowed_hosts": _list,
    "trusted_proxies": _whole_number,
    "upload_limit_mb": _whole_number,
    "debug": _truth,
}


def _unknown(name: str, known: list[str]) -> str:
    names = ", ".join(PREFIX + k.upper() for k in known)
    return f"{PREFIX}{name.upper()} is not a setting of this program. It knows {names}."


def _checked(env: Env) -> Env:
    address = urlsplit(env.base_url)
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise SettingsError(
            f"{PREFIX}BASE_URL is “{env.base_url}”; use a full address such as "
            "https://council.example.org."
        )
    if urlsplit(env.mail_url).scheme not in MAIL_SCHEMES:
        raise SettingsError(
            f"{PREFIX}MAIL_URL must begin with {' or '.join(MAIL_SCHEMES)}: `console:` prints "
            "mail, smtp://user:password@mail.example.org:587 sends it, file:///var/spool/council "
            "writes it into a folder."
        )
    folder = urlsplit(env.mail_url)
    if folder.scheme == "file" and (folder.netloc or not folder.path.strip("/")):
        raise SettingsError(
            f"{PREFIX}MAIL_URL is “{env.mail_url}”; a folder is written with three strokes and its "
            "full path: file:///var/spool/council."
        )
    return env
