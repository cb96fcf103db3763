"""What is frozen is chained: a changed link is found, and what was frozen cannot be guessed."""

from __future__ import annotations

import pytest

from secretariat.foundation.records import queries
from secretariat.foundation.records.commands import seal
from secretariat.foundation.records.models import Seal
from secretariat.foundation.records.sealing import START, digest_of, head_after

pytestmark = pytest.mark.django_db


def sealed(count: int = 3, body_slug: str = "tc") -> list[Seal]:
    return [seal(body_slug, f"{body_slug}/{n}/minutes", {"n": n}) for n in range(1, count + 1)]


def test_each_head_covers_the_one_before() -> None:
    first, second, third = sealed()

    assert [link.sequence for link in (first, second, third)] == [1, 2, 3]
    assert first.head == head_after(START, first.digest)
    assert second.head == head_after(first.head, second.digest)
    assert third.head == head_after(second.head, third.digest)


def test_bodies_have_chains_of_their_own() -> None:
    (ours,) = sealed(1, "tc")
    (theirs,) = sealed(1, "gb")

    assert (ours.sequence, theirs.sequence) == (1, 1)
    assert (queries.seal_head("tc"), queries.seal_head("gb")) == (ours.head, theirs.head)


def test_digest_is_that_of_the_content_with_its_salt() -> None:
    (link,) = sealed(1)

    assert link.digest == digest_of(link.salt, link.ref, {"n": 1})
    assert link.digest != digest_of(link.salt, link.ref, {"n": 2})


def test_same_content_sealed_twice_has_two_digests() -> None:
    first, second = (seal("tc", "tc/1/minutes", "yes") for _ in range(2))

    assert first.digest != second.digest


def test_digest_does_not_depend_on_the_order_in_which_values_were_written() -> None:
    assert digest_of("s", "r", {"a": 1, "b": 2}) == digest_of("s", "r", {"b": 2, "a": 1})


def test_nothing_frozen_has_no_head() -> None:
    assert queries.seal_head("tc") == ""


def test_chain_that_was_not_touched_is_whole() -> None:
    sealed()

    assert queries.broken_seals("tc") == []


def test_link_changed_afterwards_is_found() -> None:
    _, second, _ = sealed()
    Seal.objects.filter(pk=second.pk).update(digest=digest_of("x", second.ref, "another text"))

    assert [link.sequence for link in queries.broken_seals("tc")] == [2]


def test_link_taken_out_is_found_at_the_next() -> None:
    _, second, _ = sealed()
    second.delete()

    assert [link.sequence for link in queries.broken_seals("tc")] == [3]
