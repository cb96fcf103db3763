"""Topics that members and liaisons propose: they wait, are taken or declined, and come back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from secretariat.council.meetings import commands
from secretariat.council.meetings.models import AgendaItem, Meeting, TopicProposal
from secretariat.council.meetings.queries.proposing import proposals_for
from secretariat.council.meetings.queries.topics import own_topics
from secretariat.foundation.records import clock
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor, Role
from tests import factories

from .conftest import START, Council, minute

HERE = "/tc/2021-10-07"
BUOYS = commands.NewTopic(
    title="Lighted buoys",
    why="Three ships missed the entry.",
    minutes=15,
    link="https://example.org/buoys",
)


@pytest.fixture
def later(council: Council, meeting: Meeting) -> Meeting:
    """The meeting a week after."""
    week = timedelta(weeks=1)
    plan = commands.MeetingPlan(starts_at=START + week, ends_at=minute(120) + week)
    return commands.plan_meeting(council.secretary, council.body, plan).meeting


@pytest.fixture
def topic(council: Council, meeting: Meeting) -> TopicProposal:
    return commands.propose_topic(council.member, meeting, BUOYS)


def titles(meeting: Meeting) -> list[str]:
    return [each.title for each in proposals_for(meeting, clock.now()) if each.kind == "topic"]


def take(council: Council, meeting: Meeting) -> AgendaItem:
    (item,) = commands.accept_proposals(council.secretary, meeting, ["topic:tc/proposals/1"])
    return item


def fate(topic: TopicProposal) -> tuple[str, str]:
    topic.refresh_from_db()
    return topic.state, topic.reason


def test_a_taken_topic_stands_on_the_agenda_with_who_proposed_it_and_why(
    council: Council, meeting: Meeting, topic: TopicProposal
) -> None:
    (offered,) = [p for p in proposals_for(meeting, clock.now()) if p.kind == "topic"]
    assert offered.reason == "Proposed by Ben Stone: Three ships missed the entry."

    item = take(council, meeting)

    assert (item.title, item.minutes, item.text) == (BUOYS.title, 15, BUOYS.why)
    assert [p.name for p in item.presenters.all()] == ["Ben Stone"]
    assert [link.url for link in item.links.all()] == [BUOYS.link]
    assert fate(topic) == ("taken", "")
    assert titles(meeting) == []


def test_what_is_not_decided_comes_back_for_later_meetings_and_not_for_earlier_ones(
    council: Council, meeting: Meeting, later: Meeting, topic: TopicProposal
) -> None:
    commands.propose_topic(council.member, later, commands.NewTopic(title="Tides", why="Spring"))

    assert titles(meeting) == ["Lighted buoys"]
    assert titles(later) == ["Lighted buoys", "Tides"]
    take(council, later)
    assert titles(meeting) == []


def test_a_declined_topic_comes_back_nowhere_and_its_proposer_reads_why(
    council: Council, meeting: Meeting, later: Meeting, topic: TopicProposal
) -> None:
    commands.decline_topic(council.secretary, meeting, topic, reason="The port board decides it")

    assert titles(meeting) == titles(later) == []
    assert fate(topic) == ("declined", "The port board decides it")
    assert own_topics("ben-stone", meeting) == [topic]
    assert own_topics("eve-lund", meeting) == own_topics(None, meeting) == []
    with pytest.raises(Refused) as refused:
        commands.decline_topic(council.secretary, meeting, topic, reason="Again")
    assert refused.value.code == "decided_already"


def test_a_topic_taken_off_the_agenda_waits_again_with_the_reason(
    council: Council, meeting: Meeting, topic: TopicProposal
) -> None:
    commands.remove_item(council.secretary, take(council, meeting), reason="No time left")

    assert fate(topic) == ("waiting", "Taken off the agenda: No time left")
    assert titles(meeting) == ["Lighted buoys"]


@pytest.mark.parametrize(
    "actor",
    [
        factories.actor(Role.PERSON, "ben-stone"),
        factories.actor(Role.MEMBER, "ben-stone", of_body="gb"),
        PUBLIC_ACTOR,
    ],
)
def test_others_propose_nothing(meeting: Meeting, actor: Actor) -> None:
    with pytest.raises(Refused) as refused:
        commands.propose_topic(actor, meeting, BUOYS)
    assert refused.value.code == "not_allowed"
    assert not TopicProposal.objects.exists()


@pytest.mark.parametrize("role", [Role.MEMBER, Role.LIAISON, Role.STAFF, Role.SECRETARY])
def test_members_liaisons_and_those_who_prepare_propose(meeting: Meeting, role: Role) -> None:
    made = commands.propose_topic(factories.actor(role, "ben-stone"), meeting, BUOYS)
    assert (made.proposer.name, made.state, made.ref) == ("Ben Stone", "waiting", "tc/proposals/1")


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (commands.NewTopic(title=" ", why="x"), "title_missing"),
        (commands.NewTopic(title="Tides", why=" "), "reason_missing"),
        (commands.NewTopic(title="Tides", why="x" * 2001), "too_long"),
        (commands.NewTopic(title="Tides", why="x", minutes=601), "too_long"),
        (commands.NewTopic(title="Tides", why="x", link="javascript:1"), "malformed_link"),
        (commands.NewTopic(title="lighted BUOYS", why="x"), "already_there"),
    ],
)
def test_what_is_no_proposal_is_refused(
    council: Council, meeting: Meeting, topic: TopicProposal, new: commands.NewTopic, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        commands.propose_topic(council.member, meeting, new)
    assert refused.value.code == code
    assert TopicProposal.objects.count() == 1


def test_nothing_is_proposed_for_a_meeting_in_session(council: Council, session: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        commands.propose_topic(council.member, session, BUOYS)
    assert refused.value.code == "wrong_state"


def test_only_who_prepares_the_meeting_declines(
    council: Council, meeting: Meeting, topic: TopicProposal
) -> None:
    with pytest.raises(Refused) as refused:
        commands.decline_topic(council.member, meeting, topic, reason="I like it not")
    assert refused.value.code == "not_allowed"


def test_a_member_proposes_on_the_page_and_the_clerk_declines_on_prepare(
    council: Council, meeting: Meeting, client: Client
) -> None:
    ben, clerk = Client(), client
    ben.force_login(factories.account(council.people["Ben"]))
    clerk.force_login(factories.account(council.people["Sam"]))
    assert f'href="{HERE}/proposals"' in ben.get(HERE).content.decode()
    assert "/proposals" not in Client().get(HERE).content.decode()

    typed = {"title": "Lighted buoys", "why": "Three ships", "minutes": "", "link": ""}
    ben.post(f"{HERE}/proposals", typed)
    page = clerk.get(f"{HERE}/prepare").content.decode()
    assert "Proposed by Ben Stone: Three ships" in page

    clerk.post(f"{HERE}/prepare/decline", {"number": "1", "reason": "The port board decides it"})
    assert "Lighted buoys" not in clerk.get(f"{HERE}/prepare").content.decode().split("<main")[
        1
    ].replace("“Lighted buoys” is declined", "")
    mine = ben.get(HERE).content.decode()
    assert "Declined" in mine
    assert "The port board decides it" in mine
    assert "The port board decides it" not in Client().get(HERE).content.decode()


def test_who_proposed_a_topic_withdraws_it_while_it_waits(
    council: Council, meeting: Meeting, later: Meeting, topic: TopicProposal, client: Client
) -> None:
    client.force_login(factories.account(council.people["Ben"]))
    with pytest.raises(Refused) as refused:
        commands.withdraw_topic(council.secretary, meeting, topic)
    assert refused.value.code == "not_allowed"
    assert "Withdraw it" in client.get(HERE).content.decode()

    client.post(f"{HERE}/proposals/withdraw", {"number": "1"})

    assert fate(topic) == ("withdrawn", "")
    assert titles(meeting) == titles(later) == []
    page = client.get(HERE).content.decode()
    assert "Withdrawn by you" in page
    assert "Withdraw it" not in page
    commands.propose_topic(council.member, meeting, BUOYS)
    assert titles(meeting) == ["Lighted buoys"]


def test_a_topic_on_an_agenda_is_not_withdrawn_and_its_proposer_reads_what_became_of_it(
    council: Council, meeting: Meeting, topic: TopicProposal, client: Client
) -> None:
    client.force_login(factories.account(council.people["Ben"]))
    item = take(council, meeting)
    with pytest.raises(Refused) as refused:
        commands.withdraw_topic(council.member, meeting, topic)
    assert refused.value.code == "decided_already"
    assert "Ask whoever prepares the meeting" in refused.value.message
    on_it = client.get(HERE).content.decode()

    AgendaItem.objects.filter(pk=item.pk).update(state="settled", outcome="Lit by June")
    after = client.get(HERE).content.decode()

    assert "On the agenda" in on_it
    assert f'href="{HERE}/lighted-buoys"' in on_it.partition("What you proposed")[2]
    assert "Lit by June" in after.partition("What you proposed")[2]
