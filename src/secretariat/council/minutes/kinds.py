"""The agenda kind "minutes to approve": released minutes, put to the body as one or several
resolutions.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from secretariat.council.meetings.agenda_kinds import (
    Offered,
    OfferedMotion,
    Outcome,
    Proposal,
    needs_quorum_if,
    register,
)
from secretariat.council.meetings.compose import note_blocks
from secretariat.council.meetings.queries.finding import body_of
from secretariat.council.minutes.commands import approve_minutes
from secretariat.council.minutes.commands.approval import APPROVAL
from secretariat.council.minutes.editions import has_changed
from secretariat.council.minutes.models import Minutes
from secretariat.council.minutes.queries import (
    has_open_corrections,
    is_before_last_day,
    minutes_named,
    waiting_minutes,
)
from secretariat.council.minutes.wording import days_of, resolution_text
from secretariat.council.motions.queries import motion_named, motions_in
from secretariat.rules.days import day_words
from secretariat.rules.deck import AnySlide, ResolutionSlide, TextSlide
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Block
from secretariat.rules.runs import Paragraph, Run, plain
from secretariat.rules.visibility import Actor

NAME = "minutes_to_approve"
CARRIED = "carried"


class MinutesToApprove:
    """Proposes whatever waits for approval; a carried motion approves the minutes it names."""

    name = NAME
    label = "Minutes to approve"

    def proposed(self, meeting: MeetingSnapshot, at: datetime) -> list[Proposal]:
        """One item for all minutes that wait; minutes on this agenda already are not proposed
        again.
        """
        waiting = [each.minutes for each in waiting_minutes(body_of(meeting))]
        earlier = [row for row in waiting if row.meeting.starts_at < meeting.starts_at]
        here = {ref for item in meeting.items for ref in _refs(item)}
        fresh = [row for row in earlier if row.ref not in here]
        if not fresh:
            return []
        released = min(row.released_at for row in fresh if row.released_at)
        on = meeting.local(released).date()
        return [
            Proposal(
                kind=NAME,
                title=f"Approval of the minutes of {days_of(fresh)}",
                reason=f"Released on {day_words(on)} and not approved yet.",
                minutes=5,
                source_ref=",".join(row.ref for row in fresh),
                place=10,
                options={"minutes": [row.ref for row in fresh]},
            )
        ]

    def shown(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[AnySlide]:
        """One slide with the resolution; a word of thanks when somebody stood in for the chair."""
        rows = minutes_named(_refs(item))
        if not rows:
            return [TextSlide(title=item.title, number=item.number, ref=item.ref)]
        return [
            ResolutionSlide(
                title=item.title,
                number=item.number,
                ref=item.ref,
                notes=item.speaker_notes,
                lead=tuple(_lead(meeting, rows)),
                text=plain(resolution_text(meeting.body, meeting.rule_book, rows)),
            )
        ]

    def minuted(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> list[Block]:
        """The notes; the motions under the item minute themselves."""
        return note_blocks(item)

    def offered(self, meeting: MeetingSnapshot, item: ItemSnapshot, at: datetime) -> Offered:
        """A tick list of the minutes that wait, and the button that moves their approval."""
        rows = [row for row in minutes_named(_refs(item)) if row.approved_at is None]
        is_moved = any(motion.is_waiting for motion in motions_in(meeting, item))
        left = (f"The minutes of {days_of(rows)} are not approved: they wait on.",) if rows else ()
        if not rows or is_moved:
            return Offered(left=left)
        is_early = any(is_before_last_day(row) for row in rows)
        return Offered(
            left=left,
            template="minutes/_to_approve.html",
            motion=None if is_early else _approval_of(meeting, rows),
            context={
                "waiting": [(row, has_changed(row), is_before_last_day(row)) for row in rows],
                "is_early": is_early,
                "url": f"/{item.ref}/move-approval",
                "keys": (("v", "move the approval"),),
            },
        )

    def settled(
        self,
        actor: Actor,
        meeting: MeetingSnapshot,
        item: ItemSnapshot,
        outcome: Outcome,
        at: datetime,
    ) -> None:
        """A carried motion approves the minutes it names; any other outcome leaves them waiting."""
        if outcome.state != CARRIED or not outcome.motion_ref:
            return
        motion = motion_named(outcome.motion_ref)
        for row in minutes_named(outcome.about_refs):
            approve_minutes(actor, row, motion)


def _approval_of(meeting: MeetingSnapshot, rows: list[Minutes]) -> OfferedMotion | None:
    """The motion that approves all of them; None while one cannot be approved yet."""
    if any(row.released_at is None for row in rows) or has_open_corrections(rows):
        return None
    text = resolution_text(meeting.body, meeting.rule_book, rows)
    return OfferedMotion(text, APPROVAL, tuple(row.ref for row in rows))


def _refs(item: ItemSnapshot) -> list[str]:
    return list(item.options.get("minutes", [])) if item.kind == NAME else []


def _lead(meeting: MeetingSnapshot, rows: list[Minutes]) -> list[Paragraph]:
    chairs = [handle for handle, office in meeting.offices.items() if office == "Chair"]
    lead = []
    for row in rows:
        stood_in = row.meeting.chair
        if stood_in and stood_in.handle not in chairs:
            lead.append(Paragraph(plain(f"Thanks to {stood_in.name} for chairing that meeting.")))
        address = f"{settings.BASE_URL}/{row.ref}"
        lead.append(Paragraph((Run(f"Minutes of {days_of([row])}", link=address),)))
    return lead


register(MinutesToApprove())
needs_quorum_if(NAME, lambda item: item.kind == NAME)
