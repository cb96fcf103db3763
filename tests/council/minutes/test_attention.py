"""What of the minutes waits for whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.minutes import commands
from secretariat.council.minutes.attention import (
    minutes_to_read,
    minutes_to_write,
    unapproved_minutes,
)
from secretariat.council.minutes.editions import minutes_of
from secretariat.council.minutes.models import Minutes
from secretariat.council.minutes.queries import block_lines
from secretariat.foundation.outbox.commands import Letter, answer_sending, send_to_people
from secretariat.foundation.outbox.models import Receipt
from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.outbox.subjects import Asks
from secretariat.foundation.people.attention import Attention, Place
from secretariat.foundation.records import clock
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Role
from tests import factories
from tests.council.meetings.conftest import Council, minute

from .conftest import CORRECTIONS_UNTIL, NOTE

OUTSIDER = factories.actor(Role.SECRETARY, "zoe-far", of_body="gb")


def to_read(council: Council, actor: Actor | None = None) -> list[Attention]:
    reader = actor or council.member
    rows = unapproved_minutes(reader, council.body)
    return minutes_to_read(reader, council.body, clock.now(), rows)


def to_write(council: Council, actor: Actor | None = None) -> list[str]:
    writer = actor or council.secretary
    rows = unapproved_minutes(writer, council.body)
    return [each.words for each in minutes_to_write(writer, council.body, rows)]


def test_adjourned_meeting_waits_for_its_minutes(council: Council, session: Meeting) -> None:
    with clock.fixed(minute(60)):
        meetings.adjourn_without_minutes(council.secretary, session)

    assert to_write(council) == ["Draft the minutes of 7 Oct 2021"]


def test_drafted_minutes_wait_to_be_released(council: Council, drafted: Minutes) -> None:
    assert to_write(council) == ["Release the minutes of 7 Oct 2021"]
    assert to_read(council) == []


def test_released_minutes_wait_for_members_until_the_last_day(
    council: Council, released: Minutes
) -> None:
    assert to_write(council) == []
    assert to_read(council) == [
        Attention(
            "Read the draft minutes of 7 Oct 2021 and propose corrections",
            "/tc/2021-10-07/minutes",
            "minutes",
            CORRECTIONS_UNTIL,
            Place.WAITING,
        )
    ]


def test_released_minutes_wait_no_more_after_the_last_day(
    council: Council, released: Minutes
) -> None:
    with clock.fixed(minute(0) + timedelta(days=12)):
        assert to_read(council) == []


@pytest.mark.parametrize("actor", [PUBLIC_ACTOR, OUTSIDER])
def test_minutes_do_not_wait_for_others(council: Council, released: Minutes, actor: Actor) -> None:
    assert (to_read(council, actor), to_write(council, actor)) == ([], [])


def test_minutes_answered_through_their_letter_wait_no_more(
    council: Council, released: Minutes
) -> None:
    letter = Letter(released.ref, "tc", "minutes", "Minutes", "Please read.", Asks.NOTHING)
    ben = Recipient("Ben Stone", "ben@example.org", "ben-stone")
    send_to_people(council.secretary, letter, [ben])
    answer_sending(Receipt.objects.get(), answer="fine")

    assert to_read(council) == []


def test_proposed_corrections_wait_for_a_decision(council: Council, released: Minutes) -> None:
    lines = block_lines(minutes_of(released))
    key = next(line.key for line in lines if line.words == NOTE)
    for proposed in ("The map is drawn again.", "The map was drawn anew."):
        commands.propose_correction(council.member, released, block_key=key, text_after=proposed)

    assert to_write(council) == ["Decide on 2 corrections to the minutes of 7 Oct 2021"]
