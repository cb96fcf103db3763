"""Minutes as files: of which day they say to be."""

from __future__ import annotations

from datetime import timedelta

import pypdfium2
import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.minutes import commands
from secretariat.council.minutes.models import Minutes
from secretariat.council.motions import commands as motions
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from tests.council.meetings.conftest import Council

from .conftest import later, next_session


def day_inside(council: Council, minutes: Minutes) -> str:
    """The day in the properties of the PDF file."""
    with pypdfium2.PdfDocument(export(council.secretary, minutes.ref, "pdf").content) as document:
        return str(document.get_metadata_value("ModDate"))[2:10]


@pytest.fixture
def approved(council: Council, released: Minutes) -> Minutes:
    """The minutes of 7 Oct, approved on 21 Oct."""
    with clock.fixed(later(8)):
        item = next_session(council).items.get(kind="minutes_to_approve")
        motion = commands.move_approval(council.secretary, item, [released.ref])
        motions.record_general_consent(council.secretary, motion)
    released.refresh_from_db()
    return released


def test_approved_minutes_are_of_the_day_they_were_approved_or_corrected(
    council: Council, approved: Minutes
) -> None:
    with clock.fixed(later(8) + timedelta(days=20)):
        day = later(8) + timedelta(days=40)
        plan = meetings.MeetingPlan(starts_at=day, ends_at=day + timedelta(hours=1))
        meetings.plan_meeting(council.secretary, council.body, plan)
        assert day_inside(council, approved) == "20211021"
        commands.note_erratum(council.secretary, approved, text="It was the other map.")

    assert day_inside(council, approved) == "20211110"


def test_draft_minutes_are_of_the_day_the_record_was_last_changed(
    council: Council, drafted: Minutes
) -> None:
    assert day_inside(council, drafted) == "20211007"
