"""What the live views show to whom: one reading for all, and nothing that is not for the reader."""

from __future__ import annotations

import pytest

from secretariat.council.meetings import commands, live_parts
from secretariat.council.meetings.live_parts import LivePart, Moment, View, Watcher
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.live import (
    may_follow,
    moments_of,
    topics_of,
    version_of_topics,
    watcher_of,
)
from secretariat.foundation.records import clock
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Audience

from .conftest import Council, item_of


def _moment(meeting: Meeting, actor: Actor, view: View) -> Moment:
    watcher = watcher_of(actor, meeting, view)
    return moments_of(meeting, [watcher], clock.now())[watcher]


def _words(meeting: Meeting, actor: Actor, view: View) -> dict[str, str]:
    return live_parts.drawn(_moment(meeting, actor, view))


@pytest.fixture
def closed_part(council: Council, session: Meeting) -> Meeting:
    """The meeting at an item that is for its members only, with three people present."""
    new = commands.NewItem(title="Salaries of pilots", audience=Audience.MEMBERS)
    item = commands.add_item(council.secretary, session, new)
    commands.open_item(council.secretary, item)
    for name in ("Ada", "Ben", "Cyd"):
        commands.mark_present(council.secretary, session, council.people[name])
    session.refresh_from_db()
    return session


def test_members_follow_where_the_meeting_is(council: Council, session: Meeting) -> None:
    commands.open_item(council.secretary, item_of(session, "harbour-map"))

    parts = _words(session, council.member, View.SEAT)

    assert "2. Harbour map" in parts["here"]
    assert "Any other business" in parts["here"]
    assert 'aria-current="true"' in parts["agenda"]


def test_public_learns_how_many_seats_are_there_and_not_who(
    council: Council, closed_part: Meeting
) -> None:
    public = _words(closed_part, PUBLIC_ACTOR, View.PAGE)
    member = _words(closed_part, council.member, View.PAGE)

    assert "3 of 5" in "".join(public["quorum"].replace("</strong>", "").split("<strong>"))
    assert "Cyd Vale" not in "".join(public.values())
    assert "Cyd Vale" in member["quorum"]


@pytest.mark.parametrize("view", [View.PAGE, View.PROJECTOR])
def test_nothing_of_a_closed_part_reaches_those_it_is_not_for(
    closed_part: Meeting, view: View
) -> None:
    moment = _moment(closed_part, PUBLIC_ACTOR, view)
    parts = live_parts.drawn(moment)

    assert "not for everybody" in parts["here"]
    assert "alaries" not in "".join(parts.values())
    assert moment.meeting.current == ""


def test_projector_shows_what_is_public_whoever_opened_it(
    council: Council, closed_part: Meeting
) -> None:
    assert "alaries" not in "".join(_words(closed_part, council.chair, View.PROJECTOR).values())
    assert "alaries" in _words(closed_part, council.chair, View.SEAT)["here"]


def test_pages_for_seats_and_consoles_need_a_member(council: Council, agenda: Meeting) -> None:
    allowed = {
        (view, audience): may_follow(Watcher(view, audience), agenda)
        for view in View
        for audience in (Audience.PUBLIC, Audience.MEMBERS)
    }

    assert [key for key, may in allowed.items() if key[1] == Audience.PUBLIC and may] == []
    assert all(may for key, may in allowed.items() if key[1] == Audience.MEMBERS)
    commands.publish_agenda(council.secretary, agenda)
    agenda.refresh_from_db()
    assert may_follow(Watcher(View.PAGE, Audience.PUBLIC), agenda)
    assert may_follow(Watcher(View.PROJECTOR, Audience.PUBLIC), agenda)
    assert not may_follow(Watcher(View.SEAT, Audience.PUBLIC), agenda)


def test_version_grows_with_the_meeting_and_with_its_body(
    council: Council, session: Meeting
) -> None:
    topics = topics_of(session)
    before = version_of_topics(topics)

    commands.mark_present(council.secretary, session, council.people["Ada"])

    assert topics == (f"meeting:{session.ref}", f"body:{session.body.slug}")
    after = version_of_topics(topics)
    assert [int(n) for n in after.split(".")] > [int(n) for n in before.split(".")]


def test_all_watchers_of_a_meeting_take_one_reading(
    council: Council, closed_part: Meeting, django_assert_max_num_queries: object
) -> None:
    watchers = [Watcher(v, a) for v in (View.SEAT, View.PAGE) for a in Audience]

    with django_assert_max_num_queries(8):  # type: ignore[operator]
        moments_of(closed_part, watchers, clock.now())


def test_part_that_shows_nothing_is_empty(session: Meeting) -> None:
    part = LivePart("tides", "meetings/live/_here.html", lambda _: None, frozenset({View.PAGE}))
    live_parts.register(part)
    try:
        assert _words(session, PUBLIC_ACTOR, View.PAGE)["tides"] == ""
    finally:
        live_parts.unregister("tides")
