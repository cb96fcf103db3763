"""What of the motions waits for a person: a vote of one's seat, a motion that was left open."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Exists, Prefetch

from secretariat.council.meetings.models import Meeting
from secretariat.council.motions import policy
from secretariat.council.motions.models import Motion, Vote
from secretariat.council.motions.queries import (
    ballot_at,
    live_tally,
    remarks_on_votes,
    taken_up,
)
from secretariat.council.motions.queries.recounts import roll_call_touched_since
from secretariat.council.motions.snapshots import frozen_terms
from secretariat.foundation.people.attention import Attention, Place, register, shortened
from secretariat.foundation.people.models import Body
from secretariat.foundation.people.queries import day_in
from secretariat.rules.days import day_words
from secretariat.rules.visibility import Actor

PATIENCE = timedelta(minutes=10)


def votes_waiting(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """Votes that are open and where the person's seat has not voted, though somebody of it is in
    the room; ballots by mail as long as they last. Two queries, and those of a roll call or a
    roster for each that is open.
    """
    if actor.person is None:
        return []
    rows = Motion.objects.filter(body=body, state=Motion.State.OPEN)
    votes = Prefetch("votes", Vote.objects.select_related("seat"))
    mine = policy.visible_to(actor, rows).select_related("body", "meeting__body")
    found = []
    for motion in mine.prefetch_related(votes):
        if motion.is_by_mail:
            found += _asked_by_mail(motion, actor.person, at)
        else:
            found += [_vote(motion, seat) for seat in _unvoted_seats(motion, actor.person, at)]
    return found


def _vote(motion: Motion, seat: str, due_on: date | None = None) -> Attention:
    return Attention(
        f"Vote for {seat} on {motion.number}: {shortened(motion.text)}",
        f"/{motion.ref}",
        "vote",
        due_on=due_on,
        place=Place.NOW,
    )


def _asked_by_mail(motion: Motion, person: str, at: datetime) -> list[Attention]:
    """The votes by mail that are missing, and the votes of the meeting that would carry over."""
    ballot = ballot_at(motion, at)
    last_on = day_in(motion.body, ballot.box.window.closes_at - timedelta(seconds=1))
    found = [_vote(motion, line.label, last_on) for line in ballot.asked_of(person)]
    return found + [
        Attention(
            f"Object by {day_words(day_in(motion.body, ballot.box.window.carry_until))} if the "
            f"{line.choice} of {line.label} in the meeting is not to count in {motion.number}",
            f"/{motion.ref}",
            "vote",
            place=Place.GOOD_TO_KNOW,
        )
        for line in ballot.lines_of(person)
        if line.may_object
    ]


def ballots_stuck(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """For officers: ballots whose time has passed and which could not be closed, since what follows
    from them was refused. One query.
    """
    if not policy.may_decide(actor, Motion(body=body)):
        return []
    late = Motion.objects.filter(
        body=body, medium="mail", state=Motion.State.OPEN, closes_at__lt=at - PATIENCE
    )
    return [
        Attention(
            f"Close {motion.number}: its ballot is over, and something keeps it from taking effect",
            f"/{motion.ref}",
            "vote",
            place=Place.NOW,
        )
        for motion in late.select_related("body")
    ]


def motions_left_open(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """For officers: motions that a meeting did not deal with before it was adjourned, and that no
    agenda took up since. One query, two where there are any.
    """
    del at
    if not policy.may_decide(actor, Motion(body=body)):
        return []
    rows = Motion.objects.filter(
        body=body,
        state__in=Motion.WAITING,
        medium="meeting",
        meeting__adjourned_at__isnull=False,
    )
    found = list(rows.select_related("body"))
    taken = taken_up(body.slug) if found else {}
    return [
        Attention(
            f"Say how {motion.number} ended, or put it on the next agenda: its meeting is "
            "adjourned and it is still open",
            f"/{motion.ref}",
            "vote",
            place=Place.SOON,
        )
        for motion in found
        if motion.ref not in taken
    ]


def votes_to_look_at(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """For officers: decisions that the roll call, corrected since, says otherwise. One query, and
    five a meeting that decided, whose roll call was touched since and whose minutes are not
    approved.
    """
    del at
    if not policy.may_decide(actor, Motion(body=body)):
        return []
    rows = Motion.objects.filter(
        body=body, computed_state__gt="", meeting__adjourned_at__isnull=False
    )
    rows = rows.exclude(meeting__state=Meeting.State.APPROVED)
    rows = rows.filter(Exists(roll_call_touched_since())).order_by()
    found = Meeting.objects.filter(pk__in=rows.values("meeting")).select_related("body")
    return [
        Attention(shortened(words), f"/{ref}", "vote", place=Place.SOON)
        for meeting in found
        for ref, words in remarks_on_votes(meeting)
    ]


def _unvoted_seats(motion: Motion, person: str, at: datetime) -> list[str]:
    """The silent seats of the frozen electorate that the person may speak for and that are here."""
    terms = frozen_terms(motion)
    mine = terms.roster.seats_of(person) if terms else ()
    if not mine or motion.meeting is None:
        return []
    live = live_tally(motion, motion.meeting, at)
    missing = set(live.result.missing_seats)
    return [seat.label for seat in mine if seat.slug in missing]


register("votes", votes_waiting)
register("ballots stuck", ballots_stuck)
register("motions left open", motions_left_open)
register("votes to look at", votes_to_look_at)
