"""Taking a calendar file in, after somebody has looked at what it would make."""

from __future__ import annotations

from secretariat.council.events import policy
from secretariat.council.events.commands.keeping import (
    EventFields,
    add_event,
    cancel_event,
    describe_event,
)
from secretariat.council.events.commands.programme import (
    SessionFields,
    add_session,
    change_session,
    drop_session,
)
from secretariat.council.events.models import Event
from secretariat.council.events.queries import event_named, session_numbered
from secretariat.foundation.people.models import Body
from secretariat.foundation.records.commands import act
from secretariat.rules.errors import Refused
from secretariat.rules.event_files import Change, FileEntry, FilePlan, PlannedEntry
from secretariat.rules.talks import SpeakerLine
from secretariat.rules.visibility import Actor, require
from secretariat.rules.wording import counted

IN_FILE = "The calendar file says that it is cancelled"


def take_in_event(
    actor: Actor, body: Body, plan: FilePlan, *, name: str, into: Event | None = None
) -> Event:
    """Take the sessions of a file into an event, a new one unless `into` is given.

    Refuses ("nothing_new"), ("not_sessions") a file of whole days, and what adding refuses.
    """
    if not plan.sessions:
        raise Refused("not_sessions", "The file has no entry with a time, so no session.")
    ref = into.ref if into else f"{body.slug}/events"
    with act(actor, "events.take_in_event", ref, body_slug=body.slug) as this:
        require(policy.may_keep_events(actor, body))
        _must_write(plan, is_new=into is None)
        event = into or add_event(actor, body, _event_fields(plan, name))
        for each in plan.sessions:
            _take_session(actor, event_named(body, event.slug), each)
        this.ref = event.ref
        this.summary = f"{counted(plan.writes, 'session')} from a calendar file"
    return event_named(body, event.slug)


def take_in_events(actor: Actor, body: Body, plan: FilePlan) -> int:
    """Take each entry of a file of whole days in as an event; how many were written.

    Refuses ("nothing_new") and what adding refuses.
    """
    with act(actor, "events.take_in_events", f"{body.slug}/events", body_slug=body.slug) as this:
        require(policy.may_keep_events(actor, body))
        _must_write(plan, is_new=False)
        for each in plan.events:
            _take_event(actor, body, each, plan.zone)
        this.summary = f"{counted(plan.writes, 'event')} from a calendar file"
    return plan.writes


def _must_write(plan: FilePlan, *, is_new: bool) -> None:
    if not plan.writes and not is_new:
        raise Refused(
            "nothing_new", "Everything in this file is in the record already. Nothing has changed."
        )


def _event_fields(plan: FilePlan, name: str) -> EventFields:
    assert plan.first_on is not None
    whole = plan.event
    return EventFields(
        name=name or plan.name,
        from_on=plan.first_on,
        to_on=plan.last_on,
        place=whole.place if whole else "",
        zone=plan.zone,
        url=whole.url if whole else "",
        about=whole.about if whole else "",
        uid=whole.uid if whole else "",
        source_words="A calendar file",
    )


def _take_session(actor: Actor, event: Event, planned: PlannedEntry) -> None:
    match planned.change:
        case Change.NEW:
            add_session(actor, event, _session_fields(planned.entry))
        case Change.CHANGED:
            row = session_numbered(event, int(planned.key))
            lines = [SpeakerLine(s.name, s.organization_words) for s in row.speakers.all()]
            fields = _session_fields(planned.entry, lines, row.more_speakers)
            change_session(actor, row, fields, seen=row.revision)
        case Change.CANCELLED:
            drop_session(actor, session_numbered(event, int(planned.key)), reason=IN_FILE)
        case _:
            return


def _session_fields(
    entry: FileEntry, speakers: list[SpeakerLine] | None = None, more: str = ""
) -> SessionFields:
    return SessionFields(
        title=entry.title,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        room=entry.place,
        url=entry.url,
        about=entry.about,
        speakers=speakers or [],
        more_speakers=more,
        uid=entry.uid,
    )


def _take_event(actor: Actor, body: Body, planned: PlannedEntry, zone: str) -> None:
    entry = planned.entry
    if planned.change is Change.NEW:
        assert entry.first_on is not None
        add_event(
            actor,
            body,
            EventFields(
                name=entry.title[:200], from_on=entry.first_on, to_on=entry.last_on,
                place=entry.place, zone=zone, url=entry.url, about=entry.about, uid=entry.uid,
                source_words="A calendar file",
            ),
        )  # fmt: skip
    elif planned.change is Change.CHANGED:
        _change_event(actor, event_named(body, planned.key), entry)
    elif planned.change is Change.CANCELLED:
        cancel_event(actor, event_named(body, planned.key), reason=IN_FILE)


def _change_event(actor: Actor, event: Event, entry: FileEntry) -> None:
    fields = EventFields(
        name=entry.title[:200],
        from_on=entry.first_on or event.from_on,
        to_on=entry.last_on,
        place=entry.place or event.place,
        zone=event.zone,
        url=entry.url or event.url,
        about=event.about or entry.about,
        source_words=event.source_words,
    )
    describe_event(actor, event, fields, seen=event.revision)
