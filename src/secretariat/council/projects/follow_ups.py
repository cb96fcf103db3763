"""What follows from a carried motion about a project: welcome it, and note its stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from secretariat.council.meetings.follow_ups import Todo, register
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries import motions_of_snapshot
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.visibility import Audience

ACCEPTANCE, STAGE = "project_acceptance", "stage_change"


def to_do(meeting: MeetingSnapshot, _at: datetime) -> list[Todo]:
    """Lines for the motions that accepted a project or changed its stage. Three queries."""
    carried = [each for each in motions_of_snapshot(meeting) if each.state == Motion.State.CARRIED]
    return [todo for motion in carried for todo in _of_motion(motion)]


def _of_motion(motion: Motion) -> Iterator[Todo]:
    audience = Audience(motion.item.audience) if motion.item else Audience.PUBLIC
    about = motion.item.title if motion.item else motion.number
    projects = f"{motion.body.slug}/projects"
    refs = [motion.item.source_ref if motion.item else "", *motion.about_refs]
    project = next((ref for ref in refs if ref.startswith(f"{projects}/")), "")
    if motion.decision_kind == ACCEPTANCE:
        yield Todo(
            f"welcome:{motion.ref}",
            f"Welcome the project: {about} ({motion.number})",
            f"/{project or projects}",
            "Chair",
            audience,
        )
    if motion.decision_kind in (ACCEPTANCE, STAGE):
        yield Todo(
            f"stage:{motion.ref}",
            f"Update the stage in the project table: {about} ({motion.number})",
            f"/{project or projects}",
            audience=audience,
        )


register("projects", to_do)
