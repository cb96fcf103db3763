"""The pages everybody opens first: the bodies, and the home of one of them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.minutes.models import Minutes
from secretariat.council.motions import commands as motions
from secretariat.foundation.outbox.commands import Letter, send_to_people
from secretariat.foundation.outbox.models import Message
from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.outbox.subjects import Asks
from secretariat.foundation.people import attention
from secretariat.foundation.people.attention import Attention
from secretariat.foundation.records import clock
from tests import factories
from tests.council.meetings.conftest import Council, item_of, minute
from tests.council.minutes.conftest import later
from tests.faces.web.conftest import SignIn, page, words


def needs(html: str) -> list[str]:
    """What the page says needs the reader."""
    section = html.partition('id="needs-title"')[2].partition("</section>")[0]
    return re.findall(r"data-row-focus>([^<]+)<", section)


@pytest.mark.django_db
def test_start_leads_to_the_only_body(client: Client) -> None:
    factories.body("tc")

    assert client.get("/").headers["Location"] == "/tc"


@pytest.mark.django_db
def test_start_lists_bodies_by_organization_with_their_next_meeting(
    client: Client, council: Council, meeting: Meeting
) -> None:
    other = factories.organization("Atoll Trust")
    factories.body("gb", "Governing Board", host=other)

    html = page(client, "/")

    assert re.findall(r'<h2 id="host-\d">([^<]+)<', html) == [
        "Atoll Trust",
        "Open Harbour Foundation",
    ]
    assert re.findall(r'<a href="/(\w+)" data-row-focus>', html) == ["gb", "tc"]
    assert "no meeting planned" in html
    assert re.search(r'href="/tc/2021-10-07".*7 Oct 2021, 07:00 PDT', html)


@pytest.mark.django_db
def test_start_takes_as_many_queries_for_three_bodies_as_for_two(client: Client) -> None:
    counts = []
    for slugs in (("one", "two"), ("three",)):
        for slug in slugs:
            factories.body(slug, slug.title())
        with CaptureQueriesContext(connection) as captured:
            page(client, "/")
        counts.append(len(captured))

    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_start_of_an_empty_installation_says_what_to_do(client: Client) -> None:
    html = page(client, "/")

    assert "./secretariat init" in html
    assert 'href="/setup"' in html


def test_home_of_an_unknown_body_is_not_found(client: Client, council: Council) -> None:
    assert "There is no body called" in page(client, "/nobody", 404)


def test_public_home_tells_when_the_next_meeting_is_here_and_in_utc(
    client: Client, agenda: Meeting, council: Council
) -> None:
    said = words(page(client, "/tc"))

    assert "Thursday 7 Oct 2021, 07:00 to 09:00 PDT 7 Oct 2021, 14:00 UTC, today" in said
    assert "Agenda in preparation About this meeting" in said
    assert "What needs me" not in said


def test_home_of_a_published_meeting_leads_to_its_agenda(
    client: Client, agenda: Meeting, council: Council
) -> None:
    meetings.publish_agenda(council.secretary, agenda)

    assert "Agenda published Read the agenda" in words(page(client, "/tc"))


def test_home_during_the_call_says_so(client: Client, session: Meeting) -> None:
    said = words(page(client, "/tc"))

    assert "In session now" in said
    assert "called to order at 07:02 PDT" in said


def test_home_without_a_meeting_says_so(client: Client, council: Council) -> None:
    assert "No meeting is planned" in page(client, "/tc")


def test_home_without_a_meeting_leads_the_secretary_to_plan_one(
    signed_in: SignIn, council: Council
) -> None:
    assert 'href="/tc/calendar/plan"' in page(signed_in("Sam"), "/tc")


def test_link_of_the_call_is_for_members_only(
    client: Client, signed_in: SignIn, council: Council, agenda: Meeting
) -> None:
    Meeting.objects.update(link="https://call.example.org/1", passcode="quay-42")

    shown = ["https://call.example.org/1" in page(c, "/tc") for c in (client, signed_in("Ben"))]
    told = ["quay-42" in page(c, "/tc") for c in (client, signed_in("Cyd"))]

    assert (shown, told) == ([False, True], [False, True])


def test_home_says_how_far_the_last_minutes_are(
    client: Client, signed_in: SignIn, drafted: Minutes
) -> None:
    said = words(page(client, "/tc"))
    assert "Last meeting 7 Oct 2021 Minutes being drafted Read along" in said

    assert "Minutes being drafted Read the minutes" in words(page(signed_in("Sam"), "/tc"))


def test_home_shows_the_latest_decisions_with_their_results(
    client: Client, council: Council, session: Meeting
) -> None:
    for name in ("Ada", "Ben", "Cyd"):
        meetings.mark_present(council.secretary, session, council.people[name])
    motion = motions.move_motion(
        council.secretary, council.body, text="Adopt the map.", item=item_of(session, "harbour-map")
    )
    motions.record_general_consent(council.secretary, motion)

    said = words(page(client, "/tc"))
    assert "M-2021-01 Adopt the map. Carried 7 Oct 2021" in said


def test_secretary_is_told_what_to_do_next_through_the_life_of_a_meeting(
    council: Council, signed_in: SignIn, agenda: Meeting
) -> None:
    sam = signed_in("Sam")
    told = [needs(page(sam, "/tc"))]
    meetings.publish_agenda(council.secretary, agenda)
    told.append(needs(page(sam, "/tc")))
    with clock.fixed(minute(2)):
        called = meetings.call_to_order(council.secretary, agenda)
        told.append(needs(page(sam, "/tc")))
    with clock.fixed(minute(60)):
        meetings.adjourn(council.secretary, called)
        told.append(needs(page(sam, "/tc")))

    assert told == [
        ["Prepare and publish the agenda of the meeting of 7 Oct 2021"],
        ["Read the agenda of the meeting of 7 Oct 2021"],
        ["Join the meeting of 7 Oct 2021: it is in session"],
        ["Release the minutes of 7 Oct 2021"],
    ]


def test_member_with_nothing_to_do_is_told_so(
    signed_in: SignIn, council: Council, agenda: Meeting
) -> None:
    assert "Nothing waits for you" in page(signed_in("Ben"), "/tc")


def test_thing_past_its_day_is_marked_as_overdue(
    signed_in: SignIn, council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = minute(0).date() - timedelta(days=1)
    late = Attention("A-1: Draw the map", "/tc/A-1", "action", due)
    monkeypatch.setattr(attention, "_sources", {"test": lambda _a, _b, _at: [late]})

    with clock.fixed(minute(0)):
        said = words(page(signed_in("Ben"), "/tc"))
    assert "1 thing A-1: Draw the map Overdue by 6 Oct 2021" in said


def test_mail_that_was_not_delivered_is_told_to_those_who_sent_it(
    signed_in: SignIn, council: Council
) -> None:
    letter = Letter(
        "tc/2021-10-07", "tc", "agenda", "Agenda of 7 Oct", "Please read.", Asks.NOTHING
    )
    sent_to = [Recipient(n, f"{n}@example.org", n) for n in ("ada", "ben")]
    send_to_people(council.secretary, letter, sent_to)
    Message.objects.update(state=Message.State.FAILED)

    assert needs(page(signed_in("Sam"), "/tc")) == [
        "Check addresses: “Agenda of 7 Oct: for information” did not reach 2 people"
    ]
    assert needs(page(signed_in("Ben"), "/tc")) == []


def test_public_home_tells_what_happened_but_not_what_is_prepared(
    client: Client, council: Council, session: Meeting
) -> None:
    section = page(client, "/tc").partition('id="changes-title"')[2].partition("</section>")[0]

    assert re.findall(r"<p>(.*?)<a href=\"(.*?)\">", section) == [
        ("Sam Clerk called the meeting to order: ", "/tc/2021-10-07"),
        ("Sam Clerk published the agenda: ", "/tc/2021-10-07"),
    ]


def test_several_deeds_of_one_sort_are_told_in_one_line(
    signed_in: SignIn, council: Council, meeting: Meeting
) -> None:
    for weeks in (1, 2, 3, 4):
        start = minute(0) + timedelta(weeks=weeks)
        plan = meetings.MeetingPlan(starts_at=start, ends_at=start + timedelta(hours=2))
        meetings.plan_meeting(council.secretary, council.body, plan)

    said = words(page(signed_in("Ben"), "/tc"))
    assert (
        "Sam Clerk planned the meeting of 4 Nov 2021 , meeting of 28 Oct 2021 , "
        "meeting of 21 Oct 2021 and 2 more"
    ) in said


def test_home_takes_few_queries_and_one_or_two_for_each_source(
    signed_in: SignIn, council: Council, released: Minutes, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = signed_in("Sam")
    start = later(0)
    plan = meetings.MeetingPlan(starts_at=start, ends_at=start + timedelta(hours=2))
    meetings.plan_meeting(council.secretary, council.body, plan)
    page(sam, "/tc")
    with CaptureQueriesContext(connection) as whole:
        page(sam, "/tc")
    sources = len(attention._sources)
    monkeypatch.setattr(attention, "_sources", {})
    with CaptureQueriesContext(connection) as bare:
        page(sam, "/tc")

    assert len(bare) <= 20, [query["sql"][:120] for query in bare]
    assert len(whole) - len(bare) <= 2 * sources + 2
