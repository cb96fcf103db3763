"""The server is killed while two people record a meeting: nothing acknowledged is lost, nothing is
half written. The same harness notices when the protection is taken away.
"""

from __future__ import annotations

import random
import time

import pytest

from tests.faults.clerks import Clerk
from tests.faults.conftest import Serve, Site
from tests.faults.inspection import inspector

pytestmark = pytest.mark.slow

ROUNDS = 5
ACTS = (8, 30)
"""How many acts are answered in a round, at least and at most, before the server is killed."""
UNSAFE_ROUNDS = 60
"""A kill at a random moment may miss the gap; a few rounds are nearly always enough."""
UNSAFE = "tests.faults.unsafe_server"


def clerks_at(site: Site) -> list[Clerk]:
    """The secretary and the chair, each signed in."""
    return [
        Clerk(site.server.person(site.council[who]), mark, site.council, share)
        for share, (who, mark) in enumerate((("secretary", "s"), ("chair", "c")))
    ]


def killed_in_mid_write(site: Site, clerks: list[Clerk]) -> None:
    """Let both act, kill the server by its id at a random moment, and start it again."""
    before = sum(clerk.acts.count for clerk in clerks)
    wanted = random.randint(*ACTS)
    for clerk in clerks:
        clerk.again().start()
    while sum(clerk.acts.count for clerk in clerks) < before + wanted:
        time.sleep(random.uniform(0, 0.02))
    site.server.kill()
    for clerk in clerks:
        clerk.join()
    site.store.wait_until_left()
    site.server.start()


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(serve: Serve) -> None:
    site = serve()
    clerks, record = clerks_at(site), inspector(site.store)
    acts = [clerk.acts for clerk in clerks]
    for _ in range(ROUNDS):
        killed_in_mid_write(site, clerks)

        assert record.complaints(*acts) == []
    assert [len(each.cut_off) for each in acts] == [ROUNDS, ROUNDS]
    assert [each.refused for each in acts] == [[], []]
    assert all(
        sorted(each.acknowledged) == ["actions", "notes", "people", "votes"] for each in acts
    )


def test_pages_show_what_was_acknowledged_before_the_kill(serve: Serve) -> None:
    site = serve()
    clerks = clerks_at(site)
    killed_in_mid_write(site, clerks)

    reader = clerks[0].person
    room = reader.get(f"/{site.council['meeting']}/room?item=harbour-map").words
    listed = reader.get("/tc/actions").words

    for clerk in clerks:
        assert [w for w in clerk.acts.acknowledged.get("notes", []) if w not in room] == []
        assert [w for w in clerk.acts.acknowledged.get("actions", []) if w not in listed] == []


def is_found_without(protection: str, serve: Serve, complaint: str) -> bool:
    """Whether the inspection comes to complain so on a server without a protection."""
    site = serve(UNSAFE, protection)
    clerks, record = clerks_at(site), inspector(site.store)
    for _ in range(UNSAFE_ROUNDS):
        killed_in_mid_write(site, clerks)
        complaints = record.complaints(*(clerk.acts for clerk in clerks))
        if any(words.startswith(complaint) for words in complaints):
            return True
    return False


def test_harness_finds_the_half_written_act_of_a_server_without_transactions(serve: Serve) -> None:
    assert is_found_without("no-transactions", serve, "half written")


def test_harness_finds_the_loss_of_a_server_that_answers_too_early(serve: Serve) -> None:
    assert is_found_without("early-answer", serve, "acknowledged, but there 0 times")
