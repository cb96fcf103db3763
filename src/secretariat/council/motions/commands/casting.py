"""Casting votes by seat. A seat has one vote. While it is open, who speaks for the seat may change
it; a slip in taking it down is corrected by an officer, with a reason.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction

from secretariat.council.meetings.commands.frame import reason_given
from secretariat.council.motions import policy
from secretariat.council.motions.commands.frame import (
    Counting,
    motion_act,
    must_be_open_to_all,
    person_row,
)
from secretariat.council.motions.commands.presiding import follow_recusal, give_back_to
from secretariat.council.motions.models import Motion, Vote
from secretariat.council.motions.queries import votes_of
from secretariat.council.motions.snapshots import frozen_terms
from secretariat.foundation.people.models import Seat
from secretariat.foundation.records.commands import Act
from secretariat.rules.errors import Refused
from secretariat.rules.motions import check_vote
from secretariat.rules.seats import Speaking
from secretariat.rules.secret import voted_already
from secretariat.rules.visibility import Actor, require


def cast_vote(actor: Actor, motion: Motion, seat: str, choice: str, *, person: str = "") -> Vote:
    """Cast a seat's vote through whoever speaks for it now; `person` (a handle) must be that one.

    Refuses ("vote_not_open", "unknown_seat", "seat_not_present", "already_voted", "seat_recused",
    "not_speaker", "unknown_choice", "not_allowed").
    """
    wanted = known_choice(choice)
    with motion_act(actor, "cast_vote", motion, may=policy.may_be_heard) as (
        this,
        row,
        meeting,
    ):
        must_be_open(row)
        if row.is_secret:
            must_be_recusal(row, seat, wanted)
        counting = Counting(this, row, meeting)
        who = _speaker(counting, seat, person)
        require(policy.may_cast(actor, row, who))
        vote = _write(this, row, who, wanted, counting)
        follow_recusal(this, row, meeting, vote, who, counting.terms.roster)
        this.summary = f"{counting.terms.roster.seat(seat).label}: {wanted.label}"
        this.now_is(seat=seat, choice=wanted.value, person=who.person.name)
    return vote


def cast_remaining(actor: Actor, motion: Motion, choice: str) -> list[Vote]:
    """Take down the same vote for every seat that is present and has not voted yet."""
    wanted = known_choice(choice)
    with motion_act(actor, "cast_remaining", motion) as (this, row, meeting):
        must_be_open(row)
        must_be_open_to_all(row)
        counting = Counting(this, row, meeting)
        done = {vote.seat for vote in counting.votes}
        left = [who for seat, who in counting.speaking.items() if seat not in done]
        votes = [_write(this, row, who, wanted, counting) for who in left]
        this.summary = f"All other seats: {wanted.label}"
        this.now_is(choice=wanted.value, seats=[who.seat for who in left])
    return votes


def vote_again(actor: Actor, motion: Motion, seat: str, choice: str) -> Vote:
    """Change the vote of one's own seat while the vote is open; the trail keeps both.

    Refuses ("vote_not_open", "unknown_seat", "seat_not_present", "no_vote", "unknown_choice",
    "not_allowed").
    """
    wanted = known_choice(choice)
    with motion_act(actor, "vote_again", motion, may=policy.may_be_heard) as (this, row, meeting):
        must_be_open(row)
        must_be_open_to_all(row)
        counting = Counting(this, row, meeting)
        who = check_vote(counting.terms.roster, counting.speaking, (), seat)
        require(policy.may_vote_again(actor, who))
        vote = _vote_of(row, seat)
        this.was(seat=seat, choice=vote.choice, person=vote.person.name if vote.person else "")
        vote.choice, vote.person = wanted, person_row(who.person.handle)
        vote.cast_at, vote.recorded_by = this.at, actor.name
        vote.save(update_fields=["choice", "person", "cast_at", "recorded_by"])
        follow_recusal(this, row, meeting, vote, who, counting.terms.roster)
        this.summary = f"{counting.terms.roster.seat(seat).label}: {wanted.label}"
        this.now_is(seat=seat, choice=wanted.value, person=who.person.name)
    return vote


def change_vote(actor: Actor, motion: Motion, seat: str, choice: str, *, reason: str) -> Vote:
    """Correct a vote that was taken down wrong, while the vote is open, with the reason.

    Refuses ("reason_missing", "no_vote", "vote_not_open", "not_allowed").
    """
    wanted, words = known_choice(choice), reason_given(reason, "the vote is changed")
    with motion_act(actor, "change_vote", motion, summary=words) as (this, row, _):
        must_be_open_to_all(row)
        vote = _vote_of(row, seat)
        this.was(seat=seat, choice=vote.choice)
        vote.choice, vote.recorded_by = wanted, actor.name
        vote.save(update_fields=["choice", "recorded_by"])
        this.now_is(seat=seat, choice=wanted.value, reason=words)
    return vote


def take_back_vote(actor: Actor, motion: Motion, seat: str, *, reason: str) -> None:
    """Remove a vote or recusal taken down by mistake, while the vote is open; the trail keeps it.

    Refuses ("reason_missing", "no_vote", "vote_not_open", "not_allowed").
    """
    words = reason_given(reason, "the vote is taken back")
    with motion_act(actor, "take_back_vote", motion, summary=words) as (this, row, meeting):
        vote = _vote_of(row, seat)
        this.was(seat=seat, choice=vote.choice, person=vote.person.name if vote.person else "")
        vote.delete()
        give_back_to(row, meeting, _people_of(row, seat))
        this.now_is(reason=words)


def known_choice(choice: str) -> Vote.Choice:
    """The choice of this word. Refuses ("unknown_choice")."""
    if choice not in Vote.Choice.values:
        raise Refused(
            "unknown_choice",
            f"“{choice}” is no vote. A seat says yes, no, abstain or recused. Nothing has changed.",
        )
    return Vote.Choice(choice)


def must_be_recusal(row: Motion, seat: str, choice: Vote.Choice) -> None:
    """Refuse ("secret_vote") a choice in a secret vote, where only a recusal is open to all, and
    ("already_voted") the recusal of a seat that has voted.
    """
    if choice != Vote.Choice.RECUSED:
        must_be_open_to_all(row)
    if row.voted.filter(seat__slug=seat).exists():
        raise voted_already(seat)


def must_be_open(row: Motion) -> None:
    """Refuse ("vote_not_open") a vote on what is not put to the vote."""
    if row.state != Motion.State.OPEN:
        raise Refused(
            "vote_not_open",
            f"{row.number} is {row.get_state_display()}, so no vote can be cast or changed. "
            "Nothing has changed. Open the vote first; after it is closed, note an erratum.",
        )


def _speaker(counting: Counting, seat: str, person: str = "") -> Speaking:
    return check_vote(counting.terms.roster, counting.speaking, counting.votes, seat, person)


def _write(this: Act, row: Motion, who: Speaking, choice: Vote.Choice, counting: Counting) -> Vote:
    seat = Seat.objects.get(body=row.body, slug=who.seat)
    try:
        with transaction.atomic():
            return Vote.objects.create(
                motion=row,
                seat=seat,
                person=person_row(who.person.handle),
                choice=choice,
                cast_at=this.at,
                recorded_by=this.actor.name,
            )
    except IntegrityError:
        # Somebody was faster in spite of the lock: the words are those of a second vote.
        counting.votes = votes_of(row, counting.zone)
        _speaker(counting, who.seat)
        raise


def _people_of(row: Motion, seat: str) -> set[str]:
    terms = frozen_terms(row)
    return {each.handle for each in terms.roster.seat(seat).people} if terms else set()


def _vote_of(row: Motion, seat: str) -> Vote:
    must_be_open(row)
    vote = row.votes.filter(seat__slug=seat).select_related("seat", "person").first()
    if vote is None:
        raise Refused(
            "no_vote",
            "This seat has not voted, so there is nothing to correct. Nothing has changed. Cast "
            "its vote.",
        )
    return vote
