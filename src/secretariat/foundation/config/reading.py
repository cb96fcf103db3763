"""Settings of a command that only reads the record: without what signing in and
background work need.

Loading half of the applications takes half of the time.
"""

from __future__ import annotations

from secretariat.foundation.config.settings import *  # noqa: F403
from secretariat.foundation.config.settings import HOUSE_APPS

INSTALLED_APPS = [
    *reversed(HOUSE_APPS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
]
