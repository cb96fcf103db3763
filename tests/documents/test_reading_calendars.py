"""Calendar files as conferences write them: zones, days, durations, and what cannot be told."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.documents.reading.ical import MAX_BYTES, read_calendar, zone_of
from secretariat.rules.errors import Refused
from secretariat.rules.event_files import FileEntry

HEAD = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Open Harbour//EN\n"
OWN_ZONE = """\
BEGIN:VTIMEZONE
TZID:Harbour time
BEGIN:STANDARD
DTSTART:20201025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20210328T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(*lines: str, head: str = "") -> bytes:
    body = "\n".join(["BEGIN:VEVENT", "UID:a", "SUMMARY:Sounding", *lines, "END:VEVENT"])
    return f"{HEAD}{head}{body}\nEND:VCALENDAR\n".encode()


def entry(*lines: str, head: str = "", zone: str = "Europe/Berlin") -> FileEntry:
    (found,) = read_calendar(calendar(*lines, head=head), zone).entries
    return found


@pytest.mark.parametrize(
    ("line", "head", "at"),
    [
        ("DTSTART:20211030T070000Z", "", datetime(2021, 10, 30, 7, tzinfo=UTC)),
        ("DTSTART:20211030T090000", "", datetime(2021, 10, 30, 7, tzinfo=UTC)),
        ("DTSTART:20211031T090000", "", datetime(2021, 10, 31, 8, tzinfo=UTC)),
        (
            "DTSTART;TZID=America/Los_Angeles:20211030T090000",
            "",
            datetime(2021, 10, 30, 16, tzinfo=UTC),
        ),
        (
            "DTSTART;TZID=Pacific Standard Time:20211030T090000",
            "",
            datetime(2021, 10, 30, 16, tzinfo=UTC),
        ),
        ("DTSTART;TZID=Harbour time:20211030T090000", OWN_ZONE,
         datetime(2021, 10, 30, 7, tzinfo=UTC)),
        ("DTSTART;TZID=Harbour time:20211101T090000", OWN_ZONE,
         datetime(2021, 11, 1, 8, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_every_way_of_telling_a_time_is_an_instant(line: str, head: str, at: datetime) -> None:
    assert entry(line, head=head).starts_at == at


def test_duration_and_end_are_the_same() -> None:
    start = "DTSTART:20211030T070000Z"
    by_end = entry(start, "DTEND:20211030T074500Z")

    assert entry(start, "DURATION:PT45M").ends_at == by_end.ends_at
    assert entry(start).ends_at is None
    assert entry(start, "DTEND:20211030T060000Z").ends_at is None


def test_whole_days_end_with_their_last_day() -> None:
    days = entry("DTSTART;VALUE=DATE:20211030", "DTEND;VALUE=DATE:20211102")
    one = entry("DTSTART;VALUE=DATE:20211030")

    assert (days.first_on, days.last_on) == (date(2021, 10, 30), date(2021, 11, 1))
    assert (one.first_on, one.last_on) == (date(2021, 10, 30), date(2021, 10, 30))


def test_what_repeats_or_has_no_time_says_why_it_is_left_out() -> None:
    assert "repeats" in entry("DTSTART:20211030T070000Z", "RRULE:FREQ=DAILY;COUNT=3").why_not
    assert entry().why_not == "tells no time"


def test_texts_are_cut_and_only_web_addresses_are_links() -> None:
    found = entry("DTSTART:20211030T070000Z", "URL:javascript:alert(1)", "LOCATION:" + "x" * 400)

    assert (found.url, len(found.place)) == ("", 200)
    assert entry("DTSTART:20211030T070000Z", "STATUS:CANCELLED").is_cancelled


def test_zone_is_that_of_the_calendar_or_of_its_first_time() -> None:
    named = calendar("DTSTART:20211030T070000Z", head="X-WR-TIMEZONE:Europe/Rome\n")
    first = calendar("DTSTART;TZID=Asia/Kolkata:20211030T070000")

    assert zone_of(named) == "Europe/Rome"
    assert zone_of(first) == "Asia/Kolkata"
    assert zone_of(calendar("DTSTART:20211030T070000Z")) in {"", "UTC"}


@given(st.binary(max_size=300))
def test_anything_else_is_refused_in_words(content: bytes) -> None:
    for text in (content, b"BEGIN:VCALENDAR\n" + content + b"\nEND:VCALENDAR"):
        code = ""
        try:
            read_calendar(text, "UTC")
        except Refused as refusal:
            code = refusal.code
        assert code in {"", "unreadable_calendar"}


def test_too_much_is_refused() -> None:
    with pytest.raises(Refused, match=r"larger than 2 MB"):
        read_calendar(b"BEGIN:VCALENDAR" + b" " * MAX_BYTES, "UTC")
    many = "\n".join(["BEGIN:VEVENT\nDTSTART:20211030T070000Z\nEND:VEVENT"] * 1001)
    with pytest.raises(Refused, match=r"more than 1000"):
        read_calendar(f"{HEAD}{many}\nEND:VCALENDAR".encode(), "UTC")
