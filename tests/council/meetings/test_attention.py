"""What of the meetings waits for whom."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from secretariat.council.meetings import commands
from secretariat.council.meetings.attention import agenda_waiting, meetings_to_prepare
from secretariat.council.meetings.models import Meeting
from secretariat.foundation.outbox.commands import (
    Letter,
    answer_sending,
    mark_read,
    send_to_people,
)
from secretariat.foundation.outbox.models import Receipt
from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.outbox.subjects import Asks
from secretariat.foundation.people.attention import Attention, Place
from secretariat.foundation.records import clock
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Role
from tests import factories

from .conftest import START, Council, minute

OUTSIDER = factories.actor(Role.MEMBER, "zoe-far", of_body="gb")


def for_reader(council: Council, actor: Actor | None = None) -> list[Attention]:
    return agenda_waiting(actor or council.member, council.body, clock.now())


def for_officers(council: Council, actor: Actor | None = None) -> list[Attention]:
    return meetings_to_prepare(actor or council.secretary, council.body, clock.now())


@pytest.fixture
def published(council: Council, agenda: Meeting) -> Meeting:
    return commands.publish_agenda(council.secretary, agenda)


@pytest.fixture
def weekly(council: Council, _before_the_meeting: None) -> None:
    """A series on Thursdays, the first on 14 Oct, that warns of American holidays."""
    plan = commands.SeriesPlan(
        title="Weekly",
        starts_on=date(2021, 10, 14),
        start_time=time(7),
        end_time=time(9),
        zone="America/Los_Angeles",
        every_weeks=1,
        holidays="us",
    )
    commands.create_series(council.secretary, council.body, plan)


def test_published_agenda_waits_to_be_read(council: Council, published: Meeting) -> None:
    assert for_reader(council) == [
        Attention(
            "Read the agenda of the meeting of 7 Oct 2021",
            "/tc/2021-10-07",
            "agenda",
            date(2021, 10, 7),
            Place.SOON,
        )
    ]


def test_agenda_in_preparation_is_nobodys_to_read(council: Council, agenda: Meeting) -> None:
    assert for_reader(council) == []


def test_agenda_of_a_far_meeting_can_wait(council: Council, published: Meeting) -> None:
    with clock.fixed(START - timedelta(days=15)):
        assert for_reader(council) == []


@pytest.mark.parametrize("actor", [PUBLIC_ACTOR, OUTSIDER])
def test_agenda_does_not_wait_for_others(
    council: Council, published: Meeting, actor: Actor
) -> None:
    assert for_reader(council, actor) == []


def test_agenda_that_was_read_and_answered_through_its_letter_waits_no_more(
    council: Council, published: Meeting
) -> None:
    letter = Letter("tc/2021-10-07", "tc", "agenda", "Agenda", "Please read.", Asks.NOTHING)
    ben = Recipient("Ben Stone", "ben@example.org", "ben-stone")
    send_to_people(council.secretary, letter, [ben])
    mark_read(Receipt.objects.get())
    assert for_reader(council)[0].words == "Say whether you come to the meeting of 7 Oct 2021"
    answer_sending(Receipt.objects.get(), answer="coming")

    assert for_reader(council) == []
    assert len(for_reader(council, council.chair)) == 1


def test_meeting_in_session_asks_members_to_join(council: Council, session: Meeting) -> None:
    (asked,) = for_reader(council)

    assert asked.words == "Join the meeting of 7 Oct 2021: it is in session"
    assert (asked.href, asked.place) == ("/tc/2021-10-07", Place.NOW)


def test_agenda_not_published_two_weeks_before_waits_for_officers_and_staff(
    council: Council, meeting: Meeting
) -> None:
    for actor in (council.secretary, council.chair, council.staff):
        (asked,) = for_officers(council, actor)
        assert asked.words == "Prepare and publish the agenda of the meeting of 7 Oct 2021"
        assert (asked.href, asked.due_on) == ("/tc/2021-10-07/prepare", date(2021, 10, 7))


@pytest.mark.parametrize("actor", [PUBLIC_ACTOR, factories.actor(Role.MEMBER, "ben-stone")])
def test_preparing_is_not_asked_of_members(
    council: Council, meeting: Meeting, actor: Actor
) -> None:
    assert for_officers(council, actor) == []


def test_meeting_three_weeks_ahead_need_not_be_prepared(council: Council, meeting: Meeting) -> None:
    with clock.fixed(START - timedelta(days=21)):
        assert for_officers(council) == []


def test_published_meeting_asks_officers_for_nothing(council: Council, published: Meeting) -> None:
    assert for_officers(council) == []


def test_meeting_that_nobody_held_asks_what_became_of_it(
    council: Council, published: Meeting
) -> None:
    with clock.fixed(minute(121)):
        (asked,) = for_officers(council)

    assert asked.words == (
        "Say what became of the meeting of 7 Oct 2021: hold it late, move it or cancel it"
    )


def test_cancelled_meeting_asks_for_nothing(council: Council, meeting: Meeting) -> None:
    commands.cancel_meeting(council.secretary, meeting, reason="A storm.")

    with clock.fixed(minute(121)):
        assert for_officers(council) == []


def test_meeting_that_runs_over_asks_to_be_adjourned(council: Council, session: Meeting) -> None:
    with clock.fixed(minute(121)):
        (asked,) = for_officers(council)

    assert asked.words == "Adjourn the meeting of 7 Oct 2021: it should have ended"
    assert (asked.href, asked.place) == ("/tc/2021-10-07/room", Place.NOW)


def test_days_of_the_series_of_three_weeks_ask_to_be_planned(
    council: Council, weekly: None
) -> None:
    planned = [each for each in for_officers(council) if each.kind == "meeting"]

    assert [(each.words, each.href) for each in planned] == [
        ("Plan the meeting of 14 Oct 2021", "/tc/calendar"),
        ("Plan the meeting of 21 Oct 2021", "/tc/calendar"),
        ("Plan the meeting of 28 Oct 2021", "/tc/calendar"),
    ]


def test_meeting_on_a_holiday_is_named_two_months_ahead(council: Council, weekly: None) -> None:
    warned = [each for each in for_officers(council) if each.kind == "warning"]

    assert [(each.due_on, each.place) for each in warned] == [
        (date(2021, 11, 11), Place.GOOD_TO_KNOW),
        (date(2021, 11, 25), Place.GOOD_TO_KNOW),
    ]
    assert warned[1].words.startswith("Look at the meeting of 25 Nov 2021: ")
    assert "Thanksgiving" in warned[1].words
