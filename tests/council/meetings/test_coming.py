"""Saying beforehand whether one comes, and checking in to a meeting that goes on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import Attendance, CheckIn, Coming, Meeting, Presence
from secretariat.council.meetings.queries.coming import ask_words, leaving_words, waiting_in
from secretariat.council.meetings.queries.roll import quorum_now, speaking_at
from secretariat.council.meetings.snapshots import meeting_snapshot, snapshot_for
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Role
from tests import factories

from .conftest import Council, minute


def member(council: Council, name: str) -> Actor:
    return factories.actor(Role.MEMBER, council.people[name].handle)


def say(council: Council, meeting: Meeting, name: str, answer: str, **more: object) -> Coming:
    person = council.people[name]
    return commands.say_coming(member(council, name), meeting, person, answer=answer, **more)  # type: ignore[arg-type]


# --- Answers ------------------------------------------------------------------------------------


def test_whoever_was_not_asked_by_letter_says_whether_they_come(
    council: Council, agenda: Meeting, client: Client
) -> None:
    published = commands.publish_agenda(council.secretary, agenda)
    client.force_login(factories.account(council.people["Ben"]))

    before = client.get(f"/{published.ref}").content.decode()
    said = {"answer": "alternate", "alternate": "bea-marsh", "note": "On a ship"}
    client.post(f"/{published.ref}/answer", said)

    assert "Do you come?" in before
    kept = Coming.objects.get()
    assert (kept.person.name, kept.answer) == ("Ben Stone", "alternate")
    assert kept.alternate == council.people["Bea"]
    page = client.get(f"/{published.ref}").content.decode()
    assert "1 of 5 seats has said they come, needs 3." in page
    assert "1 of 5 seats has said they come, needs 3." in client.get("/tc").content.decode()


def test_later_answer_replaces_the_earlier(council: Council, agenda: Meeting) -> None:
    say(council, agenda, "Ben", "alternate", alternate=council.people["Bea"])

    say(council, agenda, "Ben", "coming")

    kept = Coming.objects.get()
    assert (kept.answer, kept.alternate) == ("coming", None)


def test_answer_is_taken_back(council: Council, agenda: Meeting) -> None:
    say(council, agenda, "Ben", "coming")

    commands.take_answer_back(member(council, "Ben"), agenda, council.people["Ben"])

    assert not Coming.objects.exists()


def test_only_an_alternate_of_the_same_seat_is_named(council: Council, agenda: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        say(council, agenda, "Ben", "alternate", alternate=council.people["Cyd"])

    assert refused.value.code == "not_of_seat"
    assert not Coming.objects.exists()


def test_members_answer_for_themselves_alone(council: Council, agenda: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.say_coming(
            member(council, "Ben"), agenda, council.people["Cyd"], answer="not_coming"
        )

    assert refused.value.code == "not_allowed"


def test_what_people_said_stays_with_the_members(council: Council, agenda: Meeting) -> None:
    published = commands.publish_agenda(council.secretary, agenda)
    say(council, published, "Ben", "not_coming")

    assert meeting_snapshot(published, PUBLIC_ACTOR).said == ()
    assert [each.person.name for each in meeting_snapshot(published, council.member).said] == [
        "Ben Stone"
    ]


# --- Checking in --------------------------------------------------------------------------------


def test_check_in_counts_for_nothing_until_it_is_confirmed(
    council: Council, session: Meeting
) -> None:
    with clock.fixed(minute(5)):
        commands.check_in(member(council, "Ben"), session)
        waiting = snapshot_for(session)
    assert quorum_now(waiting, minute(6)).present == 0
    assert speaking_at(waiting, minute(6)) == {}
    assert [each.seats for each in waiting_in(waiting, minute(6))] == ["Birch Labs"]
    assert not Attendance.objects.exists()

    with clock.fixed(minute(7)):
        commands.confirm_check_in(council.secretary, session, council.people["Ben"])

    confirmed = snapshot_for(session)
    assert quorum_now(confirmed, minute(8)).present == 1
    assert waiting_in(confirmed, minute(8)) == []


def test_check_in_after_the_roll_call_counts_from_its_instant(
    council: Council, session: Meeting
) -> None:
    with clock.fixed(minute(10)):
        for item in session.items.order_by("position"):
            commands.open_item(council.secretary, item)
    with clock.fixed(minute(20)):
        commands.check_in(member(council, "Ben"), session)
    with clock.fixed(minute(31)):
        commands.confirm_all(council.secretary, session)

    assert Presence.objects.get().arrived_at == minute(20)


def test_clerk_and_check_in_leave_one_line(council: Council, session: Meeting) -> None:
    ben = council.people["Ben"]
    with clock.fixed(minute(3)):
        commands.check_in(member(council, "Ben"), session)
        commands.mark_present(council.secretary, session, ben)
        assert waiting_in(snapshot_for(session), minute(3)) == []
        with pytest.raises(Refused) as refused:
            commands.confirm_check_in(council.secretary, session, ben)
        with pytest.raises(Refused) as again:
            commands.check_in(member(council, "Ben"), session)

    assert (refused.value.code, again.value.code) == ("not_found", "already_present")
    assert Presence.objects.count() == 1
    with clock.fixed(minute(9)):
        commands.mark_left(council.secretary, session, ben)
        assert waiting_in(snapshot_for(session), minute(9)) == [], "the check-in is done with"


def test_confirmation_is_taken_back(council: Council, session: Meeting) -> None:
    ben = council.people["Ben"]
    with clock.fixed(minute(3)):
        commands.check_in(member(council, "Ben"), session)
        commands.confirm_all(council.secretary, session)

        commands.take_confirmation_back(council.secretary, session, [ben])

    assert not Attendance.objects.exists()
    assert len(waiting_in(snapshot_for(session), minute(4))) == 1


def test_turned_away_reads_why_and_may_check_in_again(
    council: Council, session: Meeting, client: Client
) -> None:
    client.force_login(factories.account(council.people["Ben"]))
    with clock.fixed(minute(3)):
        answer = client.post(f"/{session.ref}/room/check-in")
        waits = client.get(answer.headers["Location"]).content.decode()
        commands.turn_away(council.secretary, session, council.people["Ben"])
        page = client.get(f"/{session.ref}/seat").content.decode()
        client.post(f"/{session.ref}/room/check-in")

    assert answer.headers["Location"] == f"/{session.ref}/seat"
    assert "until then you do not count for quorum and cannot vote" in waits
    assert "not seen in the meeting" in page
    assert "I am here" in page
    assert CheckIn.objects.get().turned_away == ""


def test_turning_away_is_taken_back(council: Council, session: Meeting) -> None:
    with clock.fixed(minute(3)):
        commands.check_in(member(council, "Ben"), session)
        commands.turn_away(council.secretary, session, council.people["Ben"], reason="A namesake")
        commands.let_wait_again(council.secretary, session, council.people["Ben"])

    assert len(waiting_in(snapshot_for(session), minute(4))) == 1


def test_nobody_outside_checks_in_and_no_member_confirms(
    council: Council, session: Meeting
) -> None:
    with clock.fixed(minute(3)):
        commands.check_in(member(council, "Ben"), session)
        with pytest.raises(Refused) as outside:
            commands.check_in(factories.actor(Role.PERSON, "gus-guest"), session)
        with pytest.raises(Refused) as confirmed:
            commands.confirm_all(member(council, "Ben"), session)

    assert (outside.value.code, confirmed.value.code) == ("not_allowed", "not_allowed")
    assert not Presence.objects.exists()


def test_checking_in_the_day_before_is_too_early(council: Council, agenda: Meeting) -> None:
    with clock.fixed(datetime(2021, 10, 6, 14, 0, tzinfo=UTC)), pytest.raises(Refused) as refused:
        commands.check_in(member(council, "Ben"), agenda)

    assert refused.value.code == "too_early"


# --- In the room --------------------------------------------------------------------------------


def add(client: Client, meeting: Meeting, line: str) -> None:
    answer = client.post(f"/{meeting.ref}/room/roll/add", {"who": line})
    assert answer.status_code == 303, line


def test_line_takes_times(council: Council, session: Meeting, client: Client) -> None:
    client.force_login(factories.account(council.people["Sam"]))
    with clock.fixed(minute(30)):
        add(client, session, "aq")
        add(client, session, "bs 7:12")
        add(client, session, "cv")
        add(client, session, "-cv 7:20")
        add(client, session, "aq >8:30")
        page = client.get(f"/{session.ref}/room").content.decode()
    stays = {row.attendance.printed_name: row for row in Presence.objects.all()}

    assert stays["Ben Stone"].arrived_at == minute(12)
    assert stays["Cyd Vale"].left_at == minute(20)
    assert stays["Ada Quill"].left_at is None
    assert Attendance.objects.get(printed_name="Ada Quill").leaves_at == minute(90)
    assert "leaves at 07:30" not in page
    assert "leaves at" in page

    with clock.fixed(minute(31)):
        add(client, session, "aq >")
    assert Attendance.objects.get(printed_name="Ada Quill").leaves_at is None


def test_letters_of_somebody_absent_make_nobody_leave(
    council: Council, session: Meeting, client: Client
) -> None:
    client.force_login(factories.account(council.people["Sam"]))
    with clock.fixed(minute(10)):
        add(client, session, "aq")
        refused = client.post(f"/{session.ref}/room/roll/add", {"who": "-bs"})

    assert refused.status_code == 409
    assert "Nobody who is present fits “bs”" in refused.content.decode()
    assert Presence.objects.get().left_at is None


def test_room_says_whom_to_ask_and_who_checked_in(
    council: Council, session: Meeting, client: Client
) -> None:
    client.force_login(factories.account(council.people["Sam"]))
    with clock.fixed(minute(4)):
        say(council, session, "Cyd", "coming")
        say(council, session, "Dot", "not_coming")
        say(council, session, "Dan", "not_coming")
        commands.check_in(member(council, "Ben"), session)
        page = client.get(f"/{session.ref}/room").content.decode()
        words = ask_words(snapshot_for(session), quorum_now(snapshot_for(session), minute(4)),
                          minute(4))  # fmt: skip

    assert words == (
        "Confirm Ben Stone (Birch Labs), who checked in. Ask Cyd Vale (Cedar Cloud), who said "
        "they come; then Ada Quill or Al Reed (Amber Works) and Eve Lund or Ed Moor (Ember Data)."
    )
    assert words in page
    assert "Dot Hale has said no" in page
    assert 'data-key="K"' in page
    assert 'aria-label="0 of 5 seats present, 3 needed: no quorum"' in page


def test_whom_to_ask_is_for_members(council: Council, session: Meeting, client: Client) -> None:
    Meeting.objects.filter(pk=session.pk).update(published_at=minute(-20))
    with clock.fixed(minute(4)):
        say(council, session, "Cyd", "coming")
        commands.check_in(member(council, "Ben"), session)
        pages = [
            client.get(f"/{session.ref}{view}").content.decode() for view in ("", "/projector")
        ]

    for page in pages:
        assert "0 of 5" in page
        assert "said they come" not in page
        assert "Checked in" not in page
        assert "checked in" not in page


def test_quorum_that_is_lost_is_said_at_once(
    council: Council, session: Meeting, client: Client
) -> None:
    Meeting.objects.filter(pk=session.pk).update(published_at=minute(-20))
    for name in ("Ada", "Ben", "Cyd"):
        with clock.fixed(minute(0)):
            commands.mark_present(council.secretary, session, council.people[name])
    with clock.fixed(minute(2)):
        person = council.people["Cyd"]
        commands.announce_leaving(member(council, "Cyd"), session, person, minute(60))
        ahead = leaving_words(snapshot_for(session), minute(2))
    with clock.fixed(minute(72)):
        commands.mark_left(council.secretary, session, council.people["Cyd"])
        outside = client.get(f"/{session.ref}").content.decode()
        client.force_login(factories.account(council.people["Sam"]))
        room = client.get(f"/{session.ref}/room").content.decode()

    assert ahead == "Quorum will be lost at 08:00, when Cyd Vale leaves."
    assert "Quorum lost at 08:12 when Cyd Vale left." in room
    assert "Quorum lost at 08:12." in outside
    assert 'role="status"' in outside


def test_first_timer_is_flagged_until_introduced(
    council: Council, session: Meeting, client: Client
) -> None:
    client.force_login(factories.account(council.people["Sam"]))
    with clock.fixed(minute(4)):
        commands.mark_present(council.secretary, session, council.people["Ada"])
        line = Attendance.objects.get()
        commands.introduce(council.secretary, session, council.people["Ada"])
        assert Attendance.objects.get(pk=line.pk).is_introduced
        commands.take_introduction_back(council.secretary, session, council.people["Ada"])

    assert not Attendance.objects.get(pk=line.pk).is_introduced
