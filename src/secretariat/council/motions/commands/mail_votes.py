"""Votes of a ballot by mail: given on its page or by the link of a letter, or taken down by an
officer from a mail. All take the same way, so a seat has one vote whatever channel it comes by.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction

from secretariat.council.motions import policy
from secretariat.council.motions.commands.balloting import ask_seats, must_be_open_by_mail
from secretariat.council.motions.commands.casting import known_choice
from secretariat.council.motions.commands.ending import end_if_certain
from secretariat.council.motions.commands.frame import motion_act, person_row
from secretariat.council.motions.models import Motion, Vote
from secretariat.council.motions.queries.ballots import cast_rows
from secretariat.council.motions.snapshots import box_of, frozen_terms
from secretariat.foundation.people.models import Seat
from secretariat.foundation.records.commands import Act
from secretariat.rules.ballots import Box, check_ballot_vote, may_object
from secretariat.rules.errors import Refused
from secretariat.rules.seats import Speaking
from secretariat.rules.visibility import Actor, require

Channel = Vote.Channel


def cast_by_mail(
    actor: Actor,
    motion: Motion,
    seat: str,
    choice: str,
    *,
    person: str = "",
    channel: str = Channel.PAGE,
    source_words: str = "",
) -> Vote:
    """Give a seat's vote in a ballot by mail; the ballot is closed at once if that settles it.

    `person` (a handle) is who gave it, without one the actor. An officer who takes down the vote of
    somebody else says where it was given. Refuses ("vote_not_open", "vote_closed", "unknown_seat",
    "seat_not_counted", "not_speaker", "already_voted", "seat_recused", "unknown_choice",
    "source_missing", "not_allowed").
    """
    wanted = known_choice(choice)
    with motion_act(actor, "cast_by_mail", motion, may=policy.may_be_heard) as (this, row, _):
        must_be_open_by_mail(row)
        box = _box(this, row)
        who = check_ballot_vote(box, seat, person or actor.person or "", this.at)
        require(policy.may_cast(actor, row, who))
        is_own = actor.person == who.person.handle
        vote = Vote(
            motion=row,
            seat=Seat.objects.get(body=row.body, slug=seat),
            person=person_row(who.person.handle),
            choice=wanted,
            cast_at=this.at,
            recorded_by=actor.name,
            channel=channel if is_own else Channel.TAKEN_DOWN,
            source_words="" if is_own else _source_given(source_words),
        )
        _write(this, row, vote, who)
        this.summary = f"{box.roster.seat(seat).label}: {wanted.label}"
        this.now_is(
            seat=seat, choice=wanted.value, person=who.person.name, how=vote.get_channel_display()
        )
        end_if_certain(row)
    return vote


def object_to_carrying(actor: Actor, motion: Motion, seat: str, *, source_words: str = "") -> None:
    """Take the vote of a meeting out of the ballot, since its seat objects to its being carried
    over; the seat is asked for its vote. The trail keeps what it was.

    Anybody of the seat may object; an officer who takes it down says where it was said. Refuses
    ("vote_not_open", "unknown_seat", "not_carried", "source_missing", "not_allowed").
    """
    with motion_act(actor, "object_to_carrying", motion, may=policy.may_be_heard) as (this, row, _):
        must_be_open_by_mail(row)
        box = _box(this, row)
        the_seat = box.roster.seat(seat)
        require(policy.may_object_for(actor, row, the_seat))
        objection = may_object(the_seat, box.cast.get(seat), box.window, this.at)
        if not objection:
            raise Refused("not_carried", objection.reason)
        is_own = actor.person in {each.handle for each in the_seat.people}
        source = "" if is_own else _source_given(source_words)
        vote = row.votes.select_related("person").get(seat__slug=seat)
        this.was(seat=seat, choice=vote.choice, person=vote.person.name if vote.person else "")
        vote.delete()
        this.summary = f"{the_seat.label} objects: its vote of the meeting does not carry over"
        this.now_is(seat=seat, source=source)
        ask_seats(actor, this, row, [seat])


def _box(this: Act, row: Motion) -> Box:
    terms = frozen_terms(row)
    assert terms is not None, "a ballot opens with its terms"
    return box_of(row, terms, cast_rows(row), this.at)


def _write(this: Act, row: Motion, vote: Vote, who: Speaking) -> None:
    """Keep the vote, in place of the one carried over if there is one."""
    earlier = row.votes.filter(seat=vote.seat, carried_from__isnull=False).first()
    if earlier is not None:
        this.was(seat=vote.seat.slug, choice=earlier.choice, how="carried over from the meeting")
        earlier.delete()
    try:
        with transaction.atomic():
            vote.save()
    except IntegrityError:
        # Somebody was faster in spite of the lock: the words are those of a second vote.
        check_ballot_vote(_box(this, row), who.seat, who.person.handle, this.at)
        raise


def _source_given(words: str) -> str:
    said = " ".join(words.split())[:200]
    if not said:
        raise Refused(
            "source_missing",
            "Say where the seat said so (“mail of 9 Oct”), so that others can check it. Nothing "
            "has changed.",
            {"field": "source_words"},
        )
    return said
