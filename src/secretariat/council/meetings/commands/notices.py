"""The notices of a body (values, antitrust, code of conduct), by version, and when they were read
out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.frame import (
    clock_words,
    meeting_act,
    must_be_recordable,
)
from secretariat.council.meetings.models import Meeting, Notice, NoticeReading
from secretariat.council.meetings.snapshot_parts import notices_of
from secretariat.council.meetings.snapshots import day_of
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import Act, act, locked, make_findable
from secretariat.rules.agenda import slugify
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeText:
    """What a notice says. `source_words` names where the text comes from. One that is not
    `is_at_opening` is kept to be read and not shown in meetings.
    """

    slug: str
    title: str
    text: str
    source_words: str = ""
    position: int = 1
    is_at_opening: bool = True


def adopt_notice(
    actor: Actor, body: Body, new: NoticeText, *, from_on: date, seen: int | None = None
) -> Notice:
    """Give the meetings of a body a notice from a day on, or a new version of one.

    Meetings before that day keep the old version. `seen` is the version the editor saw. Refuses
    ("text_missing", "too_early", "changed_meanwhile").
    """
    slug = slugify(new.slug)[:40]
    ref = f"{body.slug}/notices/{slug}"
    with act(actor, "meetings.adopt_notice", ref, body_slug=body.slug) as this:
        require(policy.may_edit_notices(actor, body))
        locked(body)
        if not new.title.strip() or not new.text.strip():
            raise Refused("text_missing", "A notice needs a title and a text.", {"field": "text"})
        last = Notice.objects.filter(body=body, slug=slug).order_by("version").last()
        held = _held(body, slug)
        if last is not None:
            _guard_version(last, new, seen)
            this.was(version=last.version, text=last.text)
        if held:
            _retire(held[-1], from_on)
        notice = Notice.objects.create(
            body=body,
            slug=slug,
            version=last.version + 1 if last else 1,
            title=new.title.strip()[:200],
            text=new.text.replace("\r\n", "\n").strip(),
            source_words=new.source_words.strip()[:300],
            position=new.position,
            is_at_opening=new.is_at_opening,
            from_on=from_on,
        )
        _make_findable(notice)
        this.now_is(version=notice.version, text=notice.text, from_on=from_on)
    return notice


def retire_notice(actor: Actor, body: Body, slug: str, *, from_on: date) -> list[Notice]:
    """Let a notice hold no longer from a day on; every version stays readable. Versions that were
    to come after that day are withdrawn; answers with those.

    Refuses ("not_found") what has ended, ("too_early") a day before the version in use began.
    """
    with _notice_act(actor, "retire_notice", body, slug) as (this, today):
        held = _held(body, slug)
        coming = [each for each in held if each.from_on > max(from_on, today)]
        in_use = held[-len(coming) - 1] if len(held) > len(coming) else None
        has_ended = in_use is None or (in_use.retired_on or date.max) <= from_on
        if has_ended and not coming:
            raise Refused("not_found", f"{body.name} has no notice “{slug}” in use.")
        if in_use is not None:
            _retire(in_use, from_on)
            _make_findable(in_use)
            this.now_is(version=in_use.version, retired_on=from_on)
        for each in coming:
            _withdraw(each, today)
        this.now_is(withdrawn=[each.version for each in coming])
    return coming


def withdraw_version(actor: Actor, body: Body, slug: str) -> tuple[Notice, Notice | None]:
    """Withdraw the newest version of a notice before it holds; the one before it goes on, as long
    as nothing else ended it. Answers with both.

    Refuses ("not_coming") what holds already, or ended.
    """
    with _notice_act(actor, "withdraw_version", body, slug) as (this, today):
        held = _held(body, slug)
        if not held or held[-1].from_on <= today:
            raise Refused(
                "not_coming",
                "No version of this notice is still to come; perhaps somebody else withdrew it, or "
                "its day has come. Nothing has changed.",
            )
        coming, before = held[-1], held[-2] if len(held) > 1 else None
        _withdraw(coming, today)
        if before is not None:
            if before.retired_on == coming.from_on:
                before.retired_on = None
                before.save(update_fields=["retired_on"])
            _make_findable(before)
        this.now_is(withdrawn=[coming.version])
    return coming, before


def read_notices(
    actor: Actor,
    meeting: Meeting,
    slugs: Collection[str] | None = None,
    *,
    read_at: datetime | None = None,
) -> list[NoticeReading]:
    """Record that notices were read out: these, or all that apply and were not read yet.

    Refuses ("already_read", "in_the_future", "bad_times", "wrong_state").
    """
    with meeting_act(actor, "read_notices", meeting, policy.may_run) as (this, row):
        must_be_recordable(row)
        at = read_at or min(this.at, row.adjourned_at or this.at)
        _check_reading(row, at, this.at)
        due = [each for each in notices_of(row, day_of(row)) if each.read_at is None]
        chosen = [each for each in due if slugs is None or each.slug in slugs]
        if not chosen:
            raise Refused("already_read", "Every notice was read out already. Nothing has changed.")
        readings = [
            NoticeReading(
                meeting=row,
                notice=Notice.objects.get(body=row.body_id, slug=each.slug, version=each.version),
                read_at=at,
            )
            for each in chosen
        ]
        NoticeReading.objects.bulk_create(readings)
        this.now_is(notices=[each.title for each in chosen], read_at=at)
    return readings


def undo_reading(actor: Actor, meeting: Meeting, slug: str) -> None:
    """Take back that a notice was read out. Refuses ("not_found")."""
    with meeting_act(actor, "undo_reading", meeting, policy.may_run) as (this, row):
        must_be_recordable(row)
        reading = row.notices_read.filter(notice__slug=slug).select_related("notice").first()
        if reading is None:
            raise Refused("not_found", "This notice is not recorded as read. Nothing has changed.")
        this.was(notice=reading.notice.title, read_at=reading.read_at)
        reading.delete()


@contextmanager
def _notice_act(actor: Actor, verb: str, body: Body, slug: str) -> Iterator[tuple[Act, date]]:
    """Run a command on the versions of a notice; gives the day of the body."""
    ref = f"{body.slug}/notices/{slug}"
    with act(actor, f"meetings.{verb}", ref, body_slug=body.slug) as this:
        require(policy.may_edit_notices(actor, body))
        locked(body)
        yield this, day_in(body, this.at)


def _held(body: Body, slug: str) -> list[Notice]:
    """The versions of a notice that hold, held, or are to come, the oldest first."""
    rows = Notice.objects.filter(body=body, slug=slug).exclude(retired_on__lt=F("from_on"))
    return list(rows.select_related("body").order_by("version"))


def _withdraw(coming: Notice, today: date) -> None:
    """A version that ends before its first day never holds."""
    coming.retired_on = today
    coming.save(update_fields=["retired_on"])


def _make_findable(notice: Notice) -> None:
    title, text = notice.title, notice.text
    make_findable(notice.ref, kind="notice", title=title, text=text, on=notice.from_on)


def _guard_version(last: Notice, new: NoticeText, seen: int | None) -> None:
    if seen is None or seen == last.version:
        return
    raise Refused(
        "changed_meanwhile",
        "Somebody else wrote a new version of this notice meanwhile. Your text is kept below "
        "beside theirs; put together what should stand and save again.",
        {"field": "text", "yours": new.text, "theirs": last.text, "revision": last.version},
    )


def _retire(notice: Notice, on: date) -> None:
    if on < notice.from_on:
        raise Refused(
            "too_early",
            f"Version {notice.version} of “{notice.title}” holds from {day_words(notice.from_on)}. "
            "What comes after it cannot begin before that day. Choose a later one.",
            {"field": "from_on"},
        )
    if notice.retired_on is None or notice.retired_on > on:
        notice.retired_on = on
        notice.save(update_fields=["retired_on"])


def _check_reading(row: Meeting, at: datetime, now: datetime) -> None:
    if at > now:
        raise Refused("in_the_future", f"{clock_words(row, at)} has not come yet.")
    outside = (row.called_at is not None and at < row.called_at) or (
        row.adjourned_at is not None and at > row.adjourned_at
    )
    if outside:
        raise Refused(
            "bad_times",
            f"At {clock_words(row, at)} the meeting was not in session. Nothing has changed.",
        )
