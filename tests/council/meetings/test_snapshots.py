"""What of a meeting reaches which reader, and at what price in queries."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.sight import document_sight
from secretariat.council.meetings.snapshots import meeting_snapshot, snapshot_for
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Audience, Role
from tests import factories

from .conftest import Council, item_of, minute

PUBLIC, MEMBERS, OFFICERS = Audience.PUBLIC, Audience.MEMBERS, Audience.OFFICERS


@pytest.fixture
def recorded(council: Council, session: Meeting) -> Meeting:
    """A session with a roll call, notes and links for everybody and for officers only."""
    clerk, topic = council.secretary, item_of(session, "harbour-map")
    commands.mark_present(clerk, session, council.people["Ada"])
    commands.add_note(clerk, topic, "The map is new.")
    commands.add_note(clerk, topic, "The price is secret.", audience=OFFICERS)
    commands.add_link(clerk, topic, "https://example.org/map")
    commands.add_link(clerk, topic, "https://example.org/price", audience=OFFICERS)
    secret = commands.NewItem(title="Salaries", audience=OFFICERS)
    commands.add_item(clerk, session, secret)
    edit = commands.MeetingEdit(
        link="https://example.org/call",
        passcode="1234",
        recording_url="https://example.org/film",
    )
    session.refresh_from_db()
    return commands.edit_meeting(clerk, session, edit, seen=session.revision)


def texts(snapshot: MeetingSnapshot) -> list[str]:
    return [note.text for item in snapshot.items for note in item.notes]


def test_public_sees_position_but_no_record(recorded: Meeting) -> None:
    snapshot = meeting_snapshot(recorded, PUBLIC_ACTOR)

    assert (snapshot.current, snapshot.state) == ("welcome-roll-call-and-introductions", "called")
    assert (texts(snapshot), snapshot.attendees) == ([], ())
    assert [item.title for item in snapshot.items][-1] == "Any other business"


def test_public_never_sees_link_passcode_or_recording(recorded: Meeting) -> None:
    snapshot = meeting_snapshot(recorded, PUBLIC_ACTOR)

    assert (snapshot.link, snapshot.passcode, snapshot.recording_url) == ("", "", "")


def test_member_sees_record_and_link_but_not_what_is_for_officers(
    council: Council, recorded: Meeting
) -> None:
    snapshot = meeting_snapshot(recorded, council.member)

    assert texts(snapshot) == ["The map is new."]
    assert (snapshot.link, snapshot.passcode) == ("https://example.org/call", "1234")
    links = [link.url for link in snapshot.item("harbour-map").links]
    assert links == ["https://example.org/map"]
    assert "Salaries" not in [item.title for item in snapshot.items]


def test_officer_sees_everything(council: Council, recorded: Meeting) -> None:
    snapshot = meeting_snapshot(recorded, council.secretary)

    assert texts(snapshot) == ["The map is new.", "The price is secret."]
    assert snapshot.items[-1].title == "Salaries"


def test_passcode_stays_with_the_invited_even_when_the_link_is_public(
    council: Council, recorded: Meeting
) -> None:
    edit = commands.MeetingEdit(link_audience=PUBLIC)
    commands.edit_meeting(council.secretary, recorded, edit, seen=recorded.revision)

    snapshot = meeting_snapshot(recorded, PUBLIC_ACTOR)

    assert (snapshot.link, snapshot.passcode) == ("https://example.org/call", "")


def test_presenter_is_invited_and_sees_their_own_speaker_notes(
    council: Council, recorded: Meeting
) -> None:
    topic = item_of(recorded, "harbour-map")
    commands.set_presenters(council.secretary, topic, [council.people["Sam"]])
    edit = commands.ItemEdit(speaker_notes="Speak slowly.")
    commands.edit_item(council.secretary, item_of(recorded, "harbour-map"), edit, seen=2)
    presenter = Actor("sam-clerk", "Sam Clerk", "sam-clerk")

    snapshot = meeting_snapshot(recorded, presenter)

    assert snapshot.link == "https://example.org/call"
    assert snapshot.item("harbour-map").speaker_notes == "Speak slowly."
    assert meeting_snapshot(recorded, council.member).item("harbour-map").speaker_notes == ""


def test_member_of_another_body_is_public_here(council: Council, recorded: Meeting) -> None:
    stranger = factories.actor(Role.CHAIR, "eve-lund", of_body="board")

    assert meeting_snapshot(recorded, stranger) == meeting_snapshot(recorded, PUBLIC_ACTOR)


def test_agenda_is_public_on_publication_only(council: Council, agenda: Meeting) -> None:
    assert meeting_snapshot(agenda, PUBLIC_ACTOR).items == ()
    assert len(meeting_snapshot(agenda, council.member).items) == 3

    commands.publish_agenda(council.secretary, agenda)

    assert len(meeting_snapshot(agenda, PUBLIC_ACTOR).items) == 3


@pytest.mark.parametrize(
    ("state", "draft_audience", "sees"),
    [
        ("drafted", "public", False),
        ("released", "members", False),
        ("released", "public", True),
        ("approved", "members", True),
    ],
)
def test_record_becomes_public_with_the_minutes(
    state: str, draft_audience: str, sees: bool, council: Council, recorded: Meeting
) -> None:
    Body.objects.update(draft_audience=draft_audience)
    with clock.fixed(minute(60)):
        row = commands.adjourn(council.secretary, recorded)
    for step in ("released", "approved"):
        if row.state != state:
            row = commands.note_minutes_state(council.secretary, row, step)

    snapshot = meeting_snapshot(recorded, PUBLIC_ACTOR)

    assert texts(snapshot) == (["The map is new."] if sees else [])
    assert len(snapshot.attendees) == (1 if sees else 0)


def test_document_for_everybody_has_the_record_without_the_call(recorded: Meeting) -> None:
    snapshot = snapshot_for(recorded, document_sight(PUBLIC))

    assert texts(snapshot) == ["The map is new."]
    assert (snapshot.link, snapshot.passcode) == ("", "")
    assert [who.name for who in snapshot.attendees] == ["Ada Quill"]


def test_reference_is_the_slug_until_the_call_fixes_the_number(
    council: Council, agenda: Meeting
) -> None:
    part = commands.NewItem(title="Depths", part_of=item_of(agenda, "harbour-map"))
    commands.add_item(council.secretary, agenda, part)

    before = meeting_snapshot(agenda, council.secretary).item("depths")
    with clock.fixed(minute(0)):
        called = commands.call_to_order(council.secretary, agenda)
    after = meeting_snapshot(called, council.secretary).item("depths")

    assert (before.ref, before.label, before.number) == ("tc/2021-10-07/depths", "2a", "")
    assert (after.ref, after.label, after.part_of) == ("tc/2021-10-07/2a", "2a", "harbour-map")


def test_snapshot_costs_the_same_whatever_the_meeting_holds(
    council: Council, session: Meeting
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            meeting_snapshot(session, council.secretary)
        return len(queries)

    fill(council, session, ["Ada"], ["Depths"])
    few = cost()
    fill(council, session, ["Ben", "Cyd", "Dot"], ["Lights", "Buoys", "Tides"])

    assert (few, cost()) == (8, 8)


def fill(council: Council, meeting: Meeting, people: list[str], titles: list[str]) -> None:
    clerk = council.secretary
    for name in people:
        commands.mark_present(clerk, meeting, council.people[name])
    for title in titles:
        new = commands.NewItem(title=title, presenters=[council.people["Eve"]])
        item = commands.add_item(clerk, meeting, new)
        commands.add_note(clerk, item, "Said.")
        commands.add_link(clerk, item, "https://example.org/x")
        notice = commands.NoticeText(slug=item.slug, title=title, text="Read this.")
        commands.adopt_notice(clerk, council.body, notice, from_on=date(2021, 1, 1))
