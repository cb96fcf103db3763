"""What a corrected roll call says of votes that were closed before: said plainly, never written
into the vote.
"""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Value
from django.db.models.functions import Concat

from secretariat.council.meetings.models import Meeting
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries.motions import motions_of_meeting
from secretariat.council.motions.snapshots import (
    Room,
    Terms,
    as_votes,
    frozen_terms,
    moment_in,
    room_in,
    room_of,
)
from secretariat.foundation.records.models import Entry
from secretariat.rules.errors import Refused
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.quorum import QuorumState
from secretariat.rules.recounts import Recorded, recount, recount_words
from secretariat.rules.wording import joined

State, Method = Motion.State, Motion.Method
NOT_CONSENTING = ("abstaining", "recused_seats")
ROLL_CALL = tuple(
    f"meetings.{act}"
    for act in (
        "add_guest",
        "add_to_roll_call",
        "correct_line",
        "correct_stays",
        "correct_times",
        "give_proxy",
        "mark_left",
        "mark_present",
        "take_proxy_back",
        "unmark",
    )
)
COUNTED = (State.CARRIED, State.LOST, State.NO_QUORUM)


def roll_call_touched_since() -> QuerySet[Entry]:
    """For a query of motions: what was done to the roll call of each one's meeting after it was
    closed. Without it, nothing can be otherwise than decided.
    """
    meeting = Concat(OuterRef("meeting__body__slug"), Value("/"), OuterRef("meeting__slug"))
    return Entry.objects.filter(command__in=ROLL_CALL, ref=meeting, at__gt=OuterRef("closed_at"))


def remarks_of(meeting: Meeting) -> list[str]:
    """What the roll call of a meeting says otherwise than its decisions, a sentence each."""
    return [words for _, words in remarks_on_votes(meeting)]


def remarks_on_votes(meeting: Meeting) -> list[tuple[str, str]]:
    """The same, each with the reference of the decision. Three queries and two a body that
    decided.
    """
    rooms: dict[int, Room] = {}
    found = []
    for motion in motions_of_meeting(meeting):
        if _is_counted(motion):
            room = rooms.get(motion.body_id) or room_of(meeting, motion.body)
            rooms[motion.body_id] = room
            found.append((motion.ref, _remark(motion, room, meeting)))
    return [(ref, words) for ref, words in found if words]


def remark_of(motion: Motion) -> str:
    """What the roll call of its meeting says otherwise than this decision; empty where it agrees.
    Two queries for a motion that was counted.
    """
    if motion.meeting is None or not _is_counted(motion):
        return ""
    return _remark(motion, room_of(motion.meeting, motion.body), motion.meeting)


def remark_in(motion: Motion, meeting: MeetingSnapshot) -> str:
    """What the roll call of the meeting says otherwise than this decision; empty where it agrees.
    No query where the votes were read with the motion.
    """
    if not _is_counted(motion):
        return ""
    return _remark(motion, room_in(meeting.party(motion.body.slug)), meeting)


def _is_counted(motion: Motion) -> bool:
    """Whether the motion has a result by a roll call that nobody has put right already."""
    if motion.computed_state not in COUNTED or not motion.tally or motion.medium != "meeting":
        return False
    if motion.is_secret:
        return False
    return not any(erratum.corrected_state for erratum in motion.errata.all())


def _remark(motion: Motion, room: Room, meeting: Meeting | MeetingSnapshot) -> str:
    terms = frozen_terms(motion)
    if terms is None or motion.closed_at is None:
        return ""
    quorum = room.quorum(terms, moment_in(meeting, motion.closed_at))
    name, was = motion.number, State(motion.computed_state).label
    if motion.computed_state == State.NO_QUORUM:
        return _quorum_words(name, was, quorum)
    try:
        result = recount(terms.rule, terms.roster, quorum, _recorded(motion, terms, meeting.zone))
    except Refused as refused:
        return (
            f"{name} was recorded as {was}. By the roll call as it is now this cannot be: "
            f"{refused.message.partition(' Nothing has changed')[0]}"
        )
    if result.outcome.value != motion.computed_state:
        return recount_words(name, was, result)
    return _absent_voters(motion, room, terms, meeting)


def _quorum_words(name: str, was: str, quorum: QuorumState) -> str:
    if not quorum.is_reached:
        return ""
    return (
        f"{name} was recorded as {was}. By the roll call as it is now there was quorum: "
        f"{quorum.sentence}"
    )


def _recorded(motion: Motion, terms: Terms, zone: str) -> Recorded:
    tally = motion.tally
    if motion.method == Method.COUNT:
        return Recorded(counts=(tally["yes"], tally["no"], tally["abstain"]))
    if motion.method == Method.GENERAL_CONSENT:
        slugs = {seat.label: seat.slug for seat in terms.roster.seats}
        silent = {key: [slugs[s] for s in tally.get(key, ())] for key in NOT_CONSENTING}
        return Recorded(
            is_consent=True, abstaining=silent["abstaining"], recused=silent["recused_seats"]
        )
    return Recorded(votes=as_votes(motion.votes.all(), zone))


def _absent_voters(
    motion: Motion, room: Room, terms: Terms, meeting: Meeting | MeetingSnapshot
) -> str:
    """Seats that voted and for which nobody was there by the roll call as it is now."""
    absent = [
        terms.roster.seat(vote.seat.slug).label
        for vote in motion.votes.all()
        if vote.seat.slug not in room.speaking(terms, moment_in(meeting, vote.cast_at))
    ]
    if not absent:
        return ""
    verb = "has" if len(absent) == 1 else "have"
    return (
        f"{joined(absent)} {verb} a vote on {motion.number}, but by the roll call as it is now "
        "nobody was there for it then."
    )
