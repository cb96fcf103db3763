"""Ten clients, and a server that is killed while they act; `benches/kills.py` uses the same."""

from __future__ import annotations

import random
import time

from tests.faults.clerks import Clerk, Client, Representative
from tests.faults.conftest import Site

ACTS = (8, 30)
"""How many acts are answered in a round, at least and at most, before the server is killed."""
LONGEST_WAIT_S = 0.4
LETTERS = "abdefghi"


def clients_at(site: Site) -> list[Client]:
    """The secretary, the chair and eight representatives, each signed in."""
    council, server = site.council, site.server
    clerks: list[Client] = [
        Clerk(server.person(council[who]), mark, council, share)
        for share, (who, mark) in enumerate((("secretary", "s"), ("chair", "c")))
    ]
    seats = zip(council["representatives"], LETTERS, council["seats"][1:], strict=True)
    for link, mark, seat in seats:
        clerks.append(Representative(server.person(link), mark, council, seat))
    return clerks


def killed_in_mid_write(site: Site, clients: list[Client]) -> None:
    """Let all act, kill the server by its id at a random moment, and start it again."""
    before = sum(client.acts.count for client in clients)
    wanted = random.randint(*ACTS)
    for client in clients:
        client.again().start()
    while sum(client.acts.count for client in clients) < before + wanted:
        time.sleep(random.uniform(0, 0.02))
    time.sleep(random.choice((0, random.uniform(0, LONGEST_WAIT_S))))
    site.server.kill()
    for client in clients:
        client.join()
    site.store.wait_until_left()
    site.server.start()
