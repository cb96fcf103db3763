"""A motion without quorum goes on as a ballot by mail: what carries over, who votes, the end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from secretariat.council.meetings import commands as meetings
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.council.motions import commands
from secretariat.council.motions.models import Motion, Vote
from secretariat.council.motions.queries import (
    coming_back,
    decisions,
    motion_named,
    short_result,
    waiting_in,
)
from secretariat.council.motions.queries.register import DecisionFilter
from secretariat.foundation.outbox.models import Message, Receipt, Sending
from secretariat.foundation.people.models import Term
from secretariat.foundation.records import clock
from secretariat.foundation.records.models import Entry
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import PUBLIC_ACTOR, Role
from tests import factories
from tests.council.motions.conftest import (
    Council,
    fresh,
    leave,
    minute,
    slug_of,
    topic_of,
)

State = Motion.State
NEXT_DAY = minute(60 * 26)
END = datetime(2021, 10, 15, 7, 0, tzinfo=UTC)
"""Midnight after 14 October in Los Angeles."""


def moved(council: Council, session: Meeting) -> Motion:
    return commands.move_motion(
        council.secretary, council.body, text="Draw the map", item=topic_of(session)
    )


def vote(council: Council, motion: Motion, **said: str) -> None:
    """Votes of the room, by first name."""
    for name, choice in said.items():
        commands.cast_vote(council.secretary, motion, slug_of(name), choice)


def by_mail(council: Council, ballot: Motion, name: str, choice: str) -> Vote:
    """A vote of one's own, by mail."""
    return commands.cast_by_mail(council.person(name), ballot, slug_of(name), choice)


@pytest.fixture
def ballot(council: Council, session: Meeting) -> Motion:
    """Ada, Ben and Cyd said yes and Dot no, when quorum was lost: the ballot that continues it."""
    motion = moved(council, session)
    commands.open_vote(council.secretary, motion)
    vote(council, motion, Ada="yes", Ben="yes", Cyd="yes", Dot="no")
    leave(council, session, "Eve", "Fay")
    return commands.ballot_by_mail(council.secretary, motion)


def refused(code: str, act: object, *values: object, **named: object) -> Refused:
    with pytest.raises(Refused) as caught:
        act(*values, **named)  # type: ignore[operator]
    assert caught.value.code == code, caught.value
    return caught.value


# ------------------------------------------------------------------------------- opening


def test_first_motion_ends_without_quorum_and_goes_on_as_a_ballot(ballot: Motion) -> None:
    first = ballot.continues
    assert first is not None
    assert first.state == State.NO_QUORUM
    assert first.explanation.endswith(f"It goes on by mail as {ballot.number}.")
    assert (ballot.number, ballot.state, ballot.medium) == ("M-2021-02", State.OPEN, "mail")
    assert (ballot.text, ballot.meeting, ballot.item) == (first.text, first.meeting, first.item)
    assert ballot.closes_at == END


def test_ballot_has_a_rule_and_an_electorate_of_its_own(ballot: Motion) -> None:
    assert ballot.continues is not None
    assert ballot.frozen_rule["rule"]["medium"] == "mail"
    assert ballot.frozen_rule["rule"]["threshold"]["base"] == "all"
    assert ballot.continues.frozen_rule["rule"]["medium"] == "meeting"
    assert len(ballot.frozen_electorate["seats"]) == 9


def test_votes_of_the_meeting_carry_over_and_say_where_from(ballot: Motion) -> None:
    rows = {row.seat.slug: row for row in ballot.votes.select_related("seat", "carried_from")}
    assert {slug: row.choice for slug, row in rows.items()} == {
        slug_of("Ada"): "yes", slug_of("Ben"): "yes", slug_of("Cyd"): "yes", slug_of("Dot"): "no",
    }  # fmt: skip
    sources = [row.carried_from for row in rows.values()]
    assert {source.motion for source in sources if source} == {ballot.continues}
    assert all(sources)


def test_with_quorum_nothing_goes_to_mail(council: Council, session: Meeting) -> None:
    motion = moved(council, session)
    refused("quorum_reached", commands.ballot_by_mail, council.secretary, motion)
    assert fresh(motion).state == State.MOVED
    assert Motion.objects.count() == 1


def test_motion_without_a_vote_goes_to_mail_in_one_act(council: Council, session: Meeting) -> None:
    motion = moved(council, session)
    leave(council, session, "Eve", "Fay")
    ballot = commands.ballot_by_mail(council.chair, motion, until=date(2021, 10, 20))
    assert not ballot.votes.exists()
    assert fresh(motion).state == State.NO_QUORUM
    assert ballot.closes_at == datetime(2021, 10, 21, 7, 0, tzinfo=UTC)


