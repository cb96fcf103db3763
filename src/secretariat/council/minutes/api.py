"""Minutes for other programs: the register, and the edition for everyone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema

from secretariat.council.meetings.queries.finding import meeting_named
from secretariat.council.minutes.queries import edition_document, minutes_register
from secretariat.foundation.people.api.frame import (
    Asked,
    BodySlug,
    Limit,
    Listed,
    MeetingSlug,
    Named,
    Offset,
    Reads,
    listed,
)
from secretariat.rules.minutes import NumberedSection, line_words, numbered
from secretariat.rules.runs import words
from secretariat.rules.visibility import Audience

reads = Reads("Minutes")
router = reads.router


class MinutesLine(Named):
    """The minutes of one meeting, in the register."""

    meeting: str = Field(description="The reference of the meeting.")
    state: str
    released_at: datetime | None
    corrections_until_on: date | None
    approved_at: datetime | None
    approved_by: str = Field(description="The reference of the motion; empty while there is none.")
    is_amended: bool

    @staticmethod
    def resolve_meeting(row: Any) -> str:
        return str(row.meeting.ref)

    @staticmethod
    def resolve_state(row: Any) -> str:
        if row.approved_at:
            return "approved"
        return "released" if row.released_at else "draft"

    @staticmethod
    def resolve_approved_by(row: Any) -> str:
        return str(row.approved_by.ref) if row.approved_by else ""


class LineOut(Schema):
    """A numbered line; a roll call or a table has a text per person or row."""

    number: str
    texts: list[str]


class SectionOut(Schema):
    """An agenda item of the minutes."""

    number: str
    title: str
    ref: str
    lines: list[LineOut]


class ErratumOut(Schema):
    """What was wrong in approved minutes, said later; the text above stays as approved."""

    on: str = Field(description="The day, as printed.")
    text: str


class MinutesOut(Named):
    """The minutes as everybody reads them."""

    title: str
    body: str
    organization: str
    day: str
    times: str
    state: str
    lead: list[str] = Field(description="What was out of the ordinary: moved, extra, joint.")
    sections: list[SectionOut]
    closing: list[str]
    signature: str = Field(description="How they became final; empty before.")
    errata: list[ErratumOut]


@reads.read("/{body}/minutes", Listed[MinutesLine], "The register of minutes")
def register(request: HttpRequest, body: BodySlug, limit: Limit = 50, offset: Offset = 0) -> Any:
    """Those the reader may read, newest meeting first."""
    asked = Asked(request, body)
    return listed(list(minutes_register(asked.actor, asked.body)), limit, offset)


@reads.read("/{body}/meetings/{meeting}/minutes", MinutesOut, "The minutes of a meeting")
def minutes(request: HttpRequest, body: BodySlug, meeting: MeetingSlug) -> Any:
    """Refuses (`not_found`) before they are drafted, (`not_allowed`) before they are released to
    the reader.
    """
    asked = Asked(request, body)
    found = edition_document(asked.actor, meeting_named(asked.body.slug, meeting), Audience.PUBLIC)
    return {
        "ref": found.ref,
        "title": found.title,
        "body": found.body_name,
        "organization": found.organization_name,
        "day": found.date_words,
        "times": f"{found.time_words} {found.zone_words}".strip(),
        "state": found.state,
        "lead": [words(runs) for runs in found.lead],
        "sections": [_section(each) for each in numbered(found)],
        "closing": [words(runs) for runs in found.closing],
        "signature": found.signature.words if found.signature else "",
        "errata": [{"on": each.date_words, "text": words(each.text)} for each in found.errata],
    }


def _section(entry: NumberedSection) -> dict[str, Any]:
    lines = [{"number": line.number, "texts": list(line_words(line))} for line in entry.lines]
    section = entry.section
    return {"number": section.number, "title": section.title, "ref": section.ref, "lines": lines}
