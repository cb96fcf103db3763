"""What of the motions waits for a person: a vote of one's seat, a motion that was left open."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, Prefetch

from secretariat.council.meetings.models import Meeting
from secretariat.council.motions import policy
from secretariat.council.motions.models import Motion, Vote
from secretariat.council.motions.queries import remarks_on_votes, taken_up
from secretariat.council.motions.queries.recounts import roll_call_touched_since
from secretariat.council.motions.snapshots import frozen_terms
from secretariat.foundation.people.attention import Attention, Place, register, shortened
from secretariat.foundation.people.models import Body
from secretariat.rules.visibility import Actor


def votes_waiting(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """Votes that are open and where the person's seat has not voted. Two queries."""
    del at
    if actor.person is None:
        return []
    rows = Motion.objects.filter(body=body, state=Motion.State.OPEN)
    votes = Prefetch("votes", Vote.objects.select_related("seat"))
    mine = policy.visible_to(actor, rows).select_related("body").prefetch_related(votes)
    return [
        Attention(
            f"Vote for {seat} on {motion.number}: {shortened(motion.text)}",
            f"/{motion.ref}",
            "vote",
            place=Place.NOW,
        )
        for motion in mine
        for seat in _unvoted_seats(motion, actor.person)
    ]


def motions_left_open(actor: Actor, body: Body, at: datetime) -> list[Attention]:
    """For officers: motions that a meeting did not deal with before it was adjourned, and that no
    agenda took up since. One query, two where there are any.
    """
    del at
    if not policy.may_decide(actor, Motion(body=body)):
        return []
    rows = Motion.objects.filter(
        body=body, state__in=Motion.WAITING, meeting__adjourned_at__isnull=False
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


def _unvoted_seats(motion: Motion, person: str) -> list[str]:
    """The seats of the frozen electorate that the person may speak for and that are silent."""
    terms = frozen_terms(motion)
    voted = {vote.seat.slug for vote in motion.votes.all()}
    return [
        seat.label
        for seat in (terms.roster.seats if terms else ())
        if seat.slug not in voted and person in {each.handle for each in seat.people}
    ]


register("votes", votes_waiting)
register("motions left open", motions_left_open)
register("votes to look at", votes_to_look_at)
