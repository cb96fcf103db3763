"""What follows from a carried motion that another body has to hear of."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from secretariat.council.meetings.follow_ups import Todo, register
from secretariat.council.meetings.queries.finding import body_of
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries import motions_of_snapshot
from secretariat.council.referrals.queries import bodies_to_ask
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.visibility import Audience

TOLD = ("project_acceptance", "stage_change")
BOARD = "board"


def to_do(meeting: MeetingSnapshot, _at: datetime) -> list[Todo]:
    """Tell the board of each project accepted or moved, with the question filled in. Four queries.
    Nothing where the organization has no board in the record.
    """
    rows = [row for row in motions_of_snapshot(meeting) if row.state == Motion.State.CARRIED]
    rows = [row for row in rows if row.decision_kind in TOLD]
    boards = [slug for slug, name in bodies_to_ask(body_of(meeting)) if BOARD in name.lower()]
    return [_tell(row, boards[0]) for row in rows] if boards and rows else []


def _tell(motion: Motion, board: str) -> Todo:
    about = motion.item.title if motion.item else motion.number
    filled = {"to_body": board, "about_ref": motion.ref, "question": motion.text}
    return Todo(
        f"board:{motion.ref}",
        f"Tell the board: {about} ({motion.number})",
        f"/{motion.body.slug}/referrals?{urlencode(filled)}"[:500],
        audience=Audience(motion.item.audience) if motion.item else Audience.PUBLIC,
    )


register("referrals", to_do)