def test_kind_without_a_rule_by_mail_stays_in_the_meeting(
    council: Council, session: Meeting
) -> None:
    book = council.body.rule_books.get()
    book.text += '[decisions.project_acceptance.meeting]\nneeds = "more than 1/2 of all seats"\n'
    book.save()
    motion = commands.move_motion(
        council.secretary,
        council.body,
        text="Accept it",
        item=topic_of(session),
        decision_kind="project_acceptance",
    )
    leave(council, session, "Eve", "Fay")
    refused("no_rule", commands.ballot_by_mail, council.secretary, motion)
    assert fresh(motion).state == State.MOVED, "nothing has changed"


def test_member_does_not_open_a_ballot(council: Council, session: Meeting) -> None:
    motion = moved(council, session)
    leave(council, session, "Eve", "Fay")
    refused("not_allowed", commands.ballot_by_mail, council.member, motion)


def test_first_motion_is_not_taken_up_again(council: Council, ballot: Motion) -> None:
    first = ballot.continues
    assert first is not None
    refused("continued", commands.open_vote, council.secretary, first)
    refused("continued", commands.withdraw_motion, council.secretary, first)
    refused("continued", commands.ballot_by_mail, council.secretary, first)
    refused(
        "continued", commands.override_result, council.secretary, first, "carried", reason="Slip"
    )


def test_room_does_not_touch_a_ballot(council: Council, ballot: Motion) -> None:
    refused("by_mail", commands.close_vote, council.secretary, ballot)
    refused("by_mail", commands.cast_remaining, council.secretary, ballot, "yes")
    refused("by_mail", commands.cast_vote, council.secretary, ballot, slug_of("Ada"), "yes")
    refused("by_mail", commands.stop_vote, council.secretary, ballot)
    refused("by_mail", commands.record_general_consent, council.secretary, ballot)


# --------------------------------------------------------------------------------- voting


def test_seat_that_was_absent_votes_by_mail(council: Council, ballot: Motion) -> None:
    row = by_mail(council, ballot, "Gus", "yes")
    assert (row.person, row.channel) == (council.people["Gus"], "page")
    assert fresh(ballot).state == State.OPEN


def test_alternate_votes_by_mail_and_the_seat_has_voted(council: Council, ballot: Motion) -> None:
    by_mail(council, ballot, "Gil", "no")
    with clock.fixed(NEXT_DAY):
        told = refused("already_voted", by_mail, council, ballot, "Gus", "yes")
    assert "no by Gil Snow at 07:10 PDT on 7 Oct 2021, on the page of the motion" in told.message


def test_stranger_and_member_of_another_seat_do_not_vote_for_it(
    council: Council, ballot: Motion
) -> None:
    refused("not_speaker", commands.cast_by_mail, council.member, ballot, slug_of("Gus"), "yes")
    stranger = factories.actor(Role.LIAISON, "zoe-zed")
    refused("not_speaker", commands.cast_by_mail, stranger, ballot, slug_of("Gus"), "yes")
    refused("not_allowed", commands.cast_by_mail, PUBLIC_ACTOR, ballot, slug_of("Gus"), "yes")


def test_vote_is_taken_down_from_a_mail_with_where_it_was_given(
    council: Council, ballot: Motion
) -> None:
    act = (council.secretary, ballot, slug_of("Hal"), "abstain")
    refused("source_missing", commands.cast_by_mail, *act, person="hal-birch")
    row = commands.cast_by_mail(*act, person="hal-birch", source_words="mail of 8 Oct")
    assert (row.channel, row.source_words) == ("taken_down", "mail of 8 Oct")
    told = refused("already_voted", by_mail, council, ballot, "Hal", "yes")
    assert "taken down by an officer (mail of 8 Oct)" in told.message


def test_second_vote_is_refused_whatever_channel_it_comes_by(
    council: Council, ballot: Motion
) -> None:
    by_mail(council, ballot, "Gus", "yes")
    for channel in Vote.Channel.values:
        act = (council.person("Gus"), ballot, slug_of("Gus"), "no")
        refused("already_voted", commands.cast_by_mail, *act, channel=channel)
    assert ballot.votes.get(seat__slug=slug_of("Gus")).choice == "yes"


def test_representative_replaces_the_vote_carried_over_once(
    council: Council, ballot: Motion
) -> None:
    row = by_mail(council, ballot, "Dot", "yes")
    assert row.carried_from is None
    assert ballot.votes.filter(seat__slug=slug_of("Dot")).count() == 1
    refused("already_voted", by_mail, council, ballot, "Dot", "no")


