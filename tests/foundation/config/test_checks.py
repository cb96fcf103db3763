"""A live installation that is not safe is told so, thing by thing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.checks import CheckMessage
from pytest_django import Settings

from secretariat.foundation.config.checks import check_settings
from secretariat.foundation.config.env import Env, Mode

SAFE: dict[str, Any] = {
    "mode": Mode.LIVE,
    "base_url": "https://council.example.com",
    "mail_url": "smtp://mail.example.com:587",
    "mail_from": "Secretariat <council@example.com>",
    "trusted_proxies": 1,
}


def found(settings: Settings, **values: Any) -> list[CheckMessage]:
    settings.ENV = Env(**values)
    return check_settings(None)


def test_settings_of_a_safe_live_installation_pass(settings: Settings) -> None:
    assert found(settings, **SAFE) == []


@pytest.mark.parametrize(
    ("wrong", "identity"),
    [
        ({"base_url": "http://council.example.com"}, "secretariat.E003"),
        ({"mail_url": "console:"}, "secretariat.E004"),
        ({"mail_from": "Secretariat <secretariat@example.org>"}, "secretariat.E005"),
        ({"debug": True}, "secretariat.E006"),
        ({"trusted_proxies": 0}, "secretariat.W001"),
        ({"time_zone": "Mars/Olympus"}, "secretariat.E001"),
        ({"secret_key": "too short"}, "secretariat.E002"),
    ],
)
def test_settings_that_are_not_safe_are_named(
    settings: Settings, wrong: dict[str, Any], identity: str
) -> None:
    messages = found(settings, **{**SAFE, **wrong})

    assert [message.id for message in messages] == [identity]
    assert all(message.hint for message in messages)


def test_settings_on_ones_own_machine_may_be_the_defaults(settings: Settings) -> None:
    assert found(settings) == []
