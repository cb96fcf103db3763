"""Updates on an agenda: proposed, shown, minuted; the silent ones named."""

from __future__ import annotations

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.agenda_kinds import kind_named
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.council.updates import commands
from secretariat.council.updates.attention import updates_waiting
from secretariat.council.updates.commands import StandingFields
from secretariat.council.updates.loose_ends import update_ends
from secretariat.council.updates.models import StandingUpdate
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.rules.deck import slide_lines
from secretariat.rules.minutes import Fact
from secretariat.rules.runs import words
from secretariat.rules.visibility import Role
from tests import factories
from tests.council.meetings.conftest import Council, minute

from .conftest import TEXT, on_agenda

KIND = kind_named("body_update")
OLGA = factories.actor(Role.CHAIR, "olga-horn", "outreach")


def shown(meeting: Meeting, slug: str = "outreach-committee") -> tuple[str, ...]:
    snapshot = snapshot_for(meeting)
    (slide,) = KIND.shown(snapshot, snapshot.item(slug), clock.now())
    return slide_lines(slide)


def minuted(meeting: Meeting, slug: str = "outreach-committee") -> list[str]:
    snapshot = snapshot_for(meeting)
    blocks = KIND.minuted(snapshot, snapshot.item(slug), clock.now())
    facts = [each for each in blocks if isinstance(each, Fact)]
    return [words(line) for fact in facts for line in fact.lines]


