"""What motions have under the items of a meeting, and how they follow who may read it."""

from __future__ import annotations

from collections.abc import Iterable

from secretariat.council.meetings.followers import Follower, register
from secretariat.council.meetings.models import Meeting
from secretariat.council.motions.commands.frame import findable
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries import remarks_of
from secretariat.foundation.records.commands import make_all_findable
from secretariat.rules.visibility import Actor


def follow(_actor: Actor, meeting: Meeting) -> None:
    """Let a search find the motions of the meeting for whom their items are. Two queries."""
    rows = Motion.objects.filter(meeting=meeting).select_related("body", "item", "meeting")
    make_all_findable([findable(row) for row in rows])


def items_of(meeting: Meeting) -> Iterable[int]:
    """The rows of the items under which something was moved. One query."""
    rows = Motion.objects.filter(meeting=meeting, item__isnull=False)
    return rows.values_list("item_id", flat=True)


register("motions", Follower(items_of, follow, remarks_of))
