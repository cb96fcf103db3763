"""The entry point for a page server: `secretariat.faces.web.asgi:application`."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.foundation.config.settings")

django.setup(set_prefix=False)

# Only now: the apps must be loaded before their static folders are known.
from secretariat.faces.web.assets import with_static_files  # noqa: E402
from secretariat.faces.web.live import with_live_streams  # noqa: E402
from secretariat.faces.web.turns import PagesInTurn  # noqa: E402

application = with_live_streams(with_static_files(PagesInTurn()))
