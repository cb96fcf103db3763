"""The talks of a body as CSV, Markdown, JSON and iCalendar, as far as the reader may see them."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

from secretariat.council.meetings.models import Meeting
from secretariat.council.talks import policy
from secretariat.council.talks.models import Slot, Talk
from secretariat.council.talks.queries import talk_named, talks_of
from secretariat.council.talks.snapshots import label_of, speakers_of, webinar_of
from secretariat.documents.rendering.ical import CalendarEvent
from secretariat.documents.rendering.list_files import (
    ListFile,
    list_csv,
    list_json,
    list_markdown,
)
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import body_named
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import Wanted, register
from secretariat.rules.visibility import require

LIST = r"(?P<body>[a-z][a-z0-9-]*)/talks"
ONE = rf"{LIST}/(?P<talk>[a-z0-9-]+)"
COLUMNS = {
    "ref": "Reference",
    "title": "Talk",
    "full_title": "In full",
    "speakers": "Speakers",
    "organization": "Organization",
    "topics": "Topics",
    "state": "State",
    "coordinator": "Who asks",
    "suggested_on": "Suggested",
    "given_on": "Given",
    "meetings": "Meetings",
    "material": "Material",
    "webinar": "Webinar",
    "url": "Address",
    "reason": "Why not",
}


def talks_file(wanted: Wanted) -> bytes:
    """Every talk the actor may see; as a calendar, the slots that have a meeting."""
    body = body_named(wanted.parts["body"])
    return _file(wanted, body, talks_of(wanted.actor, body))


def talk_file(wanted: Wanted) -> bytes:
    """One talk. Refuses ("not_found", "not_allowed")."""
    talk = talk_named(wanted.ref)
    require(policy.may_read(wanted.actor, talk))
    return _file(wanted, talk.body, [talk])


def _file(wanted: Wanted, body: Body, talks: list[Talk]) -> bytes:
    if wanted.format == "ics":
        return _calendar(body, talks)
    file = ListFile(
        title=f"Talks of the {body.name}",
        about=f"{body.name}, {body.host.name}.",
        keys=tuple(COLUMNS),
        titles=tuple(COLUMNS.values()),
        rows=tuple(_cells(wanted, talk) for talk in talks),
    )
    if wanted.format == "json":
        return list_json(file, {"ref": wanted.ref}, "talks")
    return list_csv(file) if wanted.format == "csv" else list_markdown(file)


def _cells(wanted: Wanted, talk: Talk) -> tuple[str, ...]:
    slots = [slot for slot in talk.slots.all() if slot.meeting is not None]
    return (
        talk.ref,
        label_of(talk),
        talk.full_title or talk.title,
        speakers_of(talk),
        talk.organization_words,
        ", ".join(talk.topics),
        talk.state_words,
        talk.coordinator.name if talk.coordinator else "",
        talk.suggested_on.isoformat() if talk.suggested_on else "",
        talk.given_on.isoformat() if talk.given_on else "",
        ", ".join(slot.meeting.ref for slot in slots if slot.meeting),
        " ".join(_addresses(wanted, talk)),
        webinar_of(talk, clock.now()),
        talk.url,
        talk.reason,
    )


def _addresses(wanted: Wanted, talk: Talk) -> list[str]:
    found = []
    for each in talk.materials.all():
        each.talk = talk
        if policy.may_see_material(wanted.actor, talk, each.audience):
            found.append(each.url or f"{settings.BASE_URL}{each.href}")
    return found


def _calendar(body: Body, talks: list[Talk]) -> bytes:
    from secretariat.documents.rendering.ical import calendar

    return calendar(f"Talks of the {body.name}", slot_events(talks))


def slot_events(talks: list[Talk]) -> list[CalendarEvent]:
    """The slots of public talks that have a meeting."""
    return [
        _event(talk, slot, slot.meeting)
        for talk in talks
        if talk.is_public
        for slot in talk.slots.all()
        if slot.meeting is not None and slot.state != Slot.State.FAILED
    ]


def _event(talk: Talk, slot: Slot, meeting: Meeting) -> CalendarEvent:
    part = f", part {slot.part}" if slot.part > 1 else ""
    words = "\n".join(filter(None, (calendar_words(talk, slot), talk.about)))
    return CalendarEvent(
        uid=f"{slot.ref.replace('/', '-')}@{urlsplit(settings.BASE_URL).hostname}",
        title=f"Talk: {label_of(talk)}{part}",
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=meeting.zone,
        stamped_at=clock.now(),
        sequence=slot.revision,
        description=words,
        url=f"{settings.BASE_URL}/{talk.ref}",
        is_cancelled=meeting.state == Meeting.State.CANCELLED,
    )


def calendar_words(talk: Talk, slot: Slot) -> str:
    """Who speaks and for how long; the entry itself is as long as the meeting."""
    who = speakers_of(talk)
    return f"{f'{who}, ' if who else ''}{slot.minutes} minutes of the meeting"


register(LIST, ("csv", "ics", "json", "md"), talks_file)
register(ONE, ("csv", "ics", "json", "md"), talk_file)
