"""What is raised while a council meets waits for the end of the meeting, and goes with the undo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.talks import commands
from secretariat.council.talks.commands import SpeakerSays, SuggestedBy, TalkWords
from secretariat.council.talks.models import Invitation, Talk
from secretariat.foundation.outbox.commands import (
    Letter,
    deliver_due,
    do_not_send,
    drop_raised,
    queue_mail,
    send_now,
    send_to_people,
)
from secretariat.foundation.outbox.letters import letter
from secretariat.foundation.outbox.models import Message
from secretariat.foundation.outbox.recipients import Recipient
from secretariat.foundation.outbox.subjects import Asks
from secretariat.foundation.records import clock
from secretariat.foundation.records.commands import act
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, system_actor
from tests.council.talks.conftest import START, Council, fresh, planned
from tests.foundation.outbox.conftest import Basket

State = Message.State


@pytest.fixture
def basket() -> Basket:
    return Basket()


@pytest.fixture
def suggestion(council: Council) -> Talk:
    """Stella's suggestion; she left an address."""
    words, by = TalkWords(title="Fog horns"), SuggestedBy("Stella", "stella@example.org")
    talk = fresh(commands.suggest_talk(PUBLIC_ACTOR, council.body, words, by))
    commands.accept_suggestion(council.secretary, talk)
    Message.objects.all().delete()
    return fresh(talk)


@pytest.fixture
def session(council: Council) -> Iterator[Meeting]:
    """The meeting of 16 May 2024, called to order; the clock stands in it."""
    row = planned(council)
    meetings.accept_proposals(council.secretary, row)
    meetings.publish_agenda(council.secretary, row)
    with clock.fixed(START + timedelta(minutes=5)):
        yield meetings.call_to_order(council.secretary, row)


def states() -> list[tuple[str, str]]:
    return [(each.to_address, each.state) for each in Message.objects.order_by("id")]


def decline(council: Council, talk: Talk) -> None:
    commands.move_talk(council.secretary, talk, "never", reason="A pitch for a product")


def test_mail_raised_in_the_room_leaves_when_the_meeting_ends(
    council: Council, suggestion: Talk, session: Meeting, basket: Basket
) -> None:
    decline(council, suggestion)
    during = (states(), deliver_due(basket))

    with clock.fixed(START + timedelta(hours=1)):
        meetings.adjourn(council.secretary, session)

    assert during == ([("stella@example.org", State.HELD)], 0)
    assert (deliver_due(basket), basket.addresses) == (1, ["stella@example.org"])
    assert Message.objects.get().held_for == session.ref


def test_mail_of_an_act_that_was_undone_in_the_room_is_never_sent(
    council: Council, suggestion: Talk, session: Meeting, basket: Basket
) -> None:
    decline(council, suggestion)
    commands.move_talk(council.secretary, fresh(suggestion), "suggested", reason="A slip")

    with clock.fixed(START + timedelta(hours=1)):
        meetings.adjourn(council.secretary, session)

    assert (deliver_due(basket), states()) == (0, [("stella@example.org", State.DROPPED)])
    assert "undone in the room" in Message.objects.get().last_error


def test_undoing_names_the_act_and_leaves_the_mail_of_others(
    council: Council, suggestion: Talk, session: Meeting
) -> None:
    decline(council, suggestion)

    counts = [drop_raised("talks.move", "tc/talks/other"), drop_raised("talks.mov", suggestion.ref)]

    assert (counts, states()) == ([0, 0], [("stella@example.org", State.HELD)])
    assert drop_raised("talks.move", suggestion.ref) == 1


def test_only_who_asks_the_speaker_in_the_end_is_written_to(
    council: Council, suggestion: Talk, session: Meeting, basket: Basket
) -> None:
    for name in ("Ben", "Ada"):
        person = council.people[name]
        commands.appoint_coordinator(council.secretary, fresh(suggestion), person)

    with clock.fixed(START + timedelta(hours=1)):
        meetings.adjourn(council.secretary, session)
    deliver_due(basket)

    assert basket.addresses == ["ada@example.org"]


