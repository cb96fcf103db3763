"""The timeline of an election on an agenda."""

from __future__ import annotations

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.agenda_kinds import kind_named
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.council.motions import commands as motions
from secretariat.elections import commands
from secretariat.elections.models import Timeline
from secretariat.foundation.people.loose_ends import loose_ends
from secretariat.foundation.records import clock
from secretariat.rules.deck import TableSlide, slide_lines
from secretariat.rules.errors import Refused
from secretariat.rules.minutes import Fact
from secretariat.rules.runs import words
from tests.council.meetings.conftest import Council

from .conftest import fresh, on_agenda

KIND = kind_named("election_timeline")


def reasons(meeting: Meeting) -> list[tuple[str, str]]:
    return [(p.source_ref, p.reason) for p in KIND.proposed(snapshot_for(meeting), clock.now())]


def test_missing_timeline_is_proposed_six_weeks_ahead(
    council: Council, meeting: Meeting, last: Timeline
) -> None:
    assert reasons(meeting) == [
        (
            "tc/elections/2020-chair",
            "By last time's weekdays it begins on Tue 9 Nov 2021; nothing is proposed.",
        )
    ]
    (end,) = [e for e in loose_ends(council.secretary, council.body, clock.now()) if e.acts]
    assert end.acts[0].url == "/tc/elections/2020-chair/again"


def test_proposed_timeline_waits_on_every_agenda_until_it_is_adopted(
    council: Council, meeting: Meeting, this: Timeline
) -> None:
    assert reasons(meeting) == [("tc/elections/2021-chair", "Proposed and not adopted.")]

    commands.record_adoption(council.secretary, this, ref="https://example.org/vote")

    assert reasons(meeting) == []


@pytest.mark.parametrize("which", ["last", "this"])
def test_slide_shows_both_years_whichever_the_item_names(
    council: Council, meeting: Meeting, last: Timeline, this: Timeline, which: str
) -> None:
    item = on_agenda(council, meeting, last if which == "last" else this)
    snapshot = snapshot_for(meeting)

    (slide,) = KIND.shown(snapshot, snapshot.item(item.slug), clock.now())

    assert isinstance(slide, TableSlide)
    assert [column.title for column in slide.columns] == [
        "Step",
        "Last time, 2020",
        "Proposed for 2021",
    ]
    assert [tuple(each.words for each in row) for row in slide.rows] == [
        ("Call for nominations opens", "Tue 10 Nov 2020", "Tue 9 Nov 2021"),
        ("Call for nominations closes", "Tue 17 Nov 2020", "Tue 16 Nov 2021"),
        ("Voting period opens", "Wed 18 Nov 2020", "Wed 17 Nov 2021"),
        ("Voting period closes", "Wed 25 Nov 2020", "Wed 24 Nov 2021"),
        ("Election results announced", "Tue 1 Dec 2020", "Tue 30 Nov 2021"),
    ]
    assert slide_lines(slide)


def test_carried_motion_adopts_and_an_override_takes_it_back(
    council: Council, session: Meeting, this: Timeline
) -> None:
    item = on_agenda(council, session, this)
    for name in ("Ada", "Ben", "Cyd"):
        meetings.mark_present(council.secretary, session, council.people[name])
    motion = commands.move_adoption(council.secretary, item, this)
    assert "voting period closes on Wed 24 Nov 2021" in motion.text

    motion = motions.record_general_consent(council.secretary, motion)

    version = fresh(this).versions.get()
    assert (version.adopted_ref, str(version.adopted_on)) == (motion.ref, "2021-10-07")
    with pytest.raises(Refused) as refused:
        commands.move_adoption(council.secretary, item, fresh(this))
    assert refused.value.code == "adopted_already"
    snapshot = snapshot_for(session)
    fact = KIND.minuted(snapshot, snapshot.item(item.slug), clock.now())[0]
    assert isinstance(fact, Fact)
    assert words(fact.lines[0]) == "Chair election 2021: adopted."

    motions.override_result(council.secretary, motion, "lost", reason="Two seats were not asked.")

    assert fresh(this).versions.get().adopted_on is None
