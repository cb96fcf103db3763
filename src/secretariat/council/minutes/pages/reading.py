"""The page of one edition, and the letter with which the minutes go out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict

from secretariat.council.meetings import policy as meetings
from secretariat.council.meetings.letters import letter_frame
from secretariat.council.meetings.queries.calendar import next_meeting
from secretariat.council.meetings.snapshots import day_of
from secretariat.council.minutes import policy, queries
from secretariat.council.minutes.editions import Editions
from secretariat.council.minutes.forms import ReleaseForm
from secretariat.council.minutes.models import Correction, Minutes, ref_of_edition
from secretariat.council.minutes.pages.lines import Reader, missing_action_url, sections_for
from secretariat.council.minutes.queries import Choices
from secretariat.foundation.outbox.forms import LetterForm
from secretariat.foundation.outbox.queries import echoes
from secretariat.foundation.people.queries import today
from secretariat.foundation.people.snapshots import rule_book_on
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.foundation.records.queries import history
from secretariat.rules.visibility import Actor, Audience

TABS = {
    Audience.PUBLIC: "For everyone",
    Audience.MEMBERS: "For members and staff",
    Audience.OFFICERS: "For chair and secretary",
}


@dataclass(frozen=True, slots=True)
class EditionLink:
    """One edition the reader may read. `words` say for whom it is."""

    words: str
    href: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One correction in the margin. `choices` are whom a name may mean, while that is open."""

    correction: Correction
    choices: Choices = ()

    @property
    def about(self) -> str:
        """What it is about, where it is about no line: "Missing under “Harbour map”"."""
        if self.correction.kind == Correction.Kind.MISSING:
            return f"Missing under “{self.correction.details['under']}”"
        if self.correction.kind == Correction.Kind.REMARK:
            return "On the whole"
        return "In the roll call" if self.correction.kind == Correction.Kind.PRESENCE else ""


def reading_page(actor: Actor, editions: Editions, audience: Audience) -> dict[str, Any]:
    """An edition of the minutes, what may be done to it, its corrections, mail and history."""
    minutes = editions.row
    document = editions.document(audience)
    may_write = policy.may_write(actor, minutes.meeting.body)
    reader = _reader(actor, editions, audience)
    return {
        "minutes": minutes,
        "edition_ref": ref_of_edition(minutes, audience),
        "editions": _edition_links(actor, editions, audience),
        "document": document,
        "sections": sections_for(reader, document),
        "missing_action_url": missing_action_url(reader, document),
        "changes": editions.changes(audience),
        "may_write": may_write,
        "may_correct": reader.may_correct,
        "cards": _cards(minutes, audience, may_write=bool(may_write)),
        "release_form": release_form(minutes) if may_write else None,
        "is_past_last_day": queries.is_after_last_day(minutes),
        "echoes": echoes(minutes.ref) if may_write else [],
        "history": _history(actor, minutes) if may_write else [],
        "zone": minutes.meeting.zone,
    }


def _reader(actor: Actor, editions: Editions, audience: Audience) -> Reader:
    minutes, meeting = editions.row, editions.row.meeting
    is_open = minutes.approved_at is None
    may_write = is_open and bool(policy.may_write(actor, meeting.body))
    return Reader(
        base=f"/{ref_of_edition(minutes, audience)}",
        meeting_ref=meeting.ref,
        may_correct=bool(policy.may_propose_correction(actor, minutes, audience)),
        may_say_who=bool(policy.may_propose_presence(actor, minutes, audience)),
        may_write=may_write,
        may_keep_roll=is_open and bool(meetings.may_run(actor, meeting)),
        rooms={item.ref: item.slug for item in editions.whole.items} if may_write else {},
    )


def _edition_links(actor: Actor, editions: Editions, here: Audience) -> list[EditionLink]:
    """The editions the reader may read, if there are several."""
    found = [
        EditionLink(TABS[each], f"/{ref_of_edition(editions.row, each)}", each is here)
        for each in editions.audiences
        if policy.may_read(actor, editions.row, each)
    ]
    return found if len(found) > 1 else []


def _cards(minutes: Minutes, audience: Audience, *, may_write: bool) -> list[Card]:
    """The corrections of an edition; for writers with whom an open name may mean."""
    rows = queries.corrections_of(minutes, audience)
    return [Card(row, queries.whom_meant(minutes, row) if may_write else ()) for row in rows]


def _history(actor: Actor, minutes: Minutes) -> list[Entry]:
    """What happened to the minutes, without what was done to editions the actor may not read."""
    closed = {
        ref_of_edition(minutes, each)
        for each in Audience
        if not policy.may_read(actor, minutes, each)
    }
    return [entry for entry in history(minutes.ref, limit=20) if entry.ref not in closed]


def release_form(minutes: Minutes, sent: QueryDict | None = None) -> ReleaseForm:
    """The day until which corrections are taken, over it what was sent."""
    return ReleaseForm(sent, initial={"corrections_until_on": offered_last_day(minutes)})


def offered_last_day(minutes: Minutes) -> date:
    """Until when corrections are taken: as released, else as the rule book gives, but until the day
    before the next meeting, so that it can approve, if that leaves half of the time at least.
    """
    if minutes.corrections_until_on:
        return minutes.corrections_until_on
    body = minutes.meeting.body
    day = today(body)
    given = timedelta(days=rule_book_on(body, day).correction_days)
    coming = next_meeting(body, clock.now())
    if coming is None or coming.pk == minutes.meeting_id:
        return day + given
    eve = day_of(coming) - timedelta(days=1)
    return min(eve, day + given) if eve - day >= given / 2 else day + given


def letter_page(actor: Actor, minutes: Minutes, form: LetterForm) -> dict[str, Any]:
    """The letter with which the minutes go out, and what became of earlier ones."""
    return {
        "body": minutes.meeting.body,
        "form": form,
        "heading": "Send the minutes",
        "back": f"/{minutes.ref}",
        "back_words": "Minutes",
        "echoes": echoes(minutes.ref),
        **letter_frame(actor, minutes.meeting),
        "zone": minutes.meeting.zone,
    }
