"""Whoever presides and is recused hands over to the vice chair, and gets the chair back."""

from __future__ import annotations

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.item_facts import item_facts
from secretariat.council.meetings.live_parts import View, Watcher, drawn
from secretariat.council.meetings.models import Meeting, Presiding
from secretariat.council.meetings.queries.live import moments_of
from secretariat.council.meetings.room import PRESIDING
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.council.motions import commands
from secretariat.council.motions.models import Motion
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.rules.errors import Refused
from secretariat.rules.minutes import Fact
from secretariat.rules.presiding import who_presides
from secretariat.rules.visibility import Audience
from tests import factories
from tests.council.motions.conftest import Council, leave, minute, slug_of, topic_of
from tests.council.motions.test_views import signed_in


@pytest.fixture
def vice(council: Council) -> None:
    """Ben is the vice chair; the chair is Ada, for Amber Works."""
    factories.office(council.body, "vice_chair", council.people["Ben"])


def moved(council: Council, meeting: Meeting) -> Motion:
    return commands.move_motion(
        council.secretary, council.body, text="Adopt the harbour map.", item=topic_of(meeting)
    )


def opened(council: Council, meeting: Meeting) -> Motion:
    return commands.open_vote(council.secretary, moved(council, meeting))


def presides(meeting: Meeting) -> str:
    found = who_presides(snapshot_for(meeting), clock.now())
    return found.words if found else ""


def facts(meeting: Meeting) -> list[str]:
    found = item_facts(snapshot_for(meeting), clock.now())
    blocks = [block for block in found.get("harbour-map", []) if isinstance(block, Fact)]
    return [
        "".join(run.text for run in block.lines[0]) for block in blocks if block.kind == PRESIDING
    ]


@pytest.mark.usefixtures("vice")
def test_the_vice_chair_presides_from_the_recusal_to_the_close(
    council: Council, session: Meeting
) -> None:
    motion = opened(council, session)
    assert presides(session) == "Ada Quill presides"
    commands.cast_vote(council.person("Ada"), motion, slug_of("Ada"), "recused")
    words = f"Ben Stone presides for {motion.number} while Ada Quill is recused"
    assert presides(session) == words
    for name in ("Ben", "Cyd", "Dot", "Eve", "Fay"):
        commands.cast_vote(council.secretary, motion, slug_of(name), "yes")
    with clock.fixed(minute(14)):
        commands.close_vote(council.secretary, motion)
        assert presides(session) == "Ada Quill presides"
    stretch = Presiding.objects.get()
    assert (stretch.from_at, stretch.to_at) == (minute(10), minute(14))
    assert facts(session) == [
        f"Ben Stone presided for {motion.number} while Ada Quill was recused."
    ]


@pytest.mark.usefixtures("vice")
def test_a_recusal_of_another_seat_changes_nothing(council: Council, session: Meeting) -> None:
    motion = opened(council, session)
    commands.cast_vote(council.secretary, motion, slug_of("Cyd"), "recused")
    assert not Presiding.objects.exists()


@pytest.mark.usefixtures("vice")
@pytest.mark.parametrize("end", ["stop", "withdraw", "take_back", "change"])
def test_the_chair_comes_back_however_the_vote_ends(
    council: Council, session: Meeting, end: str
) -> None:
    motion, clerk = opened(council, session), council.secretary
    if end == "stop":
        meetings.hand_over_chair(clerk, session, about=motion.ref)
        commands.stop_vote(clerk, motion)
    else:
        commands.cast_vote(clerk, motion, slug_of("Ada"), "recused")
        assert presides(session).startswith("Ben Stone")
    if end == "withdraw":
        commands.withdraw_motion(clerk, motion)
    elif end == "take_back":
        commands.take_back_vote(clerk, motion, slug_of("Ada"), reason="a slip")
    elif end == "change":
        commands.vote_again(council.person("Ada"), motion, slug_of("Ada"), "yes")
    assert presides(session) == "Ada Quill presides"


def test_without_a_vice_chair_the_vote_stands_and_somebody_is_asked(
    council: Council, session: Meeting
) -> None:
    motion = opened(council, session)
    commands.cast_vote(council.secretary, motion, slug_of("Ada"), "recused")
    assert motion.votes.count() == 1
    assert not Presiding.objects.exists()
    page = signed_in(council, "Sam").get(f"/{session.ref}/room?item=harbour-map").content.decode()
    assert "Ada Quill presides and is recused" in page
    with pytest.raises(Refused) as refused:
        meetings.hand_over_chair(council.secretary, session)
    assert refused.value.code == "nobody_to_preside"
    meetings.hand_over_chair(council.secretary, session, "cyd-vale", about=motion.ref)
    assert presides(session).startswith("Cyd Vale presides for")


