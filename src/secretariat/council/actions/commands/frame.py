"""What every command about an action shares: the frame, the lock, and the step it leaves behind.

Each command writes exactly one update of the action; the one before it is superseded in the same
transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from secretariat.council.actions import policy
from secretariat.council.actions.models import Action, ActionOwner, ActionUpdate
from secretariat.council.actions.queries import owners_meant
from secretariat.council.meetings.followers import let_follow
from secretariat.council.meetings.models import Meeting
from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.records.commands import (
    Act,
    Findable,
    act,
    locked,
    make_all_findable,
)
from secretariat.rules.actions import Owner
from secretariat.rules.dates import parse_due
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, Decision, require

May = Callable[[Actor, Action], Decision]
Owners = Sequence[Owner | str]


@dataclass(frozen=True, slots=True)
class Said:
    """What was said with a step: the note, and the meeting in which it was said, if any."""

    note: str = ""
    meeting_ref: str = ""

    @property
    def words(self) -> str:
        """The note without blanks around it."""
        return self.note.strip()


@contextmanager
def action_act(
    actor: Actor, verb: str, action: Action, may: May, said: Said
) -> Iterator[tuple[Act, Action]]:
    """Run a command on an action: authorise, lock its row, and keep the step it makes."""
    slug = action.body.slug
    name, summary = f"actions.{verb}", said.words[:300]
    with act(actor, name, action.ref, body_slug=slug, summary=summary) as this:
        require(policy.may_read(actor, action))
        require(may(actor, action))
        row = locked(action)
        row.body = action.body
        before = values_of(row)
        yield this, row
        row.save()
        write_update(this, row, before, said)


def values_of(row: Action) -> dict[str, Any]:
    """What a step may change. Two queries."""
    return {
        "state": row.state,
        "owners": row.owner_words,
        "text": row.text,
        "due": row.due_text,
        "audience": row.audience,
    }


def write_update(this: Act, row: Action, before: dict[str, Any], said: Said) -> None:
    """Keep the step from the values before to those the row has now."""
    after = values_of(row)
    ActionUpdate.objects.filter(action=row, superseded_at__isnull=True).update(
        superseded_at=this.at
    )
    ActionUpdate.objects.create(
        action=row,
        at=this.at,
        meeting_ref=said.meeting_ref,
        actor_name=this.actor.name,
        note=said.words,
        due_on_after=row.due_on,
        reason_after=row.closing_reason,
        **{f"{name}_before": value for name, value in before.items()},
        **{f"{name}_after": value for name, value in after.items()},
    )
    changed = {name for name in after if before.get(name, "") != after[name]}
    this.was(**{name: before[name] for name in before if name in changed})
    this.now_is(**{name: after[name] for name in after if name in changed})
    if said.meeting_ref:
        this.touch(f"meeting:{said.meeting_ref}")
    if "audience" in changed:
        _touch_meetings(this, row)
    make_all_findable([findable(row, said.words)])


def _touch_meetings(this: Act, row: Action) -> None:
    """Tell whoever watches the meetings that spoke of it, and let released minutes of the body
    follow: they may read otherwise now.
    """
    spoke = row.updates.exclude(meeting_ref="").order_by()
    for ref in spoke.values_list("meeting_ref", flat=True).distinct():
        this.touch(f"meeting:{ref}")
    released = Meeting.objects.filter(body=row.body_id, state=Meeting.State.RELEASED)
    for meeting in released.select_related("body"):
        let_follow(this.actor, meeting, but="actions")


def findable(row: Action, note: str) -> Findable:
    """The action as a search finds it, for those who may read it now; `note` is what was said of it
    last. Reads its owners and the meeting that raised it.
    """
    return Findable(
        ref=row.ref,
        kind="action",
        title=f"{row.number} [{row.owner_words or 'nobody yet'}] {row.text}",
        text=" ".join(part for part in (row.due_text, row.closing_reason, note) if part),
        audience=policy.audience_of(row),
        on=row.raised_on,
    )


def as_owners(body: Body, owners: Owners) -> tuple[Owner, ...]:
    """The owners, those given as names found in the record ("Dave", "Project mentors", "ALL").

    Refuses ("unknown_person", "ambiguous_person") with the candidates.
    """
    known = [owner for owner in owners if isinstance(owner, Owner)]
    names = [owner for owner in owners if isinstance(owner, str)]
    return (*known, *owners_meant(body, names))


def set_owners(row: Action, owners: Sequence[Owner]) -> None:
    """Give the action these owners in place of those it had."""
    row.owners.all().delete()
    people = {p.handle: p for p in Person.objects.filter(handle__in=[o.person for o in owners])}
    for position, owner in enumerate(owners):
        ActionOwner.objects.create(
            action=row,
            position=position,
            kind=owner.kind.value,
            person=people.get(owner.person),
            role=owner.role,
            label=owner.label[:100],
        )


def set_due(row: Action, due: str, today: date) -> None:
    """Keep the due date in its own words, and the last day they may mean. The caller saves.

    Refuses ("malformed_date", "malformed_claim") a date that cannot be.
    """
    claim = parse_due(due, today)
    row.due_text, row.due_on = claim.text, claim.latest


def text_given(text: str) -> str:
    """The text without blanks around it. Refuses ("text_missing") none."""
    words = text.strip()
    if not words:
        raise Refused(
            "text_missing",
            "An action needs a text: what is to be done. Nothing has changed.",
            {"field": "text"},
        )
    return words
