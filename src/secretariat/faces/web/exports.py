"""The feeds of a body as files: what became public, and everything with a day."""

from __future__ import annotations

from secretariat.documents.rendering.feed_files import atom, json_feed
from secretariat.foundation.people.feeds import calendar_events, feed_of
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import body_named
from secretariat.foundation.records.exports import Wanted, register

BODY = r"(?P<body>[a-z][a-z0-9-]*)"


def days_file(body: Body) -> bytes:
    """Everything with a day, as a calendar."""
    from secretariat.documents.rendering.ical import calendar

    return calendar(f"{body.name}: everything with a day", calendar_events(body))


def _feed(wanted: Wanted) -> bytes:
    written = atom if wanted.format == "atom" else json_feed
    return written(feed_of(body_named(wanted.parts["body"]), wanted.format))


def _days(wanted: Wanted) -> bytes:
    return days_file(body_named(wanted.parts["body"]))


# Feeds are for everybody: they hold the same for whoever asks.
register(f"{BODY}/feed", ("atom", "json"), _feed, has_days=False)
register(f"{BODY}/dates", ("ics",), _days, has_days=False)
