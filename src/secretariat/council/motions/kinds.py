"""The agenda kind "motion to decide": what an earlier meeting moved and did not decide."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.meetings.agenda_kinds import Proposal, register
from secretariat.council.meetings.compose import note_blocks, text_slides
from secretariat.council.meetings.kinds import PlainKind
from secretariat.council.meetings.snapshots import day_of
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries import coming_back
from secretariat.foundation.people.attention import shortened
from secretariat.rules.days import day_words
from secretariat.rules.deck import AnySlide
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Block
from secretariat.rules.visibility import Audience
from secretariat.rules.wording import capitalized

NAME = "motion_to_decide"


class MotionToDecide(PlainKind):
    """Proposes each motion that was deferred or left undecided, with its text ready to be moved."""

    name = NAME
    label = "Motion to decide"

    def proposed(self, meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
        """One item a motion, for whom the motion is, until an agenda takes it up."""
        return [
            Proposal(
                kind=NAME,
                title=f"Motion {row.number}: {shortened(row.text)}",
                reason=_why(row),
                minutes=5,
                source_ref=row.ref,
                options={"motion": row.text, "decision_kind": row.decision_kind},
                audience=Audience(row.item.audience) if row.item else Audience.PUBLIC,
            )
            for row in coming_back(meeting.body.slug, meeting.starts_at)
        ]

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        """The text of the item; the motion itself is a slide by its own."""
        return text_slides(item)

    def minuted(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Block]:
        """The notes; the motions under the item minute themselves."""
        return note_blocks(item)


def _why(row: Motion) -> str:
    day = f" on {day_words(day_of(row.meeting))}" if row.meeting else ""
    if row.is_waiting:
        return f"Moved and not decided{day}."
    return f"{capitalized(row.get_state_display())}{day}."


register(MotionToDecide())
