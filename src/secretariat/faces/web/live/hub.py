"""One watch over the change feed per process, for everybody who follows a meeting there.

A change is read and drawn once for all who see the same; what a reader may see is asked anew each
time. Another process learns of a change by looking at the stored versions.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import connection

from secretariat.council.meetings.live_parts import Moment, View, drawn
from secretariat.council.meetings.queries.finding import meeting_named
from secretariat.council.meetings.queries.live import (
    may_follow,
    moments_of,
    topics_of,
    version_of_topics,
    watcher_of,
)
from secretariat.council.meetings.seat_panels import state_for
from secretariat.faces.web.live.readers import actors_of_sessions
from secretariat.foundation.records import clock, feed
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor

log = logging.getLogger("secretariat.live")

LOOK_EVERY_S = 0.1
RIGHTS_EVERY_S = 15
AFTER_TROUBLE_S = 1
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """What somebody follows: a meeting by its reference, in one of its views."""

    body: str
    meeting: str
    view: View

    @property
    def of_meeting(self) -> tuple[str, str]:
        """The meeting, whatever the view."""
        return self.body, self.meeting


@dataclass(frozen=True, slots=True)
class Frame:
    """A meeting as one watcher has it at a version."""

    version: str
    parts: Mapping[str, str]


@dataclass(eq=False, slots=True)
class Listener:
    """One open stream. `frame` is the newest; None after `is_gone`: the reader lost the right."""

    place: Place
    session: str
    frame: Frame | None = None
    is_gone: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def gets(self, frame: Frame | None) -> None:
        """Hand over the newest state; None ends the stream."""
        self.frame, self.is_gone = frame, frame is None
        self.changed.set()


Key = tuple[View, str]
Frames = dict[Key, Frame | None]


@dataclass(slots=True)
class _Asked:
    """Who waits for the state of a meeting that is drawn next."""

    drawing: asyncio.Future[Frames]
    keys: set[Key] = field(default_factory=set)


@dataclass(slots=True)
class _Seen:
    """What is known of one meeting that is followed here."""

    topics: tuple[str, ...] = ()
    version: str = ""


class Hub:
    """Everybody who follows a meeting in this process. All methods run in its event loop."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._seen: dict[tuple[str, str], _Seen] = {}
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="live")
        self._asked: dict[tuple[str, str], _Asked] = {}
        self._drawing = asyncio.Lock()
        self._woken = asyncio.Event()
        self._watch: asyncio.Task[None] | None = None

    @property
    def count(self) -> int:
        """How many streams are open."""
        return len(self._listeners)

    async def first(self, place: Place, session: str) -> Frame:
        """The state a stream begins with. Refuses as the page does. Those who come while it is
        drawn for others are answered together, from the next drawing.
        """
        meeting = place.of_meeting
        asked = self._asked.get(meeting)
        if asked is None:
            asked = self._asked[meeting] = _Asked(asyncio.ensure_future(self._draw_asked(meeting)))
        asked.keys.add((place.view, session))
        frames = await asyncio.shield(asked.drawing)
        frame = frames[place.view, session]
        if frame is None:
            raise Refused("not_allowed", "This view of the meeting is for its members.")
        return frame

    async def _draw_asked(self, meeting: tuple[str, str]) -> Frames:
        async with self._drawing:
            keys = self._asked.pop(meeting).keys
            return await self._in_thread(lambda: _frames(meeting, keys))

    def join(self, listener: Listener) -> None:
        """Tell this listener of every change from now on."""
        self._listeners.add(listener)
        if self._watch is None:
            loop = asyncio.get_running_loop()
            self._watch = loop.create_task(self._follow())
            self._watch.add_done_callback(lambda _task: setattr(self, "_watch", None))

    def leave(self, listener: Listener) -> None:
        """Forget a listener."""
        self._listeners.discard(listener)

    async def _follow(self) -> None:
        loop = asyncio.get_running_loop()

        def wake(_topics: frozenset[str]) -> None:
            loop.call_soon_threadsafe(self._woken.set)

        stop = feed.listen(wake)
        checked_at = loop.time()
        try:
            while self._listeners:
                is_due = loop.time() - checked_at > RIGHTS_EVERY_S
                checked_at = loop.time() if is_due else checked_at
                await self._look(is_due=is_due)
                self._woken.clear()
                await _wait(self._woken, LOOK_EVERY_S)
        finally:
            stop()
            self._seen.clear()

    async def _look(self, *, is_due: bool) -> None:
        for meeting in {each.place.of_meeting for each in self._listeners}:
            try:
                await self._look_at(meeting, is_due=is_due)
            except Exception:
                log.exception("A live view could not be drawn")
                await self._in_thread(connection.close)
                await asyncio.sleep(AFTER_TROUBLE_S)

    async def _look_at(self, meeting: tuple[str, str], *, is_due: bool) -> None:
        known = self._seen.setdefault(meeting, _Seen())
        if not known.topics:
            known.topics = await self._in_thread(lambda: _topics(meeting))
        version = await self._in_thread(lambda: version_of_topics(known.topics))
        if version == known.version and not is_due:
            return
        known.version = version
        here = [each for each in self._listeners if each.place.of_meeting == meeting]
        wanted = {(each.place.view, each.session) for each in here}
        frames = await self._in_thread(lambda: _frames(meeting, wanted))
        for each in here:
            each.gets(frames[each.place.view, each.session])

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)


def _topics(meeting: tuple[str, str]) -> tuple[str, ...]:
    return topics_of(meeting_named(*meeting))


def _frames(meeting: tuple[str, str], wanted: Iterable[Key]) -> Frames:
    """The newest state for each view and session; None for who may not follow. The version is read
    first: whatever changes while it is drawn comes with the next one.
    """
    with clock.fixed(clock.now()):
        row = meeting_named(*meeting)
        version = version_of_topics(topics_of(row))
        keys = list(wanted)
        actors = actors_of_sessions(session for _, session in keys)
        watchers = {key: watcher_of(actors[key[1]], row, key[0]) for key in keys}
        views = {watcher for watcher in watchers.values() if may_follow(watcher, row)}
        moments = moments_of(row, views, clock.now()) if views else {}
        parts = {watcher: drawn(moment) for watcher, moment in moments.items()}
        return {
            key: Frame(version, parts[watcher] | _own(actors[key[1]], moments[watcher]))
            if watcher in parts
            else None
            for key, watcher in watchers.items()
        }


def _own(actor: Actor, moment: Moment) -> dict[str, str]:
    """On the page for a seat, which state of what is for this reader alone they should have."""
    if moment.watcher.view is not View.SEAT:
        return {}
    return {"own": state_for(actor, moment.whole, moment.at)}


async def _wait(event: asyncio.Event, most_s: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), most_s)
    except TimeoutError:
        return False
    return True
