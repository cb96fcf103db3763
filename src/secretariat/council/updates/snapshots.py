"""Updates as plain values, as they stood at an instant. Drafts and links are never in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.snapshots import day_of as meeting_day
from secretariat.council.updates.models import StandingUpdate, Update
from secretariat.rules.updates import STATE_WORDS, UpdateFacts, UpdateState, due_at, state_at


@dataclass(frozen=True, slots=True)
class UpdateAt:
    """What a body owes one meeting, at an instant."""

    ref: str
    standing_ref: str
    name: str
    meeting_ref: str
    meeting_on: date
    due_at: datetime
    due_on: date
    zone: str
    state: UpdateState
    text: str
    received_at: datetime | None
    by: str
    how: str
    excused_reason: str
    facts: UpdateFacts

    @property
    def state_words(self) -> str:
        return STATE_WORDS[self.state]


def update_at(
    standing: StandingUpdate, meeting: Meeting, row: Update | None, at: datetime
) -> UpdateAt:
    """What one body owes one meeting; `row`, read with its texts and links, if anything happened
    yet. No query.
    """
    due = due_at(meeting.starts_at, standing.due_hours)
    texts = [each for each in row.texts.all() if each.at <= at] if row else []
    newest = texts[-1] if texts else None
    facts = UpdateFacts(
        due_at=due,
        asked_at=row.asked_at if row else None,
        received_at=texts[0].at if texts else None,
        is_excused=bool(row and row.excused_at is not None and row.excused_at <= at),
        reminded_at=_reminded_at(row),
    )
    return UpdateAt(
        ref=f"{standing.ref}/{meeting.slug}",
        standing_ref=standing.ref,
        name=standing.name,
        meeting_ref=meeting.ref,
        meeting_on=meeting_day(meeting),
        due_at=due,
        due_on=due.astimezone(ZoneInfo(meeting.zone)).date(),
        zone=meeting.zone,
        state=state_at(facts, at),
        text=newest.text if newest else "",
        received_at=newest.at if newest else None,
        by=newest.by if newest else "",
        how=newest.how if newest else "",
        excused_reason=row.excused_reason if row and facts.is_excused else "",
        facts=facts,
    )


def _reminded_at(row: Update | None) -> datetime | None:
    sent = [each.sent_at for each in row.links.all() if each.is_reminder] if row else []
    return max(sent, default=None)
