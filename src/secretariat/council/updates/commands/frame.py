"""What the commands of updates share: the frame, the lock, the row of a meeting, the index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from secretariat.council.meetings.models import Meeting
from secretariat.council.meetings.snapshots import day_of as meeting_day
from secretariat.council.updates import policy
from secretariat.council.updates.models import StandingUpdate, Update, UpdateText
from secretariat.council.updates.queries import is_open
from secretariat.foundation.records.commands import Act, act, locked, make_findable
from secretariat.rules.days import day_words
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Decision, require

May = Callable[[Actor, StandingUpdate], Decision]


def may_keep(actor: Actor, standing: StandingUpdate) -> Decision:
    """Whether the actor keeps the updates of the body that asks."""
    return policy.may_keep_updates(actor, standing.body)


@contextmanager
def update_act(
    actor: Actor, verb: str, standing: StandingUpdate, meeting: Meeting, may: May = may_keep
) -> Iterator[tuple[Act, Update]]:
    """Run a command on what one body owes one meeting: authorise, lock, make its row if there is
    none, save it, keep what was sent findable.
    """
    ref, slug = f"{standing.ref}/{meeting.slug}", standing.body.slug
    with act(actor, f"updates.{verb}", ref, body_slug=slug) as this:
        require(may(actor, standing))
        locked(standing)
        row, _ = Update.objects.get_or_create(standing=standing, meeting=meeting)
        row = locked(row)
        row.standing, row.meeting = standing, meeting
        yield this, row
        row.save()
        this.touch(f"meeting:{meeting.ref}")
        if standing.from_body is not None:
            this.touch(f"body:{standing.from_body.slug}")
        index(row)


def add_text(row: Update, text: str, *, at: datetime, by: str, how: str = "") -> UpdateText:
    """Keep one text; the draft is done with."""
    row.draft = ""
    row.revision += 1
    return UpdateText.objects.create(
        update_row=row, number=row.texts.count() + 1, text=text, at=at, by=by, how=how
    )


def must_be_open(row: Update) -> None:
    """Refuse ("meeting_begun") what is too late once the meeting was called to order."""
    if not is_open(row):
        raise Refused(
            "meeting_begun",
            f"The meeting of {day_words(meeting_day(row.meeting))} has begun or is over, so the "
            "update cannot be changed any more. Nothing has changed.",
        )


def index(row: Update) -> None:
    """Bring its line in the search index up to date: what was sent, never a draft."""
    newest = row.texts.order_by("number").last()
    if newest is None:
        return
    day = meeting_day(row.meeting)
    title = f"{row.standing.name}, {day_words(day)}"
    make_findable(row.ref, kind="update", title=title, text=newest.text, on=day)
