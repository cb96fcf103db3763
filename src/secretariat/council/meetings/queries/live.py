"""A meeting as those who follow it see it: one reading for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from secretariat.council.meetings.live_parts import Moment, View, Watcher
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.viewing import MeetingView, without_record
from secretariat.council.meetings.sight import document_sight, joint_slugs, sight_of
from secretariat.council.meetings.snapshots import Reading
from secretariat.foundation.records.queries import versions
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Audience, Role

_ROLE_OF = {Audience.MEMBERS: Role.MEMBER, Audience.OFFICERS: Role.SECRETARY}


@dataclass(frozen=True, slots=True)
class Stream:
    """Where a page listens for what changes, and the version it shows."""

    url: str
    view: str
    version: str


def stream_of(meeting: Meeting, view: View) -> Stream:
    """The stream of a view. Asked for before the page is read, so that whatever changes meanwhile
    is told by the next version. One query, two for a joint meeting.
    """
    return Stream(f"/{meeting.ref}/live", view.value, version_of_topics(topics_of(meeting)))


def watcher_of(actor: Actor, meeting: Meeting, view: View) -> Watcher:
    """With whom this reader follows the meeting. The projector shows what everybody may see,
    whoever opened it.
    """
    seen = sight_of(actor, meeting).audiences
    widest = Audience.OFFICERS if Audience.OFFICERS in seen else Audience.MEMBERS
    audience = widest if widest in seen else Audience.PUBLIC
    return Watcher(view, Audience.PUBLIC if view is View.PROJECTOR else audience)


def may_follow(watcher: Watcher, meeting: Meeting) -> bool:
    """Whether this view is for them: consoles for officers and staff are asked for elsewhere; a
    page for seats needs a member; nobody outside follows a meeting whose agenda is not published.
    """
    if watcher.view in {View.ROOM, View.SEAT}:
        return watcher.audience != Audience.PUBLIC
    return watcher.audience != Audience.PUBLIC or meeting.published_at is not None


def topics_of(meeting: Meeting) -> tuple[str, ...]:
    """The topics of the change feed that a view of the meeting depends on."""
    bodies = (meeting.body.slug, *joint_slugs(meeting))
    return (f"meeting:{meeting.ref}", *(f"body:{slug}" for slug in bodies))


def version_of_topics(topics: Iterable[str]) -> str:
    """The versions of these topics in one word: "14.3". One query."""
    wanted = tuple(topics)
    known = versions(wanted)
    return ".".join(str(known[topic]) for topic in wanted)


def moments_of(
    meeting: Meeting, watchers: Iterable[Watcher], at: datetime
) -> dict[Watcher, Moment]:
    """The meeting as each of these watchers sees it: at most 8 queries for all of them."""
    reading = Reading(meeting)
    return {watcher: _moment(reading, watcher, at) for watcher in watchers}


def moment_on_page(meeting: Meeting, view: MeetingView, actor: Actor, at: datetime) -> Moment:
    """The same from what the page of the meeting has read already. No query but for joint ones."""
    watcher = watcher_of(actor, meeting, View.PAGE)
    reader = _reader(watcher.audience, meeting)
    current = view.meeting.current
    item = view.meeting.item(current) if current else None
    is_closed_part = item is None and meeting.current_item_id is not None
    return Moment(watcher, reader, view.meeting, view.whole, item, at, is_closed_part)


def _moment(reading: Reading, watcher: Watcher, at: datetime) -> Moment:
    reader = _reader(watcher.audience, reading.row)
    sight = sight_of(reader, reading.row)
    if watcher.view is View.PROJECTOR:
        sight = replace(document_sight(Audience.PUBLIC), sees_record=False)
    whole = reading.snapshot(replace(sight, sees_record=True))
    meeting = whole if sight.sees_record else without_record(whole)
    item = meeting.item(meeting.current) if meeting.current else None
    is_closed_part = item is None and reading.row.current_item_id is not None
    return Moment(watcher, reader, meeting, whole, item, at, is_closed_part)


def _reader(audience: Audience, meeting: Meeting) -> Actor:
    """Somebody who sees as much as this audience, and nothing of their own."""
    if audience not in _ROLE_OF:
        return PUBLIC_ACTOR
    roles = frozenset({(meeting.body.slug, _ROLE_OF[audience])})
    return Actor(handle="reader", name="A reader", roles=roles)
