"""What every command about a talk shares: the frame, the lock, and the step it leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.snapshots import day_of
from secretariat.council.talks import policy
from secretariat.council.talks.models import Slot, Talk, TalkStep
from secretariat.council.talks.snapshots import label_of
from secretariat.foundation.people.queries import day_in
from secretariat.foundation.records.commands import Act, act, locked, make_findable
from secretariat.rules.errors import Refused
from secretariat.rules.talks import TalkState
from secretariat.rules.visibility import Actor, Audience, Decision, require

May = Callable[[Actor, Talk], Decision]
LONGEST_NOTE = 500


@contextmanager
def talk_act(
    actor: Actor, verb: str, talk: Talk, *, summary: str = "", may: May = policy.may_keep
) -> Iterator[tuple[Act, Talk]]:
    """Run a command on a talk: authorise, lock its row, save it, keep it findable."""
    slug = talk.body.slug
    with act(actor, f"talks.{verb}", talk.ref, body_slug=slug, summary=summary[:300]) as this:
        require(may(actor, talk))
        row = locked(talk)
        row.body = talk.body
        this.was(state=row.state)
        yield this, row
        row.save()
        this.now_is(state=row.state)
        for slot in row.slots.select_related("meeting__body"):
            if slot.meeting is not None:
                this.touch(f"meeting:{slot.meeting.ref}")
        index_talk(row)


def may_in(item_ref: str) -> May:
    """The policy for an act that follows from an agenda item: also who runs that meeting may."""

    def may(actor: Actor, talk: Talk) -> Decision:
        return policy.may_keep(actor, talk, item_ref)

    return may


def step(
    this: Act, row: Talk, words: str, *, note: str = "", on: date | None = None, source: str = ""
) -> None:
    """Keep one step in the life of the talk, with the state it has after it."""
    this.summary = this.summary or words[:300]
    TalkStep.objects.create(
        talk=row,
        at=this.at,
        on=on,
        state=row.state,
        words=words[:300],
        note=note[:LONGEST_NOTE],
        actor_name=this.actor.name,
        source_words=source[:300],
    )


def index_talk(row: Talk) -> None:
    """Bring the talk's line in the search index up to date; a suggestion is the members'."""
    speakers = [f"{each.name} {each.organization_words}" for each in row.speakers.all()]
    text = " ".join(
        part for part in (row.full_title, *speakers, " ".join(row.topics), row.about) if part
    )
    make_findable(
        row.ref,
        kind="talk",
        title=label_of(row),
        text=text,
        audience=Audience.PUBLIC if row.is_public else Audience.MEMBERS,
        on=row.given_on or row.suggested_on,
    )


def must_be_open(row: Talk) -> None:
    """Refuse ("ended") what only a talk on its way can do."""
    if not row.is_open:
        raise Refused(
            "ended",
            f"“{row.title}” is {row.state_words}. Nothing has changed. Take it up again first.",
        )


def must_be_accepted(row: Talk) -> None:
    """Refuse ("not_accepted") to go on with a suggestion that nobody has looked at."""
    if not row.is_public:
        raise Refused(
            "not_accepted",
            f"“{row.title}” is a suggestion that nobody has accepted yet. Accept it first; nothing "
            "has changed.",
        )


def must_be_ours(row: Talk, meeting: Meeting) -> None:
    """Refuse ("other_body") a meeting of another body."""
    if meeting.body_id != row.body_id:
        raise Refused(
            "other_body",
            "That meeting is of another body. Refer the talk to that body instead; nothing has "
            "changed.",
            {"field": "meeting"},
        )


def record_given(
    this: Act, row: Talk, on: date | None, meeting: Meeting | None, source: str
) -> None:
    """Set a talk to given, in a meeting, on a day, or at a time nobody knows; the caller saves it.

    Refuses ("in_future", "other_body").
    """
    day = day_of(meeting) if meeting is not None else on
    if day is not None and day > day_in(row.body, this.at):
        raise Refused(
            "in_future",
            "That day has not come yet, so the talk was not given then. Plan a slot instead; "
            "nothing has changed.",
            {"field": "on"},
        )
    if meeting is not None:
        must_be_ours(row, meeting)
        Slot.objects.create(
            talk=row, sequence=row.slots.count() + 1, meeting=meeting, state=Slot.State.GIVEN
        )
    row.state, row.given_on = TalkState.GIVEN.value, day
    step(this, row, "Given", on=day, source=source)


def words_given(text: str, field: str, what: str, longest: int) -> str:
    """The text with single blanks. Refuses ("words_missing", "words_too_long")."""
    words = " ".join(text.split())
    if not words:
        raise Refused("words_missing", f"Write {what}. Nothing has changed.", {"field": field})
    if len(words) > longest:
        raise Refused(
            "words_too_long",
            f"That has {len(words)} characters; at most {longest} fit. Shorten it and send it "
            "again.",
            {"field": field},
        )
    return words


def state_named(name: str) -> TalkState:
    """The state of this name. Refuses ("unknown_state")."""
    try:
        return TalkState(name)
    except ValueError:
        raise Refused(
            "unknown_state", f"“{name}” is no state of a talk. Nothing has changed."
        ) from None
