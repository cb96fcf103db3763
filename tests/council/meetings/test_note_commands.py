"""Notes under items, and the standing notices."""

from __future__ import annotations

from datetime import date

import pytest

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import Meeting, Note
from secretariat.council.meetings.queries.finding import note_by_key
from secretariat.council.meetings.snapshots import meeting_snapshot
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.foundation.records.queries import search
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR

from .conftest import Council, item_of, minute


@pytest.fixture
def notes(council: Council, session: Meeting) -> list[Note]:
    item = item_of(session, "harbour-map")
    return [commands.add_note(council.secretary, item, text) for text in ("One", "Two", "Three")]


def texts(meeting: Meeting) -> list[str]:
    return [note.text for note in item_of(meeting, "harbour-map").notes.all()]


def test_note_stands_after_another(council: Council, session: Meeting, notes: list[Note]) -> None:
    item = item_of(session, "harbour-map")

    commands.add_note(council.staff, item, "Between", after=notes[0])

    assert texts(session) == ["One", "Between", "Two", "Three"]


def test_empty_note_is_refused(council: Council, session: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.add_note(council.secretary, item_of(session, "harbour-map"), " \n ")

    assert refused.value.code == "note_empty"


def test_member_may_not_write_notes(council: Council, session: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.add_note(council.member, item_of(session, "harbour-map"), "Mine")

    assert refused.value.code == "not_allowed"


def test_second_editor_of_a_note_is_told(council: Council, notes: list[Note]) -> None:
    commands.edit_note(council.secretary, notes[0], text="First", seen=1)

    with pytest.raises(Refused) as refused:
        commands.edit_note(council.chair, notes[0], text="Uno", seen=1)

    assert refused.value.details["theirs"] == {"text": "First"}
    assert refused.value.details["yours"] == {"text": "Uno"}


def test_removed_note_stays_in_the_trail_and_its_number_is_not_given_again(
    council: Council, session: Meeting, notes: list[Note]
) -> None:
    commands.remove_note(council.secretary, notes[2], seen=1)
    new = commands.add_note(council.secretary, item_of(session, "harbour-map"), "Four")

    assert Entry.objects.get(command="meetings.remove_note").before["text"] == "Three"
    assert new.key == "harbour-map-4"
    assert note_by_key(session, "harbour-map-4") == new


def test_notes_move_and_nest(council: Council, session: Meeting, notes: list[Note]) -> None:
    commands.move_note(council.secretary, notes[2], by=-5)
    for _ in range(4):
        commands.indent_note(council.secretary, notes[1], by=1)

    assert texts(session) == ["Three", "One", "Two"]
    assert Note.objects.get(pk=notes[1].pk).depth == 2


def test_notes_are_found_by_members_until_the_minutes_are_public(
    council: Council, session: Meeting
) -> None:
    item = item_of(session, "harbour-map")
    commands.add_note(council.secretary, item, "The lighthouse moves.")
    assert search("lighthouse", PUBLIC_ACTOR) == []
    assert [find.ref for find in search("lighthouse", council.member)] == ["tc/2021-10-07/2#notes"]

    with clock.fixed(minute(60)):
        commands.adjourn(council.secretary, session)
        commands.note_minutes_state(council.secretary, session, "approved")

    assert [find.ref for find in search("lighthouse", PUBLIC_ACTOR)] == ["tc/2021-10-07/2#notes"]


def adopt(council: Council, text: str, on: date, slug: str = "values") -> None:
    new = commands.NoticeText(slug=slug, title="Our values", text=text)
    commands.adopt_notice(council.secretary, council.body, new, from_on=on)


def test_new_version_of_a_notice_holds_from_its_day(council: Council, session: Meeting) -> None:
    adopt(council, "Be kind.", date(2021, 1, 1))
    adopt(council, "Be kind and brief.", date(2021, 10, 8))

    notices = meeting_snapshot(session, PUBLIC_ACTOR).notices

    assert [(each.version, each.text) for each in notices] == [(1, "Be kind.")]


def test_notices_are_read_once_at_their_time(council: Council, session: Meeting) -> None:
    adopt(council, "Be kind.", date(2021, 1, 1))
    adopt(council, "No cartels.", date(2021, 1, 1), slug="antitrust")

    commands.read_notices(council.secretary, session, ["values"])
    commands.read_notices(council.secretary, session)
    with pytest.raises(Refused) as refused:
        commands.read_notices(council.secretary, session)

    assert refused.value.code == "already_read"
    notices = meeting_snapshot(session, PUBLIC_ACTOR).notices
    assert [(each.slug, each.read_at) for each in notices] == [
        ("antitrust", minute(5)),
        ("values", minute(5)),
    ]


def test_reading_before_the_call_is_refused(council: Council, session: Meeting) -> None:
    adopt(council, "Be kind.", date(2021, 1, 1))

    with pytest.raises(Refused) as refused:
        commands.read_notices(council.secretary, session, read_at=minute(1))

    assert refused.value.code == "bad_times"


def test_read_version_stays_when_a_new_one_is_adopted(council: Council, session: Meeting) -> None:
    adopt(council, "Be kind.", date(2021, 1, 1))
    commands.read_notices(council.secretary, session)
    adopt(council, "Be kind and brief.", date(2021, 10, 7))

    notices = meeting_snapshot(session, PUBLIC_ACTOR).notices

    assert [each.version for each in notices] == [1]


def test_reading_can_be_taken_back(council: Council, session: Meeting) -> None:
    adopt(council, "Be kind.", date(2021, 1, 1))
    commands.read_notices(council.secretary, session)

    commands.undo_reading(council.secretary, session, "values")

    assert meeting_snapshot(session, PUBLIC_ACTOR).notices[0].read_at is None


def test_staff_may_not_adopt_notices(council: Council) -> None:
    new = commands.NoticeText(slug="values", title="Our values", text="Be kind.")

    with pytest.raises(Refused) as refused:
        commands.adopt_notice(council.staff, council.body, new, from_on=date(2021, 1, 1))

    assert refused.value.code == "not_allowed"
