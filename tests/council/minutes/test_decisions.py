"""What was decided without a motion: told as such, corrected in the secretary's own words."""

from __future__ import annotations

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.minutes import commands, queries
from secretariat.council.minutes.editions import minutes_of
from secretariat.council.minutes.models import Minutes
from secretariat.rules.minutes import line_words, numbered
from tests.council.meetings.conftest import Council, item_of

from .conftest import NOTE


def test_decision_is_marked_and_corrected_without_its_mark(
    council: Council, held: Meeting, released: Minutes
) -> None:
    note = item_of(held, "harbour-map").notes.get()
    meetings.edit_note(council.secretary, note, seen=note.revision, kind="decision")
    assert queries.block_line(released, note.key).words == NOTE
    correction = commands.propose_correction(
        council.member, released, block_key=note.key, text_after="The map is drawn by Ben."
    )

    commands.take_correction(council.secretary, correction)

    lines = [
        w for entry in numbered(minutes_of(released)) for li in entry.lines for w in line_words(li)
    ]
    assert "2.1 Decided: The map is drawn by Ben." in lines
