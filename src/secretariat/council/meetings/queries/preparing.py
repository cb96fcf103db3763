"""Everything the page that prepares an agenda shows, in one read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from secretariat.council.meetings.agenda_kinds import Proposal
from secretariat.council.meetings.models import Meeting, TopicProposal
from secretariat.council.meetings.queries.coming import by_answer
from secretariat.council.meetings.queries.proposing import (
    everything_proposed,
    not_yet_on,
    proposal_key,
    with_reasons_of_now,
)
from secretariat.council.meetings.queries.topics import topics_waiting
from secretariat.council.meetings.queries.viewing import AgendaRow, agenda_rows, times_of
from secretariat.council.meetings.snapshots import meeting_snapshot
from secretariat.rules.agenda import Timetable
from secretariat.rules.coming import Said
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.visibility import Actor


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal with its name in the form; `topic` if somebody wrote it and may be told no."""

    key: str
    proposal: Proposal
    topic: TopicProposal | None = None


@dataclass(frozen=True, slots=True)
class Preparation:
    """The agenda with its times, what could stand on it, and which items may have parts."""

    meeting: MeetingSnapshot
    rows: tuple[AgendaRow, ...]
    times: Timetable
    offers: tuple[Offer, ...]
    heads: tuple[ItemSnapshot, ...]
    is_fixed: bool

    @property
    def answers(self) -> list[tuple[str, list[Said]]]:
        """What people said of coming, by answer in words."""
        return by_answer(self.meeting.said)


def preparation_of(meeting: Meeting, actor: Actor, at: datetime) -> Preparation:
    """The agenda of a meeting as whoever prepares it sees it: 14 queries and what kinds ask."""
    snapshot = meeting_snapshot(meeting, actor)
    times = times_of(snapshot)
    is_fixed = snapshot.called_at is not None
    offered = [] if is_fixed else everything_proposed(snapshot, at)
    snapshot = with_reasons_of_now(snapshot, offered)
    return Preparation(
        meeting=snapshot,
        rows=agenda_rows(snapshot, times),
        times=times,
        offers=_offers(snapshot, not_yet_on(meeting, offered)),
        heads=tuple(item for item in snapshot.items if not item.part_of),
        is_fixed=is_fixed,
    )


def _offers(meeting: MeetingSnapshot, proposals: Sequence[Proposal]) -> tuple[Offer, ...]:
    waiting = topics_waiting(meeting) if proposals else []
    topics = {topic.ref: topic for topic in waiting}
    return tuple(Offer(proposal_key(p), p, topics.get(p.source_ref)) for p in proposals)
