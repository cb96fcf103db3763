"""Drafting, releasing, correcting and freezing minutes."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.minutes import commands
from secretariat.council.minutes.editions import Editions, minutes_of
from secretariat.council.minutes.models import Correction, Minutes
from secretariat.council.minutes.queries import block_lines
from secretariat.council.motions import commands as motions
from secretariat.council.motions.models import Motion
from secretariat.council.motions.short_line import move_by_letters
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.foundation.records.queries import broken_seals, search
from secretariat.rules.errors import Refused
from secretariat.rules.minutes import MinutesState
from secretariat.rules.visibility import PUBLIC_ACTOR, Audience
from tests.council.meetings.conftest import Council, item_of, minute

from .conftest import CORRECTIONS_UNTIL, NOTE, later, next_session


def words_of(minutes: Minutes) -> list[str]:
    """Every line of the minutes."""
    return [line.words for line in block_lines(minutes_of(minutes))]


def key_of(minutes: Minutes, words: str) -> str:
    """The key of the line that says this."""
    return next(line.key for line in block_lines(minutes_of(minutes)) if line.words == words)


def test_minutes_wait_for_adjournment(council: Council, session: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.draft_minutes(council.secretary, session)

    assert refused.value.code == "not_adjourned"
    assert not Minutes.objects.exists()


def test_draft_holds_the_record_of_the_meeting(council: Council, drafted: Minutes) -> None:
    document = minutes_of(drafted)

    assert document.state is MinutesState.DRAFT
    assert [section.title for section in document.sections] == [
        "Welcome, roll call and introductions",
        "Harbour map",
        "Any other business",
    ]
    people = document.sections[0].blocks[0].people  # type: ignore[union-attr]
    assert [(p.name, p.organization, p.is_voting) for p in people] == [
        ("Ada Quill", "Amber Works", True),
        ("Ben Stone", "Birch Labs", True),
        ("Cyd Vale", "Cedar Cloud", True),
    ]
    assert NOTE in words_of(drafted)
    drafted.meeting.refresh_from_db()
    assert drafted.meeting.state == Meeting.State.DRAFTED


def test_draft_follows_the_record_and_is_never_made_twice(
    council: Council, drafted: Minutes
) -> None:
    note = item_of(drafted.meeting, "harbour-map").notes.get()
    meetings.edit_note(council.secretary, note, text="The map was redrawn.", seen=note.revision)

    assert "The map was redrawn." in words_of(drafted)
    with pytest.raises(Refused) as refused:
        commands.begin_minutes(council.secretary, drafted.meeting)
    assert commands.draft_minutes(council.secretary, drafted.meeting) == drafted
    assert refused.value.code == "already_drafted"


def test_release_refuses_a_day_that_has_passed(council: Council, drafted: Minutes) -> None:
    with pytest.raises(Refused) as refused:
        commands.release_minutes(council.secretary, drafted, corrections_until_on=date(2021, 10, 1))

    assert refused.value.code == "past_day"
    drafted.refresh_from_db()
    assert drafted.released_at is None


def test_members_do_not_release_minutes(council: Council, drafted: Minutes) -> None:
    with pytest.raises(Refused) as refused:
        commands.release_minutes(council.member, drafted, corrections_until_on=CORRECTIONS_UNTIL)

    assert refused.value.code == "not_allowed"


def test_correction_taken_changes_the_note_and_is_told(council: Council, released: Minutes) -> None:
    correction = commands.propose_correction(
        council.member,
        released,
        block_key=key_of(released, NOTE),
        text_after="The map is drawn anew by Ben.",
        reason="It was me.",
    )
    taken = commands.take_correction(council.secretary, correction, answer="Thank you.")

    assert taken.state == Correction.State.TAKEN
    assert "The map is drawn anew by Ben." in words_of(released)
    released.refresh_from_db()
    assert [change.after for change in Editions(released).changes(Audience.PUBLIC)] == [
        "2.1 The map is drawn anew by Ben."
    ]
    entry = Entry.objects.filter(command="minutes.take_correction").get()
    assert entry.before == {"text": NOTE}
    assert entry.after["proposed_by"] == "Ben Stone"


def test_correction_declined_needs_a_reason_and_leaves_the_text(
    council: Council, released: Minutes
) -> None:
    correction = commands.propose_correction(
        council.member, released, block_key=key_of(released, NOTE), text_after="No map."
    )
    with pytest.raises(Refused) as refused:
        commands.decline_correction(council.secretary, correction, answer=" ")
    assert refused.value.code == "no_reason"

    commands.decline_correction(council.secretary, correction, answer="There was one.")

    assert NOTE in words_of(released)
    with pytest.raises(Refused) as again:
        commands.take_correction(council.secretary, correction)
    assert again.value.code == "already_decided"


@pytest.mark.parametrize(
    ("text", "code"), [("", "no_text"), ("  ", "no_text"), (NOTE, "nothing_changed")]
)
def test_empty_or_equal_corrections_are_refused(
    council: Council, released: Minutes, text: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        commands.propose_correction(
            council.member, released, block_key=key_of(released, NOTE), text_after=text
        )

    assert refused.value.code == code
    assert not Correction.objects.exists()


def test_strangers_propose_no_corrections(council: Council, released: Minutes) -> None:
    with pytest.raises(Refused) as refused:
        commands.propose_correction(
            PUBLIC_ACTOR, released, block_key=key_of(released, NOTE), text_after="Mine."
        )

    assert refused.value.code == "not_allowed"


def test_fact_is_corrected_where_it_is_kept(council: Council, released: Minutes) -> None:
    words = next(words for words in words_of(released) if "3 of 5 seats" in words)
    correction = commands.propose_correction(
        council.member,
        released,
        block_key=key_of(released, words),
        text_after="4 of 5 seats were present.",
    )
    with pytest.raises(Refused) as refused:
        commands.take_correction(council.secretary, correction)
    assert refused.value.code == "fact_unchanged"

    meetings.mark_present(
        council.secretary, released.meeting, council.people["Dot"], arrived_at=minute(3)
    )
    taken = commands.take_correction(council.secretary, correction)

    assert taken.state == Correction.State.TAKEN
    assert any("4 of 5 seats" in words for words in words_of(released))


def test_next_meeting_approves_and_freezes(council: Council, released: Minutes) -> None:
    with clock.fixed(later(5)):
        upcoming = next_session(council)
        item = upcoming.items.get(kind="minutes_to_approve")
        motion = commands.move_approval(council.secretary, item, [released.ref])
        motions.record_general_consent(council.secretary, motion)
    released.refresh_from_db()
    frozen = words_of(released)
    note = item_of(released.meeting, "harbour-map").notes.get()

    with pytest.raises(Refused):
        meetings.edit_note(council.secretary, note, text="Another.", seen=note.revision)

    assert released.approved_by == motion
    assert minutes_of(released).state is MinutesState.APPROVED
    assert words_of(released) == frozen
    assert broken_seals("tc") == []
    released.meeting.refresh_from_db()
    assert released.meeting.state == Meeting.State.APPROVED
    assert search("drawn anew", PUBLIC_ACTOR)[0].ref.startswith("tc/")


def test_minutes_held_back_wait_on(council: Council, released: Minutes) -> None:
    with clock.fixed(later(5)):
        upcoming = next_session(council)
        item = upcoming.items.get(kind="minutes_to_approve")
        with pytest.raises(Refused) as refused:
            commands.move_approval(council.secretary, item, [])
        motion = commands.move_approval(council.secretary, item, [released.ref])
        motions.defer_motion(council.secretary, motion, words="Item 2 is to be clarified.")

    released.refresh_from_db()
    assert refused.value.code == "nothing_chosen"
    assert released.approved_at is None
    assert Motion.objects.get().state == Motion.State.DEFERRED


def test_undecided_corrections_hold_the_approval_up(council: Council, released: Minutes) -> None:
    commands.propose_correction(
        council.member, released, block_key=key_of(released, NOTE), text_after="No map."
    )
    with clock.fixed(later(5)):
        upcoming = next_session(council)
        item = upcoming.items.get(kind="minutes_to_approve")
        with pytest.raises(Refused) as refused:
            commands.move_approval(council.secretary, item, [released.ref])

    assert refused.value.code == "open_corrections"
    assert not Motion.objects.exists()


def test_errata_stand_under_the_frozen_text(council: Council, released: Minutes) -> None:
    with pytest.raises(Refused) as refused:
        commands.note_erratum(council.secretary, released, text="Wrong.")
    assert refused.value.code == "not_approved"
    with clock.fixed(later(5)):
        item = next_session(council).items.get(kind="minutes_to_approve")
        motion = commands.move_approval(council.secretary, item, [released.ref])
        motions.record_general_consent(council.secretary, motion)
        released.refresh_from_db()
        before = released.editions.get().frozen
        commands.note_erratum(council.secretary, released, text="Item 2: the map is of 2020.")

    released.refresh_from_db()
    assert released.editions.get().frozen == before
    assert [words.text for words in minutes_of(released).errata[0].text] == [
        "Item 2: the map is of 2020."
    ]


def test_released_minutes_can_be_taken_back(council: Council, released: Minutes) -> None:
    recalled = commands.recall_minutes(council.secretary, released, reason="A name is missing.")

    assert recalled.released_at is None
    recalled.meeting.refresh_from_db()
    assert recalled.meeting.state == Meeting.State.DRAFTED
    assert [find.kind for find in search("drawn anew", council.member)] == ["notes"]


def test_minutes_that_may_be_approved_are_a_ready_motion(
    council: Council, released: Minutes
) -> None:
    """By letters in the room, then by consent: nothing is ticked, and the minutes are frozen."""
    with clock.fixed(later(5)):
        upcoming = next_session(council)
        item = upcoming.items.get(kind="minutes_to_approve")
        typed = QueryDict("codes=")
        motion = move_by_letters(council.secretary, item, typed)
        motions.record_general_consent(council.secretary, motion)
    released.refresh_from_db()

    assert motion.decision_kind == "minutes_approval"
    assert motion.about_refs == [released.ref]
    assert released.approved_by == motion


def test_minutes_with_open_corrections_are_no_ready_motion(
    council: Council, released: Minutes
) -> None:
    commands.propose_correction(
        council.member, released, block_key=key_of(released, NOTE), text_after="Mine."
    )
    with clock.fixed(later(5)):
        item = next_session(council).items.get(kind="minutes_to_approve")
        with pytest.raises(Refused) as refused:
            move_by_letters(council.secretary, item, QueryDict("codes="))

    assert refused.value.code == "no_motion_ready"
