"""Kills the server again and again while ten people act, and counts what is lost: nothing may be.

    python benches/kills.py --kills 1000
    python benches/kills.py --kills 1000 --database postgres://postgres@127.0.0.1:5432/postgres

Prints JSON. The record is looked at in full after every tenth kill and at the end.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src")]

from tests.faults.conftest import Site  # noqa: E402
from tests.faults.inspection import inspector  # noqa: E402
from tests.faults.killing import clients_at, killed_in_mid_write  # noqa: E402
from tests.faults.server import Server  # noqa: E402
from tests.faults.stores import fill, new_store  # noqa: E402

LOOK_EVERY = 10
TELL_EVERY = 50


def killed(site: Site, kills: int) -> dict[str, object]:
    """What became of the acts of ten people while the server was killed so often."""
    clients, record, complaints = clients_at(site), inspector(site.store), list[str]()
    acts = [client.acts for client in clients]
    started = time.perf_counter()
    for number in range(1, kills + 1):
        killed_in_mid_write(site, clients)
        if number % LOOK_EVERY == 0:
            complaints += record.complaints(*acts)
        if number % TELL_EVERY == 0:
            sys.stderr.write(f"{number} kills, {len(complaints)} complaints\n")
    for client in clients:
        client.send_again()
    complaints += record.complaints(*acts)
    return {
        "kills": kills,
        "clients": len(clients),
        "acknowledged": sum(len(w) for each in acts for w in each.acknowledged.values()),
        "cut_off": sum(len(each.cut_off) for each in acts),
        "retried": sum(each.retried for each in acts),
        "refused": sorted(words for each in acts for words in each.refused)[:20],
        "complaints": complaints[:50],
        "seconds": round(time.perf_counter() - started),
    }


def main() -> int:
    """Fill a record, serve it, kill it, print what was found; 1 if anything was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--database", default="", help="address of a PostgreSQL server")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = new_store(Path(folder) / "data", asked.database)
        council = fill(store)
        site = Site(Server(store), store, council)
        try:
            found = killed(site, asked.kills)
        finally:
            site.server.kill()
            store.drop()
    found["database"] = "PostgreSQL" if asked.database else "SQLite"
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    return 1 if found["complaints"] or found["refused"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
