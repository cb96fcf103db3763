"""The draft of the minutes stands the moment the meeting ends, and goes when it goes on."""

from __future__ import annotations

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.at_adjournment import what_stays
from secretariat.council.meetings.models import Meeting
from secretariat.council.minutes import commands
from secretariat.council.minutes.editions import minutes_of
from secretariat.council.minutes.models import Minutes
from secretariat.council.minutes.queries import block_lines
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.rules.errors import Refused
from tests.council.meetings.conftest import Council, item_of, minute

from .conftest import CORRECTIONS_UNTIL, NOTE


def the_meeting() -> Meeting:
    return Meeting.objects.select_related("body").get()


def test_the_draft_stands_the_moment_the_meeting_ends(council: Council, held: Meeting) -> None:
    minutes = Minutes.objects.get()

    assert (minutes.drafted_at, minutes.drafted_by) == (minute(60), council.secretary.name)
    assert NOTE in [line.words for line in block_lines(minutes_of(minutes))]
    assert the_meeting().state == Meeting.State.DRAFTED
    drafted = list(Entry.objects.filter(command="minutes.draft").values_list("ref", flat=True))
    assert drafted == ["tc/2021-10-07/minutes"]


def test_a_meeting_that_goes_on_takes_an_untouched_draft_back(
    council: Council, held: Meeting
) -> None:
    meeting = meetings.resume_meeting(council.secretary, held, reason="One vote was forgotten")

    assert what_stays(meeting) == []
    assert not Minutes.objects.exists()
    assert meeting.state == Meeting.State.CALLED
    meetings.add_note(council.secretary, item_of(meeting, "any-other-business"), "A lamp is out.")
    with clock.fixed(minute(80)):
        meetings.adjourn(council.secretary, meeting)
    words = [line.words for line in block_lines(minutes_of(Minutes.objects.get()))]
    assert NOTE in words
    assert "A lamp is out." in words


def test_a_draft_that_was_worked_on_stays_and_is_said(council: Council, drafted: Minutes) -> None:
    with clock.fixed(minute(70)):
        released = commands.release_minutes(
            council.secretary, drafted, corrections_until_on=CORRECTIONS_UNTIL
        )
        with pytest.raises(Refused) as refused:
            meetings.resume_meeting(council.secretary, the_meeting(), reason="One vote more")
        commands.recall_minutes(council.secretary, released, reason="One vote is missing")
    meeting = meetings.resume_meeting(council.secretary, the_meeting(), reason="One vote more")

    assert refused.value.code == "wrong_state"
    assert "are kept" in what_stays(meeting)[0]
    assert Minutes.objects.get() == drafted
    with clock.fixed(minute(80)):
        ended = meetings.adjourn(council.secretary, meeting)
    assert ended.state == Meeting.State.DRAFTED
    assert Minutes.objects.get().drafted_at == minute(60)


def test_whoever_ran_the_meeting_drafts_by_ending_it(council: Council, session: Meeting) -> None:
    """The vice chair may not work on minutes, yet who adjourns leaves a draft to those who may."""
    meetings.set_chair_of_the_day(council.secretary, session, council.people["Eve"])
    eve = council.secretary.__class__("eve-lund", "Eve Lund", "eve-lund")
    with clock.fixed(minute(60)):
        meetings.adjourn(eve, the_meeting())

    assert Minutes.objects.get().drafted_by == "Eve Lund"


def test_minutes_kept_elsewhere_are_not_drafted(council: Council, session: Meeting) -> None:
    with clock.fixed(minute(60)):
        ended = meetings.adjourn_without_minutes(council.secretary, session)

    assert ended.state == Meeting.State.ADJOURNED
    assert not Minutes.objects.exists()
    assert commands.draft_minutes(council.secretary, ended).meeting == ended
