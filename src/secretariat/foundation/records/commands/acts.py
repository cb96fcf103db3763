"""The frame of every command: one transaction, one audit entry per command, the change feed raised
last.

A command may call commands of lower apps; only the outermost opens the transaction and raises the
feed, so a reader who sees a new version finds everything that belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import F

from secretariat.foundation.records import clock, feed
from secretariat.foundation.records.commands.once import take_key
from secretariat.foundation.records.models import Entry, Feed, Source
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor

Row = TypeVar("Row", bound=models.Model)
_LONGEST = 300
_topics: ContextVar[set[str] | None] = ContextVar("topics_of_the_outermost_act", default=None)
_running: ContextVar[tuple[Act, ...]] = ContextVar("running_acts", default=())


@dataclass(slots=True)
class Act:
    """What a command says about itself while it runs. `at` is the time of business, read once."""

    actor: Actor
    command: str
    ref: str
    body_slug: str
    at: datetime
    summary: str = ""
    source: Source | None = None
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    topics: set[str] = field(default_factory=set)
    tells_itself: bool = False

    def says(self, words: str) -> None:
        """What was done, in a sentence for the audit trail; a long one is cut at a word."""
        self.summary, self.tells_itself = shortened(words), True

    def was(self, **values: Any) -> None:
        """Values before the change, for the audit trail."""
        self.before.update(_readable(values))

    def now_is(self, **values: Any) -> None:
        """Values after the change, for the audit trail."""
        self.after.update(_readable(values))

    def touch(self, topic: str) -> None:
        """Raise another topic of the change feed when the outermost command ends."""
        self.topics.add(topic)


def running_acts() -> tuple[Act, ...]:
    """The commands that run now, the outermost first; none outside of a command."""
    return _running.get()


def shortened(words: str) -> str:
    """A text on one line, cut at a word where the trail has no room for all of it."""
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 2].rpartition(' ')[0]} …"


def _readable(values: Mapping[str, Any]) -> dict[str, Any]:
    plain = (str, int, bool, list, dict, type(None))
    return {key: value if isinstance(value, plain) else str(value) for key, value in values.items()}


@contextmanager
def act(
    actor: Actor, command: str, ref: str, *, body_slug: str = "", summary: str = ""
) -> Iterator[Act]:
    """Run a command: transaction, audit entry at the end, change feed as the last write of the
    outermost.

    `command` is "app.verb", `ref` what it acts on. An exception undoes everything the command
    wrote.
    """
    outer = _topics.get()
    topics: set[str] = set() if outer is None else outer
    this = Act(actor, command, ref, body_slug, clock.now(), summary)
    if body_slug:
        this.topics.add(f"body:{body_slug}")
    token, above = _topics.set(topics), _running.set((*_running.get(), this))
    try:
        with transaction.atomic():
            if outer is None:
                take_key()
            yield this
            _write_entry(this)
            topics |= this.topics
            if outer is None:
                _raise_feed(topics)
                transaction.on_commit(partial(feed.wake_listeners, frozenset(topics)))
    finally:
        _topics.reset(token)
        _running.reset(above)


def _write_entry(this: Act) -> None:
    Entry.objects.create(
        at=this.at,
        recorded_at=clock.wall_now(),
        actor_handle=this.actor.handle,
        actor_name=this.actor.name,
        command=this.command,
        ref=this.ref,
        body_slug=this.body_slug,
        summary=this.summary,
        tells_itself=this.tells_itself,
        before=this.before,
        after=this.after,
        source=this.source,
    )


def _raise_feed(topics: set[str]) -> None:
    # In one order for everybody, so that two commands cannot wait for each other.
    for topic in sorted(topics):
        counter = Feed.objects.filter(topic=topic)
        if not counter.update(version=F("version") + 1):
            Feed.objects.bulk_create([Feed(topic=topic)], ignore_conflicts=True)
            counter.update(version=F("version") + 1)


def locked(row: Row) -> Row:
    """The row read afresh under its lock. On SQLite the transaction itself is the lock."""
    manager: models.Manager[Row] = type(row)._default_manager
    # PostgreSQL looks at the rows that a new row points to when it commits, after the feed is
    # raised. A lock that kept it from looking would let two commands wait for each other.
    return manager.select_for_update(of=("self",), no_key=True).get(pk=row.pk)


def guard_revision(row: models.Model, seen: int, yours: Mapping[str, str]) -> None:
    """Refuse ("changed_meanwhile") an edit of a row that moved on since the editor saw it; else
    raise it by one.

    `yours` are the values the editor wants by field name; the refusal carries them beside the
    stored ones, so that a page can show both and nothing typed is lost. The caller saves the row.
    """
    revision: int = row.revision  # type: ignore[attr-defined]
    if revision != seen:
        raise Refused(
            "changed_meanwhile",
            "Somebody else changed this while you were editing. Your text is kept below "
            "beside theirs; put together what should stand and save again.",
            {
                "yours": dict(yours),
                "theirs": {name: str(getattr(row, name)) for name in yours},
                "revision": revision,
            },
        )
    row.revision = revision + 1  # type: ignore[attr-defined]
