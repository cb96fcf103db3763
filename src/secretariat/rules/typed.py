"""When something was typed that arrives late, because the network was gone in between."""

from __future__ import annotations

from datetime import datetime, timedelta

LONGEST_DELAY = timedelta(hours=2)
NOT_LATE = timedelta(seconds=5)


def when_typed(
    seconds_ago: int, *, now: datetime, called_at: datetime | None, adjourned_at: datetime | None
) -> datetime | None:
    """The instant at which a form was typed that says how long it waited; None for one that came
    at once, and where there was no session to type it in.

    A browser is believed about that within the session, and for two hours.
    """
    delay = timedelta(seconds=min(max(seconds_ago, 0), 10**9))
    if called_at is None or delay < NOT_LATE:
        return None
    earliest = max(called_at, now - LONGEST_DELAY)
    latest = min(now, adjourned_at or now)
    return max(min(max(now - delay, earliest), latest), called_at)
