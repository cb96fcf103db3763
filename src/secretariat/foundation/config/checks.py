"""Checks of the settings when the program starts: a live installation must be safe, or not start.

Registered with Django under the tag `secretariat`, so `doctor`, `serve` and `manage check` agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register

from secretariat.foundation.config.env import Env, Mode

TAG = "secretariat"
SHORTEST_KEY = 40


@register(TAG)
def check_settings(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """What is wrong with the settings in use."""
    del app_configs
    env: Env = settings.ENV
    findings = list(_always(env))
    return [*findings, *_live(env)] if env.mode is Mode.LIVE else findings


def _always(env: Env) -> Iterable[CheckMessage]:
    try:
        ZoneInfo(env.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        yield Error(
            f"SECRETARIAT_TIME_ZONE is “{env.time_zone}”, which is not a time zone.",
            hint="Use a name such as Europe/Paris.",
            id="secretariat.E001",
        )
    if env.secret_key and len(env.secret_key) < SHORTEST_KEY:
        yield Error(
            f"SECRETARIAT_SECRET_KEY is shorter than {SHORTEST_KEY} characters.",
            hint="Leave it out: the program makes one and keeps it in the data folder.",
            id="secretariat.E002",
        )


def _live(env: Env) -> Iterable[CheckMessage]:
    if not env.is_https:
        yield Error(
            f"SECRETARIAT_BASE_URL is {env.base_url}, but a live installation needs https.",
            hint="Put a server that speaks https in front and name its address.",
            id="secretariat.E003",
        )
    if env.mail_url.startswith("console:"):
        yield Error(
            "SECRETARIAT_MAIL_URL is not set: nobody would get sign-in codes or agendas.",
            hint="Name the mail server, for example smtp://user:password@mail.example.org:587.",
            id="secretariat.E004",
        )
    if "example.org" in env.mail_from:
        yield Error(
            f"SECRETARIAT_MAIL_FROM is still {env.mail_from}.",
            hint="Name the address that mail comes from.",
            id="secretariat.E005",
        )
    if env.debug:
        yield Error(
            "SECRETARIAT_DEBUG is on: faults would show the inside of the program to anybody.",
            hint="Leave it out.",
            id="secretariat.E006",
        )
    if env.trusted_proxies == 0:
        yield checks.Warning(
            "SECRETARIAT_TRUSTED_PROXIES is 0, so all visitors seem to come from the server in "
            "front and share one limit of sign-in codes.",
            hint="Say how many servers stand in front, usually 1.",
            id="secretariat.W001",
        )
