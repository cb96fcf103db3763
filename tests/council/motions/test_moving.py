"""Putting motions, rewording them, putting them aside."""

from __future__ import annotations

import pytest

from secretariat.council.meetings.models import Meeting
from secretariat.council.motions import commands
from secretariat.council.motions.models import Motion
from secretariat.foundation.records.models import Entry, SearchRow
from secretariat.foundation.records.queries import versions
from secretariat.rules.errors import Refused
from tests.council.motions.conftest import Council, fresh, topic_of


def moved(council: Council, session: Meeting, text: str = "Draw the map anew") -> Motion:
    return commands.move_motion(council.secretary, council.body, text=text, item=topic_of(session))


def refusal(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, check=lambda refused: refused.code == code)


def test_motion_is_numbered_within_body_and_year(council: Council, session: Meeting) -> None:
    refs = [moved(council, session, text).ref for text in ("One", "Two")]

    assert refs == ["tc/M-2021-01", "tc/M-2021-02"]


def test_motion_names_mover_and_seconder_of_two_seats(council: Council, session: Meeting) -> None:
    motion = commands.move_motion(
        council.secretary,
        council.body,
        text="Draw the map anew",
        item=topic_of(session),
        mover=council.people["Ben"],
        seconder=council.people["Cyd"],
    )

    entry = Entry.objects.get(command="motions.move_motion")
    assert (motion.mover, motion.seconder) == (council.people["Ben"], council.people["Cyd"])
    assert entry.ref == "tc/M-2021-01"
    assert entry.after == {
        "text": "Draw the map anew",
        "kind": "general",
        "item": "Harbour map",
        "mover": "Ben Stone",
        "seconder": "Cyd Vale",
    }
    assert SearchRow.objects.get(ref=motion.ref).title == "M-2021-01: Draw the map anew"


@pytest.mark.parametrize(
    ("mover", "seconder", "said"),
    [
        ("Sam", None, "Sam Clerk speaks for no seat now, so cannot move a motion."),
        ("Gus", None, "Gus Park speaks for no seat now, so cannot move a motion."),
        ("Al", None, "Al Reed speaks for no seat now, so cannot move a motion."),
        ("Ben", "Ben", "Ben Stone cannot second their own motion."),
        (None, "Ben", "Somebody seconds the motion, but nobody moves it."),
    ],
)
def test_motion_by_somebody_without_a_voice_is_refused(
    council: Council, session: Meeting, mover: str | None, seconder: str | None, said: str
) -> None:
    with refusal("not_a_mover") as refused:
        commands.move_motion(
            council.secretary,
            council.body,
            text="Draw the map anew",
            item=topic_of(session),
            mover=council.people[mover] if mover else None,
            seconder=council.people[seconder] if seconder else None,
        )

    assert refused.value.message.startswith(said)
    assert not Motion.objects.exists()


def test_motion_without_words_is_refused(council: Council, session: Meeting) -> None:
    with refusal("words_missing"):
        moved(council, session, "  ")


def test_motion_is_moved_only_by_who_runs_the_meeting(council: Council, session: Meeting) -> None:
    with refusal("not_allowed"):
        commands.move_motion(
            council.member, council.body, text="Draw the map anew", item=topic_of(session)
        )


def test_motion_is_reworded_before_the_vote(council: Council, session: Meeting) -> None:
    motion = moved(council, session)

    commands.edit_motion(
        council.secretary, motion, text="Draw a new map", decision_kind="general", seen=1
    )

    assert (fresh(motion).text, fresh(motion).revision) == ("Draw a new map", 2)


def test_second_editor_of_a_motion_gets_both_texts(council: Council, session: Meeting) -> None:
    motion = moved(council, session)
    commands.edit_motion(council.secretary, motion, text="Hers", decision_kind="general", seen=1)

    with refusal("changed_meanwhile") as refused:
        commands.edit_motion(council.chair, motion, text="His", decision_kind="general", seen=1)

    assert refused.value.details == {
        "yours": {"text": "His", "decision_kind": "general"},
        "theirs": {"text": "Hers", "decision_kind": "general"},
        "revision": 2,
    }


def test_motion_is_not_reworded_once_it_is_open_for_votes(
    council: Council, session: Meeting
) -> None:
    motion = commands.open_vote(council.secretary, moved(council, session))

    with refusal("wrong_state"):
        commands.edit_motion(
            council.secretary, motion, text="Other", decision_kind="general", seen=1
        )

    assert fresh(motion).text == "Draw the map anew"


@pytest.mark.parametrize(
    ("command", "state", "words"),
    [
        (commands.defer_motion, "deferred", "Deferred to a later meeting: the map is missing."),
        (commands.table_motion, "tabled", "Tabled: the map is missing."),
        (commands.withdraw_motion, "withdrawn", "Withdrawn: the map is missing."),
    ],
)
def test_motion_is_put_aside_with_the_reason_and_taken_up_again(
    council: Council, session: Meeting, command: object, state: str, words: str
) -> None:
    motion = moved(council, session)

    aside = command(council.secretary, motion, words="the map is missing")  # type: ignore[operator]
    again = commands.take_up_again(council.secretary, motion)

    assert (aside.state, aside.explanation) == (state, words)
    assert (again.state, again.explanation, again.closed_at) == ("moved", "", None)


def test_mover_is_named_later(council: Council, session: Meeting) -> None:
    motion = moved(council, session)

    commands.name_movers(
        council.secretary, motion, mover=council.people["Eve"], seconder=council.people["Dot"]
    )

    assert fresh(motion).mover == council.people["Eve"]
    assert Entry.objects.get(command="motions.name_movers").before == {
        "mover": "",
        "seconder": "",
    }


def test_every_act_on_a_motion_tells_the_meeting(council: Council, session: Meeting) -> None:
    before = versions([f"meeting:{session.ref}"])[f"meeting:{session.ref}"]

    motion = moved(council, session)
    commands.open_vote(council.secretary, motion)

    assert versions([f"meeting:{session.ref}"])[f"meeting:{session.ref}"] == before + 2
