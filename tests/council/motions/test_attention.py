"""Which votes wait for whom, and which motions were left open."""

from __future__ import annotations

from secretariat.council.meetings.models import Meeting
from secretariat.council.motions import commands
from secretariat.council.motions.attention import motions_left_open, votes_waiting
from secretariat.council.motions.models import Motion
from secretariat.foundation.people.attention import Attention, Place
from secretariat.foundation.records import clock
from secretariat.rules.visibility import PUBLIC_ACTOR, Actor

from .conftest import Council, fresh, minute, slug_of, topic_of


def waiting(council: Council, actor: Actor) -> list[Attention]:
    return votes_waiting(actor, council.body, clock.now())


def moved(council: Council, session: Meeting) -> Motion:
    motion = commands.move_motion(
        council.secretary,
        council.body,
        text="Adopt the harbour map.",
        item=topic_of(session),
    )
    return fresh(motion)


def opened(council: Council, session: Meeting) -> Motion:
    motion = moved(council, session)
    commands.open_vote(council.secretary, motion)
    return fresh(motion)


def test_open_vote_waits_for_seats_that_are_silent(council: Council, session: Meeting) -> None:
    motion = opened(council, session)

    assert waiting(council, council.person("Ben")) == [
        Attention(
            f"Vote for Birch Labs on {motion.number}: Adopt the harbour map.",
            f"/{motion.ref}",
            "vote",
            place=Place.NOW,
        )
    ]


def test_vote_waits_for_the_alternate_too(council: Council, session: Meeting) -> None:
    opened(council, session)

    assert len(waiting(council, council.person("Bea"))) == 1


def test_seat_that_has_voted_is_not_asked_again(council: Council, session: Meeting) -> None:
    motion = opened(council, session)
    commands.cast_vote(council.person("Ben"), motion, slug_of("Ben"), "yes")

    assert waiting(council, council.person("Ben")) == []
    assert len(waiting(council, council.person("Cyd"))) == 1


def test_vote_does_not_wait_for_people_without_a_seat(council: Council, session: Meeting) -> None:
    opened(council, session)

    assert waiting(council, council.secretary) == []
    assert waiting(council, PUBLIC_ACTOR) == []


def test_motion_that_is_only_moved_waits_for_nobody(council: Council, session: Meeting) -> None:
    moved(council, session)

    assert waiting(council, council.person("Ben")) == []


def test_motion_left_open_at_the_adjournment_waits_for_officers(
    council: Council, session: Meeting
) -> None:
    motion = moved(council, session)
    before = motions_left_open(council.secretary, council.body, clock.now())
    Meeting.objects.filter(pk=session.pk).update(adjourned_at=minute(60), state="adjourned")

    (asked,) = motions_left_open(council.secretary, council.body, clock.now())
    assert before == []
    assert asked.words == (
        f"Say how {motion.number} ended, or put it on the next agenda: its meeting is "
        "adjourned and it is still open"
    )
    assert motions_left_open(council.member, council.body, clock.now()) == []