def test_alternate_does_not_replace_the_vote_carried_over(council: Council, ballot: Motion) -> None:
    told = refused("already_voted", by_mail, council, ballot, "Dan", "yes")
    assert "no by Dot Hale" in told.message
    assert "in the meeting" in told.message


def test_vote_carried_over_is_firm_after_the_first_day(council: Council, ballot: Motion) -> None:
    with clock.fixed(NEXT_DAY):
        refused("already_voted", by_mail, council, ballot, "Dot", "yes")
        refused(
            "not_carried",
            commands.object_to_carrying,
            council.person("Dot"),
            ballot,
            slug_of("Dot"),
        )


def test_seat_objects_and_is_missing_again(council: Council, ballot: Motion) -> None:
    commands.object_to_carrying(council.person("Dan"), ballot, slug_of("Dot"))
    assert not ballot.votes.filter(seat__slug=slug_of("Dot")).exists()
    kept = Entry.objects.get(command="motions.object_to_carrying")
    assert kept.before["choice"] == "no", "the trail keeps what it was"
    by_mail(council, ballot, "Dan", "abstain")
    assert ballot.votes.get(seat__slug=slug_of("Dot")).choice == "abstain"


def test_nobody_objects_for_another_seat(council: Council, ballot: Motion) -> None:
    refused("not_allowed", commands.object_to_carrying, council.member, ballot, slug_of("Dot"))
    refused(
        "source_missing", commands.object_to_carrying, council.secretary, ballot, slug_of("Dot")
    )


def test_person_whose_term_ended_does_not_vote_and_the_new_one_does(
    council: Council, ballot: Motion
) -> None:
    gus = Term.objects.get(person=council.people["Gus"])
    gus.to_on = date(2021, 10, 8)
    gus.save()
    new = factories.person("Nia Moor")
    Term.objects.create(
        seat=gus.seat, person=new, capacity="representative", from_on=date(2021, 10, 9)
    )
    with clock.fixed(minute(60 * 24 * 3)):
        refused("not_speaker", by_mail, council, ballot, "Gus", "yes")
        row = commands.cast_by_mail(
            factories.actor(Role.MEMBER, new.handle), ballot, slug_of("Gus"), "yes"
        )
    assert row.person == new


# ---------------------------------------------------------------------------------- ending


def test_ballot_closes_early_once_nothing_can_change_it(council: Council, ballot: Motion) -> None:
    with clock.fixed(NEXT_DAY):
        by_mail(council, ballot, "Gus", "yes")
        assert fresh(ballot).state == State.OPEN, "4 of 9"
        by_mail(council, ballot, "Hal", "yes")
    ended = fresh(ballot)
    assert ended.state == State.CARRIED
    assert ended.explanation.startswith("Carried by mail: 5 yes, 1 no, 0 abstain, 0 recused, 3 not")
    assert "closed early on 8 Oct 2021" in ended.explanation
    assert short_result(ended) == "Carried by mail: 5 yes, 1 no, 3 not voted; 5 yes needed."


def test_votes_carried_over_do_not_settle_it_while_they_may_be_objected_to(
    council: Council, ballot: Motion
) -> None:
    by_mail(council, ballot, "Gus", "yes")
    by_mail(council, ballot, "Hal", "yes")
    assert fresh(ballot).state == State.OPEN
    assert commands.tend_ballots(clock.now()) == 0
    with clock.fixed(NEXT_DAY):
        assert commands.tend_ballots(clock.now()) == 1
    assert fresh(ballot).state == State.CARRIED


def test_ballot_is_lost_at_its_deadline_without_the_yes_it_needs(
    council: Council, ballot: Motion
) -> None:
    with clock.fixed(END - timedelta(minutes=1)):
        assert commands.tend_ballots(clock.now()) == 0
        by_mail(council, ballot, "Gus", "yes")
        refused("still_open", commands.end_ballot, council.secretary, ballot)
    with clock.fixed(END):
        refused("vote_closed", by_mail, council, ballot, "Hal", "yes")
        assert commands.tend_ballots(clock.now()) == 1
        assert commands.tend_ballots(clock.now()) == 0, "safe to repeat"
    ended = fresh(ballot)
    assert ended.state == State.LOST
    assert "was open until the end of 14 Oct 2021 (PDT)" in ended.explanation
    with clock.fixed(END):
        refused("vote_not_open", by_mail, council, ballot, "Hal", "yes")


