"""Two hundred people follow a meeting of thirty seats while the secretary calls the roll; then all
thirty vote within one second.

    python benches/room.py
    python benches/room.py --processes 2 --database postgres://postgres@127.0.0.1:5432/postgres

Prints JSON. A time runs from the moment the secretary's browser sends the mark to the moment the
change has arrived in a watcher's browser; consoles, which look again, count until the new page is
there. Pages for a seat fetch what is theirs alone when it changed, as the browsers do. Claim:
under half a second for 99 of 100, in under 200 MB, and no vote lost.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src")]

from tests.faults.server import Person, Server  # noqa: E402
from tests.faults.stores import Store, fill, new_store  # noqa: E402

WATCHERS, CONSOLES, SEATS, PRESENT = 200, 2, 30, 9
PAUSE_S = 1.5
SETTLE_S = 3
PATIENCE_S = 60
PAGES = {"room": "/room", "seat": "/seat", "projector": "/projector", "page": ""}
BUDGET_S, BUDGET_MB = 0.5, 200


@dataclass
class Watcher:
    """A browser that follows a view. `seen` says when it first showed how many seats are there."""

    view: str
    cookie: str
    seen: dict[int, float] = field(default_factory=dict)
    own: asyncio.Future[None] | None = None

    async def follow(self, place: str, meeting: str) -> None:
        """Load the page, then read its stream until cancelled."""
        await self._fetched(place, f"/{meeting}{PAGES[self.view]}")
        host, _, port = place.partition(":")
        reader, writer = await asyncio.open_connection(host, int(port), limit=2**22)
        path = f"/{meeting}/live?view={self.view}"
        head = f"GET {path} HTTP/1.1\r\nHost: {place}\r\nAccept: text/event-stream\r\n"
        writer.write(f"{head}Cookie: {self.cookie}\r\n\r\n".encode())
        try:
            while line := await reader.readline():
                if line.startswith(b"data: "):
                    await self._hear(line, place, meeting)
        finally:
            writer.close()

    async def _hear(self, line: bytes, place: str, meeting: str) -> None:
        shown = line.decode()
        if self.view == "room":
            shown = await self._fetched(place, f"/{meeting}/room")
        if self.view == "seat" and '"own"' in shown and self.seen:
            self.own = asyncio.ensure_future(self._fetch_own(place, meeting))
        for number in range(PRESENT, SEATS + 1):
            if f"{number} of {SEATS} seats present" in shown:
                self.seen.setdefault(number, time.perf_counter())

    async def _fetch_own(self, place: str, meeting: str) -> None:
        """What is for this seat alone, a moment later, as the page for a seat does."""
        await asyncio.sleep(random.random() * 0.4)
        await self._fetched(place, f"/{meeting}/seat")

    async def _fetched(self, place: str, path: str) -> str:
        """A page, as the browser asks for it."""
        host, _, port = place.partition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        head = f"GET {path} HTTP/1.0\r\nHost: {place}\r\nHX-Request: true\r\n"
        writer.write(f"{head}Cookie: {self.cookie}\r\n\r\n".encode())
        answer = await reader.read()
        writer.close()
        return answer.decode()


class Hall(threading.Thread):
    """All watchers, in an event loop of their own."""

    def __init__(self, watchers: list[Watcher], place: str, meeting: str) -> None:
        super().__init__(daemon=True)
        self.watchers, self.place, self.meeting = watchers, place, meeting
        self.faults: list[str] = []
        self._over = asyncio.Event()

    def run(self) -> None:
        """Let everybody follow until the hall is closed."""
        asyncio.run(self._all())

    async def _all(self) -> None:
        self._loop = asyncio.get_running_loop()
        for each in self.watchers:
            self._loop.create_task(self._followed(each))
        await self._over.wait()

    async def _followed(self, watcher: Watcher) -> None:
        try:
            await watcher.follow(self.place, self.meeting)
            self.faults.append(f"{watcher.view}: the stream ended")
        except OSError as error:
            self.faults.append(f"{watcher.view}: {error}")

    def close(self) -> None:
        """Let everybody go home."""
        self._loop.call_soon_threadsafe(self._over.set)
        self.join()

    def wait_for(self, number: int) -> None:
        """Wait until everybody shows so many seats, or patience ends."""
        until = time.perf_counter() + PATIENCE_S
        while time.perf_counter() < until:
            if all(number in each.seen for each in self.watchers):
                return
            time.sleep(0.02)


def cookie_of(person: Person) -> str:
    """What the browser of somebody sends along."""
    return "; ".join(f"{name}={morsel.value}" for name, morsel in person.cookies.items())


def roll_called(hall: Hall, clerk: Person, council: dict[str, Any]) -> dict[str, object]:
    """Mark everybody who is not there yet, one after the other; how long each took to be seen."""
    hall.wait_for(PRESENT)
    sent: dict[int, float] = {}
    for number, handle in enumerate(council["people"][PRESENT:], PRESENT + 1):
        sent[number] = time.perf_counter()
        answer = clerk.post(f"/{council['meeting']}/room/roll/mark", person=handle)
        assert answer.is_done, answer.words
        hall.wait_for(number)
        time.sleep(PAUSE_S)
    times = [
        each.seen[number] - at
        for number, at in sent.items()
        for each in hall.watchers
        if number in each.seen
    ]
    consoles = [w.seen[n] - at for n, at in sent.items() for w in hall.watchers if w.view == "room"]
    return {
        "marks": len(sent),
        "sights": len(times),
        "missed": len(sent) * len(hall.watchers) - len(times),
        "seconds": spread(times),
        "worst_of_each_mark": [
            round(max(w.seen[n] - at for w in hall.watchers if n in w.seen), 3)
            for n, at in sent.items()
        ],
        "seconds_consoles": spread(consoles),
    }


def spread(times: Iterable[float]) -> dict[str, float]:
    """Median, 99th percentile and worst."""
    ordered = sorted(times)
    return {
        "median": round(statistics.median(ordered), 3),
        "p99": round(statistics.quantiles(ordered, n=100)[98], 3),
        "worst": round(ordered[-1], 3),
    }


def voted(people: list[Person], council: dict[str, Any], store: Store) -> dict[str, object]:
    """Let everybody vote for their seat at a moment of the same second; what came of it."""
    motion = council["votes"][1]
    answered: list[tuple[float, bool]] = []
    begun = time.perf_counter()

    def vote(person: Person, seat: str, after_s: float) -> None:
        time.sleep(after_s)
        sent = time.perf_counter()
        body = council["meeting"].partition("/")[0]
        answer = person.post(f"/{body}/{motion}/vote", seat=seat, choice="yes")
        answered.append((time.perf_counter() - sent, answer.is_done))

    threads = [
        threading.Thread(target=vote, args=(person, seat, random.random()))
        for person, seat in zip(people, council["seats"], strict=True)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    sequence = int(motion.rpartition("-")[2])
    ((kept,),) = store.query(
        "SELECT count(*) FROM motions_vote v JOIN motions_motion m ON m.id = v.motion_id "
        f"WHERE m.sequence = {sequence}"
    )
    return {
        "votes": len(answered),
        "acknowledged": sum(is_done for _, is_done in answered),
        "kept": kept,
        "seconds": spread(seconds for seconds, _ in answered),
        "all_after_seconds": round(time.perf_counter() - begun, 2),
    }


def memory_mb(process: int) -> list[int]:
    """What each process of the server holds in memory (resident), the first one first."""
    listed = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    found = []
    for number in (process, *map(int, listed)):
        status = Path(f"/proc/{number}/status").read_text()
        (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
        found.append(int(line.split()[1]) // 1024)
    return found


def measured(store: Store, processes: int) -> dict[str, object]:
    """Fill, serve, watch, call the roll, vote."""
    council = fill(store, f"--seats={SEATS}", f"--present={PRESENT}", "--votes=1")
    server = Server(store, options=("--processes", str(processes)))
    try:
        clerk = server.person(council["secretary"])
        people = [server.person(link) for link in (council["chair"], *council["representatives"])]
        readers = WATCHERS - CONSOLES - len(people)
        hall = Hall(
            [
                *(Watcher("room", cookie_of(clerk)) for _ in range(CONSOLES)),
                *(Watcher("seat", cookie_of(person)) for person in people),
                *(Watcher(view, "") for view in ["projector", *["page"] * (readers - 1)]),
            ],
            urlsplit(server.address).netloc,
            council["meeting"],
        )
        time.sleep(SETTLE_S)
        hall.start()
        marks = roll_called(hall, clerk, council)
        votes = voted(people, council, store)
        memory = memory_mb(server.process.pid)
        hall.close()
        return {"marks": marks, "votes": votes, "memory_mb": memory, "faults": hall.faults}
    finally:
        server.kill()


def main() -> int:
    """Measure, print; 1 where a claim does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--database", default="", help="address of a PostgreSQL server")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        store = new_store(Path(name) / "data", options.database)
        try:
            found: dict[str, Any] = measured(store, options.processes)
        finally:
            store.drop()
    is_kept = found["marks"]["missed"] == 0 and found["votes"]["kept"] == SEATS
    is_fast = found["marks"]["seconds"]["p99"] < BUDGET_S
    result = {
        "bench": "room",
        "watchers": WATCHERS,
        "database": "PostgreSQL" if options.database else "SQLite",
        "processes": options.processes,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        **found,
        "is_within_budget": is_kept and is_fast and max(found["memory_mb"]) < BUDGET_MB,
    }
    print(json.dumps(result, indent=2))
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
