"""Secret votes: made so before the vote opens, cast without a trace of who said what.

A secret vote writes neither audit entry nor change feed, and no row of its own: that its seat has
voted, and one more in a count.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from secretariat.council.meetings.commands.frame import must_be_recordable
from secretariat.council.motions import policy
from secretariat.council.motions.commands.casting import known_choice, must_be_open
from secretariat.council.motions.commands.frame import (
    Counting,
    meeting_of,
    motion_act,
    must_be_of_the_room,
)
from secretariat.council.motions.models import Motion, SecretTally, Voted
from secretariat.council.motions.snapshots import may_be_voted_in_secret
from secretariat.foundation.people.models import Seat
from secretariat.foundation.records import clock
from secretariat.foundation.records.commands import locked, running_acts
from secretariat.rules.errors import Refused
from secretariat.rules.motions import check_vote
from secretariat.rules.seats import Speaking
from secretariat.rules.secret import SECRET_CHOICES, voted_already
from secretariat.rules.visibility import Actor, require


def make_secret(actor: Actor, motion: Motion) -> Motion:
    """Let the seats vote on a motion in secret, said before the vote opens.

    Refuses ("not_secret") a kind of decision on which the rule book knows no secret vote, and
    ("wrong_state") a vote that has begun. Its inverse is `make_open`.
    """
    return _make(actor, motion, "make_secret", is_secret=True)


def make_open(actor: Actor, motion: Motion) -> Motion:
    """Let the vote on a motion be open to all again, before it opens. Refuses ("wrong_state"). Its
    inverse is `make_secret`.
    """
    return _make(actor, motion, "make_open", is_secret=False)


def cast_secretly(actor: Actor, motion: Motion, seat: str, choice: str) -> None:
    """Give the vote of one's own seat in secret. It has no inverse: nobody knows which it is.

    Refuses ("not_allowed") everybody but who speaks for the seat, ("vote_not_open", "not_secret",
    "unknown_seat", "seat_not_present", "seat_recused", "already_voted", "unknown_choice").
    """
    _cast(actor, motion, seat, choice, may=policy.may_cast_secretly)


def cast_on_turned_screen(actor: Actor, motion: Motion, seat: str, choice: str) -> None:
    """Give the vote of a seat without a device on the clerk's screen, turned to who speaks for it.
    The program cannot see who pressed; that it was done so is for the people in the room.

    Refuses the same, and ("not_allowed") whoever does not run the meeting.
    """
    _cast(actor, motion, seat, choice, may=policy.may_lend_screen)


def _make(actor: Actor, motion: Motion, verb: str, *, is_secret: bool) -> Motion:
    with motion_act(actor, verb, motion) as (this, row, meeting):
        must_be_of_the_room(row)
        if row.state != Motion.State.MOVED:
            raise Refused(
                "wrong_state",
                f"{row.number} is {row.get_state_display()}. Whether a vote is secret is said "
                "before it opens. Nothing has changed.",
            )
        if is_secret and not may_be_voted_in_secret(row, meeting):
            raise Refused(
                "not_secret",
                "The rule book knows no secret vote on this kind of decision. Nothing has changed. "
                "Add may_be_secret = true to it there, with its source.",
            )
        row.is_secret = is_secret
        row.save(update_fields=["is_secret"])
        this.summary = "The vote will be secret" if is_secret else "The vote will be open to all"
        this.now_is(is_secret=is_secret)
    return row


def _cast(actor: Actor, motion: Motion, seat: str, choice: str, *, may: policy.MayCast) -> None:
    """The vote itself. No command runs around it that would write its time into the trail."""
    if running_acts():
        raise RuntimeError("a secret vote is never cast inside another command")
    wanted = known_choice(choice)
    if wanted.value not in {each.value for each in SECRET_CHOICES}:
        raise Refused(
            "unknown_choice",
            "A secret vote is yes, no or abstain; that a seat is recused is said openly. Nothing "
            "has changed.",
        )
    with transaction.atomic():
        meeting = locked(meeting_of(motion))
        meeting.body = motion.body
        row = locked(motion)
        row.body, row.meeting = motion.body, meeting
        must_be_recordable(meeting)
        must_be_open(row)
        if not row.is_secret:
            raise Refused(
                "not_secret", f"The vote on {row.number} is open to all. Nothing has changed."
            )
        who = _speaker(row, seat)
        require(may(actor, row, who))
        the_seat = Seat.objects.get(body=row.body, slug=seat)
        if not Voted.objects.get_or_create(motion=row, seat=the_seat)[1]:
            raise voted_already(seat)
        _count(row, wanted.value)


def _speaker(row: Motion, seat: str) -> Speaking:
    now = Counting(clock.now(), row, meeting_of(row))
    return check_vote(now.terms.roster, now.speaking, now.votes, seat)


def _count(row: Motion, choice: str) -> None:
    """Every choice has its count from the first vote on, so that no row tells which came first."""
    for each in SECRET_CHOICES:
        SecretTally.objects.get_or_create(motion=row, choice=each.value)
    SecretTally.objects.filter(motion=row, choice=choice).update(count=F("count") + 1)
