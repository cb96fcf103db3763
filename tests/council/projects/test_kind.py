"""The project table on an agenda: proposed, shown, minuted, offered, settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.template.loader import render_to_string

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.agenda_kinds import Outcome, kind_named
from secretariat.council.meetings.commands import MeetingPlan, NewItem
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.council.projects import commands
from secretariat.council.projects.commands import Origin
from secretariat.council.projects.models import Claim, MilestoneColumn, Project
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.rules.deck import Mark, TableSlide
from secretariat.rules.meetings import ItemSnapshot, MeetingSnapshot
from secretariat.rules.minutes import Fact, Text
from secretariat.rules.runs import words
from tests.council.projects.tables import SECRETARY, column, project

START = datetime(2024, 5, 16, 16, 0, tzinfo=UTC)
KIND = kind_named("project_table")


@pytest.fixture
def charter(body: Body) -> MilestoneColumn:
    return column(body, "Charter")


@pytest.fixture
def beacon(body: Body) -> Project:
    return project(body)


@pytest.fixture
def meeting(body: Body) -> Meeting:
    """The meeting of 16 May 2024 with an opening and any other business."""
    plan = MeetingPlan(starts_at=START, ends_at=START + timedelta(hours=1))
    return meetings.plan_meeting(SECRETARY, body, plan).meeting


def on_agenda(meeting: Meeting, **options: str) -> tuple[MeetingSnapshot, ItemSnapshot]:
    """The table as an item of the meeting."""
    new = NewItem(title="Projects", kind=KIND.name, options=options)
    added = meetings.add_item(SECRETARY, meeting, new)
    return fresh(meeting, added.slug)


def fresh(meeting: Meeting, slug: str) -> tuple[MeetingSnapshot, ItemSnapshot]:
    """The snapshots as they are now."""
    snapshot = snapshot_for(meeting)
    return snapshot, snapshot.item(slug)


def slide_of(meeting: MeetingSnapshot, item: ItemSnapshot) -> TableSlide:
    """The one slide of the kind."""
    (slide,) = KIND.shown(meeting, item, clock.now())
    assert isinstance(slide, TableSlide)
    return slide


def test_table_is_proposed_as_part_of_the_action_review(
    meeting: Meeting, beacon: Project, charter: MilestoneColumn
) -> None:
    commands.record_claim(SECRETARY, beacon, charter, text="(Oct 2024?)")

    (proposal,) = KIND.proposed(snapshot_for(meeting), clock.now())

    assert (proposal.part_of_kind, proposal.source_ref) == ("action_review", "tc/projects")
    assert proposal.reason == "1 project in the table, 1 value tentative."


def test_nothing_is_proposed_without_projects(meeting: Meeting) -> None:
    assert KIND.proposed(snapshot_for(meeting), clock.now()) == []


def test_slide_has_a_row_per_project_and_marks_tentative_cells(
    meeting: Meeting, beacon: Project, charter: MilestoneColumn
) -> None:
    commands.record_claim(SECRETARY, beacon, charter, text="(Oct 2024?)")

    slide = slide_of(*on_agenda(meeting))

    assert [head.title for head in slide.columns] == ["Project", "Charter"]
    assert [[(cell.words, cell.mark) for cell in row] for row in slide.rows] == [
        [("Beacon", Mark.NONE), ("(Oct 2024?)", Mark.TENTATIVE)]
    ]
    assert slide.foot == ""


def test_slide_of_another_day_marks_what_changed_since_and_says_so(
    meeting: Meeting, beacon: Project, charter: MilestoneColumn
) -> None:
    review = column(beacon.body, "Review")
    commands.record_claim(SECRETARY, beacon, charter, text="Yes", said_on=date(2024, 3, 1))
    commands.record_claim(SECRETARY, beacon, review, text="(Jun?)", said_on=date(2024, 3, 2))

    slide = slide_of(*on_agenda(meeting, as_of="2024-04-01", compared_with="2024-02-29"))

    cells = [(cell.words, cell.mark) for cell in slide.rows[0]]
    assert cells == [
        ("Beacon", Mark.NONE),
        ("Yes", Mark.CHANGED),
        ("(Jun?) new", Mark.TENTATIVE),
    ]
    assert slide.foot.startswith("As of 1 Apr 2024, compared with 29 Feb 2024 · ")


def test_new_row_is_marked_with_its_name(
    meeting: Meeting, beacon: Project, charter: MilestoneColumn
) -> None:
    added = project(beacon.body, "Compass", since=date(2024, 4, 1))
    commands.record_claim(SECRETARY, added, charter, text="Yes")

    slide = slide_of(*on_agenda(meeting, compared_with="2024-03-01"))

    assert [[cell.mark for cell in row] for row in slide.rows] == [
        [Mark.NONE, Mark.NONE],
        [Mark.CHANGED, Mark.CHANGED],
    ]


def test_options_that_are_no_days_count_as_none(meeting: Meeting, beacon: Project) -> None:
    slide = slide_of(*on_agenda(meeting, as_of="soon", compared_with="later"))

    assert (len(slide.rows), slide.foot) == (1, "")


def test_minutes_list_what_was_recorded_in_the_meeting_once(
    meeting: Meeting, beacon: Project, charter: MilestoneColumn
) -> None:
    _, first = on_agenda(meeting)
    _, second = on_agenda(meeting)
    origin = Origin(first.ref, "Meeting of 16 May 2024")
    claim = commands.record_claim(SECRETARY, beacon, charter, text="(Oct?)", origin=origin)
    commands.correct_claim(SECRETARY, claim, text="Yes", reason="Misheard.")
    commands.record_claim(
        SECRETARY, beacon, column(beacon.body, "Review"), text="Yes", origin=Origin("", "A mail")
    )

    (fact,) = KIND.minuted(*fresh(meeting, first.slug), clock.now())

    assert isinstance(fact, Fact)
    assert [words(line) for line in fact.lines] == [
        "Milestones recorded:",
        "Beacon, Charter: “(Oct?)” (tentative).",
        "Beacon, Charter: “Yes” instead of “(Oct?)” (Misheard.).",
    ]
    assert KIND.minuted(*fresh(meeting, second.slug), clock.now()) == []


def test_minutes_without_new_values_hold_the_notes_only(meeting: Meeting, beacon: Project) -> None:
    _, item = on_agenda(meeting)
    meetings.publish_agenda(SECRETARY, meeting)
    with clock.fixed(START):
        meetings.call_to_order(SECRETARY, meeting)
        row = meeting.items.select_related("meeting__body").get(slug=item.slug)
        meetings.add_note(SECRETARY, row, text="All well.")

        (block,) = KIND.minuted(*fresh(meeting, item.slug), clock.now())

    assert isinstance(block, Text)
    assert words(block.runs) == "All well."


def test_room_offers_a_form_and_the_tentative_values(
    meeting: Meeting, beacon: Project, charter: MilestoneColumn
) -> None:
    commands.record_claim(SECRETARY, beacon, charter, text="(Oct 2024?)")
    snapshot, item = on_agenda(meeting)

    offered = KIND.offered(snapshot, item, clock.now())
    panel = render_to_string(offered.template, dict(offered.context))

    assert 'action="/tc/projects/claims"' in panel
    assert f'value="{item.ref}"' in panel
    assert "Beacon, Charter</a>: (Oct 2024?)" in panel


def test_carried_motion_about_a_cell_records_its_day(
    meeting: Meeting, beacon: Project, charter: MilestoneColumn
) -> None:
    snapshot, item = on_agenda(meeting)
    about = ("tc/projects/beacon/charter", "tc/2024-05-02/minutes")
    carried = Outcome(state="carried", motion_ref="tc/M-2024-1", about_refs=about)

    KIND.settled(SECRETARY, snapshot, item, replace(carried, state="failed"), clock.now())
    assert not Claim.objects.exists()
    KIND.settled(SECRETARY, snapshot, item, carried, clock.now())

    claim = Claim.objects.get()
    assert (claim.text, claim.said_on, claim.source_ref) == (
        "16 May 2024",
        date(2024, 5, 16),
        item.ref,
    )


@pytest.fixture(autouse=True)
def _a_later_hour() -> Iterator[None]:
    """Half an hour before the meeting."""
    with clock.fixed(START - timedelta(minutes=30)):
        yield
