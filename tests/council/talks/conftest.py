"""A council ("tc") that hears talks, its outreach committee ("oc"), and meetings to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.test import Client

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import AgendaItem, Meeting
from secretariat.council.talks import commands, queries
from secretariat.council.talks.commands import SlotPlan, TalkWords
from secretariat.council.talks.flood import forget_all
from secretariat.council.talks.models import Slot, Talk
from secretariat.foundation.outbox.models import Message
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused
from secretariat.rules.talks import parse_speaker
from secretariat.rules.visibility import Actor, Role
from tests import factories
from tests.replay import replayed

START = datetime(2024, 5, 16, 16, 0, tzinfo=UTC)
NOW = START - timedelta(days=30)


@dataclass
class Council:
    """The bodies and who acts for them: Sam records, Ada and Ben hold seats, Cora has outreach."""

    body: Body
    outreach: Body
    people: dict[str, Person]
    secretary: Actor
    ada: Actor
    ben: Actor
    cora: Actor


@pytest.fixture
@replayed
def council(db: None) -> Council:
    body = factories.body()
    outreach = factories.body("oc", "Outreach Committee", kind="committee", short_name="Outreach")
    names = ("Sam Clerk", "Ada Quill", "Ben Stone", "Cora Voice", "Fay Third")
    people = {
        name.split()[0]: factories.person(name, address=f"{name.split()[0].lower()}@example.org")
        for name in names
    }
    for label, who in (("Amber Works", "Ada"), ("Birch Labs", "Ben"), ("Cedar Ltd", "Fay")):
        factories.seat(body, label, people[who])
    factories.office(body, "secretary", people["Sam"])
    factories.office(outreach, "chair", people["Cora"])
    return Council(
        body,
        outreach,
        people,
        secretary=factories.actor(Role.SECRETARY, "sam-clerk"),
        ada=factories.actor(Role.MEMBER, "ada-quill"),
        ben=factories.actor(Role.MEMBER, "ben-stone"),
        cora=factories.actor(Role.CHAIR, "cora-voice", of_body="oc"),
    )


@pytest.fixture(autouse=True)
def _a_month_before() -> Iterator[None]:
    forget_all()
    with clock.fixed(NOW):
        yield


@pytest.fixture
@replayed
def talk(council: Council) -> Talk:
    """tc/talks/tides: suggested, accepted, nobody asks yet."""
    return added(council, "Tides")


@pytest.fixture
@replayed
def confirmed(council: Council, talk: Talk) -> Talk:
    """The same talk, coordinated by Ada, its speaker confirmed."""
    commands.appoint_coordinator(council.secretary, talk, council.people["Ada"])
    commands.move_talk(council.secretary, talk, "confirmed")
    return fresh(talk)


@pytest.fixture
def clerk(council: Council) -> Client:
    """A browser signed in as the secretary."""
    return signed_in(council, "Sam")


def signed_in(council: Council, name: str) -> Client:
    client = Client()
    client.force_login(factories.account(council.people[name]))
    return client


def added(council: Council, title: str, *speakers: str, **values: object) -> Talk:
    """A talk the secretary added."""
    lines = [parse_speaker(line) for line in speakers or ("Mo Tide (Harbour) mo@example.org",)]
    words = TalkWords(title=title, speakers=lines, **values)  # type: ignore[arg-type]
    return fresh(commands.add_talk(council.secretary, council.body, words))


def given(council: Council, title: str, **values: object) -> Talk:
    """A talk of the past."""
    talk = added(council, title, **values)
    commands.note_given(council.secretary, talk, on=NOW.date())
    return fresh(talk)


def fresh(talk: Talk) -> Talk:
    """The talk as the record has it now."""
    return queries.talk_named(talk.ref)


def planned(council: Council, days: int = 0) -> Meeting:
    """A meeting so many days after the start."""
    start = START + timedelta(days=days)
    plan = meetings.MeetingPlan(starts_at=start, ends_at=start + timedelta(hours=1))
    return meetings.plan_meeting(council.secretary, council.body, plan).meeting


def slotted(council: Council, talk: Talk, meeting: Meeting) -> Slot:
    """A slot of the talk in the meeting."""
    made = commands.plan_slot(council.secretary, talk, SlotPlan(meeting=meeting))
    return queries.slot_named(made.ref)


def on_agenda(council: Council, meeting: Meeting) -> Meeting:
    """The meeting with what is proposed, published and called to order."""
    meetings.accept_proposals(council.secretary, meeting)
    meetings.publish_agenda(council.secretary, meeting)
    with clock.fixed(meeting.starts_at):
        return meetings.call_to_order(council.secretary, meeting)


def item_of(meeting: Meeting, slot: Slot) -> AgendaItem:
    """The item that carries a slot."""
    item = AgendaItem.objects.get(meeting=meeting, source_ref=slot.ref)
    item.meeting = Meeting.objects.select_related("body").get(pk=meeting.pk)
    return item


def letters(to: str = "") -> list[tuple[str, str, str]]:
    """The letters in the outbox: to whom, subject, text."""
    found = []
    for row in Message.objects.order_by("id"):
        mail = message_from_bytes(bytes(row.content), policy=default)
        body = mail.get_body(("plain",))
        assert body is not None
        if to in row.to_address:
            found.append((row.to_address, str(mail["Subject"]), body.get_content()))
    return found


def link_in(text: str) -> str:
    """The path of the personal link in a letter."""
    (address,) = [word for word in text.split() if "/talks/invitation/" in word]
    return "/" + address.split("/", 3)[3]


def refusal(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, check=lambda refused: refused.code == code)
