"""Motions that ended, for the feed of the body."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from secretariat.council.motions import policy
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries.facts import open_words
from secretariat.council.motions.queries.motions import motion_rows
from secretariat.council.motions.queries.register import as_decision
from secretariat.council.motions.snapshots import window_in
from secretariat.documents.rendering.feed_files import FeedItem
from secretariat.documents.rendering.ical import CalendarEvent
from secretariat.foundation.people.attention import shortened
from secretariat.foundation.people.feeds import (
    MOST,
    day_since,
    days,
    feed_host,
    news,
    page_address,
)
from secretariat.foundation.people.models import Body
from secretariat.rules.thresholds import Medium
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import capitalized


def decided(reader: Actor, body: Body, since: datetime) -> Iterator[FeedItem]:
    """The motions that ended since an instant."""
    rows = policy.visible_to(reader, motion_rows().filter(body=body, closed_at__gte=since))
    rows = rows.exclude(state__in=Motion.WAITING).prefetch_related("errata")
    for motion in rows.order_by("-closed_at")[:MOST]:
        told = as_decision(motion)
        if motion.closed_at is not None:
            yield FeedItem(
                name=f"{told.ref}#decided",
                title=f"{capitalized(told.outcome)}: {told.text}",
                at=motion.closed_at,
                url=page_address(told.ref),
                summary=f"{told.number}: {told.text}\n{told.result}".strip(),
                kind="decision",
            )


def opened(reader: Actor, body: Body, since: datetime) -> Iterator[FeedItem]:
    """The ballots by mail that were opened since an instant."""
    rows = motion_rows().filter(body=body, medium=Medium.MAIL, opened_at__gte=since)
    for motion in policy.visible_to(reader, rows).order_by("-opened_at")[:MOST]:
        if motion.opened_at is not None:
            yield FeedItem(
                name=f"{motion.ref}#opened",
                title=f"Ballot by mail: {shortened(motion.text)}",
                at=motion.opened_at,
                url=page_address(motion.ref),
                summary=f"{motion.number}: {motion.text}\n{open_words(motion)}",
                kind="decision",
            )


def ends(reader: Actor, body: Body, from_on: date, until_on: date) -> Iterator[CalendarEvent]:
    """The last days of the ballots by mail between two days."""
    rows = motion_rows().filter(body=body, medium=Medium.MAIL, state=Motion.State.OPEN)
    for motion in policy.visible_to(reader, rows):
        ends_at = window_in(motion).closes_at
        starts_at = ends_at - timedelta(days=1)
        if from_on <= day_since(starts_at, body) <= until_on:
            yield CalendarEvent(
                uid=f"{motion.number}-ends.{body.slug}@{feed_host()}",
                title=f"{motion.number}: the ballot by mail ends",
                starts_at=starts_at,
                ends_at=ends_at,
                zone=body.zone,
                stamped_at=motion.opened_at or ends_at,
                description=motion.text,
                url=page_address(motion.ref),
                is_all_day=True,
            )


news(decided)
news(opened)
days(ends)
