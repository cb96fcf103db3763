"""Minutes that became public, and what they say was decided without a motion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db.models import Q

from secretariat.council.meetings.queries.decided import decided_notes
from secretariat.council.minutes.models import Minutes
from secretariat.council.minutes.queries import minutes_register
from secretariat.council.motions.queries.register import noted_decision
from secretariat.documents.rendering.feed_files import FeedItem
from secretariat.foundation.people.feeds import MOST, news, page_address
from secretariat.foundation.people.models import Body
from secretariat.rules.days import day_words
from secretariat.rules.visibility import Actor, Audience


def minutes(reader: Actor, body: Body, since: datetime) -> Iterator[FeedItem]:
    """Minutes that became public, and what they say was decided without a motion."""
    public = _public(reader, body, since)
    yield from _steps(public)
    yield from _noted(reader, body, public)


def _steps(public: Iterable[Minutes]) -> Iterator[FeedItem]:
    """Minutes that were released to everybody, and those that were approved."""
    for row in public:
        title = f"Minutes of {day_words(date.fromisoformat(row.meeting.slug[:10]))}"
        if row.released_at and row.meeting.body.draft_audience == Audience.PUBLIC.value:
            yield _item(row, "released", f"{title}: released for corrections", row.released_at)
        if row.approved_at:
            amended = " as amended" if row.is_amended else ""
            yield _item(row, "approved", f"{title}: approved{amended}", row.approved_at)


def _noted(reader: Actor, body: Body, public: Iterable[Minutes]) -> Iterator[FeedItem]:
    """What was decided without a motion, when the minutes that say so became public."""
    saying = {row.meeting_id: row for row in public}
    for note in decided_notes(reader, body).filter(item__meeting__in=saying).order_by("id"):
        told, at = noted_decision(note), _public_at(saying[note.item.meeting_id])
        yield FeedItem(
            name=f"{told.ref}#decided-{note.sequence}",
            title=f"Decided: {told.text}",
            at=at,
            url=page_address(told.ref),
            summary=f"{told.item_title}: {told.text}",
            kind="decision",
        )


def _public(reader: Actor, body: Body, since: datetime) -> list[Minutes]:
    rows = minutes_register(reader, body)
    return list(rows.filter(Q(released_at__gte=since) | Q(approved_at__gte=since))[:MOST])


def _public_at(row: Minutes) -> datetime:
    """Since when everybody may read them."""
    is_open = row.meeting.body.draft_audience == Audience.PUBLIC.value
    at = (row.released_at if is_open else None) or row.approved_at
    assert at is not None, "only minutes that the public may read come here"
    return at


def _item(row: Minutes, what: str, title: str, at: datetime) -> FeedItem:
    return FeedItem(
        name=f"{row.ref}#{what}", title=title, at=at, url=page_address(row.ref), kind="minutes"
    )


news(minutes)
