"""Times on pages: the council's first, and the reader's own where it is another one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, RequestContext, Template
from django.test import RequestFactory

from secretariat.foundation.people.models import Account

PACIFIC = "America/Los_Angeles"
START = datetime(2021, 10, 7, 14, tzinfo=UTC)
END = START + timedelta(hours=2)


def shown(source: str, user: object, **values: object) -> str:
    """A part of a page as a reader sees it."""
    request = RequestFactory().get("/")
    request.user = user  # type: ignore[assignment]
    context = RequestContext(request, {"start": START, "end": END, "zone": PACIFIC, **values})
    return Template("{% load ui %}" + source).render(context)


def reader(zone: str) -> Account:
    return Account(email="ada@example.org", zone=zone)


@pytest.mark.parametrize(
    ("form", "theirs", "mine"),
    [
        ("moment", "7 Oct 2021, 07:00", "16:00 to 18:00, your time (Europe/Berlin)"),
        ("weekday", "Thursday 7 Oct 2021, 07:00", "16:00 to 18:00, your time (Europe/Berlin)"),
        ("time", "07:00", "16:00 to 18:00, your time (Europe/Berlin)"),
        ("brief", "07:00", "16:00 to 18:00, your time"),
    ],
)
def test_time_of_the_council_comes_first_then_the_chosen_one(
    form: str, theirs: str, mine: str
) -> None:
    html = shown(f'{{% appointment start end zone form="{form}" %}}', reader("Europe/Berlin"))

    first = '<time datetime="2021-10-07T14:00:00Z" title="7 Oct 2021, 14:00 UTC">'
    last = '<time datetime="2021-10-07T16:00:00Z" title="7 Oct 2021, 16:00 UTC">09:00 PDT</time>'
    assert html.startswith(f"{first}{theirs}</time> to {last} <own-time data-chosen")
    assert html.endswith(f">{mine}</own-time>")


def test_reader_on_the_same_clock_sees_one_time() -> None:
    html = shown("{% appointment start end zone %}", reader("America/Vancouver"))

    assert "own-time" not in html


def test_stranger_gets_an_empty_element_that_the_browser_fills() -> None:
    html = shown("{% appointment start end zone %}", AnonymousUser())

    assert html.endswith(
        ' <own-time data-at="2021-10-07T14:00:00Z" data-local="2021-10-07T07:00"'
        ' data-until="2021-10-07T16:00:00Z" data-local-until="2021-10-07T09:00"></own-time>'
    )
    brief = shown('{% appointment start zone=zone form="brief" %}', AnonymousUser())
    assert brief.endswith('data-local="2021-10-07T07:00" data-brief></own-time>')


def test_person_who_chose_nothing_reads_as_a_stranger_does() -> None:
    assert shown("{% own_time start zone=zone %}", reader("")) == shown(
        "{% own_time start zone=zone %}", AnonymousUser()
    )


def test_page_without_a_reader_says_the_time_of_the_council_alone() -> None:
    template = Template("{% load ui %}{% appointment start end zone %}")
    html = template.render(Context({"start": START, "end": END, "zone": PACIFIC}))

    assert html.endswith("09:00 PDT</time>")


def test_nothing_is_shown_of_no_time() -> None:
    assert shown("{% appointment none zone=zone %}", AnonymousUser(), none=None) == ""
    assert shown("{% own_time none zone=zone %}", AnonymousUser(), none=None) == ""
    assert shown("{% last_day none zone %}", AnonymousUser(), none=None) == ""


def test_last_day_ends_where_the_body_meets() -> None:
    html = shown("{% last_day day zone %}", reader("Asia/Kolkata"), day=date(2021, 11, 6))

    assert html == (
        '<time datetime="2021-11-06">6 Nov 2021</time> <own-time data-chosen>12:29 next day, your '
        "time (Asia/Kolkata)</own-time>"
    )


def test_meeting_over_a_change_of_clocks_names_both_clocks() -> None:
    start = datetime(2021, 11, 7, 7, 30, tzinfo=UTC)
    html = shown(
        '{% appointment start end zone form="time" %}',
        reader("Europe/Berlin"),
        start=start,
        end=start + timedelta(hours=2),
    )

    assert ">00:30 PDT</time> to " in html
    assert ">01:30 PST</time>" in html
    assert ">08:30 to 10:30, your time (Europe/Berlin)<" in html
