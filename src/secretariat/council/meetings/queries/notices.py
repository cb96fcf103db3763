"""The notices of a body: which hold, all their versions, and which meetings showed each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from secretariat.council.meetings.models import Meeting, Notice, NoticeReading
from secretariat.foundation.people.models import Body
from secretariat.rules.errors import Refused


@dataclass(frozen=True, slots=True)
class NoticeVersion:
    """One version of a notice as it stands on a day. `shown_in` are the meetings in which it was
    read, the newest first; `before` is the version it replaced, `following` the newest one if it
    is still coming.
    """

    notice: Notice
    state: str
    shown_in: tuple[Meeting, ...] = ()
    before: Notice | None = None
    following: Notice | None = None

    @property
    def ref(self) -> str:
        return f"{self.notice.ref}#v{self.notice.version}"

    @property
    def is_in_use(self) -> bool:
        return self.state == IN_USE


COMING, IN_USE, REPLACED, ENDED = "coming", "in use", "replaced", "ended"
WITHDRAWN = "withdrawn"
"""It was to come, and was withdrawn before its first day."""


def notices_in_use(body: Body) -> QuerySet[Notice]:
    """The newest version of each notice that is not retired, in the order they are read."""
    return Notice.objects.filter(body=body, retired_on=None).order_by("position", "slug")


def notice_named(body: Body, slug: str) -> Notice:
    """The newest version of a notice, ended or not. Refuses ("not_found")."""
    found = Notice.objects.filter(body=body, slug=slug).order_by("version").last()
    if found is None:
        raise Refused(
            "not_found", f"{body.name} has no notice “{slug}”. The page of its notices names all."
        )
    found.body = body
    return found


def notice_on(body: Body, slug: str, day: date) -> NoticeVersion | None:
    """The version of a notice that holds on a day, if one does. One query."""
    rows = _versions(Notice.objects.filter(body=body, slug=slug), body, day)
    return next((row for row in rows if row.is_in_use), None)


def notices_on(body: Body, day: date) -> list[NoticeVersion]:
    """Of each notice the version that holds on a day, or else the newest; those that hold first,
    each in the order they are read. One query.
    """
    found: dict[str, NoticeVersion] = {}
    for row in _versions(Notice.objects.filter(body=body), body, day):
        known = found.get(row.notice.slug)
        is_more = row.state != WITHDRAWN and known is not None and not known.is_in_use
        if known is None or is_more:
            found[row.notice.slug] = row
    return sorted(found.values(), key=lambda row: (not row.is_in_use, *_place(row.notice)))


def notice_versions(body: Body, slug: str, day: date) -> list[NoticeVersion]:
    """Every version of a notice, the newest first, with the meetings that showed it. Two queries.
    Refuses ("not_found").
    """
    notice_named(body, slug)
    rows = _versions(Notice.objects.filter(body=body, slug=slug), body, day)
    return _with_meetings(rows)[::-1]


def all_versions(body: Body, day: date) -> list[NoticeVersion]:
    """Every version of every notice, in the order they are read, the oldest first. Two queries."""
    rows = _with_meetings(_versions(Notice.objects.filter(body=body), body, day))
    return sorted(rows, key=lambda row: (*_place(row.notice), row.notice.version))


def _place(notice: Notice) -> tuple[int, str]:
    return (notice.position, notice.slug)


def _versions(chosen: QuerySet[Notice], body: Body, day: date) -> list[NoticeVersion]:
    found: list[NoticeVersion] = []
    before: dict[str, Notice] = {}
    rows = list(chosen.order_by("version"))
    newest = {row.slug: row for row in rows if not _is_withdrawn(row, day)}
    for row in rows:
        row.body = body
        last = newest.get(row.slug, row)
        state = _state(row, day, is_newest=last is row)
        following = last if last is not row and last.from_on > day else None
        found.append(NoticeVersion(row, state, (), before.get(row.slug), following))
        if not _is_withdrawn(row, day):
            before[row.slug] = row
    return found


def _is_withdrawn(row: Notice, day: date) -> bool:
    return row.retired_on is not None and row.retired_on < row.from_on and row.retired_on <= day


def _state(row: Notice, day: date, *, is_newest: bool) -> str:
    if _is_withdrawn(row, day):
        return WITHDRAWN
    if row.retired_on is not None and row.retired_on <= day:
        return ENDED if is_newest else REPLACED
    return IN_USE if row.from_on <= day else COMING


def _with_meetings(rows: list[NoticeVersion]) -> list[NoticeVersion]:
    readings = NoticeReading.objects.filter(notice__in=[row.notice.pk for row in rows])
    shown: dict[int, list[Meeting]] = {}
    for each in readings.select_related("meeting__body").order_by("-meeting__starts_at"):
        shown.setdefault(each.notice_id, []).append(each.meeting)
    return [replace(row, shown_in=tuple(shown.get(row.notice.pk, ()))) for row in rows]
