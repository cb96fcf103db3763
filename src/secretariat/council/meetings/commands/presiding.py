"""Handing the chair over while who presides is recused, and giving it back."""

from __future__ import annotations

from datetime import datetime

from secretariat.council.meetings import policy
from secretariat.council.meetings.commands.frame import State, meeting_act, must_be
from secretariat.council.meetings.models import AgendaItem, Meeting, Presiding
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.foundation.people.models import Person
from secretariat.rules import seats as law
from secretariat.rules.errors import Refused
from secretariat.rules.meetings import MeetingSnapshot
from secretariat.rules.presiding import InTheChair, may_preside, stand_in, who_presides
from secretariat.rules.visibility import Actor


def hand_over_chair(
    actor: Actor, meeting: Meeting, person: str = "", *, item: str = "", about: str = ""
) -> Presiding:
    """Let somebody else preside, since who presides is recused: the vice chair who is present, or
    the `person` (a handle). `about` names the motion it is for, `item` (a slug) the item, without
    one that on the table. Whoever takes over gets no right to record by it.

    Refuses ("wrong_state"), ("nobody_to_preside") where no vice chair is present and nobody is
    named, ("not_present"), ("presides_already"). Its inverse is `take_chair_back`.
    """
    with meeting_act(actor, "hand_over_chair", meeting, policy.may_run) as (this, row):
        must_be(row, {State.CALLED}, "the chair cannot be handed over")
        snapshot = snapshot_for(row)
        before = who_presides(snapshot, this.at)
        who = _successor(snapshot, before, person, this.at)
        this.was(presides=before.person.name if before else "")
        end_presiding(row, this.at)
        stretch = Presiding.objects.create(
            meeting=row,
            item=_item_of(row, item),
            person=Person.objects.get(handle=who.handle),
            instead_of=_row_of(before),
            about=about,
            from_at=this.at,
        )
        this.summary = f"{who.name} presides"
        this.now_is(presides=who.name, about=about)
    return stretch


def take_chair_back(actor: Actor, meeting: Meeting, *, about: str = "") -> Presiding:
    """Let who presided before preside again. `about` names the motion it was for, where nobody
    knew it when the chair was handed over.

    Refuses ("not_handed_over"). Its inverse is `hand_over_chair` to who presided until now.
    """
    with meeting_act(actor, "take_chair_back", meeting, policy.may_run) as (this, row):
        stretch = _open_of(row)
        if stretch is None:
            raise Refused(
                "not_handed_over",
                "Nobody has taken over the chair, so there is nothing to take back. Nothing has "
                "changed.",
            )
        this.was(presides=stretch.person.name)
        stretch.to_at, stretch.about = this.at, stretch.about or about
        stretch.save(update_fields=["to_at", "about"])
        this.summary = f"{stretch.person.name} gives the chair back"
        this.now_is(presides=stretch.instead_of.name if stretch.instead_of else "")
    return stretch


def end_presiding(row: Meeting, at: datetime) -> None:
    """End the stretch that lasts, inside the command that ends it."""
    Presiding.objects.filter(meeting=row, to_at__isnull=True).update(to_at=at)


def end_presiding_elsewhere(row: Meeting, item: AgendaItem, at: datetime) -> None:
    """Give the chair back when the meeting goes on to another item than the one it was for."""
    stretches = Presiding.objects.filter(meeting=row, to_at__isnull=True)
    stretches.exclude(item=item).update(to_at=at)


def _open_of(row: Meeting) -> Presiding | None:
    rows = Presiding.objects.select_related("person", "instead_of")
    return rows.filter(meeting=row, to_at__isnull=True).first()


def _successor(
    snapshot: MeetingSnapshot, before: InTheChair | None, wanted: str, at: datetime
) -> law.Person:
    """Who takes over, checked."""
    now = before.person.handle if before else ""
    here = {person.handle: person for person in may_preside(snapshot, at)}
    if wanted and wanted == now:
        raise Refused(
            "presides_already",
            f"{here[now].name if now in here else 'This person'} presides already. Nothing has "
            "changed. Choose somebody else.",
            {"field": "person"},
        )
    if wanted and wanted not in here:
        raise Refused(
            "not_present",
            "Whoever presides has to be there. Nothing has changed. Mark them present first, or "
            "choose somebody else.",
            {"field": "person"},
        )
    found = here[wanted] if wanted else stand_in(snapshot, at, {now})
    if found is None:
        raise Refused(
            "nobody_to_preside",
            "No vice chair is here to take over. Nothing has changed. Choose who presides.",
            {"field": "person"},
        )
    return found


def _item_of(row: Meeting, slug: str) -> AgendaItem | None:
    if slug:
        return AgendaItem.objects.filter(meeting=row, slug=slug).first()
    return row.current_item


def _row_of(before: InTheChair | None) -> Person | None:
    return Person.objects.filter(handle=before.person.handle).first() if before else None
