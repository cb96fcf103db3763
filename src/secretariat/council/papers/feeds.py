"""Versions of papers that were adopted or published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from secretariat.council.papers.queries import papers_at
from secretariat.documents.rendering.feed_files import FeedItem
from secretariat.foundation.people.feeds import news, page_address
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.rules.papers import IN_FORCE
from secretariat.rules.visibility import Actor


def papers(reader: Actor, body: Body, since: datetime) -> Iterator[FeedItem]:
    """Each step since an instant after which a version holds."""
    for paper in papers_at(body.slug, clock.now(), reader):
        for version in paper.versions:
            for step in version.steps:
                if step.at >= since and step.state in IN_FORCE:
                    yield FeedItem(
                        name=f"{version.ref}#{step.state.value}",
                        title=f"{paper.title}, version {version.label}: {step.state_words}",
                        at=step.at,
                        url=page_address(version.ref),
                        summary=version.what_is_new,
                        kind="paper",
                    )


news(papers)
