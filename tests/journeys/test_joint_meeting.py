"""Two bodies hold one meeting: it stands in both calendars, each counts its own seats by its own
rules, a motion belongs to one of them, and the members of both may read what is theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client

from secretariat.council.meetings import commands
from secretariat.council.meetings.letters import letter_about, recipients_of
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.queries.calendar import unplanned
from secretariat.council.minutes.commands import draft_minutes, release_minutes
from secretariat.council.motions import commands as motions
from secretariat.council.motions.models import Motion
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.records import clock
from secretariat.foundation.records.exports import export
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Role
from tests import factories

START = datetime(2021, 10, 7, 14, 0, tzinfo=UTC)
REF = "tc/2021-10-07"
BOARD_RULES = factories.RULES.replace('body = "tc"', 'body = "board"').replace(
    "at least 1/2 of all seats", "at least 2/3 of all seats"
)
NAMES = "Technical Council and the Governing Board"


def minute(number: int) -> datetime:
    return START + timedelta(minutes=number)


@dataclass
class Both:
    """The council (4 seats, half is a quorum) and the board (3 seats, two thirds)."""

    council: Body
    board: Body
    people: dict[str, Person]
    secretary: Actor
    director: Actor
    browser: Client

    def mark(self, meeting: Meeting, *names: str) -> None:
        for name in names:
            commands.mark_present(self.secretary, meeting, self.people[name])


def seated(body: Body, *seats: tuple[str, str]) -> dict[str, Person]:
    found = {}
    for label, name in seats:
        who = factories.person(name)
        factories.seat(body, label, who)
        found[name.split()[0]] = who
    return found


@pytest.fixture
def both(db: None) -> Iterator[Both]:
    council = factories.body(name="Technical Council", short_name="TC")
    board = factories.body("board", "Governing Board", short_name="GB", rules=BOARD_RULES)
    people = seated(
        council,
        ("Amber Works", "Ada Quill"),
        ("Birch Labs", "Ben Stone"),
        ("Cedar Cloud", "Cyd Vale"),
        ("Delta Chips", "Dot Hale"),
    )
    people |= seated(
        board, ("Amber Works", "Gia Holm"), ("Birch Labs", "Hal Orr"), ("Ember Data", "Ivy Nash")
    )
    people["Sam"] = factories.person("Sam Clerk")
    factories.office(council, "secretary", people["Sam"])
    browser = Client()
    browser.force_login(factories.account(people["Sam"]))
    with clock.fixed(minute(-60)):
        yield Both(
            council,
            board,
            people,
            secretary=factories.actor(Role.SECRETARY, "sam-clerk"),
            director=factories.actor(Role.MEMBER, "gia-holm", "board"),
            browser=browser,
        )


@pytest.fixture
def meeting(both: Both) -> Meeting:
    """Planned through the page, with a public and a members' item, and published."""
    fields = {"on": "2021-10-07", "start_time": "07:00", "end_time": "09:00"}
    fields |= {"kind": "extra", "joint_with": "board", "occasion": "budget of next year"}
    both.browser.post("/tc/calendar/plan", fields)
    row = Meeting.objects.select_related("body").get()
    commands.accept_proposals(both.secretary, row)
    commands.add_item(both.secretary, row, commands.NewItem(title="Budget"))
    commands.publish_agenda(both.secretary, row)
    return Meeting.objects.select_related("body").get()


@pytest.fixture
def session(both: Both, meeting: Meeting) -> Iterator[Meeting]:
    with clock.fixed(START):
        commands.call_to_order(both.secretary, meeting)
        yield Meeting.objects.select_related("body").get()


