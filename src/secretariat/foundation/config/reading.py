"""Settings of a command that only reads the record: without signing in, mail and background work.

Loading half of the applications takes half of the time.
"""

from __future__ import annotations

from secretariat.foundation.config.settings import *  # noqa: F403
from secretariat.foundation.config.settings import HOUSE_APPS

_NOT_READ = frozenset({"foundation.jobs", "foundation.outbox"})

INSTALLED_APPS = [
    *(app for app in reversed(HOUSE_APPS) if app.removeprefix("secretariat.") not in _NOT_READ),
    "django.contrib.auth",
    "django.contrib.contenttypes",
]
