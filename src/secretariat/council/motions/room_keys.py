"""The bottom line of the room under a motion: the keys that do something now. A key that is
switched off is not named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secretariat.council.motions.queries import Live

VOTE_KEYS = (
    ("y", "next seat: yes"),
    ("n", "no"),
    ("a", "abstain"),
    ("r", "recused"),
    ("Y", "all others yes"),
    ("c", "close the vote"),
)
BACK_KEY = ("h", "back to the discussion")
OTHERS_KEYS = (("g", "the others consent"), ("u", "count the others"))
AT_ONCE_KEY = ("V", "put it and vote")
BY_SEAT_KEY = ("v", "vote by seat")
MOTION_KEYS = (
    BY_SEAT_KEY,
    ("u", "count"),
    ("f", "defer"),
    ("l", "table"),
    ("w", "withdraw"),
)
CONSENT_KEY = ("g", "general consent")
VOICE_KEYS = (("C", "carried by voice"), ("L", "lost by voice"))
NO_QUORUM_KEYS = (("q", "no quorum"), ("B", "ballot by mail"))


def vote_keys(opened: Sequence[Live]) -> Iterator[tuple[str, str]]:
    """The keys while a vote by seat is open."""
    yield from VOTE_KEYS
    if not any(live.has_votes for live in opened):
        yield BACK_KEY
    elif any(live.result.not_voted for live in opened):
        consent, count = OTHERS_KEYS
        if any(live.consent for live in opened):
            yield consent
        yield count


def motion_keys(waiting: Sequence[Live]) -> Iterator[tuple[str, str]]:
    """The keys while a motion waits for its outcome."""
    if any(live.consent for live in waiting):
        yield CONSENT_KEY
    if any(live.voice for live in waiting):
        yield from VOICE_KEYS
    yield from MOTION_KEYS
    if not all(live.quorum.is_reached for live in waiting):
        yield from NO_QUORUM_KEYS
