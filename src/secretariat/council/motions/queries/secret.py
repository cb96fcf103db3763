"""Secret votes: which seats have voted, and the counts, which are read only to close the vote."""

from __future__ import annotations

from secretariat.council.motions.models import Motion
from secretariat.rules.results import Vote
from secretariat.rules.secret import as_votes

VOTED = "voted"
"""What stands in place of a choice nobody sees."""


def voted_in(motion: Motion) -> frozenset[str]:
    """The slugs of the seats that have voted in secret. One query."""
    return frozenset(motion.voted.values_list("seat__slug", flat=True))


def secret_votes_of(motion: Motion) -> list[Vote]:
    """What was said in secret, for counting; none where the vote is open to all. Two queries."""
    if not motion.is_secret:
        return []
    counts = dict(motion.secret_tally.values_list("choice", "count"))
    return as_votes(sorted(voted_in(motion)), counts)
