"""Motions that ended, for the feed of the body."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from secretariat.council.motions import policy
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries.motions import motion_rows
from secretariat.council.motions.queries.register import as_decision
from secretariat.documents.rendering.feed_files import FeedItem
from secretariat.foundation.people.feeds import MOST, news, page_address
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor
from secretariat.rules.wording import capitalized


def decided(reader: Actor, body: Body, since: datetime) -> Iterator[FeedItem]:
    """The motions that ended since an instant."""
    rows = policy.visible_to(reader, motion_rows().filter(body=body, closed_at__gte=since))
    rows = rows.exclude(state__in=Motion.WAITING).prefetch_related("errata")
    for motion in rows.order_by("-closed_at")[:MOST]:
        told = as_decision(motion)
        if motion.closed_at is not None:
            yield FeedItem(
                name=f"{told.ref}#decided",
                title=f"{capitalized(told.outcome)}: {told.text}",
                at=motion.closed_at,
                url=page_address(told.ref),
                summary=f"{told.number}: {told.text}\n{told.result}".strip(),
                kind="decision",
            )


news(decided)
