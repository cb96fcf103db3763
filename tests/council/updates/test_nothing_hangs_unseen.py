"""No update that was due without an outcome is missing from the loose ends, whether somebody was
asked for it or not, and whether its meeting is ahead, in session or over: over random records. The
plain values say by themselves what hangs: they share no code with the product.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretariat.council.meetings.models import Meeting
from secretariat.council.updates.models import StandingUpdate, Update, UpdateText
from secretariat.foundation.people.loose_ends import loose_ends
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Role
from tests import factories
from tests.council.hanging_records import NOW, SPAN, Span, day, noon

pytestmark = pytest.mark.django_db
MANY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NOW_DUE = 1
"""Updates are due a day before; that of tomorrow's meeting was due an hour ago."""


@dataclass(frozen=True)
class AMeeting:
    """A meeting of that day, and what came of the update for it."""

    on: int
    state: str
    answer: str


@dataclass(frozen=True)
class ABody:
    """Who owes updates: known since a day, owing over a span of days."""

    known: int
    span: Span

    def owed(self, meetings: list[AMeeting]) -> set[str]:
        """The days of the meetings of which a word is owed."""
        if self.span[1] is not None and self.span[1] <= 0:
            return set()
        found = set()
        for each in sorted(meetings, key=lambda one: -one.on):
            if each.state == "cancelled":
                continue
            if each.answer in {"received", "excused"}:
                break
            is_due = each.on <= NOW_DUE
            begins, ends = self.span
            is_owed = (begins is None or begins <= each.on) and (ends is None or each.on <= ends)
            was_known = each.on > self.known
            has_begun = each.answer in {"asked", "draft"}
            if is_due and (has_begun or (is_owed and was_known)):
                found.add(f"{day(each.on)}")
        return found

    def put(self, body: Body, rows: list[tuple[AMeeting, Meeting]]) -> None:
        begins, ends = self.span
        standing = StandingUpdate.objects.create(
            body=body, slug="outreach", name="Outreach", added_at=noon(self.known),
            from_on=None if begins is None else day(begins),
            to_on=None if ends is None else day(ends),
        )  # fmt: skip
        for each, meeting in rows:
            if not each.answer:
                continue
            was_asked = each.answer in {"asked", "received"}
            row = Update.objects.create(
                standing=standing, meeting=meeting, draft="Ebb",
                asked_at=noon(-300) if was_asked else None,
                excused_at=noon(-300) if each.answer == "excused" else None, excused_reason="Ill",
            )  # fmt: skip
            if each.answer == "received":
                UpdateText.objects.create(
                    update_row=row, number=1, text="Flow", at=noon(-300), by="Olga"
                )


def _ahead_or_begun(meeting: AMeeting) -> bool:
    return meeting.on < 1 or meeting.state in {"planned", "published", "cancelled"}


MEETINGS = st.lists(
    st.builds(
        AMeeting,
        on=st.integers(-40, 6),
        state=st.sampled_from([str(each.value) for each in Meeting.State]),
        answer=st.sampled_from(["", "", "draft", "asked", "received", "excused"]),
    ).filter(_ahead_or_begun),
    max_size=5,
    unique_by=lambda each: each.on,
)
BODIES = st.builds(ABody, known=st.integers(-60, -1), span=st.just((None, None)) | SPAN)


def put_meeting(body: Body, each: AMeeting) -> Meeting:
    return Meeting.objects.create(
        body=body, slug=f"{day(each.on)}", state=each.state, zone=body.zone,
        starts_at=noon(each.on), ends_at=noon(each.on) + timedelta(hours=1),
    )  # fmt: skip


@MANY
@given(owing=BODIES, meetings=MEETINGS)
def test_update_that_was_due_and_did_not_come_is_a_loose_end(
    db: None, owing: ABody, meetings: list[AMeeting]
) -> None:
    with transaction.atomic():
        body = factories.body()
        owing.put(body, [(each, put_meeting(body, each)) for each in meetings])

        ends = loose_ends(factories.actor(Role.SECRETARY), body, NOW)
        found = [end for end in ends if end.kind == "update"]
        transaction.set_rollback(True)

    expected = owing.owed(meetings)
    assert len(found) == bool(expected)
    assert {on for end in found for on in _days(end.words)} == expected


def _days(words: str) -> set[str]:
    """The days a line names, as references write them."""
    ahead = {f"{day(on).day} {day(on):%b %Y}": f"{day(on)}" for on in range(-40, 7)}
    named = words.removeprefix("Update of Outreach for ").replace(" and ", ", ").split(", ")
    return {ahead[each] for each in named}
