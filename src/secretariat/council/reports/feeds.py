"""Reports that were given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from secretariat.council.reports.queries import reports_of
from secretariat.documents.rendering.feed_files import FeedItem
from secretariat.foundation.people.feeds import news, page_address
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor


def given(reader: Actor, body: Body, since: datetime) -> Iterator[FeedItem]:
    """The reports given since an instant, at which they were frozen and became public."""
    for report in reports_of(reader, body):
        if report.given_at is not None and report.given_at >= since:
            yield FeedItem(
                name=f"{report.ref}#given",
                title=f"Report given: {report.title}",
                at=report.given_at,
                url=page_address(report.ref),
                kind="report",
            )


news(given)
