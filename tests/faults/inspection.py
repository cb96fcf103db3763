"""Looks at a record from outside: is everything acknowledged there, and is everything whole?

An act is whole when its rows, its line of the audit trail, its number and the change feed agree.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.faults.clerks import Acts
from tests.faults.stores import Store

KINDS = {
    "notes": "meetings.add_note",
    "actions": "actions.raise_action",
    "people": "meetings.mark_present",
    "votes": "motions.cast_vote",
    "topics": "meetings.propose_topic",
}
ROWS = {
    "topics": "SELECT title FROM meetings_topicproposal",
    "notes": "SELECT text FROM meetings_note",
    "actions": "SELECT text FROM actions_action",
    "people": (
        "SELECT handle FROM meetings_attendance AS line"
        " JOIN people_person AS who ON who.id = line.person_id"
    ),
    "votes": (
        "SELECT year, sequence, slug FROM motions_vote AS vote"
        " JOIN motions_motion AS motion ON motion.id = vote.motion_id"
        " JOIN people_seat AS seat ON seat.id = vote.seat_id"
    ),
}
TAIL = {
    "an action without its first step": (
        "SELECT sequence FROM actions_action WHERE (SELECT count(*) FROM actions_actionupdate AS u"
        " WHERE u.action_id = actions_action.id) <> 1"
    ),
    "an action without its owner": (
        "SELECT sequence FROM actions_action WHERE (SELECT count(*) FROM actions_actionowner AS o"
        " WHERE o.action_id = actions_action.id) <> 1"
    ),
    "an action that cannot be found": (
        "SELECT sequence FROM actions_action WHERE NOT EXISTS (SELECT 1 FROM records_searchrow"
        " WHERE ref = 'tc/A-' || sequence)"
    ),
    "a line of the roll call without a stay": (
        "SELECT printed_name FROM meetings_attendance AS line WHERE (SELECT count(*) FROM"
        " meetings_presence AS stay WHERE stay.attendance_id = line.id) <> 1"
    ),
    "an item whose count of notes is wrong": (
        "SELECT slug, notes_written FROM meetings_agendaitem AS item WHERE notes_written <>"
        " (SELECT count(*) FROM meetings_note AS note WHERE note.item_id = item.id)"
    ),
}
NUMBERED = {
    "actions": "SELECT sequence FROM actions_action",
    "notes": (
        "SELECT sequence FROM meetings_note WHERE item_id ="
        " (SELECT max(item_id) FROM meetings_note)"
    ),
}


@dataclass
class Inspector:
    """Remembers how the record began and how far the feed had come."""

    store: Store
    began: int
    feed_began: int
    feed_seen: int

    def complaints(self, *clerks: Acts) -> list[str]:
        """Everything that is lost, half written or out of step, in words; empty is good."""
        return [
            *self.store.damage(),
            *self._lost(clerks),
            *self._halves(),
            *self._numbers(),
            *self._feed(),
        ]

    def _lost(self, clerks: Iterable[Acts]) -> Iterator[str]:
        for kind in KINDS:
            there = Counter(self._names(kind))
            for word in (w for acts in clerks for w in acts.acknowledged.get(kind, [])):
                if there[word] != 1:
                    yield f"acknowledged, but there {there[word]} times: {kind} {word}"

    def _names(self, kind: str) -> list[str]:
        rows = self.store.query(ROWS[kind])
        if kind == "votes":
            return [f"M-{year}-{number:02} {seat}" for year, number, seat in rows]
        return [str(row[0]) for row in rows]

    def _halves(self) -> Iterator[str]:
        for kind, command in KINDS.items():
            told = Counter(self._told(kind, ref, after) for ref, after in self._entries(command))
            there = Counter(self._as_told(kind))
            for word in told - there:
                yield f"half written: the trail tells of {kind} {word}, which is not there"
            for word in there - told:
                yield f"half written: {kind} {word} is there without a line of the trail"
        for what, statement in TAIL.items():
            yield from (f"half written: {what}: {row}" for row in self.store.query(statement))

    def _entries(self, command: str) -> list[tuple[str, dict[str, Any]]]:
        where = f"FROM records_entry WHERE command = '{command}'"
        rows = self.store.query(f"SELECT ref, after {where}")
        return [(ref, json.loads(a) if isinstance(a, str) else a) for ref, a in rows]

    def _told(self, kind: str, ref: str, after: dict[str, Any]) -> str:
        told = {"people": "person", "votes": "seat", "topics": "title"}
        word = str(after[told.get(kind, "text")])
        return f"{ref.rpartition('/')[2]} {word}" if kind == "votes" else word

    def _as_told(self, kind: str) -> list[str]:
        if kind == "people":
            rows = self.store.query("SELECT printed_name FROM meetings_attendance")
            return [str(name) for (name,) in rows]
        return self._names(kind)

    def _numbers(self) -> Iterator[str]:
        for kind, statement in NUMBERED.items():
            numbers = sorted(int(number) for (number,) in self.store.query(statement))
            if numbers != list(range(1, len(numbers) + 1)):
                yield f"the numbers of the {kind} are {numbers}"

    def _feed(self) -> Iterator[str]:
        acts = acts_of(self.store) - self.began
        version = feed_of(self.store)
        if version - self.feed_began != acts:
            yield f"the feed rose by {version - self.feed_began} for {acts} acts"
        if version < self.feed_seen:
            yield f"the feed fell from {self.feed_seen} to {version}"
        self.feed_seen = version


def acts_of(store: Store) -> int:
    """How many acts the trail of the body holds."""
    return int(store.query("SELECT count(*) FROM records_entry WHERE body_slug = 'tc'")[0][0])


def feed_of(store: Store) -> int:
    """How far the change feed of the body has come."""
    return int(store.query("SELECT version FROM records_feed WHERE topic = 'body:tc'")[0][0])


def inspector(store: Store) -> Inspector:
    """An inspector of a record as it stands now."""
    version = feed_of(store)
    return Inspector(store, acts_of(store), version, version)
