"""Whether released minutes still say what they did: seen at once, and computed only once."""

from __future__ import annotations

from typing import Any

from secretariat.council.meetings import commands as meetings
from secretariat.council.minutes.commands import compare_again, recall_minutes, release_minutes
from secretariat.council.minutes.editions import has_changed
from secretariat.council.minutes.models import Minutes
from secretariat.council.minutes.queries import minutes_named
from secretariat.foundation.records.queries import search
from tests.council.meetings.conftest import Council, item_of

from .conftest import CORRECTIONS_UNTIL, NOTE


def edit(council: Council, minutes: Minutes, text: str) -> None:
    note = item_of(minutes.meeting, "harbour-map").notes.get()
    meetings.edit_note(council.secretary, note, text=text, seen=note.revision)


def is_changed(minutes: Minutes) -> bool:
    (row,) = minutes_named([minutes.ref])
    return has_changed(row)


def test_edit_after_the_release_and_its_way_back_are_seen_at_once(
    council: Council, released: Minutes
) -> None:
    found = [is_changed(released)]
    for text in ("The map is new.", NOTE):
        edit(council, released, text)
        found.append(is_changed(released))
        compare_again()
        found.append(is_changed(released))

    assert found == [False, True, True, False, False]


def test_nothing_is_computed_while_the_meeting_has_not_moved_on(
    council: Council, released: Minutes, django_assert_num_queries: Any
) -> None:
    for text in ("", "The map is new."):
        if text:
            edit(council, released, text)
            assert compare_again() == 1
        (row,) = minutes_named([released.ref])
        with django_assert_num_queries(0):
            assert has_changed(row) is bool(text)
        assert compare_again() == 0


def test_edit_after_the_release_is_found_by_its_words(council: Council, released: Minutes) -> None:
    edit(council, released, "The map is luminous.")
    compare_again()

    assert released.ref in [find.ref for find in search("luminous", council.member)]


def test_what_was_recalled_and_released_again_has_not_changed(
    council: Council, released: Minutes
) -> None:
    edit(council, released, "The map is new.")
    recalled = recall_minutes(council.secretary, released, reason="Too early")
    release_minutes(council.secretary, recalled, corrections_until_on=CORRECTIONS_UNTIL)

    assert not is_changed(released)
