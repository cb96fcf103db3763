"""What other apps keep under the items of a meeting: motions and actions, for two.

An app that stands above meetings says in its own `commands/following.py` under which items it has
something on record, how that follows a change of who may read the meeting, and what the record of
the meeting now says otherwise than it did. Meetings know no app by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from secretariat.council.meetings.models import Meeting, Note
from secretariat.foundation.config.discovery import load_from_apps
from secretariat.rules.visibility import Actor

Items = Callable[[Meeting], Iterable[int]]
Follow = Callable[[Actor, Meeting], None]
Remarks = Callable[[Meeting], Iterable[str]]


def no_items(_meeting: Meeting) -> Iterable[int]:
    """Under none."""
    return ()


def no_remarks(_meeting: Meeting) -> Iterable[str]:
    """Nothing to say."""
    return ()


@dataclass(frozen=True, slots=True)
class Follower:
    """One app's part. `items` are the rows of items it has something under, `follow` runs in the
    transaction that changes who may read the meeting, `remarks` are sentences for who corrected
    its record.
    """

    items: Items
    follow: Follow
    remarks: Remarks = no_remarks


_followers: dict[str, Follower] = {}


def register(name: str, follower: Follower) -> None:
    """Ask this app, too."""
    _followers[name] = follower


def unregister(name: str) -> None:
    """Take an app out again (for one defined only in a test)."""
    _followers.pop(name, None)


def items_on_record(meeting: Meeting) -> frozenset[int]:
    """The rows of the items under which something is written, moved or raised. A query for the
    notes and one an app.
    """
    noted = Note.objects.filter(item__meeting=meeting).values_list("item_id", flat=True)
    kept = (each.items(meeting) for each in _known().values())
    return frozenset(noted).union(*kept)


def let_follow(actor: Actor, meeting: Meeting, *, but: str = "") -> None:
    """Let every app bring up to date who may read what it keeps, `but` the one that asks. For use
    inside a command.
    """
    for name, each in _known().items():
        if name != but:
            each.follow(actor, meeting)


def remarks_on(meeting: Meeting) -> list[str]:
    """What the record of the meeting now says otherwise than it did when something was decided."""
    return [words for each in _known().values() for words in each.remarks(meeting)]


def _known() -> dict[str, Follower]:
    load_from_apps("commands.following")
    return {name: _followers[name] for name in sorted(_followers)}
