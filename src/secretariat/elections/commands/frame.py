"""What every command about a timeline shares: the frame, the lock, the versions, the index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from secretariat.elections.models import Timeline, TimelineVersion
from secretariat.foundation.records.commands import Act, act, locked, make_findable
from secretariat.rules.elections import STEP_WORDS, Days, Step, check_order, weekday_words
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Decision, require

May = Callable[[Actor, Timeline], Decision]


@contextmanager
def timeline_act(
    actor: Actor, verb: str, timeline: Timeline, may: May
) -> Iterator[tuple[Act, Timeline]]:
    """Run a command on a timeline: authorise, lock, save its row, bring the index up to date."""
    slug = timeline.body.slug
    with act(actor, f"elections.{verb}", timeline.ref, body_slug=slug) as this:
        require(may(actor, timeline))
        row = locked(timeline)
        row.body = timeline.body
        yield this, row
        row.save()
        index(row)


def must_go_on(row: Timeline) -> None:
    """Refuse ("wrong_state") what cannot be done to a timeline that has ended."""
    if row.ended_on is not None:
        raise Refused(
            "wrong_state",
            f"The timeline of the {row.title} has ended: {row.outcome} Nothing has changed.",
        )


def current(row: Timeline) -> TimelineVersion:
    """The version that counts."""
    newest = row.versions.order_by("-number").first()
    assert newest is not None
    newest.timeline = row
    return newest


def add_version(this: Act, row: Timeline, days: Days, words: str = "") -> TimelineVersion:
    """Let these days count from now on. Refuses ("wrong_order")."""
    check_order(days)
    return TimelineVersion.objects.create(
        timeline=row,
        number=row.versions.count() + 1,
        words=words,
        at=this.at,
        by=this.actor.name,
        **{step.value: day for step, day in days.items()},
    )


def index(row: Timeline) -> None:
    """Bring its line in the search index up to date."""
    days = current(row).days
    text = "\n".join(f"{STEP_WORDS[step]} {weekday_words(days[step])}" for step in Step)
    title = f"{row.title}: timeline"
    make_findable(row.ref, kind="election", title=title, text=text, on=days[Step.NOMINATIONS_OPEN])