def test_what_is_sent_by_hand_leaves_during_the_call(
    council: Council, session: Meeting, basket: Basket
) -> None:
    said = Letter(session.ref, "tc", "agenda", "Agenda", "Come.", Asks.ANSWER)
    send_to_people(council.secretary, said, [Recipient("Ben", "ben@example.org", "ben-stone")])

    assert deliver_due(basket) == 1


@pytest.mark.parametrize(("purpose", "state"), [("ballot", "queued"), ("talk", "held")])
def test_ballots_leave_during_the_call(
    council: Council, session: Meeting, purpose: str, state: str
) -> None:
    mail = letter(to_name="Ben", to_address="ben@example.org", subject="S", text="t")
    with act(council.secretary, "motions.anything", "tc/M-2024-01", body_slug="tc"):
        queue_mail(mail, purpose=purpose)

    assert states() == [("ben@example.org", state)]


@pytest.mark.parametrize(
    "actor", [system_actor("Reminder"), Actor("mo-tide", "Mo Tide"), Actor("cora", "C", "cora")]
)
def test_tasks_and_people_outside_do_not_raise_mail_in_the_room(
    session: Meeting, actor: Actor
) -> None:
    mail = letter(to_name="Ben", to_address="ben@example.org", subject="S", text="t")
    with act(actor, "talks.anything", "tc/talks/tides", body_slug="tc"):
        queue_mail(mail, purpose="talk")

    assert states() == [("ben@example.org", State.QUEUED)]


def test_answer_of_a_speaker_during_the_call_is_told_at_once(
    council: Council, talk: Talk, session: Meeting
) -> None:
    commands.appoint_coordinator(council.ada, talk, council.people["Ada"])
    commands.invite_speaker(council.ada, fresh(talk), fresh(talk).speakers.get())
    invitation = Invitation.objects.select_related("talk__body", "speaker").get()

    commands.answer_invitation(invitation, SpeakerSays(answer="confirmed"))

    assert states() == [("mo@example.org", State.QUEUED), ("ada@example.org", State.QUEUED)]


def test_meeting_that_nobody_adjourned_does_not_keep_mail_for_ever(
    council: Council, suggestion: Talk, session: Meeting
) -> None:
    with clock.fixed(START + timedelta(days=1)):
        decline(council, suggestion)

    assert states() == [("stella@example.org", State.QUEUED)]


def test_call_to_order_that_is_taken_back_lets_its_mail_go(
    council: Council, suggestion: Talk, session: Meeting
) -> None:
    decline(council, suggestion)

    meetings.undo_call_to_order(council.secretary, session, reason="Too early")

    assert states() == [("stella@example.org", State.QUEUED)]


def test_officers_send_held_mail_now_or_not_at_all(
    council: Council, suggestion: Talk, session: Meeting, basket: Basket
) -> None:
    decline(council, suggestion)
    message = Message.objects.get()

    do_not_send(council.secretary, message, reason="She was told in the call")
    kept_back = (deliver_due(basket), Message.objects.get().last_error)
    send_now(council.secretary, message)

    assert kept_back == (0, "Sam Clerk kept it back: She was told in the call")
    assert deliver_due(basket) == 1
    with pytest.raises(Refused) as refused:
        do_not_send(council.secretary, Message.objects.get())
    assert refused.value.code == "wrong_state"


def test_members_neither_send_nor_keep_back(
    council: Council, suggestion: Talk, session: Meeting
) -> None:
    decline(council, suggestion)

    for command in (send_now, do_not_send):
        with pytest.raises(Refused) as refused:
            command(council.ben, Message.objects.get())
        assert refused.value.code == "not_allowed"
    assert states() == [("stella@example.org", State.HELD)]
