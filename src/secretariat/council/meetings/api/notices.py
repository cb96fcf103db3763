"""The notices of a body for other programs: values, antitrust notice, code of conduct."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field

from secretariat.council.meetings.queries.notices import (
    NoticeVersion,
    all_versions,
    notice_versions,
)
from secretariat.foundation.people.api.frame import (
    Asked,
    AsOf,
    BodySlug,
    Listed,
    Named,
    Reads,
    Slug,
    whole,
)

reads = Reads("Notices")
router = reads.router


class NoticeVersionOut(Named):
    """One version of a notice. `ref` leads to it on the page of all."""

    version: int
    title: str
    text: str = Field(description="Markdown.")
    source: str
    state: str = Field(description="coming, in use, replaced, ended.")
    from_on: date
    until_on: date | None = Field(description="The first day on which it did not hold any more.")
    is_at_opening: bool = Field(description="Meetings open with it.")
    shown_in: list[str] = Field(description="The meetings in which it was read, newest first.")


class NoticeOut(Named):
    """A text the body stands by, in all its versions, the newest first."""

    title: str
    versions: list[NoticeVersionOut]


@reads.read("/{body}/notices", Listed[NoticeOut], "Values, antitrust notice, code of conduct")
def notices(request: HttpRequest, body: BodySlug, as_of: AsOf = None) -> Any:
    """Every notice with its versions, in the order they are read. `as_of` says on which day a
    version is in use.
    """
    asked = Asked(request, body, as_of)
    found: dict[str, list[NoticeVersion]] = {}
    for row in all_versions(asked.body, asked.day):
        found.setdefault(row.notice.slug, []).append(row)
    return whole([_notice(rows[::-1]) for rows in found.values()])


@reads.read("/{body}/notices/{notice}", NoticeOut, "One notice in its versions")
def one_notice(request: HttpRequest, body: BodySlug, notice: Slug, as_of: AsOf = None) -> Any:
    """The newest version first."""
    asked = Asked(request, body, as_of)
    return _notice(notice_versions(asked.body, notice, asked.day))


def _notice(rows: list[NoticeVersion]) -> dict[str, Any]:
    first = rows[0].notice
    return {
        "ref": first.ref,
        "title": first.title,
        "versions": [
            {
                "ref": row.ref,
                "version": row.notice.version,
                "title": row.notice.title,
                "text": row.notice.text,
                "source": row.notice.source_words,
                "state": row.state,
                "from_on": row.notice.from_on,
                "until_on": row.notice.retired_on,
                "is_at_opening": row.notice.is_at_opening,
                "shown_in": [meeting.ref for meeting in row.shown_in],
            }
            for row in rows
        ],
    }