def test_ended_ballot_stands_in_the_register_on_the_day_it_ended(
    council: Council, ballot: Motion
) -> None:
    wanted = DecisionFilter()
    assert [row.number for row in decisions(council.secretary, council.body, wanted)] == [
        "M-2021-01"
    ], "an open ballot is no decision yet"
    with clock.fixed(END):
        commands.tend_ballots(clock.now())
    first, *_ = decisions(council.secretary, council.body, wanted)
    assert (first.number, first.on) == ("M-2021-02", date(2021, 10, 15))


def test_open_ballot_does_not_hold_its_meeting(
    council: Council, session: Meeting, ballot: Motion
) -> None:
    assert waiting_in(council.secretary, snapshot_for(session)) == []
    meetings.adjourn(council.secretary, session)
    later = minute(60 * 24 * 14)
    assert coming_back(council.body.slug, later) == [], "what goes on by mail does not come back"
    assert not fresh(ballot).was_left
    with clock.fixed(NEXT_DAY):
        by_mail(council, ballot, "Gus", "yes")


def test_deferred_ballot_comes_back(council: Council, session: Meeting, ballot: Motion) -> None:
    commands.defer_motion(council.secretary, ballot, words="to be discussed first")
    meetings.adjourn(council.secretary, session)
    assert coming_back(council.body.slug, minute(60 * 24 * 14)) == [ballot]


# --------------------------------------------------------------------------------- letters


def asked() -> list[str]:
    """Who was written to in the latest sending, by first name."""
    latest = Sending.objects.filter(purpose="ballot").latest("id")
    return sorted(receipt.person_name.split()[0] for receipt in latest.receipts.all())


@pytest.fixture
def _addresses(council: Council) -> None:
    for first, person in council.people.items():
        person.address = f"{first.lower()}@example.org"
        person.save()


@pytest.mark.usefixtures("_addresses")
def test_only_the_missing_are_written_to_and_reminded(council: Council, ballot: Motion) -> None:
    assert asked() == ["Eve", "Fay", "Gus", "Hal", "Ivy"]
    subjects = {message.subject for message in Message.objects.all()}
    assert subjects == {"[TC] Ballot M-2021-02, a vote by mail: action required by 14 Oct"}
    by_mail(council, ballot, "Gus", "no")
    with clock.fixed(minute(60 * 24 * 4)):
        commands.tend_ballots(clock.now())
        commands.tend_ballots(clock.now())
    assert asked() == ["Eve", "Fay", "Hal", "Ivy"]
    assert Sending.objects.count() == 2, "once, however often the task runs"
    with clock.fixed(END - timedelta(hours=20)):
        commands.tend_ballots(clock.now())
    assert Sending.objects.count() == 3


@pytest.mark.usefixtures("_addresses")
def test_seat_without_representative_is_asked_through_its_alternates(
    council: Council, session: Meeting
) -> None:
    Term.objects.filter(person=council.people["Gus"]).delete()
    motion = moved(council, session)
    leave(council, session, "Eve", "Fay")
    commands.ballot_by_mail(council.secretary, motion)
    assert "Gil" in asked()
    assert "Al" not in asked()


def test_ballot_opens_though_no_letter_reaches_anybody(ballot: Motion) -> None:
    assert fresh(ballot).state == State.OPEN
    assert not Receipt.objects.exists()


def test_whole_ballot_is_found_by_its_number(ballot: Motion) -> None:
    assert motion_named(ballot.ref).continues == ballot.continues


# ------------------------------------------------------------------------- what follows


def test_vote_is_kept_where_what_follows_from_it_is_refused(
    council: Council, ballot: Motion, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(*_: object) -> None:
        raise Refused("open_corrections", "Two corrections are undecided.")

    with clock.fixed(NEXT_DAY):
        by_mail(council, ballot, "Gus", "yes")
        monkeypatch.setattr("secretariat.council.motions.commands.ending.tell", refusing)
        by_mail(council, ballot, "Hal", "yes")
        assert commands.tend_ballots(clock.now()) == 0
    assert fresh(ballot).state == State.OPEN
    assert ballot.votes.filter(seat__slug=slug_of("Hal")).exists()
    monkeypatch.undo()
    with clock.fixed(END):
        assert commands.tend_ballots(clock.now()) == 1, "as soon as nothing stands in the way"


def test_letter_of_a_seat_that_objects_asks_it_for_its_vote(
    council: Council, ballot: Motion
) -> None:
    dot = council.people["Dot"]
    dot.address = "dot@example.org"
    dot.save()
    commands.object_to_carrying(council.person("Dot"), ballot, slug_of("Dot"))
    assert asked() == ["Dot"]
