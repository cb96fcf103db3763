"""What people see of a ballot by mail, and the ways to act on it: the room, the page of the motion,
the link of a letter, what needs them, feeds, agenda and minutes.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.council.minutes.commands import draft_minutes, release_minutes
from secretariat.council.minutes.models import Minutes
from secretariat.council.motions import commands
from secretariat.council.motions.attention import ballots_stuck, motions_left_open, votes_waiting
from secretariat.council.motions.kinds import BallotResult
from secretariat.council.motions.loose_ends import motion_ends
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries import motion_blocks
from secretariat.foundation.outbox.models import Message, Receipt
from secretariat.foundation.people.feeds import calendar_events, feed_of
from secretariat.foundation.records import clock
from secretariat.rules.minutes import Fact
from tests import factories
from tests.council.motions.conftest import Council, fresh, leave, minute, slug_of, topic_of

State = Motion.State
NEXT_DAY = minute(60 * 26)
END = datetime(2021, 10, 15, 7, 0, tzinfo=UTC)


@pytest.fixture
def motion(council: Council, session: Meeting) -> Motion:
    """A motion open for votes with three yes and a no, when Eve and Fay have left: no quorum."""
    for first, person in council.people.items():
        person.address = f"{first.lower()}@example.org"
        person.save()
    row = commands.move_motion(
        council.secretary, council.body, text="Draw the map", item=topic_of(session)
    )
    commands.open_vote(council.secretary, row)
    for name, choice in {"Ada": "yes", "Ben": "yes", "Cyd": "yes", "Dot": "no"}.items():
        commands.cast_vote(council.secretary, row, slug_of(name), choice)
    leave(council, session, "Eve", "Fay")
    return row


@pytest.fixture
def ballot(council: Council, motion: Motion) -> Motion:
    return commands.ballot_by_mail(council.secretary, motion)


def client_of(council: Council, name: str) -> Client:
    client = Client()
    client.force_login(factories.account(council.people[name]))
    return client


def link_of(address: str) -> str:
    """The personal link in the latest letter to an address."""
    message = Message.objects.filter(to_address=address).latest("id")
    found = re.search(r"/answer/([\w-]+)", bytes(message.content).decode().replace("=\n", ""))
    assert found
    return f"/answer/{found[1]}"


def words_of(page: object) -> str:
    text = re.sub(r"<[^>]+>", " ", page.content.decode())  # type: ignore[attr-defined]
    return " ".join(text.split())


# ------------------------------------------------------------------------- room and page


def test_one_key_in_the_room_sends_a_motion_to_mail(
    council: Council, session: Meeting, motion: Motion
) -> None:
    clerk, room = client_of(council, "Sam"), f"/{session.ref}/room"
    assert 'data-key="B"' in clerk.get(room).content.decode()
    answer = clerk.post(f"/{motion.ref}/ballot", {"next": room}, follow=True)
    shown = words_of(answer)
    assert "M-2021-01 goes on by mail as M-2021-02" in shown
    assert "Open for votes by mail until the end of 14 Oct 2021 (PDT)" in shown
    page = answer.content.decode()
    assert 'data-key="B"' not in page
    assert "Take the vote again" not in page


def test_room_goes_on_while_a_ballot_is_open(
    council: Council, session: Meeting, ballot: Motion
) -> None:
    page = client_of(council, "Sam").get(f"/{session.ref}/room").content.decode()
    assert 'data-key="m"' in page
    assert "To be decided" not in page


def test_page_offers_the_ballot_after_the_meeting_too(
    council: Council, session: Meeting, motion: Motion
) -> None:
    commands.close_vote(council.secretary, motion)
    meetings.adjourn(council.secretary, session)
    clerk = client_of(council, "Sam")
    assert "Ask the seats by mail" in words_of(clerk.get(f"/{motion.ref}"))
    clerk.post(f"/{motion.ref}/ballot", {"until": "2021-10-20"})
    assert Motion.objects.get(continues=motion).closes_at == datetime(2021, 10, 21, 7, tzinfo=UTC)
    assert "Ask the seats by mail" not in words_of(clerk.get(f"/{motion.ref}"))


def test_member_votes_on_the_page_and_sees_who_is_missing(council: Council, ballot: Motion) -> None:
    gus, page = client_of(council, "Gus"), f"/{ballot.ref}"
    before = words_of(gus.get(page))
    assert "You vote for Grove Online" in before
    assert "Not voted yet: Ember Data, Fern Systems, Grove Online" in before
    gus.post(f"/{ballot.ref}/mail-vote", {"seat": slug_of("Gus"), "choice": "yes"})
    after = words_of(gus.get(page))
    assert "Grove Online has voted Yes (Gus Park, on the page of the motion)" in after
    assert "Not voted yet: Ember Data, Fern Systems, Heath Robotics" in after


def test_public_sees_the_ballot_and_no_votes(ballot: Motion) -> None:
    shown = words_of(Client().get(f"/{ballot.ref}"))
    assert "Draw the map" in shown
    assert "until the end of 14 Oct 2021" in shown
    assert "Not voted yet" not in shown
    assert "Dot Hale" not in shown


def test_seat_objects_on_the_page(council: Council, ballot: Motion) -> None:
    dot = client_of(council, "Dot")
    assert "unless the seat objects by" in words_of(dot.get(f"/{ballot.ref}"))
    dot.post(f"/{ballot.ref}/carry-not", {"seat": slug_of("Dot")})
    assert not ballot.votes.filter(seat__slug=slug_of("Dot")).exists()


def test_officer_takes_a_vote_down_and_sees_the_letters(council: Council, ballot: Motion) -> None:
    clerk = client_of(council, "Sam")
    shown = words_of(clerk.get(f"/{ballot.ref}"))
    assert "Take a vote down" in shown
    assert re.search(r"Gus Park\W+(\w+\W+){0,6}not yet", shown), "who has read it"
    said = {"seat": slug_of("Hal"), "person": "hal-birch", "choice": "no"}
    clerk.post(f"/{ballot.ref}/mail-vote", {**said, "source_words": "mail of 8 Oct"})
    row = ballot.votes.get(seat__slug=slug_of("Hal"))
    assert (row.choice, row.channel) == ("no", "taken_down")


def test_register_shows_what_is_open_above_what_is_decided(ballot: Motion) -> None:
    shown = words_of(Client().get("/tc/decisions"))
    assert shown.index("Open for votes by mail") < shown.index("M-2021-01")
    assert "M-2021-02 Draw the map until the end of 14 Oct 2021" in shown


def test_first_motion_and_ballot_point_at_each_other(
    council: Council, motion: Motion, ballot: Motion
) -> None:
    assert f'href="/{ballot.ref}"' in Client().get(f"/{motion.ref}").content.decode()
    assert f'href="/{motion.ref}"' in Client().get(f"/{ballot.ref}").content.decode()


# ------------------------------------------------------------------------------ the link


def test_seat_votes_by_the_link_without_an_account(ballot: Motion) -> None:
    link, visitor = link_of("gus@example.org"), Client()
    shown = words_of(visitor.get(link))
    assert "Draw the map" in shown
    assert "You vote for Grove Online" in shown
    assert not ballot.votes.filter(seat__slug=slug_of("Gus")).exists(), "opening changes nothing"
    visitor.post(f"{link}/ballot", {"seat": slug_of("Gus"), "choice": "abstain"})
    row = ballot.votes.get(seat__slug=slug_of("Gus"))
    assert (row.choice, row.channel) == ("abstain", "link")
    assert row.person is not None
    assert row.person.name == "Gus Park"
    used = visitor.get(link)
    assert "Grove Online has voted Abstain (Gus Park, by the link of a letter)" in words_of(used)
    assert 'name="choice"' not in used.content.decode()


def test_link_is_used_up_by_the_vote(ballot: Motion) -> None:
    link, visitor = link_of("gus@example.org"), Client()
    for choice in ("no", "yes"):
        answer = visitor.post(f"{link}/ballot", {"seat": slug_of("Gus"), "choice": choice})
    assert answer.status_code == 409
    assert "Grove Online has voted no by Gus Park" in words_of(answer)
    assert ballot.votes.get(seat__slug=slug_of("Gus")).choice == "no"


def test_link_votes_for_no_other_seat_and_does_nothing_else(
    council: Council, ballot: Motion
) -> None:
    link, visitor = link_of("gus@example.org"), Client()
    answer = visitor.post(f"{link}/ballot", {"seat": slug_of("Hal"), "choice": "yes"})
    assert answer.status_code == 409
    visitor.post(f"{link}/ballot", {"seat": slug_of("Dot"), "object": "1"})
    assert ballot.votes.filter(seat__slug=slug_of("Dot")).exists()
    assert ballot.votes.count() == 4
    visitor.post(f"/{ballot.ref}/withdraw", {})
    assert fresh(ballot).state == State.OPEN


def test_link_of_another_letter_is_no_ballot_paper(council: Council, session: Meeting) -> None:
    assert Client().post("/answer/unknown/ballot", {}).status_code == 404


def test_link_shows_the_result_once_the_ballot_is_over(ballot: Motion) -> None:
    link, visitor = link_of("gus@example.org"), Client()
    visitor.post(f"{link}/ballot", {"seat": slug_of("Gus"), "choice": "yes"})
    with clock.fixed(END):
        commands.tend_ballots(clock.now())
        shown = visitor.get(link)
        late = visitor.post(f"{link}/ballot", {"seat": slug_of("Gus"), "choice": "no"})
    assert "Lost by mail: 4 yes, 1 no, 4 not voted; 5 yes needed." in words_of(shown)
    assert "You said Yes for Grove Online" in words_of(shown)
    assert late.status_code == 409


def test_carried_vote_of_a_seat_gets_no_letter(ballot: Motion) -> None:
    names = {receipt.person_name for receipt in Receipt.objects.all()}
    assert names == {"Eve Lund", "Fay Holt", "Gus Park", "Hal Birch", "Ivy Croft"}


# ------------------------------------------------------------------ what needs whom, feeds


def test_ballot_needs_the_missing_and_tells_who_may_object(
    council: Council, ballot: Motion
) -> None:
    def asked(name: str) -> list[tuple[str, date | None]]:
        needs = votes_waiting(council.person(name), council.body, clock.now())
        return [(each.words, each.due_on) for each in needs]

    vote = "Vote for Grove Online on M-2021-02: Draw the map"
    assert asked("Gus") == asked("Gil") == [(vote, date(2021, 10, 14))]
    object_by = (
        "Object by 8 Oct 2021 if the no of Delta Chips in the meeting is not to count in M-2021-02"
    )
    assert asked("Dan") == [(object_by, None)]
    assert votes_waiting(council.secretary, council.body, clock.now()) == []
    with clock.fixed(NEXT_DAY):
        assert asked("Dan") == []


def test_vote_in_a_room_does_not_wait_for_who_is_not_in_it(
    council: Council, motion: Motion
) -> None:
    assert votes_waiting(council.person("Gus"), council.body, clock.now()) == []


def test_open_ballot_is_no_loose_end_and_waits_for_no_officer(
    council: Council, session: Meeting, ballot: Motion
) -> None:
    meetings.adjourn(council.secretary, session)
    with clock.fixed(minute(60 * 24 * 3)):
        now = clock.now()
        assert motion_ends(council.secretary, council.body, now) == []
        assert motions_left_open(council.secretary, council.body, now) == []
        assert ballots_stuck(council.secretary, council.body, now) == []
    with clock.fixed(END + timedelta(hours=1)):
        (stuck,) = ballots_stuck(council.secretary, council.body, clock.now())
    assert stuck.href == f"/{ballot.ref}"


def test_motion_without_quorum_offers_the_ballot_among_the_loose_ends(
    council: Council, session: Meeting, motion: Motion
) -> None:
    commands.close_vote(council.secretary, motion)
    meetings.adjourn(council.secretary, session)
    (end,) = motion_ends(council.secretary, council.body, minute(60 * 24))
    assert ("Ballot by mail", f"/{motion.ref}/ballot") in [(act.label, act.url) for act in end.acts]


def test_ballot_is_told_in_the_feed_and_its_end_in_the_calendar(
    council: Council, ballot: Motion
) -> None:
    names = {item.name for item in feed_of(council.body, "atom").items}
    assert f"{ballot.ref}#opened" in names
    (event,) = [each for each in calendar_events(council.body) if "ballot" in each.title]
    assert (event.starts_at, event.ends_at) == (END - timedelta(days=1), END)
    with clock.fixed(END):
        commands.tend_ballots(clock.now())
        names = {item.name for item in feed_of(council.body, "atom").items}
    assert f"{ballot.ref}#decided" in names


def test_interface_tells_open_ballots_and_how_motions_hang_together(
    council: Council, motion: Motion, ballot: Motion
) -> None:
    (told,) = Client().get("/api/v1/tc/ballots").json()["items"]
    assert (told["number"], told["continues"], told["missing"]) == ("M-2021-02", motion.ref, [])
    (told,) = client_of(council, "Gus").get("/api/v1/tc/ballots").json()["items"]
    assert told["missing"][0] == "Ember Data"
    first = Client().get(f"/api/v1/tc/decisions/{motion.number}").json()
    assert (first["medium"], first["goes_on_as"]) == ("meeting", ballot.ref)


# ------------------------------------------------------------------------ agenda, minutes


def facts_of(meeting: Meeting) -> str:
    blocks = motion_blocks(snapshot_for(meeting))[topic_of(meeting).slug]
    lines = [line for block in blocks if isinstance(block, Fact) for line in block.lines]
    return " ".join("".join(run.text for run in line) for line in lines)


def test_result_stands_in_the_minutes_of_that_meeting(
    council: Council, session: Meeting, ballot: Motion
) -> None:
    assert "Open for votes by mail until the end of 14 Oct 2021 (PDT)." in facts_of(session)
    with clock.fixed(NEXT_DAY):
        for name in ("Gus", "Hal"):
            commands.cast_by_mail(council.person(name), ballot, slug_of(name), "yes")
    said = facts_of(session)
    assert "It goes on by mail as M-2021-02." in said
    assert "RESOLVED: Draw the map" in said
    assert "Carried by mail: 5 yes, 1 no" in said
    assert "carried over from the meeting: Amber Works, Birch Labs, Cedar Cloud" in said


def test_approved_minutes_get_an_erratum_when_the_ballot_ends(
    council: Council, session: Meeting, ballot: Motion
) -> None:
    meetings.adjourn(council.secretary, session)
    minutes = draft_minutes(council.secretary, session)
    release_minutes(council.secretary, minutes, corrections_until_on=date(2021, 10, 9))
    Minutes.objects.filter(pk=minutes.pk).update(approved_at=minute(200))
    Meeting.objects.filter(pk=session.pk).update(state="approved")
    with clock.fixed(END):
        commands.tend_ballots(clock.now())
    (erratum,) = Minutes.objects.get(pk=minutes.pk).errata.all()
    assert erratum.text.startswith("M-2021-02, a ballot by mail that was open then: Lost by mail:")
    assert erratum.source_ref == ballot.ref


def test_ballot_goes_on_after_the_minutes_are_approved(
    council: Council, session: Meeting, ballot: Motion
) -> None:
    Meeting.objects.filter(pk=session.pk).update(state="approved")
    with clock.fixed(NEXT_DAY):
        for name in ("Gus", "Hal"):
            commands.cast_by_mail(council.person(name), fresh(ballot), slug_of(name), "yes")
    assert fresh(ballot).state == State.CARRIED


def test_result_is_proposed_for_the_next_agenda_until_one_had_it(
    council: Council, session: Meeting, ballot: Motion
) -> None:
    meetings.adjourn(council.secretary, session)
    with clock.fixed(END):
        commands.tend_ballots(clock.now())
        plan = meetings.MeetingPlan(
            starts_at=END + timedelta(days=6), ends_at=END + timedelta(days=6, hours=1)
        )
        following = meetings.plan_meeting(council.secretary, council.body, plan).meeting
        kind = BallotResult()
        (proposal,) = kind.proposed(snapshot_for(following), clock.now())
        assert proposal.title == "Result of the ballot M-2021-02: Draw the map"
        assert proposal.reason == "Lost by mail: 3 yes, 1 no, 5 not voted; 5 yes needed."
        item = meetings.add_item(
            council.secretary,
            following,
            meetings.NewItem(title=proposal.title, kind=proposal.kind, source_ref=ballot.ref),
        )
        snapshot = snapshot_for(following)
        assert kind.proposed(snapshot, clock.now()) == []
        (slide,) = kind.shown(snapshot, snapshot.item(item.slug), clock.now())
        assert "Lost by mail" in slide.foot


def test_votes_of_a_private_item_stay_private(
    council: Council, session: Meeting, motion: Motion
) -> None:
    item = topic_of(session)
    item.audience = "members"
    item.save()
    ballot = commands.ballot_by_mail(council.secretary, motion)
    assert Client().get(f"/{ballot.ref}").status_code == 404
    assert "M-2021-02" not in words_of(Client().get("/tc/decisions"))
    assert Client().get("/api/v1/tc/ballots").json()["items"] == []
    assert not [e for e in calendar_events(council.body) if "ballot" in e.title]
