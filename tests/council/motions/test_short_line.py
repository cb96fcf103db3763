"""A motion whose words are ready is moved by two letters each for mover and seconder."""

from __future__ import annotations

import pytest
from django.test import Client

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.motions import commands
from secretariat.council.motions.models import Motion
from tests.council.motions.conftest import Council, topic_of
from tests.council.motions.test_views import page_of, signed_in, text_of

MOVE = "/tc/2021-10-07/1/motions"
ROOM = "/tc/2021-10-07/room"


@pytest.fixture
def secretary(council: Council, session: Meeting) -> Client:
    item = topic_of(session)
    commands.prepare_motion(council.secretary, item, text="To sail", seen=item.revision)
    return signed_in(council, "Sam")


def sent(client: Client, **typed: str) -> tuple[int, str]:
    answer = client.post(MOVE, typed)
    return answer.status_code, text_of(answer.content.decode())


def test_room_offers_the_ready_motion_with_everybodys_letters(secretary: Client) -> None:
    page = page_of(secretary, ROOM)

    assert 'data-key="m"' in page
    assert 'data-sends-at="4"' in page
    assert 'data-key="V"' in page
    assert '<span class="two-letters">aq</span> Ada Quill (Amber Works)' in page
    assert "Gus Park (" not in page.partition("motion-letters")[2].partition("</p>")[0]


@pytest.mark.parametrize(
    ("codes", "named"),
    [
        ("aqbs", ("Ada Quill", "Ben Stone")),
        ("AQ bs", ("Ada Quill", "Ben Stone")),
        ("cv", ("Cyd Vale", "")),
        ("", ("", "")),
    ],
)
def test_letters_name_mover_and_seconder(
    secretary: Client, codes: str, named: tuple[str, str]
) -> None:
    status, _ = sent(secretary, codes=codes)

    motion = Motion.objects.get()
    names = tuple(who.name if who else "" for who in (motion.mover, motion.seconder))
    assert (status, names, motion.text, motion.state) == (303, named, "To sail", "moved")


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ("zzaq", "“zz” stands for nobody."),
        ("aqb", "“aqb” is not two letters for each."),
        ("aqgp", "Gus Park speaks for no seat now"),
        ("aqaq", "Ada Quill cannot second their own motion"),
    ],
)
def test_letters_that_name_nobody_who_may_are_refused(
    secretary: Client, codes: str, words: str
) -> None:
    status, said = sent(secretary, codes=codes)

    assert status in (400, 409)
    assert words in said
    assert "Nothing has changed" in said
    assert not Motion.objects.exists()


def test_one_key_moves_and_opens_the_vote(secretary: Client) -> None:
    sent(secretary, codes="aqbs", then="vote")

    motion = Motion.objects.get()
    assert (motion.state, motion.method) == ("open", "by_seat")
    assert motion.frozen_rule


def test_a_ready_motion_is_moved_once(secretary: Client) -> None:
    sent(secretary, codes="aqbs")

    status, said = sent(secretary, codes="aqbs")

    assert status == 409
    assert "No motion is ready under this item" in said
    assert Motion.objects.count() == 1


def test_a_member_moves_nothing(council: Council, secretary: Client) -> None:
    answer = signed_in(council, "Ben").post(MOVE, {"codes": ""})

    assert answer.status_code == 403
    assert not Motion.objects.exists()


def test_an_item_without_ready_words_asks_for_them(council: Council, session: Meeting) -> None:
    meetings.add_item(council.secretary, session, meetings.NewItem(title="Pier"))

    page = page_of(signed_in(council, "Sam"), f"{ROOM}?item=pier")

    assert "motion-codes" not in page
    assert '<textarea id="motion-text" data-key="m"' in page
