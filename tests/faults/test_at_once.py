"""Two people do the same thing at the same moment: one of them is told so, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from threading import Barrier

import pytest

from tests.faults.conftest import Serve, Site
from tests.faults.inspection import feed_of
from tests.faults.server import Answer, Person

pytestmark = pytest.mark.slow

Act = Callable[[Person], Answer]


@pytest.fixture(scope="module")
def site(serve_all: Serve) -> Site:
    """A server with a council in session. Each test acts on a thing of its own."""
    return serve_all()


@pytest.fixture(scope="module")
def both(site: Site) -> tuple[Person, Person]:
    """The secretary and the chair, signed in."""
    sam, ada = (site.server.person(site.council[who]) for who in ("secretary", "chair"))
    return sam, ada


def at_once(both: tuple[Person, Person], first: Act, second: Act | None = None) -> list[Answer]:
    """What each was told, both having started together; those who were done come first."""
    start = Barrier(2, timeout=60)

    def run(person: Person, act: Act) -> Answer:
        start.wait()
        return act(person)

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(run, both, (first, second or first)))
    return sorted(answers, key=lambda answer: answer.status)


def statuses(answers: list[Answer]) -> list[int]:
    return [answer.status for answer in answers]


def count(site: Site, table: str, where: str = "1 = 1") -> int:
    """How many rows of a table fit."""
    return int(site.store.query(f"SELECT count(*) FROM {table} WHERE {where}")[0][0])


def typed_into(page: str, name: str) -> str:
    """What a text field of a page holds."""
    found = re.search(rf'<textarea[^>]*name="{name}"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found, page
    return unescape(found[1]).lstrip("\n")


def seen_in(form: Answer) -> str:
    """The revision that a form carries."""
    found = re.search(r'name="seen" value="(\d+)"', form.text)
    assert found, form.words
    return found[1]


def test_one_of_two_edits_of_an_item_is_kept_and_the_other_can_be_merged(
    site: Site, both: tuple[Person, Person]
) -> None:
    page = f"/{site.council['later']}"
    path = f"{page}/pier-repairs/edit"
    seen = seen_in(both[0].get(path))
    rest = {"title": "Pier repairs", "minutes": "5", "audience": "public"}

    def edit(text: str) -> Act:
        return lambda person: person.post(path, seen=seen, text=text, **rest)

    answers = at_once(both, edit("Planks first."), edit("Nails first."))

    assert statuses(answers) == [303, 409]
    told = answers[1]
    assert "Somebody else changed this while you were editing" in told.words
    merged = typed_into(told.text, "text")
    assert sorted(merged.splitlines()) == ["Nails first.", "Planks first."]
    assert both[1].post(path, seen=seen_in(told), text=merged, **rest).is_done
    item = both[0].get(f"{page}/pier-repairs").words
    assert "Planks first." in item
    assert "Nails first." in item


def test_merged_text_is_refused_again_when_a_third_edit_came_between(
    site: Site, both: tuple[Person, Person]
) -> None:
    path, (sam, ada) = f"/{site.council['later']}/crane/edit", both
    rest = {"title": "Crane", "audience": "public"}
    seen = seen_in(sam.get(path))

    first = sam.post(path, seen=seen, text="Grease.", **rest)
    second = ada.post(path, seen=seen, text="Paint.", **rest)
    third = sam.post(path, seen=seen_in(second), text="Grease and ropes.", **rest)
    merged = ada.post(path, seen=seen_in(second), text="Grease.\nPaint.", **rest)

    assert statuses([first, second, third, merged]) == [303, 409, 303, 409]
    lines = sorted(typed_into(merged.text, "text").splitlines())
    assert lines == ["Grease and ropes.", "Grease.", "Paint."]


def test_one_of_two_edits_of_a_note_is_kept_and_the_other_is_shown_beside_it(
    site: Site, both: tuple[Person, Person]
) -> None:
    assert both[0].post(f"/{site.council['meeting']}/1/notes", text="Fog.").is_done
    path = f"/{site.council['meeting']}/1/notes/1"

    def edit(text: str) -> Act:
        return lambda person: person.post(path, seen="1", text=text, kind="note", audience="public")

    answers = at_once(both, edit("Fog until ten."), edit("Fog and rain."))

    assert statuses(answers) == [303, 409]
    shown = answers[1].words
    assert "Fog until ten." in shown
    assert "Fog and rain." in shown


def test_seat_has_one_vote_when_two_take_it_down_at_once(
    site: Site, both: tuple[Person, Person]
) -> None:
    motion, seat = site.council["votes"][1], site.council["seats"][2]

    def vote(choice: str) -> Act:
        return lambda person: person.post(f"/tc/{motion}/vote", seat=seat, choice=choice)

    answers = at_once(both, vote("yes"), vote("no"))

    assert statuses(answers) == [303, 409]
    assert "Cedar Works has voted" in answers[1].words
    assert "A seat has one vote, which is kept." in answers[1].words
    of_motion = f"motion_id = (SELECT id FROM motions_motion WHERE sequence = {int(motion[-2:])})"
    assert count(site, "motions_vote", of_motion) == 1
    cast = f"command = 'motions.cast_vote' AND ref = 'tc/{motion}'"
    assert count(site, "records_entry", cast) == 1


def test_meeting_is_called_to_order_once(site: Site, both: tuple[Person, Person]) -> None:
    soon = site.council["soon"]

    answers = at_once(both, lambda person: person.post(f"/{soon}/room/call-to-order"))

    assert statuses(answers) == [303, 409]
    assert "This meeting is in session, so it cannot be called to order again" in answers[1].words
    called = f"command = 'meetings.call_to_order' AND ref = '{soon}'"
    assert count(site, "records_entry", called) == 1


def test_person_is_marked_present_once(site: Site, both: tuple[Person, Person]) -> None:
    path, guest = f"/{site.council['meeting']}/room/roll/mark", site.council["guests"][0]

    answers = at_once(both, lambda person: person.post(path, person=guest))

    assert statuses(answers) == [303, 409]
    assert "is present already" in answers[1].words
    lines = "person_id = (SELECT id FROM people_person WHERE handle = 'guest-number0')"
    assert count(site, "meetings_attendance", lines) == 1


def test_actions_captured_at_once_get_numbers_of_their_own(
    site: Site, both: tuple[Person, Person]
) -> None:
    path, before = "/tc/actions/line", count(site, "actions_action")
    for number in range(6):
        line = f"[Sam] Paint buoy {number}"
        answers = at_once(both, lambda person, line=line: person.post(path, line=line))  # type: ignore[misc]
        assert statuses(answers) == [303, 303]

    numbers = site.store.query("SELECT sequence FROM actions_action ORDER BY sequence")

    assert [number for (number,) in numbers] == list(range(1, len(numbers) + 1))
    assert len(numbers) == before + 12


def test_motions_moved_at_once_get_numbers_of_their_own(
    site: Site, both: tuple[Person, Person]
) -> None:
    before, path = count(site, "motions_motion"), f"/{site.council['meeting']}/1/motions"

    answers = at_once(both, lambda person: person.post(path, text="Dredge the basin"))

    assert statuses(answers) == [303, 303]
    numbers = site.store.query("SELECT sequence FROM motions_motion ORDER BY sequence")
    assert [number for (number,) in numbers] == list(range(1, before + 3))


def test_minutes_are_frozen_once_when_two_close_the_vote_at_once(
    site: Site, both: tuple[Person, Person]
) -> None:
    motion = f"/tc/{site.council['votes'][0]}"
    for seat in site.council["seats"]:
        assert both[0].post(f"{motion}/vote", seat=seat, choice="yes").is_done
    feed = feed_of(site.store)

    answers = at_once(both, lambda person: person.post(f"{motion}/close"))

    assert statuses(answers) == [303, 409]
    assert count(site, "records_seal") == 1
    assert count(site, "records_entry", "command = 'minutes.approve'") == 1
    assert count(site, "minutes_minutes", "approved_at IS NOT NULL") == 1
    assert count(site, "minutes_edition", "head <> ''") == 1
    assert feed_of(site.store) == feed + 1
    assert both[1].get(f"/{site.council['minutes']}").status == 200
    late = both[1].post(f"/{site.council['minutes']}/release", corrections_until_on="2099-01-01")
    assert late.status == 409
    assert "are approved and do not change any more" in late.words


def test_link_signs_in_once_when_two_use_it_at_once(site: Site) -> None:
    strangers = site.server.person(), site.server.person()
    link = site.council["member"]
    for stranger in strangers:
        assert stranger.get(link).status == 200

    answers = at_once(strangers, lambda person: person.post(link))

    assert statuses(answers) == [302, 409]
    assert "This link has been used" in answers[1].words
