"""Finding what apps register: kinds of business, exports, parts of the room, recurring tasks.

Registering happens on import, in a module of one name in each app (`kinds`, `exports`, `room`,
`attention`, `loose_ends`, `chapters`, `tasks`). A register asks for it when it is first asked
itself, so a program loads only what it uses.
"""

from __future__ import annotations

from functools import cache

from django.utils.module_loading import autodiscover_modules


@cache
def load_from_apps(module: str) -> None:
    """Import this module of every app that has one; only the first call does anything."""
    autodiscover_modules(module)
