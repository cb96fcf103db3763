"""What stands beside the agenda: title, link, passcode, recording, chair and secretary of the day.

Neither link nor passcode reaches the audit trail, which more people may read than the invitation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.findability import index_meeting
from secretariat.council.meetings.commands.frame import NOT_FROZEN, State, meeting_act, must_be
from secretariat.council.meetings.commands.materials import checked_url
from secretariat.council.meetings.models import Meeting
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.commands import guard_revision
from secretariat.rules.visibility import Actor, Audience

_SECRET = frozenset({"link", "passcode"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingEdit:
    """What is to change about a meeting. None leaves a value as it is, "" empties it."""

    title: str | None = None
    occasion: str | None = None
    link: str | None = None
    link_audience: Audience | None = None
    passcode: str | None = None
    passcode_audience: Audience | None = None
    recording_url: str | None = None
    recording_audience: Audience | None = None

    def values(self) -> dict[str, Any]:
        """What is to change, by field. Refuses ("malformed_link")."""
        wanted = {
            "title": None if self.title is None else " ".join(self.title.split())[:200],
            "occasion": None if self.occasion is None else " ".join(self.occasion.split())[:300],
            "link": self.link and checked_url(self.link),
            "link_audience": self.link_audience and self.link_audience.value,
            "passcode": None if self.passcode is None else self.passcode.strip()[:100],
            "passcode_audience": self.passcode_audience and self.passcode_audience.value,
            "recording_url": self.recording_url and checked_url(self.recording_url),
            "recording_audience": self.recording_audience and self.recording_audience.value,
        }
        return {name: value for name, value in wanted.items() if value is not None}


def edit_meeting(actor: Actor, meeting: Meeting, edit: MeetingEdit, *, seen: int) -> Meeting:
    """Change title, link, passcode, recording. Refuses ("changed_meanwhile", "malformed_link")."""
    wanted = edit.values()
    with meeting_act(actor, "edit_meeting", meeting, policy.may_prepare) as (this, row):
        must_be(row, NOT_FROZEN | {State.APPROVED}, "it cannot be changed")
        guard_revision(row, seen, {name: str(value) for name, value in wanted.items()})
        this.was(**{name: getattr(row, name) for name in wanted if name not in _SECRET})
        for name, value in wanted.items():
            setattr(row, name, value)
        row.save(update_fields=[*wanted, "revision"])
        if {"title", "occasion"} & set(wanted):
            index_meeting(row)
        hidden = {f"has_{name}": bool(wanted[name]) for name in _SECRET & set(wanted)}
        this.now_is(**{n: v for n, v in wanted.items() if n not in _SECRET}, **hidden)
    return row


def set_chair_of_the_day(actor: Actor, meeting: Meeting, person: Person | None) -> Meeting:
    """Say who presides. Whoever it is may run this meeting; None: the chair of the body does."""
    return _set_person(actor, meeting, "chair", person)


def set_secretary_of_the_day(actor: Actor, meeting: Meeting, person: Person | None) -> Meeting:
    """Say who records. Whoever it is may run this meeting; None: the body's secretary does."""
    return _set_person(actor, meeting, "secretary", person)


def _set_person(actor: Actor, meeting: Meeting, field: str, person: Person | None) -> Meeting:
    verb = f"set_{field}_of_the_day"
    with meeting_act(actor, verb, meeting, policy.may_run) as (this, row):
        must_be(row, NOT_FROZEN, "this cannot be changed any more")
        before: Person | None = getattr(row, field)
        this.was(**{field: before.name if before else ""})
        setattr(row, field, person)
        row.save(update_fields=[field])
        this.now_is(**{field: person.name if person else ""})
    return row
