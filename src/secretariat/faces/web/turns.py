"""Pages are made a few at a time; who comes meanwhile waits for a turn.

Every page that is being made has a thread and a connection to the database of its own. Two hundred
browsers that load one page in the same second would have two hundred of each, and none would be
faster. A turn begins when the request has been read in full and ends before its answer is sent, so
that a slow line keeps nobody waiting.
"""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from typing import IO, Any

from django.core.handlers.asgi import ASGIHandler
from django.http.response import HttpResponseBase

AT_ONCE = 12


class _Turn:
    def __init__(self, places: asyncio.Semaphore) -> None:
        self._places = places
        self._is_mine = False
        self.body: IO[bytes] | None = None

    async def begin(self) -> None:
        await self._places.acquire()
        self._is_mine = True

    def end(self) -> None:
        if self._is_mine:
            self._is_mine = False
            self._places.release()


_turn: ContextVar[_Turn] = ContextVar("turn")


class PagesInTurn(ASGIHandler):
    """Django's handler, with at most `AT_ONCE` pages in the making."""

    def __init__(self) -> None:
        super().__init__()
        self._places = asyncio.Semaphore(AT_ONCE)

    async def handle(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request; its turn ends with it, and its body is closed, whatever ends it."""
        turn = _Turn(self._places)
        _turn.set(turn)
        try:
            await super().handle(scope, receive, send)
        finally:
            turn.end()
            if turn.body:
                turn.body.close()

    async def read_body(self, receive: Any) -> Any:
        """Read the request, then wait for a turn."""
        turn = _turn.get()
        turn.body = await super().read_body(receive)
        await turn.begin()
        return turn.body

    async def send_response(self, response: HttpResponseBase, send: Any) -> None:
        """Give the turn to somebody else, then send the answer."""
        _turn.get().end()
        await super().send_response(response, send)
