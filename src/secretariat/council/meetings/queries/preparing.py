"""Everything the page that prepares an agenda shows, in one read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from secretariat.council.meetings.agenda_kinds import Proposal
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.proposing import proposal_key, proposals_for
from secretariat.council.meetings.queries.viewing import AgendaRow, agenda_rows, times_of
from secretariat.council.meetings.snapshots import meeting_snapshot
from secretariat.rules.agenda import Timetable
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.visibility import Actor


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal with its name in the form."""

    key: str
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Preparation:
    """The agenda with its times, what could stand on it, and which items may have parts."""

    meeting: MeetingSnapshot
    rows: tuple[AgendaRow, ...]
    times: Timetable
    offers: tuple[Offer, ...]
    heads: tuple[ItemSnapshot, ...]
    is_fixed: bool


def preparation_of(meeting: Meeting, actor: Actor, at: datetime) -> Preparation:
    """The agenda of a meeting as whoever prepares it sees it: 13 queries and what kinds ask."""
    snapshot = meeting_snapshot(meeting, actor)
    times = times_of(snapshot)
    is_fixed = snapshot.called_at is not None
    proposals = [] if is_fixed else proposals_for(meeting, at, snapshot)
    return Preparation(
        meeting=snapshot,
        rows=agenda_rows(snapshot, times),
        times=times,
        offers=tuple(Offer(proposal_key(each), each) for each in proposals),
        heads=tuple(item for item in snapshot.items if not item.part_of),
        is_fixed=is_fixed,
    )
