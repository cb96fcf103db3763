"""Secret votes about persons: how many seats said what, and which have voted; never which said
what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from secretariat.rules.errors import Refused
from secretariat.rules.results import Choice, Vote, VoteResult

BY_SECRET = " by secret vote"  # noqa: S105 words of a sentence
SECRET_CHOICES = (Choice.YES, Choice.NO, Choice.ABSTAIN)
"""What a seat says in secret. That it is recused it says openly."""


def as_votes(voted: Sequence[str], counts: Mapping[str, int]) -> list[Vote]:
    """The counts as votes of the seats that have voted, in an order that means nothing, since a
    result depends on the numbers alone. For counting only: these votes are nobody's.

    Refuses ("miscounted") counts that are not one for each seat.
    """
    said = [choice for choice in SECRET_CHOICES for _ in range(counts.get(choice, 0))]
    if len(said) != len(voted):
        raise Refused(
            "miscounted",
            f"{len(voted)} seats have voted in secret and {len(said)} votes are counted. Nothing "
            "has changed. Somebody has changed the record: ask who operates the program.",
        )
    return [Vote(seat, choice) for seat, choice in zip(sorted(voted), said, strict=True)]


def in_secret(result: VoteResult) -> VoteResult:
    """The result with the words that it came by a secret vote."""
    return replace(result, sentence=result.sentence.replace(":", f"{BY_SECRET}:", 1))


def voted_already(seat: str) -> Refused:
    """That a seat has voted in secret; its vote cannot be changed, since nobody knows it."""
    return Refused(
        "already_voted",
        "This seat has voted already. A seat has one vote, and a secret one cannot be changed or "
        "taken back, since nobody knows which it is. Nothing has changed.",
        {"seat": seat},
    )
