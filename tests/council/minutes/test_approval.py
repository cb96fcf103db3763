"""Putting minutes to approval: before the last day for corrections only if somebody says why, and
never twice at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from secretariat.council.meetings.models import AgendaItem
from secretariat.council.minutes import commands
from secretariat.council.minutes.models import Minutes
from secretariat.council.motions import commands as motions
from secretariat.council.motions.models import Motion
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.rules.errors import Refused
from tests import factories
from tests.council.meetings.conftest import Council

from .conftest import later, next_session


@pytest.fixture
def item(council: Council, released: Minutes) -> Iterator[AgendaItem]:
    """The minutes to approve on 21 Oct, while corrections are asked for until 25 Oct."""
    commands.release_minutes(council.secretary, released, corrections_until_on=date(2021, 10, 25))
    with clock.fixed(later(5)):
        yield next_session(council).items.get(kind="minutes_to_approve")


def test_minutes_wait_for_the_last_day(
    council: Council, released: Minutes, item: AgendaItem
) -> None:
    with pytest.raises(Refused) as refused:
        commands.move_approval(council.secretary, item, [released.ref], word=" ")

    assert refused.value.code == "before_the_last_day"
    assert "until 25 Oct 2021" in refused.value.message
    assert not Motion.objects.exists()


def test_last_day_itself_is_not_over(council: Council, released: Minutes) -> None:
    commands.release_minutes(council.secretary, released, corrections_until_on=date(2021, 10, 21))
    with clock.fixed(later(5)):
        item = next_session(council).items.get(kind="minutes_to_approve")
        with pytest.raises(Refused) as refused:
            commands.move_approval(council.secretary, item, [released.ref])

    assert refused.value.code == "before_the_last_day"


def test_word_lets_them_pass_and_is_kept(
    council: Council, released: Minutes, item: AgendaItem
) -> None:
    client = Client()
    client.force_login(factories.account(council.people["Sam"]))
    room = f"/{item.meeting.ref}/room?item={item.slug}"
    page = client.get(room).content.decode()
    address = f"/{item.meeting.ref}/{item.number}/move-approval"

    without = client.post(address, {"minutes": released.ref})
    client.post(address, {"minutes": released.ref, "word": "All seats have read them"})

    assert "corrections until" in page
    assert 'name="word"' in page
    assert without.status_code == 409
    assert "that day has not passed" in without.content.decode()
    assert Motion.objects.get().about_refs == [released.ref]
    assert Entry.objects.get(command="minutes.move_approval").summary == "All seats have read them"


def test_second_motion_on_the_same_minutes_is_refused_in_words(
    council: Council, released: Minutes, item: AgendaItem
) -> None:
    commands.move_approval(council.secretary, item, [released.ref], word="All have read them")
    with pytest.raises(Refused) as refused:
        commands.move_approval(council.secretary, item, [released.ref], word="All have read them")

    assert refused.value.code == "moved_already"
    assert refused.value.message.startswith("M-2021-01 puts the minutes of 7 Oct 2021 to approval")
    assert Motion.objects.count() == 1


def test_minutes_whose_motion_was_deferred_are_moved_anew(
    council: Council, released: Minutes, item: AgendaItem
) -> None:
    first = commands.move_approval(council.secretary, item, [released.ref], word="All have read")
    motions.defer_motion(council.secretary, first)

    second = commands.move_approval(council.secretary, item, [released.ref], word="All have read")

    assert second.number == "M-2021-02"


def test_room_asks_for_no_word_after_the_last_day(council: Council, released: Minutes) -> None:
    client = Client()
    client.force_login(factories.account(council.people["Sam"]))
    with clock.fixed(later(5)):
        item = next_session(council).items.get(kind="minutes_to_approve")
        page = client.get(f"/{item.meeting.ref}/room?item={item.slug}").content.decode()

    assert re.search(r'name="minutes" value="tc/2021-10-07/minutes"', page)
    assert 'name="word"' not in page


def test_slip_is_offered_to_be_undone_only_where_it_can_be(
    council: Council, released: Minutes, item: AgendaItem
) -> None:
    client = Client()
    client.force_login(factories.account(council.people["Sam"]))
    approval = commands.move_approval(council.secretary, item, [released.ref], word="All read it")
    other = motions.move_motion(council.secretary, council.body, text="To sail", item=item)
    pages = []
    for motion in (approval, other):
        motions.record_general_consent(council.secretary, motion)
        pages.append(client.get(f"/{motion.ref}").content.decode())

    assert [
        f'action="/{m.ref}/reopen"' in page
        for m, page in zip((approval, other), pages, strict=True)
    ] == [False, True]
    assert "It has taken effect on" in pages[0]
