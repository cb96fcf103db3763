"""What motions know of a person entered twice: votes, movers and seconders, frozen electorates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from secretariat.council.motions.models import Motion, Vote
from secretariat.foundation.people.absorbing import Finding, register
from secretariat.foundation.people.commands.absorbing import pass_on, told
from secretariat.foundation.people.models import Person
from secretariat.foundation.records.commands import Act

VOTES, MOVER, SECONDER = "motions.Vote.person", "motions.Motion.mover", "motions.Motion.seconder"


def look(kept: Person, other: Person) -> Iterator[Finding]:
    """Motions on which both voted, or which one moved and the other seconded."""
    votes = Vote.objects.select_related("motion__body", "seat")
    mine = {vote.motion_id: vote for vote in votes.filter(person=kept)}
    for vote in votes.filter(person=other, motion__in=mine):
        yield Finding(
            f"Both voted on {vote.motion.number}: {kept.name} for {mine[vote.motion_id].seat} and "
            f"{other.name} for {vote.seat}. Nobody votes for two seats.",
            vote.motion.ref,
            refused=True,
        )
    pair = Q(mover=kept, seconder=other) | Q(mover=other, seconder=kept)
    for motion in Motion.objects.filter(pair).select_related("body"):
        yield Finding(
            f"One of them moved {motion.number} and the other seconded it. Nobody seconds their "
            "own motion.",
            motion.ref,
            refused=True,
        )


def absorb(this: Act, kept: Person, other: Person) -> list[str]:
    """Let the kept person have moved, seconded and voted; in electorates that were frozen with a
    vote only the reference changes, so that every count stays as it was.
    """
    votes = pass_on(this, VOTES, kept, other, body="motion__body")
    moved = sum(pass_on(this, column, kept, other) for column in (MOVER, SECONDER))
    for motion in Motion.objects.exclude(frozen_electorate={}):
        electorate = _referring(motion.frozen_electorate, other.handle, kept.handle)
        if electorate != motion.frozen_electorate:
            motion.frozen_electorate = electorate
            motion.save(update_fields=["frozen_electorate"])
    return told(
        (votes, "vote", "votes"), (moved, "motion moved or seconded", "motions moved or seconded")
    )


def _referring(values: Any, former: str, handle: str) -> Any:
    """Nested values in which every person of one reference bears the other."""
    if isinstance(values, list):
        return [_referring(each, former, handle) for each in values]
    if not isinstance(values, dict):
        return values
    found = {name: _referring(each, former, handle) for name, each in values.items()}
    return {**found, "handle": handle} if found.get("handle") == former else found


register("motions", [VOTES, MOVER, SECONDER], absorb, look)
