"""What a calendar file would make: one event or several, known again, nothing doubled."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.rules.errors import Refused
from secretariat.rules.event_files import CalendarFile, Change, FileEntry, Known, plan_file

START = datetime(2021, 10, 30, 7, tzinfo=UTC)
BERLIN = "Europe/Berlin"


def entry(title: str, uid: str = "", after: int = 0, **values: Any) -> FileEntry:
    start = START + timedelta(hours=after)
    return FileEntry(
        uid=uid, title=title, starts_at=start, ends_at=start + timedelta(hours=1), **values
    )


def whole(title: str, first: date, last: date) -> FileEntry:
    return FileEntry(uid="", title=title, first_on=first, last_on=last)


def file(*entries: FileEntry) -> CalendarFile:
    return CalendarFile("Harbour Days", BERLIN, entries)


entries = st.builds(
    entry,
    title=st.sampled_from(["Sounding", "Dredging", "Tides"]),
    uid=st.sampled_from(["", "a", "b", "c"]),
    after=st.integers(0, 72),
    is_cancelled=st.booleans(),
)


@given(st.lists(entries, min_size=1, max_size=8))
def test_file_read_twice_doubles_nothing(found: list[FileEntry]) -> None:
    first = plan_file(file(*found), BERLIN)
    taken = [
        Known(str(n), p.entry.uid, p.entry.title, p.entry.starts_at, p.entry.ends_at, p.entry.place)
        for n, p in enumerate(first.sessions)
        if p.change is Change.NEW
    ]

    again = plan_file(file(*found), BERLIN, sessions=taken)

    assert again.writes == 0


def test_entry_that_is_cancelled_does_not_cancel_its_namesake() -> None:
    mine = Known("1", "", "Sounding", START, START + timedelta(hours=1))
    found = file(entry("Sounding", "a", is_cancelled=True), entry("Sounding"))

    assert plan_file(found, BERLIN, sessions=[mine]).writes == 0


@given(st.lists(entries, min_size=1, max_size=8))
def test_every_entry_of_the_file_is_told_of(found: list[FileEntry]) -> None:
    plan = plan_file(file(*found), BERLIN)

    told = {p.entry.title for p in (*plan.sessions, *plan.events, *plan.left_out)}
    assert told == {each.title for each in found}


def test_file_with_times_is_one_event_within_its_whole_days() -> None:
    days = whole("Harbour Days", date(2021, 10, 29), date(2021, 11, 1))
    dinner = whole("Dinner", date(2021, 10, 30), date(2021, 10, 30))

    plan = plan_file(file(days, entry("Sounding", after=25), dinner), BERLIN)

    assert plan.is_one_event
    assert (plan.name, plan.first_on, plan.last_on) == (
        "Harbour Days", date(2021, 10, 29), date(2021, 11, 1),
    )  # fmt: skip
    assert [p.entry.title for p in plan.left_out] == ["Dinner"]


def test_file_of_whole_days_is_a_list_of_events() -> None:
    long = FileEntry(
        uid="l", title="Long", starts_at=START, ends_at=START + timedelta(days=2, hours=8)
    )

    plan = plan_file(file(whole("Tide Day", date(2021, 10, 9), date(2021, 10, 9)), long), BERLIN)

    assert not plan.is_one_event
    assert [(p.entry.title, p.entry.first_on, p.entry.last_on) for p in plan.events] == [
        ("Tide Day", date(2021, 10, 9), date(2021, 10, 9)),
        ("Long", date(2021, 10, 30), date(2021, 11, 1)),
    ]


def test_moved_and_cancelled_entries_are_known_again_by_their_uid() -> None:
    known = [
        Known("1", "a", "Sounding", START, START + timedelta(hours=1)),
        Known("2", "b", "Dredging", START, START + timedelta(hours=1)),
    ]
    moved, gone = entry("Sounding", "a", after=3), entry("Dredging", "b", is_cancelled=True)

    plan = plan_file(file(moved, gone), BERLIN, sessions=known)

    assert [(p.change, p.key, p.why) for p in plan.sessions] == [
        (Change.CANCELLED, "2", "cancelled in the file"), (Change.CHANGED, "1", "begin, end"),
    ]  # fmt: skip


def test_newest_of_several_with_one_uid_counts() -> None:
    old, new = entry("Sounding", "a", sequence=1), entry("Sounding anew", "a", sequence=2)

    plan = plan_file(file(new, old), BERLIN)

    assert [p.entry.title for p in plan.sessions] == ["Sounding anew"]


def test_file_in_which_nothing_can_be_read_says_why() -> None:
    bad = FileEntry(uid="", title="Every day", why_not="repeats: write its days down one by one")

    with pytest.raises(Refused, match=r"repeats"):
        plan_file(file(bad), BERLIN)