def test_a_chair_without_a_seat_hands_over_for_the_item(council: Council, session: Meeting) -> None:
    """Key R: who presides has an interest, whether or not a seat is recused."""
    factories.office(council.body, "vice_chair", council.people["Ben"])
    meetings.set_chair_of_the_day(council.secretary, session, council.people["Sam"])
    item = topic_of(session)
    meetings.open_item(council.secretary, item)
    meetings.hand_over_chair(council.secretary, session)
    assert presides(session) == "Ben Stone presides for this item while Sam Clerk is recused"
    motion = opened(council, session)
    commands.cast_remaining(council.secretary, motion, "yes")
    commands.close_vote(council.secretary, motion)
    assert presides(session) == "Sam Clerk presides"
    assert facts(session) == [
        f"Ben Stone presided for {motion.number} while Sam Clerk was recused."
    ]


@pytest.mark.usefixtures("vice")
def test_who_is_not_there_or_presides_already_does_not_take_over(
    council: Council, session: Meeting
) -> None:
    for person, code in (("gus-park", "not_present"), ("ada-quill", "presides_already")):
        with pytest.raises(Refused) as refused:
            meetings.hand_over_chair(council.secretary, session, person)
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        meetings.hand_over_chair(council.person("Cyd"), session)
    assert refused.value.code == "not_allowed"
    leave(council, session, "Ben")
    with pytest.raises(Refused) as refused:
        meetings.hand_over_chair(council.secretary, session)
    assert refused.value.code == "nobody_to_preside"
    assert not Presiding.objects.exists()


@pytest.mark.usefixtures("vice")
def test_taking_back_is_the_inverse_and_is_on_record(council: Council, session: Meeting) -> None:
    meetings.hand_over_chair(council.secretary, session)
    meetings.take_chair_back(council.secretary, session)
    assert presides(session) == "Ada Quill presides"
    commands_told = set(Entry.objects.values_list("command", flat=True))
    assert {"meetings.hand_over_chair", "meetings.take_chair_back"} <= commands_told
    with pytest.raises(Refused) as refused:
        meetings.take_chair_back(council.secretary, session)
    assert refused.value.code == "not_handed_over"


@pytest.mark.usefixtures("vice")
def test_the_next_item_is_the_chairs_again(council: Council, session: Meeting) -> None:
    meetings.open_item(council.secretary, topic_of(session))
    meetings.hand_over_chair(council.secretary, session)
    other = meetings.add_item(council.secretary, session, meetings.NewItem(title="Lighthouse"))
    meetings.open_item(council.secretary, other)
    assert presides(session) == "Ada Quill presides"


@pytest.mark.usefixtures("vice")
def test_the_public_learns_who_presides_and_not_why(council: Council, session: Meeting) -> None:
    motion = opened(council, session)
    commands.cast_vote(council.secretary, motion, slug_of("Ada"), "recused")
    views = [
        Watcher(View.PAGE, Audience.PUBLIC),
        Watcher(View.PROJECTOR, Audience.PUBLIC),
        Watcher(View.SEAT, Audience.MEMBERS),
    ]
    moments = moments_of(session, views, clock.now())
    shown = {watcher.view: drawn(moments[watcher])["here"] for watcher in views}
    assert all("Ben Stone presides" in html for html in shown.values())
    assert "Ada Quill is recused" in shown[View.SEAT]
    assert "recused" not in shown[View.PAGE] + shown[View.PROJECTOR]


@pytest.mark.usefixtures("vice")
def test_by_form_in_the_room(council: Council, session: Meeting) -> None:
    client = signed_in(council, "Sam")
    room = client.get(f"/{session.ref}/room?item=harbour-map").content.decode()
    assert 'data-key="R"' in room
    answer = client.post(f"/{session.ref}/room/preside", {"person": "ben-stone"})
    assert answer.status_code == 303
    assert presides(session).startswith("Ben Stone presides")
    client.post(f"/{session.ref}/room/preside/back")
    assert presides(session) == "Ada Quill presides"
