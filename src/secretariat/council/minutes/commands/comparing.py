"""Keeping track of whether released minutes still say what they did, as the record goes on."""

from __future__ import annotations

from django.db import transaction

from secretariat.council.minutes.commands.findable import find_as
from secretariat.council.minutes.editions import Editions
from secretariat.council.minutes.models import Minutes
from secretariat.council.minutes.queries import moved_on
from secretariat.foundation.records.commands import locked
from secretariat.foundation.records.queries import versions


def note_release(minutes: Minutes) -> None:
    """Released now: nothing has changed. Runs inside the command that releases, which raises the
    version of the meeting by one when it ends.
    """
    topic = f"meeting:{minutes.meeting.ref}"
    minutes.compared_version = versions([topic])[topic] + 1
    minutes.has_changed = False


def compare_again() -> int:
    """Compare released minutes with the record again and bring the search up to date, where their
    meeting moved on; how many. Safe to repeat.

    It leaves no entry in the trail: whatever changed has its own.
    """
    waiting = moved_on()
    for minutes in waiting:
        with transaction.atomic():
            _compare(minutes)
    return len(waiting)


def _compare(minutes: Minutes) -> None:
    topic = f"meeting:{minutes.meeting.ref}"
    # Read first: what happens meanwhile is compared the next time.
    version = versions([topic])[topic]
    row = locked(minutes)
    row.has_changed, row.compared_version = Editions(row).has_changed, version
    row.save(update_fields=["has_changed", "compared_version"])
    find_as(row)
