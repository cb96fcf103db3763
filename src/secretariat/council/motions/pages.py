"""What the page of a motion shows."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from secretariat.council.motions import policy, queries
from secretariat.council.motions.forms import words_form
from secretariat.council.motions.models import Motion, Vote
from secretariat.council.motions.queries.register import as_decision
from secretariat.council.motions.queries.tallies import rule_words
from secretariat.council.motions.snapshots import frozen_terms
from secretariat.foundation.outbox.queries import echoes
from secretariat.foundation.people.models import Body
from secretariat.foundation.records import clock
from secretariat.foundation.records.queries import history
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor


def motion_page(actor: Actor, motion: Motion) -> dict[str, Any]:
    """One motion with its result, its votes and what the actor may do to it."""
    terms, meeting = frozen_terms(motion), motion.meeting
    is_live = motion.is_waiting and meeting is not None and not motion.is_by_mail
    is_open_by_mail = motion.is_by_mail and motion.state == Motion.State.OPEN
    ballot = queries.ballot_at(motion, clock.now()) if is_open_by_mail else None
    live = queries.live_tally(motion, meeting, clock.now()) if is_live and meeting else None
    may_decide = policy.may_decide(actor, motion)
    return {
        "body": motion.body,
        "register_url": f"/{motion.body.slug}/decisions",
        "motion": motion,
        "decision": as_decision(motion),
        "short": queries.short_result(motion),
        "zone": meeting.zone if meeting else motion.body.zone,
        "live": live,
        **_ballot_part(actor, motion, ballot, live),
        "remark": queries.remark_of(motion),
        "own_seats": live.spoken_for(actor.person) if live else (),
        "rule_words": rule_words(terms) if terms else "",
        "electorate": () if ballot else queries.votes_by_seat(motion, terms, live),
        "may_see_votes": policy.may_see_votes(actor, motion),
        "may_decide": may_decide,
        "again": _again(motion) if may_decide and not motion.is_decided else "",
        "room_url": _room_url(motion) if may_decide and not motion.is_decided else "",
        "words_form": words_form(motion) if may_decide and motion.is_waiting else None,
        "entries": history(motion.ref, limit=30) if may_decide else [],
    }


def secret_vote_of(motion: Motion) -> queries.Live:
    """How far a secret vote is. Refuses ("not_found") where none is open."""
    is_open = motion.is_secret and motion.state == Motion.State.OPEN
    if not is_open or motion.meeting is None:
        raise Refused("not_found", f"No secret vote on {motion.number} is open.")
    return queries.live_tally(motion, motion.meeting, clock.now())


def turned_page(motion: Motion, seat: str) -> dict[str, Any]:
    """The clerk's screen, turned to a seat that has not voted. Refuses ("not_found")."""
    lines = secret_vote_of(motion).seats
    line = next((x for x in lines if x.seat == seat and x.is_present and not x.choice), None)
    if line is None:
        raise Refused("not_found", "This seat is not present, or it has voted already.")
    return {"body": motion.body, "motion": motion, "line": line, "back": _room_url(motion)}


def ballots_shown(actor: Actor, body: Body) -> list[queries.OpenBallot]:
    """The open ballots of a body as they stand now, for above its register."""
    return [queries.ballot_at(row, clock.now()) for row in queries.ballots_of(actor, body)]


def _ballot_part(
    actor: Actor, motion: Motion, ballot: queries.OpenBallot | None, live: queries.Live | None
) -> dict[str, Any]:
    """What the page says of a ballot by mail: how it stands, whether one may be opened."""
    may_decide = policy.may_decide(actor, motion)
    lacks_quorum = live is not None and not live.quorum.is_reached
    is_undecided = motion.state == Motion.State.NO_QUORUM and not motion.goes_on_as
    may_open = bool(may_decide) and not motion.is_by_mail and (lacks_quorum or is_undecided)
    address = f"/{motion.ref}"
    return {
        "ballot": ballot,
        "own_lines": ballot.lines_of(actor.person) if ballot else (),
        "vote_url": f"{address}/mail-vote",
        "object_url": f"{address}/carry-not",
        "may_open_ballot": may_open,
        "choices": Vote.Choice.choices,
        "echoes": echoes(motion.ref) if may_decide and motion.is_by_mail else [],
    }


def _again(motion: Motion) -> str:
    """The item of a later agenda that takes up a motion its own meeting did not decide."""
    return queries.taken_up(motion.body.slug).get(motion.ref, "")


def _room_url(motion: Motion) -> str:
    """Where a motion is decided: its item, in the room of its meeting, also after the call. What
    goes on by mail is decided in no room.
    """
    if motion.is_by_mail or motion.goes_on_as:
        return ""
    if motion.meeting is None or motion.item is None:
        return ""
    return f"/{motion.meeting.ref}/room?{urlencode({'item': motion.item.slug})}"