def test_joint_meeting_stands_in_the_calendar_home_and_feed_of_both(
    both: Both, meeting: Meeting
) -> None:
    sentence = "Joint meeting of Technical Council and Governing Board: budget of next year."

    for slug in ("tc", "board"):
        for path in (f"/{slug}", f"/{slug}/calendar"):
            page = Client().get(path).content.decode()
            assert sentence in page
            assert f'href="/{REF}"' in page
    feeds = [export(PUBLIC_ACTOR, f"{slug}/calendar", "ics").content for slug in ("tc", "board")]
    uids = [[line for line in feed.splitlines() if line.startswith(b"UID")] for feed in feeds]
    assert uids[0] == uids[1]
    assert len(uids[0]) == 1


def test_day_of_the_others_rhythm_on_which_they_meet_jointly_need_not_be_planned(
    both: Both, meeting: Meeting
) -> None:
    plan = commands.SeriesPlan(
        title="Board", starts_on=date(2021, 10, 7), start_time=time(8), end_time=time(10)
    )
    series = commands.create_series(factories.operator(), both.board, plan)

    days = unplanned(series, date(2021, 10, 1), date(2021, 10, 31))

    assert [day.on for day in days] == [date(2021, 10, 21)]


def test_roll_call_counts_each_body_by_its_own_seats_and_rules(
    both: Both, session: Meeting
) -> None:
    both.mark(session, "Ada", "Ben", "Gia")

    room = both.browser.get(f"/{REF}/room").content.decode()
    page = Client().get(f"/{REF}").content.decode()

    council = "2 of 4 seats, needs 2: at least half of all seats (Charter, section 3)."
    board = (
        "1 of 3 seats, needs 2: at least two-thirds of all seats (Charter, section 3). "
        "1 more seat is needed."
    )
    for shown in (room, page):
        assert council in shown
        assert board in shown
    for label in ("Seats of the TC", "Seats of the GB", "Delta Chips", "Ember Data"):
        assert label in room


def test_proxy_speaks_for_the_seat_of_the_body_that_is_named(both: Both, session: Meeting) -> None:
    book = both.board.rule_books.get()
    book.text += "\n[seats]\nproxies_allowed = true\n"
    book.save()
    both.mark(session, "Ben")

    both.browser.post(
        f"/{REF}/room/roll/proxy", {"seat": "board/amber-works", "person": "Ben Stone"}
    )

    proxy = session.proxies.get()
    assert (proxy.seat.body, proxy.person) == (both.board, both.people["Ben"])
    assert "1 of 3 seats" in both.browser.get(f"/{REF}/room").content.decode()


def move(both: Both, session: Meeting, whose: str, **values: str) -> Motion:
    fields = {"text": "Grant the budget.", "body": whose, **values}
    both.browser.post(f"/{REF}/2/motions", fields)
    return Motion.objects.get()


def test_motion_belongs_to_one_body_and_is_counted_by_it(both: Both, session: Meeting) -> None:
    both.mark(session, "Ada", "Ben", "Gia", "Hal")

    motion = move(both, session, "board", mover="gia-holm", seconder="hal-orr")
    motions.open_vote(both.secretary, motion)
    with pytest.raises(Refused) as refused:
        motions.cast_vote(both.secretary, motion, "delta-chips", "yes")
    motions.cast_vote(both.secretary, motion, "amber-works", "yes", person="gia-holm")
    motions.cast_vote(both.secretary, motion, "birch-labs", "yes")
    closed = motions.close_vote(both.secretary, motion)

    assert refused.value.code == "unknown_seat"
    assert (closed.ref, closed.state) == ("board/M-2021-01", "carried")
    assert "/board/M-2021-01" in Client().get("/board/decisions").content.decode()
    assert "M-2021-01" not in Client().get("/tc/decisions").content.decode()


def test_only_a_seat_of_the_body_may_move_for_it(both: Both, session: Meeting) -> None:
    both.mark(session, "Ada", "Ben")
    item = session.items.get(title="Budget")

    with pytest.raises(Refused) as refused:
        motions.move_motion(
            both.secretary, both.board, text="Grant it.", item=item, mover=both.people["Ada"]
        )

    assert refused.value.code == "not_a_mover"
    assert not Motion.objects.exists()


