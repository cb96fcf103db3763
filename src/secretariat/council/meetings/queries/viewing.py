"""A meeting as its page shows it to one reader: the agenda, where it is, how quorum stands.

During the call quorum is public and the roll call is not, so the state is taken from the whole
record and the record itself is left out for who may not see it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from secretariat.council.meetings.calls import Call, calls_for
from secretariat.council.meetings.item_texts import item_texts
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.roll import quorum_history, quorum_now
from secretariat.council.meetings.sight import sight_of
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.rules.agenda import Item, ItemState, Slot, Timetable, timetable
from secretariat.rules.meetings import BodySnapshot, ItemSnapshot, MeetingSnapshot
from secretariat.rules.presiding import for_the_public
from secretariat.rules.quorum import QuorumInterval, QuorumState
from secretariat.rules.runs import Paragraph
from secretariat.rules.visibility import Actor


@dataclass(frozen=True, slots=True)
class PartyQuorum:
    """How quorum stands and stood for one body of the meeting, by its own seats and rules."""

    body: BodySnapshot
    state: QuorumState
    history: tuple[QuorumInterval, ...]


@dataclass(frozen=True, slots=True)
class MeetingView:
    """What the page of a meeting shows. `quorums` are those of each body that holds it, the
    convening one first; there are none before the call to order. `calls` is what goes on now.
    `whole` shows the roll call whoever reads: for what is public of it.
    """

    meeting: MeetingSnapshot
    whole: MeetingSnapshot
    lines: tuple[AgendaRow, ...]
    times: Timetable
    quorums: tuple[PartyQuorum, ...]
    calls: tuple[Call, ...]
    sees_agenda: bool
    sees_record: bool

    @property
    def is_going_on(self) -> bool:
        """Whether the meeting is called to order and not over."""
        return self.meeting.called_at is not None and self.meeting.adjourned_at is None

    @property
    def asks_reader(self) -> bool:
        """Whether something is up to this reader now."""
        return any(call.button for call in self.calls)


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """An item with the time it is planned to begin, and what the record says under it."""

    item: ItemSnapshot
    slot: Slot
    told: tuple[Paragraph, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is still to be dealt with."""
        return self.item.state == ItemState.OPEN


def meeting_view(meeting: Meeting, actor: Actor, at: datetime) -> MeetingView:
    """The meeting for this reader. As many queries as the snapshot; in session, those of what the
    page calls for besides.
    """
    sight = sight_of(actor, meeting)
    whole = snapshot_for(meeting, replace(sight, sees_record=True))
    parties = whole.parties if whole.called_at is not None else ()
    shown = whole if sight.sees_record else without_record(whole)
    times = times_of(whole)
    return MeetingView(
        shown,
        whole,
        agenda_rows(shown, times, item_texts(shown, shown.items, at, on_page=True)),
        times,
        tuple(PartyQuorum(p.body, quorum_now(p, at), quorum_history(p)) for p in parties),
        tuple(calls_for(actor, whole, at)),
        sees_agenda=sight.sees_agenda,
        sees_record=sight.sees_record,
    )


def without_record(meeting: MeetingSnapshot) -> MeetingSnapshot:
    """The meeting without roll call and notes."""
    items = tuple(replace(item, notes=()) for item in meeting.items)
    others = tuple(replace(party, proxies=()) for party in meeting.joint_with)
    presiding = for_the_public(meeting.presiding) if meeting.presiding else None
    known = replace(meeting, items=items, attendees=(), proxies=(), joint_with=others)
    return replace(known, presiding=presiding)


def times_of(meeting: MeetingSnapshot) -> Timetable:
    """The planned times of all items, and whether they fit the meeting."""
    items = [Item(item.slug, item.part_of, item.minutes) for item in meeting.items]
    return timetable(items, meeting.starts_at, meeting.ends_at)


def agenda_rows(
    meeting: MeetingSnapshot,
    times: Timetable,
    texts: Mapping[str, tuple[Paragraph, ...]] | None = None,
) -> tuple[AgendaRow, ...]:
    """The items with their planned times and what is said under them, in order."""
    slots = {slot.slug: slot for slot in times.slots}
    texts = texts or {}
    return tuple(
        AgendaRow(item, slots[item.slug], texts.get(item.slug, ())) for item in meeting.items
    )
