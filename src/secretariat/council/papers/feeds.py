"""Versions of papers that were adopted or published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from secretariat.council.papers.queries import steps_into_force
from secretariat.documents.rendering.feed_files import FeedItem
from secretariat.foundation.people.feeds import news, page_address
from secretariat.foundation.people.models import Body
from secretariat.rules.papers import STATE_WORDS, PaperState
from secretariat.rules.visibility import Actor


def papers(reader: Actor, body: Body, since: datetime) -> Iterator[FeedItem]:
    """Each step since an instant after which a version holds."""
    del reader  # What is in force, everybody may read.
    for step in steps_into_force(body, since):
        version, state = step.version, PaperState(step.state_after)
        yield FeedItem(
            name=f"{version.ref}#{state.value}",
            title=f"{version.paper.title}, version {version.label}: {STATE_WORDS[state]}",
            at=step.at,
            url=page_address(version.ref),
            summary=version.what_is_new,
            kind="paper",
        )


news(papers)