def test_each_body_that_owes_is_proposed_with_how_far_it_is(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    def reason() -> str:
        (proposal,) = KIND.proposed(snapshot_for(meeting), clock.now())
        return proposal.reason

    assert reason() == "Owed before each meeting; not asked for yet."
    commands.excuse_update(council.chair, owed, meeting, reason="Holidays")
    assert reason() == "Owed before each meeting; excused: Holidays."
    commands.send_update(OLGA, owed, meeting, text=TEXT, seen=2)
    assert reason() == "Owed before each meeting; received from Olga Horn."


def test_slide_and_minutes_carry_what_was_sent(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    on_agenda(council, meeting, owed)
    assert shown(meeting) == ()
    commands.send_update(OLGA, owed, meeting, text=TEXT, seen=1)

    assert shown(meeting) == (
        "Two webinars are planned.", "• Tides in May", "• Beacons in June", "Written by Olga Horn",
    )  # fmt: skip
    assert minuted(meeting)[0] == "Outreach Committee sent an update, written by Olga Horn:"
    assert minuted(meeting)[1] == "Two webinars are planned."


def test_draft_stands_nowhere(council: Council, meeting: Meeting, owed: StandingUpdate) -> None:
    on_agenda(council, meeting, owed)
    commands.keep_draft(OLGA, owed, meeting, text="Zebra", seen=1)

    assert shown(meeting) == ()
    assert minuted(meeting) == []


def test_silent_one_is_named_on_slide_and_in_minutes_and_is_a_loose_end(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    on_agenda(council, meeting, owed)
    with clock.fixed(minute(-3 * 24 * 60)):
        commands.ask_for_update(council.secretary, owed, meeting)
        assert shown(meeting) == ("Asked for until 6 Oct 2021",)
        assert update_ends(council.chair, council.body, clock.now()) == []

    assert shown(meeting) == ("No update came from Outreach Committee.",)
    assert minuted(meeting) == ["No update came from Outreach Committee."]
    (end,) = update_ends(council.chair, council.body, clock.now())
    assert (end.words, end.why, str(end.since_on)) == (
        "Update of Outreach Committee for 7 Oct 2021", "silent for 1 meeting", "2021-10-06",
    )  # fmt: skip
    assert [act.label for act in end.acts] == ["Take it down", "Excuse it"]
    assert update_ends(council.member, council.body, clock.now())[0].acts == ()

    commands.excuse_update(council.chair, owed, meeting, reason="Ill")

    assert update_ends(council.chair, council.body, clock.now()) == []
    assert shown(meeting) == ("Outreach Committee is excused: Ill",)


def test_update_that_nobody_asked_for_hangs_from_its_day_on(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    with clock.fixed(minute(-3 * 24 * 60)):
        assert update_ends(council.chair, council.body, clock.now()) == []

    (end,) = update_ends(council.chair, council.body, clock.now())

    assert (end.words, end.why, str(end.since_on)) == (
        "Update of Outreach Committee for 7 Oct 2021",
        "was due, and nobody asked for it",
        "2021-10-06",
    )
    assert [act.label for act in end.acts] == ["Ask for it", "Take it down", "Excuse it"]
    assert update_ends(council.member, council.body, clock.now())[0].acts == ()
    commands.excuse_update(council.chair, owed, meeting, reason="Ill")
    assert update_ends(council.chair, council.body, clock.now()) == []


def test_update_that_nobody_asked_for_hangs_when_its_meeting_began_and_is_over(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    meetings.call_to_order(council.chair, meeting)
    (begun,) = update_ends(council.chair, council.body, clock.now())
    with clock.fixed(minute(90)):
        meetings.adjourn(council.chair, meeting)
    (over,) = update_ends(council.chair, council.body, minute(60 * 24 * 90))

    for end in (begun, over):
        assert end.words == "Update of Outreach Committee for 7 Oct 2021"
        assert end.why == "was due, and nobody asked for it"
        assert [act.label for act in end.acts] == ["Take it down", "Excuse it"]
    commands.take_down_update(council.chair, owed, meeting, text="All quiet", by="Olga Horn")
    assert update_ends(council.chair, council.body, minute(60 * 24 * 90)) == []


def test_silent_one_without_an_item_is_named_under_the_first_update(
    council: Council, meeting: Meeting, owed: StandingUpdate, outreach: Body
) -> None:
    sig = factories.body("kernel", "Kernel SIG", kind="sig")
    factories.office(sig, "chair", factories.person("Kim Vane", address="kim@example.org"))
    quiet = commands.owe_updates(council.chair, council.body, StandingFields(from_body=sig))
    on_agenda(council, meeting, owed)
    with clock.fixed(minute(-3 * 24 * 60)):
        commands.ask_for_update(council.secretary, quiet, meeting)
    commands.send_update(OLGA, owed, meeting, text="All quiet", seen=1)

    assert shown(meeting) == (
        "All quiet", "No update came from Kernel SIG.", "Written by Olga Horn",
    )  # fmt: skip
    assert minuted(meeting)[-1] == "No update came from Kernel SIG."


def test_slide_of_an_earlier_instant_does_not_know_a_later_text(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    on_agenda(council, meeting, owed)
    with clock.fixed(minute(-20)):
        commands.send_update(OLGA, owed, meeting, text="Later", seen=1)
    snapshot = snapshot_for(meeting)

    (slide,) = KIND.shown(snapshot, snapshot.item("outreach-committee"), minute(-25))

    assert slide_lines(slide) == ()


@pytest.mark.parametrize(
    ("who", "of", "found"),
    [
        ("olga", "outreach", ["Write the update of Outreach Committee for TC"]),
        ("chair", "tc", []),
        ("member", "tc", []),
    ],
)
def test_asked_ones_are_told_on_their_own_home(
    council: Council, meeting: Meeting, owed: StandingUpdate, who: str, of: str, found: list[str]
) -> None:
    with clock.fixed(minute(-3 * 24 * 60)):
        commands.ask_for_update(council.secretary, owed, meeting)
        actor = {"olga": OLGA, "chair": council.chair, "member": council.member}[who]
        waiting = updates_waiting(actor, Body.objects.get(slug=of), clock.now())

    assert [each.words for each in waiting] == found


def test_keepers_are_told_whom_to_ask_and_whom_to_remind(
    council: Council, meeting: Meeting, owed: StandingUpdate
) -> None:
    assert [e.words for e in updates_waiting(council.chair, council.body, clock.now())] == [
        "Ask for 1 update of other bodies"
    ]
    with clock.fixed(minute(-3 * 24 * 60)):
        commands.ask_for_update(council.secretary, owed, meeting)
    assert [e.words for e in updates_waiting(council.chair, council.body, clock.now())] == [
        "Remind 1 body of the update"
    ]
