"""What every command about a motion shares: the frame, the locks, the telling of the item's kind.

The meeting's row is locked before the motion's, so that two people acting at once take turns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from secretariat.council.meetings.agenda_kinds import Outcome
from secretariat.council.meetings.commands.frame import must_be_recordable, touch_joint
from secretariat.council.meetings.commands.settling import tell_kind
from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.snapshots import day_of
from secretariat.council.motions import policy
from secretariat.council.motions.models import Motion
from secretariat.council.motions.queries import votes_of
from secretariat.council.motions.snapshots import (
    Room,
    Terms,
    frozen,
    frozen_terms,
    moment_in,
    room_of,
    terms_of_day,
)
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.commands import (
    Act,
    Findable,
    act,
    locked,
    make_all_findable,
)
from secretariat.rules.errors import Refused
from secretariat.rules.motions import MotionState, Vote, check_motion_move
from secretariat.rules.quorum import QuorumState
from secretariat.rules.seats import Speaking
from secretariat.rules.visibility import Actor, Audience, Decision, require

May = Callable[[Actor, Motion], Decision]
Check = Callable[[Meeting], None]


def any_meeting(meeting: Meeting) -> None:
    """Lets a command run in every state of the meeting."""


@contextmanager
def motion_act(
    actor: Actor,
    verb: str,
    motion: Motion,
    *,
    summary: str = "",
    may: May = policy.may_decide,
    check: Check = must_be_recordable,
) -> Iterator[tuple[Act, Motion, Meeting]]:
    """Run a command on a motion: authorise, lock meeting and motion, tell whoever watches. A ballot
    by mail goes on whatever becomes of its meeting, also when the minutes are approved.
    """
    slug = motion.body.slug
    with act(actor, f"motions.{verb}", motion.ref, body_slug=slug, summary=summary[:300]) as this:
        require(may(actor, motion))
        of_motion = meeting_of(motion)
        meeting = locked(of_motion)
        meeting.body = of_motion.body
        row = locked(motion)
        row.body, row.meeting = motion.body, meeting
        if not row.is_by_mail:
            check(meeting)
        this.touch(f"meeting:{meeting.ref}")
        touch_joint(this, meeting)
        yield this, row, meeting


def meeting_of(motion: Motion) -> Meeting:
    """The meeting a motion was moved in. Refuses ("not_in_a_meeting") one that has none."""
    if motion.meeting is None:
        raise Refused(
            "not_in_a_meeting",
            f"{motion.number} was not moved in a meeting, so this cannot be done here. Nothing has "
            "changed.",
        )
    return motion.meeting


class Counting:
    """What a vote is counted by at this moment: terms, presence, votes so far. Five queries, or
    more while nothing is frozen yet. Refuses ("by_mail") a ballot, which no room counts.
    """

    def __init__(self, this: Act | datetime, row: Motion, meeting: Meeting) -> None:
        must_be_of_the_room(row)
        self.terms: Terms = frozen_terms(row) or terms_of_day(row, meeting)
        self.room: Room = room_of(meeting, row.body)
        self.zone = meeting.zone
        self.at = moment_in(meeting, this if isinstance(this, datetime) else this.at)
        self.speaking: dict[str, Speaking] = self.room.speaking(self.terms, self.at)
        self.quorum: QuorumState = self.room.quorum(self.terms, self.at)
        self.votes: list[Vote] = votes_of(row, meeting.zone)


def freeze(row: Motion, terms: Terms) -> None:
    """Keep rule and electorate with the motion. The caller saves the row."""
    row.frozen_rule, row.frozen_electorate = frozen(terms)


def must_become(row: Motion, state: str) -> None:
    """Refuse ("wrong_state") what the motion cannot become, ("continued") what goes on by mail."""
    must_not_be_counted_in_secret(row, state)
    check_motion_move(MotionState(row.state), MotionState(state), row.goes_on_as)


def must_not_be_counted_in_secret(row: Motion, state: str) -> None:
    """Refuse ("secret_vote") to take up again what seats have voted on in secret: two counts would
    tell what the seats between them said.
    """
    goes_back = state in {Motion.State.OPEN, Motion.State.MOVED}
    if row.is_secret and goes_back and row.voted.exists():
        raise Refused(
            "secret_vote",
            f"Seats have voted on {row.number} in secret, and a second count would tell who said "
            "what. Nothing has changed. Let the vote end, then move the question anew.",
        )


def must_be_open_to_all(row: Motion) -> None:
    """Refuse ("secret_vote") what would show a seat's choice where the vote is secret."""
    if row.is_secret:
        raise Refused(
            "secret_vote",
            f"The vote on {row.number} is secret: each seat gives its own, and nobody takes it "
            "down. Nothing has changed. Before the vote opens it can be made open to all.",
        )


def must_be_of_the_room(row: Motion) -> None:
    """Refuse ("by_mail") what is done to a motion in a meeting where the seats vote by mail."""
    if row.is_by_mail:
        raise Refused(
            "by_mail",
            f"{row.number} is a ballot by mail, so this is not done in the meeting. Nothing has "
            "changed. Votes are given and taken down on its page.",
        )


def tell(actor: Actor, row: Motion, words: str) -> None:
    """Let the kind of the motion's item act on the outcome, in this transaction."""
    if row.item is None:
        return
    outcome = Outcome(
        state=row.state, words=words, motion_ref=row.ref, about_refs=tuple(row.about_refs)
    )
    item = row.item
    item.meeting = meeting_of(row)
    tell_kind(actor, item, outcome)


def index(row: Motion) -> None:
    """Bring the motion's line in the search index up to date."""
    make_all_findable([findable(row)])


def findable(row: Motion) -> Findable:
    """The motion as a search finds it, for those for whom its item is."""
    return Findable(
        ref=row.ref,
        kind="motion",
        title=f"{row.number}: {row.text}",
        text=" ".join(part for part in (row.text, row.condition, row.explanation) if part),
        audience=Audience(row.item.audience) if row.item else Audience.PUBLIC,
        on=row.moved_at.date() if row.meeting is None else day_of(row.meeting),
    )


def person_row(handle: str) -> Person:
    """The person of a handle that the roster knows."""
    return Person.objects.get(handle=handle)


def words_given(text: str, field: str, what: str) -> str:
    """The words without blanks around them. Refuses ("words_missing") none at all."""
    words = text.strip()
    if not words:
        raise Refused("words_missing", f"Write {what}. Nothing has changed.", {"field": field})
    return words
