"""The frame of every read of the interface: one way to declare it, to refuse, to page, to ask for
a day, and to answer "nothing has changed".

An operation calls the queries that the pages call, as the same actor. It answers with what has the
attributes of its schema; the schema lets nothing else through.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from ninja import Field, Path, Query, Router, Schema

from secretariat import __version__
from secretariat.foundation.people.http import actor_of
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import body_named, today
from secretariat.foundation.people.standing import standing_mark
from secretariat.foundation.records import clock
from secretariat.rules.visibility import Actor

REFUSED = frozenset({403, 404, 409, 422})
"""What every read may answer instead, with a `Refusal`."""
MOST_AT_ONCE = 200
SLUG = r"^[a-z0-9][a-z0-9-]{0,99}$"

Item = TypeVar("Item")
Run = Callable[..., HttpResponseBase]
Read = Callable[..., Any]

BodySlug = Annotated[
    str,
    Path(
        pattern=r"^[a-z][a-z0-9-]{0,49}$", description="The body, `council`.", examples=["council"]
    ),
]
MeetingSlug = Annotated[
    str,
    Path(
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(-[0-9]{1,2})?$",
        description="The day of the meeting, `2021-10-07`; the second on a day is `2021-10-07-2`.",
        examples=["2021-10-07"],
    ),
]
Slug = Annotated[str, Path(pattern=SLUG, description="The name in the reference.")]
AsOf = Annotated[
    date | None, Query(description="The day as it stood; today if left out. `2021-10-07`.")
]
Limit = Annotated[int, Query(ge=1, le=MOST_AT_ONCE, description="How many at most.")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="How many to leave out first.")]
Words = Annotated[
    str,
    Query(max_length=200, pattern=r"^[^\x00-\x1f]*$", description="Every word must occur."),
]


class Refusal(Schema):
    """Why something was not answered: a word for programs, a sentence for people."""

    code: str = Field(description="Stays the same: `not_found`, `not_allowed`, `malformed`.")
    message: str = Field(description="What happened and what to do.")


class Named(Schema):
    """Anything with a public reference. `ref` names it for ever; `page` shows it to people."""

    ref: str = Field(description="The public reference, `council/2031-03-06/4`.")
    page: str = Field(description="The address of its page.")

    @staticmethod
    def resolve_page(row: Any) -> str:
        """The page stands at the reference."""
        ref = row["ref"] if isinstance(row, dict) else row.ref
        return page_of(ref)


class Listed(Schema, Generic[Item]):
    """A part of a list that grows."""

    count: int = Field(description="How many there are in all.")
    next_offset: int | None = Field(description="The `offset` of the next part; null at the end.")
    items: list[Item]


def page_of(ref: str) -> str:
    """The address of the page of a reference."""
    return f"{settings.BASE_URL}/{ref}"


def listed(rows: Sequence[Any], limit: int, offset: int) -> dict[str, Any]:
    """A part of the rows, as `Listed` has it."""
    end = offset + limit
    return {
        "count": len(rows),
        "next_offset": end if end < len(rows) else None,
        "items": list(rows[offset:end]),
    }


def whole(rows: Sequence[Any]) -> dict[str, Any]:
    """All of a list, as `Listed` has it."""
    return {"count": len(rows), "next_offset": None, "items": list(rows)}


class Asked:
    """Who asks for which body, on which day. Refuses ("not_found") an unknown body."""

    def __init__(self, request: HttpRequest, body: str, as_of: date | None = None) -> None:
        self.actor: Actor = actor_of(request)
        self.body: Body = body_named(body)
        self._as_of = as_of

    @property
    def day(self) -> date:
        """The day asked for; today, in the body's zone, without one."""
        return self._as_of or today(self.body)

    @property
    def at(self) -> datetime:
        """The last instant of the day asked for; now, without one."""
        if self._as_of is None:
            return clock.now()
        midnight = datetime.combine(
            self._as_of + timedelta(days=1), time(), ZoneInfo(self.body.zone)
        )
        return midnight - timedelta.resolution


class Reads:
    """The reads of one app, under one heading of the documentation.

    With `has_hours` an answer may change with the hour of the day, without anybody's act.
    """

    def __init__(self, heading: str, *, has_hours: bool = False) -> None:
        self.router = Router(tags=[heading])
        self.router.add_decorator(compared if has_hours else conditional, mode="view")

    def read(self, path: str, answer: Any, summary: str) -> Callable[[Read], Read]:
        """Answer at this address. What may be refused is declared here, once for all."""
        responses = {200: answer, 304: None, REFUSED: Refusal}

        def declared(read: Read) -> Read:
            app = read.__module__.partition(".api")[0].rpartition(".")[2]
            name = f"{app}_{read.__name__}"
            declare = self.router.get(path, response=responses, summary=summary, operation_id=name)
            return declare(read)

        return declared


def conditional(run: Run) -> Run:
    """Answer 304 to who has the answer already and for whom nothing has changed since, by the
    change feed of the body: before anything is read.

    The mark is read first, so an answer is never older than its mark. What is about no single body
    is compared instead.
    """
    by_content = compared(run)

    def answered(request: HttpRequest, **path: Any) -> HttpResponseBase:
        if "body" not in path:
            return by_content(request, **path)
        mark = mark_of(request, path["body"])
        known = get_conditional_response(request, etag=mark)
        return known or _marked(run(request, **path), mark)

    return answered


def compared(run: Run) -> Run:
    """Answer 304 to who has the very same answer already."""

    def answered(request: HttpRequest, **path: Any) -> HttpResponseBase:
        response = run(request, **path)
        if not isinstance(response, HttpResponse) or response.status_code != 200:
            return _marked(response, "")
        mark = f'"{_digest(response.content)}"'
        marked = response
        _marked(marked, mark)
        return get_conditional_response(request, etag=mark, response=marked) or marked

    return answered


def _marked(response: HttpResponseBase, mark: str) -> HttpResponseBase:
    if response.status_code == 200:
        response.headers["ETag"] = mark
        response.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response


def mark_of(request: HttpRequest, body_slug: str) -> str:
    """A mark of what the answer depends on: the address, who asks, and how the record stands."""
    actor = actor_of(request)
    roles = sorted(f"{slug}:{role}" for slug, role in actor.roles)
    parts = (
        __version__,
        request.get_full_path(),
        actor.handle,
        str(actor.is_operator),
        *roles,
        standing_mark(body_slug),
    )
    return f'"{_digest(chr(10).join(parts).encode())}"'


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]
