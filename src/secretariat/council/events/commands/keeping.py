"""Events: added, described, cancelled, followed up, and taken up again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from secretariat.council.events import policy
from secretariat.council.events.commands.frame import checked_day, event_act, index, must_go_on
from secretariat.council.events.models import Event
from secretariat.foundation.people.commands.bodies import known_zone
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import act, guard_revision, locked
from secretariat.rules.agenda import slugify
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.events import check_days, days_words
from secretariat.rules.texts import fitting, given
from secretariat.rules.visibility import Actor, Decision, require

RESERVED = frozenset({"new", "import", "coming"})


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFields:
    """What is known of an event. Without a `zone` it is that of the body."""

    name: str
    from_on: date
    to_on: date | None = None
    place: str = ""
    zone: str = ""
    url: str = ""
    about: str = ""
    source_words: str = ""
    uid: str = ""


def add_event(actor: Actor, body: Body, fields: EventFields) -> Event:
    """Put an event on the list. Refuses ("not_allowed", "words_missing", "wrong_period",
    "unknown_zone", "known_already").
    """
    with act(actor, "events.add_event", f"{body.slug}/events", body_slug=body.slug) as this:
        require(policy.may_keep_events(actor, body))
        body = locked(body)
        row = Event(body=body, added_at=this.at, added_on=day_in(body, this.at))
        _set_fields(row, fields)
        row.uid = fitting(fields.uid, "uid", "The UID", 255)
        taken = set(body.events.values_list("slug", flat=True))
        row.slug = slugify(row.name, taken | RESERVED, "event")
        row.save()
        index(row)
        this.ref = row.ref
        this.summary = f"{row.name}, {days_words(row.from_on, row.to_on or row.from_on)}"[:300]
        this.now_is(name=row.name, from_on=row.from_on, to_on=row.to_on)
    return row


def describe_event(actor: Actor, event: Event, fields: EventFields, *, seen: int) -> Event:
    """Change what is known of an event; times of its sessions keep their instants.

    Refuses ("changed_meanwhile") and what adding refuses.
    """
    with event_act(actor, "describe_event", event) as (this, row):
        guard_revision(row, seen, {"name": fields.name, "about": fields.about})
        this.was(name=row.name, from_on=row.from_on, to_on=row.to_on, place=row.place)
        _set_fields(row, fields)
        this.now_is(name=row.name, from_on=row.from_on, to_on=row.to_on, place=row.place)
    return row


def cancel_event(actor: Actor, event: Event, *, reason: str, on: date | None = None) -> Event:
    """Record that the event is not held, and why. Refuses ("words_missing", "cancelled",
    "in_future").
    """
    words = given(reason, "reason", "The reason", 300)
    with event_act(actor, "cancel_event", event) as (this, row):
        must_go_on(row)
        row.cancelled_on, row.cancelled_at = checked_day(this, row.body, on), this.at
        row.cancelled_reason = words
        row.revision += 1
        this.summary = words
        this.now_is(cancelled_on=row.cancelled_on, reason=words)
    return row


def revive_event(actor: Actor, event: Event, *, reason: str) -> Event:
    """Record that a cancelled event is held after all. Refuses ("not_cancelled",
    "words_missing").
    """
    words = given(reason, "reason", "The reason", 300)
    with event_act(actor, "revive_event", event) as (this, row):
        if row.cancelled_at is None:
            raise Refused("not_cancelled", f"“{row.name}” is not cancelled. Nothing has changed.")
        this.was(cancelled_on=row.cancelled_on, reason=row.cancelled_reason)
        row.cancelled_on, row.cancelled_at, row.cancelled_reason = None, None, ""
        row.revision += 1
        this.summary = words
    return row


def follow_up_event(
    actor: Actor, event: Event, *, words: str, ref: str = "", on: date | None = None
) -> Event:
    """Say that an event is followed up and what came of it; it is proposed for no agenda any more.

    `ref` is the agenda item in which it was. Refuses ("words_missing", "not_over", "cancelled",
    "followed_up_already", "in_future").
    """
    text = given(words, "words", "What came of it", 300)

    def may(who: Actor, what: Event) -> Decision:
        return policy.may_follow_up(who, what, ref)

    with event_act(actor, "follow_up_event", event, may) as (this, row):
        must_go_on(row)
        if row.followed_up_at is not None:
            raise Refused(
                "followed_up_already",
                f"“{row.name}” is followed up already: {row.follow_up_words} Nothing has changed.",
            )
        if row.last_on >= day_in(row.body, this.at):
            raise Refused(
                "not_over",
                f"“{row.name}” lasts until {day_words(row.last_on)}. Follow it up when it is over; "
                "notes can be kept now. Nothing has changed.",
            )
        row.followed_up_on, row.followed_up_at = checked_day(this, row.body, on), this.at
        row.follow_up_words, row.follow_up_ref = text, ref
        row.revision += 1
        this.summary = text
        this.now_is(followed_up_on=row.followed_up_on, **({"ref": ref} if ref else {}))
    return row


def take_up_event(actor: Actor, event: Event, *, reason: str) -> Event:
    """Let an event wait again that was followed up too soon. Refuses ("not_followed_up",
    "words_missing").
    """
    words = given(reason, "reason", "The reason", 300)
    with event_act(actor, "take_up_event", event) as (this, row):
        if row.followed_up_at is None:
            raise Refused("not_followed_up", f"“{row.name}” waits already. Nothing has changed.")
        this.was(followed_up_on=row.followed_up_on, words=row.follow_up_words)
        row.followed_up_on, row.followed_up_at = None, None
        row.follow_up_words, row.follow_up_ref = "", ""
        row.revision += 1
        this.summary = words
    return row


def _set_fields(row: Event, fields: EventFields) -> None:
    check_days(fields.from_on, fields.to_on)
    name = given(fields.name, "name", "The name")
    same = Event.objects.filter(body=row.body, name__iexact=name, from_on=fields.from_on)
    if same.exclude(pk=row.pk).exists():
        raise Refused(
            "known_already",
            f"“{name}” of {day_words(fields.from_on)} is on the list already. Open that one. "
            "Nothing has changed.",
            {"field": "name"},
        )
    row.name, row.from_on, row.to_on = name, fields.from_on, fields.to_on
    row.place = fitting(fields.place, "place", "The place", 200)
    row.zone = known_zone(fields.zone or row.body.zone)
    row.url = fields.url
    row.about = fitting(fields.about, "about", "What it is about", 4000)
    row.source_words = fitting(fields.source_words, "source_words", "The source", 300)
