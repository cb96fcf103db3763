"""The chair follows the vote: who presides and is recused hands over to the vice chair, and gets
the chair back when the vote is over.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from secretariat.council.meetings.commands.presiding import hand_over_chair, take_chair_back
from secretariat.council.meetings.models import Meeting, Presiding
from secretariat.council.meetings.snapshots import snapshot_for
from secretariat.council.motions.models import Motion, Vote
from secretariat.foundation.records.commands import Act
from secretariat.rules.presiding import stand_in, who_presides
from secretariat.rules.seats import Roster, Speaking
from secretariat.rules.visibility import system_actor

CLERK = system_actor("Chair")
"""Who hands over: the rule does, whoever takes the recusal down."""


def follow_recusal(
    this: Act, row: Motion, meeting: Meeting, vote: Vote, who: Speaking, roster: Roster
) -> None:
    """Hand the chair over inside the command that recuses a seat, if who presides is of that seat
    or speaks for it; give it back where that seat is recused no longer. Where no vice chair is
    present, the room asks who presides.
    """
    people = {who.person.handle, *(each.handle for each in roster.seat(who.seat).people)}
    if vote.choice != Vote.Choice.RECUSED:
        return give_back_to(row, meeting, people)
    if meeting.state != Meeting.State.CALLED:
        return None
    snapshot = snapshot_for(meeting)
    found = who_presides(snapshot, this.at)
    if found is None or found.person.handle not in people:
        return None
    successor = stand_in(snapshot, this.at, people | _recused_people(row))
    if successor is not None:
        slug = row.item.slug if row.item else ""
        hand_over_chair(CLERK, meeting, successor.handle, item=slug, about=row.ref)
    return None


def give_back_to(row: Motion, meeting: Meeting, people: Collection[str]) -> None:
    """Give the chair back to one of these people (handles), whose seat is recused no longer."""
    stretch = _open_for(row, meeting)
    if stretch and stretch.instead_of and stretch.instead_of.handle in people:
        take_chair_back(CLERK, meeting)


def give_chair_back(row: Motion, meeting: Meeting) -> None:
    """Give the chair back inside the command that ends the vote it was handed over for."""
    if _open_for(row, meeting) is not None:
        take_chair_back(CLERK, meeting, about=row.ref)


def _open_for(row: Motion, meeting: Meeting) -> Presiding | None:
    """The stretch that lasts, if it is for this motion, or for its item and no motion of it."""
    if meeting.state != Meeting.State.CALLED:
        return None
    rows = Presiding.objects.filter(meeting=meeting, to_at__isnull=True)
    of_item = Q(about="", item__isnull=False, item=row.item_id)
    return rows.filter(Q(about=row.ref) | of_item).select_related("instead_of").first()


def _recused_people(row: Motion) -> set[str]:
    votes = row.votes.filter(choice=Vote.Choice.RECUSED).select_related("person")
    return {vote.person.handle for vote in votes if vote.person is not None}
