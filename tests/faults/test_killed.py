"""The server is killed while ten people act in a meeting: nothing acknowledged is lost, nothing is
half written, nothing is there twice. The same harness notices when a protection is taken away.
"""

from __future__ import annotations

import pytest

from tests.faults.conftest import Serve
from tests.faults.inspection import inspector
from tests.faults.killing import clients_at, killed_in_mid_write

pytestmark = pytest.mark.slow

ROUNDS = 25
UNSAFE_ROUNDS = 60
"""A kill at a random moment may miss the gap; a few rounds are nearly always enough."""
UNSAFE = "tests.faults.unsafe_server"


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(serve: Serve) -> None:
    site = serve()
    clerks, record = clients_at(site), inspector(site.store)
    acts = [clerk.acts for clerk in clerks]
    for _ in range(ROUNDS):
        killed_in_mid_write(site, clerks)

        assert record.complaints(*acts) == []
    for client in clerks:
        client.send_again()
    assert record.complaints(*acts) == []
    assert [len(each.cut_off) for each in acts] == [ROUNDS] * 10
    assert [each.retried for each in acts] == [ROUNDS] * 10
    assert [each.refused for each in acts] == [[]] * 10
    for each in acts[:2]:
        assert sorted(each.acknowledged) == ["actions", "notes", "people", "votes"]
    assert all(sorted(each.acknowledged) == ["topics", "votes"] for each in acts[2:])


def test_pages_show_what_was_acknowledged_before_the_kill(serve: Serve) -> None:
    site = serve()
    clerks = clients_at(site)
    killed_in_mid_write(site, clerks)

    reader = clerks[0].person
    room = reader.get(f"/{site.council['meeting']}/room?item=harbour-map").words
    listed = reader.get("/tc/actions").words

    for clerk in clerks[:2]:
        assert [w for w in clerk.acts.acknowledged.get("notes", []) if w not in room] == []
        assert [w for w in clerk.acts.acknowledged.get("actions", []) if w not in listed] == []


def is_found_without(protection: str, serve: Serve, complaint: str) -> bool:
    """Whether the inspection comes to complain so on a server without a protection."""
    site = serve(UNSAFE, protection)
    clerks, record = clients_at(site), inspector(site.store)
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


def test_harness_finds_what_a_server_without_keys_does_twice(serve: Serve) -> None:
    assert is_found_without("no-once", serve, "acknowledged, but there 2 times")
