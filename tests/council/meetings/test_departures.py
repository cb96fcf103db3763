"""A meeting that is moved, cancelled or extra says so wherever it is shown."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from secretariat.council.meetings import commands
from secretariat.council.meetings.letters import letter_about, send_letter
from secretariat.council.meetings.models import Meeting
from secretariat.council.minutes.commands import draft_minutes
from secretariat.foundation.outbox.models import Sending
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from secretariat.foundation.records.queries import search
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor

from .conftest import START, Council, minute

MOVED = "Moved from Thu 7 Oct 2021, 07:00 PDT: holiday."
LATER = START.replace(day=8)


def moved(council: Council, meeting: Meeting, reason: str = "holiday") -> Meeting:
    return commands.move_meeting(
        council.secretary,
        meeting,
        starts_at=LATER,
        ends_at=LATER.replace(hour=16),
        reason=reason,
    ).meeting


def text(actor: Actor, ref: str, to: str) -> str:
    return export(actor, ref, to).content.decode()


def unfolded(ics: str) -> str:
    return ics.replace("\r\n ", "").replace("\\,", ",")


@pytest.fixture
def _published(council: Council, agenda: Meeting) -> None:
    commands.publish_agenda(council.secretary, agenda)


@pytest.mark.usefixtures("_published")
@pytest.mark.parametrize("path", ["/tc/2021-10-08", "/tc/calendar", "/tc"])
def test_page_says_that_and_why_a_meeting_moved(
    path: str, council: Council, meeting: Meeting, client: Client
) -> None:
    moved(council, meeting)

    assert MOVED in client.get(path).content.decode()


@pytest.mark.usefixtures("_published")
@pytest.mark.parametrize(
    ("ref", "to"),
    [
        ("tc/2021-10-08", "json"),
        ("tc/2021-10-08", "ics"),
        ("tc/2021-10-08/agenda", "md"),
        ("tc/2021-10-08/agenda", "html"),
        ("tc/2021-10-08/agenda", "json"),
        ("tc/calendar", "ics"),
        ("tc/calendar", "json"),
        ("tc/calendar", "md"),
    ],
)
def test_file_says_that_and_why_a_meeting_moved(
    ref: str, to: str, council: Council, meeting: Meeting
) -> None:
    moved(council, meeting)

    assert MOVED in unfolded(text(PUBLIC_ACTOR, ref, to))


@pytest.mark.usefixtures("_published")
def test_invitation_says_that_and_why_a_meeting_moved(council: Council, meeting: Meeting) -> None:
    letter = letter_about(moved(council, meeting))

    assert letter["subject"] == "[TC] Agenda of 8 Oct 2021 (moved): please answer by 8 Oct"
    assert f"we meet on Friday 8 October 2021, 07:00 to 09:00 PDT.\n{MOVED}\n" in letter["text"]


@pytest.mark.usefixtures("_published")
def test_minutes_say_that_and_why_a_meeting_moved(council: Council, meeting: Meeting) -> None:
    there = moved(council, meeting)
    with clock.fixed(LATER):
        commands.call_to_order(council.secretary, there)
    with clock.fixed(LATER.replace(hour=15)):
        commands.adjourn(council.secretary, there)
        draft_minutes(council.secretary, Meeting.objects.select_related("body").get())

    for to in ("md", "html"):
        assert MOVED in text(council.secretary, "tc/2021-10-08/minutes", to)


def test_meeting_moved_and_moved_back_keeps_its_place_in_calendars(
    council: Council, meeting: Meeting
) -> None:
    def uid(row: Meeting) -> str:
        lines = text(PUBLIC_ACTOR, row.ref, "ics").splitlines()
        return next(line for line in lines if line.startswith("UID:"))

    first = uid(meeting)
    there = moved(council, meeting)
    back = commands.move_meeting(
        council.secretary, there, starts_at=START, ends_at=minute(120), reason="no holiday"
    ).meeting

    assert {uid(there), uid(back)} == {first}
    assert json.loads(text(PUBLIC_ACTOR, back.ref, "json"))["remarks"] == [
        "Moved from Fri 8 Oct 2021, 07:00 PDT: no holiday."
    ]


@pytest.mark.parametrize(
    ("hours", "reason", "code"), [(0, "holiday", "same_time"), (1, "  ", "reason_missing")]
)
def test_move_that_says_nothing_is_refused(
    hours: int, reason: str, code: str, council: Council, meeting: Meeting
) -> None:
    start = START.replace(hour=START.hour + hours)

    with pytest.raises(Refused) as refused:
        commands.move_meeting(
            council.secretary, meeting, starts_at=start, ends_at=minute(120), reason=reason
        )

    assert refused.value.code == code
    assert not meeting.moves.exists()


def test_cancelled_meeting_gives_its_reason_everywhere(
    council: Council, agenda: Meeting, client: Client
) -> None:
    commands.publish_agenda(council.secretary, agenda)
    commands.cancel_meeting(council.secretary, agenda, reason="storm")

    for path in ("/tc/2021-10-07", "/tc/calendar"):
        assert "Cancelled: storm." in client.get(path).content.decode()
    for ref, to in (
        ("tc/2021-10-07/agenda", "md"),
        ("tc/2021-10-07/agenda", "html"),
        ("tc/2021-10-07", "ics"),
        ("tc/calendar", "ics"),
        ("tc/calendar", "csv"),
    ):
        assert "Cancelled: storm." in unfolded(text(PUBLIC_ACTOR, ref, to))
    assert [hit.ref for hit in search("storm", PUBLIC_ACTOR)] == ["tc/2021-10-07"]


def test_word_of_a_cancellation_is_sent_without_an_agenda(
    council: Council, meeting: Meeting, client: Client
) -> None:
    ada = council.people["Ada"]
    ada.address = "ada@example.org"
    ada.save()
    gone = commands.cancel_meeting(council.secretary, meeting, reason="storm")

    send_letter(council.secretary, gone, **letter_about(gone), to_list=False)

    sent = Sending.objects.get()
    assert sent.subject == "[TC] The meeting of 7 Oct 2021 is cancelled: for information"
    assert "does not take place: storm." in sent.text
    assert (sent.purpose, sent.answer_by_on) == ("cancellation", None)


def test_extra_meeting_says_that_it_is_extra_and_why(council: Council, client: Client) -> None:
    plan = commands.MeetingPlan(
        starts_at=START, ends_at=minute(60), kind="extra", occasion="Budget vote."
    )
    ref = commands.plan_meeting(council.secretary, council.body, plan).meeting.ref

    with clock.fixed(minute(-60)):
        for path in (f"/{ref}", "/tc/calendar", "/tc"):
            assert "Extra meeting: Budget vote." in client.get(path).content.decode()
        assert "Extra meeting: Budget vote." in unfolded(text(PUBLIC_ACTOR, ref, "ics"))


def test_extra_meeting_without_a_why_is_not_planned(council: Council) -> None:
    plan = commands.MeetingPlan(starts_at=START, ends_at=minute(60), kind="extra")

    with pytest.raises(Refused) as refused:
        commands.plan_meeting(council.secretary, council.body, plan)

    assert (refused.value.code, refused.value.details) == ("reason_missing", {"field": "occasion"})
    assert not Meeting.objects.exists()
