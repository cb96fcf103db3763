"""Pages are made a few at a time; slow senders and slow readers keep nobody waiting."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path

from secretariat.faces.web import turns
from secretariat.faces.web.turns import AT_ONCE, PagesInTurn

CROWD = 3 * AT_ONCE


class Making:
    """How many pages are in the making, and how many were at most."""

    def __init__(self) -> None:
        self.lock, self.now, self.most = threading.Lock(), 0, 0

    def page(self, _request: HttpRequest) -> HttpResponse:
        """A page that takes a moment to make."""
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.02)
        with self.lock:
            self.now -= 1
        return HttpResponse(b"made")


making = Making()
urlpatterns = [path("made", making.page)]


@pytest.fixture(autouse=True)
def _bare(settings: Any) -> Iterator[None]:
    settings.ROOT_URLCONF, settings.MIDDLEWARE = __name__, []
    settings.ALLOWED_HOSTS = ["*"]
    making.most = 0
    yield
    assert making.now == 0


class Browser:
    """One request: when its body is complete, and when it takes what is sent."""

    def __init__(self, handler: ASGIHandler) -> None:
        self.handler = handler
        self.may_send, self.may_take = asyncio.Event(), asyncio.Event()
        self.may_send.set()
        self.may_take.set()
        self.sent: list[Any] = []

    async def ask(self) -> list[Any]:
        """What the server sent."""
        scope = {
            "type": "http", "method": "POST", "path": "/made", "query_string": b"", "headers": [],
        }  # fmt: skip
        await self.handler(scope, self._receive, self._send)
        return self.sent

    async def _receive(self) -> dict[str, Any]:
        await self.may_send.wait()
        if not self.sent:
            self.may_send = asyncio.Event()  # A browser that stays.
        return {"type": "http.request", "body": b"", "more_body": False}

    async def _send(self, message: Any) -> None:
        await self.may_take.wait()
        self.sent.append(message)


async def _all(browsers: list[Browser]) -> list[list[Any]]:
    return await asyncio.wait_for(asyncio.gather(*(each.ask() for each in browsers)), 30)


def bodies(answers: list[list[Any]]) -> list[bytes]:
    return [b"".join(message.get("body", b"") for message in answer) for answer in answers]


def test_crowd_is_served_a_few_at_a_time() -> None:
    async def crowd() -> list[list[Any]]:
        handler = PagesInTurn()
        return await _all([Browser(handler) for _ in range(CROWD)])

    assert bodies(asyncio.run(crowd())) == [b"made"] * CROWD
    assert 1 < making.most <= AT_ONCE


@pytest.mark.parametrize("what", ["may_send", "may_take"])
def test_slow_lines_keep_nobody_waiting(what: str) -> None:
    async def crowd() -> list[list[Any]]:
        handler = PagesInTurn()
        slow = [Browser(handler) for _ in range(CROWD)]
        for each in slow:
            getattr(each, what).clear()
        waiting = [asyncio.ensure_future(each.ask()) for each in slow]
        await asyncio.sleep(0.3)
        quick = await _all([Browser(handler) for _ in range(3)])
        for each in slow:
            getattr(each, what).set()
        return quick + list(await asyncio.wait_for(asyncio.gather(*waiting), 30))

    assert bodies(asyncio.run(crowd())) == [b"made"] * (CROWD + 3)


def test_turn_ends_with_a_request_that_is_broken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "AT_ONCE", 1)

    async def fails(*_: Any) -> None:
        raise RuntimeError

    async def twice() -> list[list[Any]]:
        handler = PagesInTurn()
        broken = Browser(handler)
        monkeypatch.setattr(broken, "_send", fails)
        with pytest.raises(RuntimeError):
            await broken.ask()
        return await _all([Browser(handler)])

    assert bodies(asyncio.run(twice())) == [b"made"]
