"""The agenda kind "motion to decide": what an earlier meeting moved and did not decide."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.meetings.agenda_kinds import Proposal, needs_quorum_if, register
from secretariat.council.meetings.compose import note_blocks, text_slides
from secretariat.council.meetings.kinds import PlainKind
from secretariat.council.meetings.snapshots import day_of
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries import (
    coming_back,
    ended_by_mail,
    motion_fact,
    motion_named,
    prepared,
    short_result,
)
from secretariat.foundation.people.attention import shortened
from secretariat.rules.days import day_words
from secretariat.rules.deck import AnySlide, ResolutionSlide
from secretariat.rules.errors import Refused
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Block
from secretariat.rules.runs import linked
from secretariat.rules.visibility import Audience
from secretariat.rules.wording import capitalized

NAME, BALLOT = "motion_to_decide", "ballot_result"


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


class BallotResult(PlainKind):
    """Tells a meeting how a ballot by mail ended, until an agenda had it."""

    name = BALLOT
    label = "Result of a ballot"

    def proposed(self, meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
        """One item a ballot that was carried or lost, for whom the motion is."""
        return [
            Proposal(
                kind=BALLOT,
                title=f"Result of the ballot {row.number}: {shortened(row.text)}",
                reason=short_result(row),
                minutes=2,
                source_ref=row.ref,
                audience=Audience(row.item.audience) if row.item else Audience.PUBLIC,
            )
            for row in ended_by_mail(meeting.body.slug, min(at, meeting.starts_at))
        ]

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        """What was decided, with the figures."""
        row = _ballot_of(item)
        if row is None:
            return text_slides(item)
        return [
            ResolutionSlide(
                title=item.title,
                number=item.number,
                ref=item.ref,
                notes=item.speaker_notes,
                text=linked(row.text),
                label="RESOLVED" if row.state == Motion.State.CARRIED else "PROPOSED",
                foot=f"{row.number}. {short_result(row)}",
            )
        ]

    def minuted(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Block]:
        """How the ballot ended, and the notes."""
        row = _ballot_of(item)
        facts = [motion_fact(row)] if row is not None else []
        return [*facts, *note_blocks(item)]


def _ballot_of(item: ItemSnapshot) -> Motion | None:
    try:
        return motion_named(item.source_ref)
    except Refused:
        return None


def _why(row: Motion) -> str:
    day = f" on {day_words(day_of(row.meeting))}" if row.meeting else ""
    if row.is_waiting:
        return f"Moved and not decided{day}."
    return f"{capitalized(row.get_state_display())}{day}."


register(MotionToDecide())
register(BallotResult())
needs_quorum_if(NAME, lambda item: bool(prepared(item)))
