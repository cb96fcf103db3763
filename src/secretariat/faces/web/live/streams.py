"""Server-sent events: `GET /<body>/<meeting>/live?view=seat` with `Accept: text/event-stream`.

Each event is a state, not a step: `event: parts`, its data a JSON object of the parts that changed
since the last one on this stream. So whoever comes back after a break gets what stands now, and
misses nothing that matters. The same address answers programs and pages that ask without a stream.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from secretariat.council.meetings.live_parts import View
from secretariat.faces.web.live.hub import Frame, Hub, Listener, Place
from secretariat.faces.web.live.readers import session_in
from secretariat.rules.errors import Refused

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

ADDRESS = re.compile(r"/(?P<body>[a-z][a-z0-9-]*)/(?P<meeting>\d{4}-\d\d-\d\d(?:-\d+)?)/live")
HEARTBEAT_S = 15
BEAT = b"event: beat\ndata: {}\n\n"
"""Heard by the page, so that it notices a connection that ended without a word."""
MOST_STREAMS = 1000
STREAM = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
STATUS = {"not_found": 404, "not_allowed": 403, "busy": 503}


def with_live_streams(pages: Application) -> Application:
    """The application behind the live streams; everything else goes on to the pages."""
    hub = Hub()

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        place = _place(scope)
        if place is None:
            await pages(scope, receive, send)
        else:
            await _answer(hub, place, session_in(scope["headers"]), receive, send)

    return application


def _place(scope: Scope) -> Place | None:
    """What a request for a stream wants to follow; None if it is something else."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    found = ADDRESS.fullmatch(scope["path"])
    accept = dict(scope["headers"]).get(b"accept", b"")
    if not found or b"text/event-stream" not in accept:
        return None
    (view,) = parse_qs(scope["query_string"].decode("latin-1")).get("view", [""])[:1]
    return Place(found["body"], found["meeting"], View(view)) if view in set(View) else None


async def _answer(hub: Hub, place: Place, session: str, receive: Receive, send: Send) -> None:
    listener = Listener(place, session)
    try:
        _require_room(hub)
        # Joined before the first state is read, so that no change falls between the two.
        hub.join(listener)
        first = await hub.first(place, session)
    except Refused as refused:
        hub.leave(listener)
        await _refuse(refused, send)
        return
    try:
        await send({"type": "http.response.start", "status": 200, "headers": STREAM})
        await _until_gone(_events(listener, first), receive, send)
    finally:
        hub.leave(listener)


def _require_room(hub: Hub) -> None:
    if hub.count >= MOST_STREAMS:
        raise Refused("busy", "Too many follow meetings on this server at the moment.")


async def _refuse(refused: Refused, send: Send) -> None:
    words = refused.message.encode()
    head = [(b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", b"30")]
    status = STATUS.get(refused.code, 409)
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": words})


async def _events(listener: Listener, first: Frame) -> AsyncIterator[bytes]:
    sent: dict[str, str] = {}
    version = ""
    yield b"retry: 2000\n\n"
    frame: Frame | None = first
    while frame is not None:
        fresh = {name: html for name, html in frame.parts.items() if sent.get(name) != html}
        # The consoles have no parts of their own: they look again at each version.
        if fresh or (listener.place.view is View.ROOM and version != frame.version):
            yield _event("parts", fresh, frame.version)
        version = frame.version
        sent.update(fresh)
        while not listener.changed.is_set():
            try:
                await asyncio.wait_for(listener.changed.wait(), HEARTBEAT_S)
            except TimeoutError:
                yield BEAT
        listener.changed.clear()
        frame = listener.frame
    yield _event("gone", {}, "")


def _event(name: str, data: dict[str, str], version: str) -> bytes:
    number = f"id: {version}\n" if version else ""
    return f"{number}event: {name}\ndata: {json.dumps(data)}\n\n".encode()


async def _until_gone(events: AsyncIterator[bytes], receive: Receive, send: Send) -> None:
    """Send events until there are no more or the browser is gone."""
    writing = asyncio.ensure_future(_write(events, send))
    leaving = asyncio.ensure_future(_disconnected(receive))
    try:
        await asyncio.wait({writing, leaving}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (writing, leaving):
            task.cancel()
            with suppress(asyncio.CancelledError, OSError):
                await task


async def _write(events: AsyncIterator[bytes], send: Send) -> None:
    async for data in events:
        await send({"type": "http.response.body", "body": data, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