def test_motion_of_a_body_that_does_not_hold_the_meeting_is_refused(
    both: Both, session: Meeting
) -> None:
    other = factories.body("outreach", "Outreach Committee")
    item = session.items.get(title="Budget")

    with pytest.raises(Refused) as refused:
        motions.move_motion(both.secretary, other, text="Grant it.", item=item)

    assert refused.value.code == "other_body"


@pytest.fixture
def minuted(both: Both, session: Meeting) -> Meeting:
    both.mark(session, "Ada", "Ben", "Gia", "Hal")
    motion = move(both, session, "board")
    with clock.fixed(minute(30)):
        motions.record_general_consent(both.secretary, motion)
    with clock.fixed(minute(60)):
        commands.adjourn(both.secretary, session)
        minutes = draft_minutes(both.secretary, Meeting.objects.select_related("body").get())
        release_minutes(both.secretary, minutes, corrections_until_on=date(2021, 10, 20))
    return Meeting.objects.select_related("body").get()


def test_minutes_name_both_bodies_their_quorum_and_whose_motion_it_was(
    both: Both, minuted: Meeting
) -> None:
    text = export(both.secretary, f"{REF}/minutes", "md").content.decode()

    assert text.startswith(f"# Minutes of the {NAMES}\n")
    for said in (
        "Joint meeting of Technical Council and Governing Board: budget of next year.",
        "Quorum of the Technical Council reached at the call to order, 07:00: 2 of 4 seats",
        "**1.2** Quorum of the Governing Board reached at the call to order, 07:00: 2 of 3 seats",
        "Governing Board, RESOLVED:",
        "Gia Holm\\*",
        "Ada Quill\\*",
    ):
        assert said in text


def test_members_of_both_read_what_the_public_does_not(both: Both, minuted: Meeting) -> None:
    outsider = factories.actor(Role.MEMBER, "zoe-far", "outreach")

    text = export(both.director, f"{REF}/minutes", "md").content.decode()

    assert "Grant the budget." in text
    for actor in (PUBLIC_ACTOR, outsider):
        with pytest.raises(Refused) as refused:
            export(actor, f"{REF}/minutes", "md")
        assert refused.value.code == "not_allowed"


def test_letter_goes_to_the_people_of_both(both: Both, meeting: Meeting) -> None:
    for name in ("Ada", "Gia"):
        both.people[name].address = f"{name.lower()}@example.org"
        both.people[name].save()

    letter = letter_about(meeting)

    assert [each.name for each in recipients_of(meeting)] == ["Ada Quill", "Gia Holm"]
    assert letter["subject"].startswith("[TC and GB] Agenda of 7 Oct 2021")
    assert letter["text"].startswith(f"Dear members of the {NAMES},")


def test_body_joins_on_the_edit_page_and_leaves_only_before_the_call(
    both: Both, meeting: Meeting
) -> None:
    both.browser.post(f"/{REF}/joint", {})
    assert (Meeting.objects.get().kind, Meeting.objects.get().joint_bodies.count()) == ("extra", 0)

    both.browser.post(f"/{REF}/joint", {"joint_with": "board"})
    assert Meeting.objects.get().is_joint

    with clock.fixed(START):
        commands.call_to_order(both.secretary, meeting)
        answer = both.browser.post(f"/{REF}/joint", {})

    assert "its seats are part of the record" in answer.content.decode()
    assert list(Meeting.objects.get().joint_bodies.all()) == [both.board]


def test_joint_meeting_of_one_body_is_not_planned(both: Both) -> None:
    plan = commands.MeetingPlan(
        starts_at=START, ends_at=minute(60), kind="joint", joint_with=[both.council]
    )

    with pytest.raises(Refused) as refused:
        commands.plan_meeting(both.secretary, both.council, plan)

    assert refused.value.code == "no_other_body"
    assert not Meeting.objects.exists()
